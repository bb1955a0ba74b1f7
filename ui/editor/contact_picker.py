"""Choose a contact by typing a part of its name, number or address."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact
from kkworkbench.text.danish import matches, sort_key
from ui.bridge import Bridge
from ui.widgets import SearchField, size_dialog

MOST = 200


class ContactPicker(QDialog):
    """All contacts, narrowed by typing."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Vælg kontakt"))
        self._contacts = sorted(bridge.state.all(Contact), key=lambda c: sort_key(c.heading))
        self.search = SearchField(self.tr("Søg navn, nummer eller adresse"), self)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Kontakter"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setText(self.tr("&Vælg"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 70, 60)
        self.search.search_changed.connect(self._fill)
        self.search.installEventFilter(self)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._fill("")
        self.search.setFocus()

    def contact_id(self) -> str | None:
        """The contact that is chosen."""
        item = self.list.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the list from the search field."""
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in arrows:
                QApplication.sendEvent(self.list, QKeyEvent(event))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.contact_id():
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _fill(self, query: str) -> None:
        self.list.clear()
        for contact in self._contacts:
            numbers = " ".join(phone.number for phone in contact.phones)
            street = contact.address.street if contact.address is not None else ""
            if not matches(query, f"{contact.heading} {contact.name} {street} {numbers}"):
                continue
            text = " · ".join(part for part in (contact.heading, street, numbers) if part)
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, contact.id)
            self.list.addItem(item)
            if self.list.count() == MOST:
                break
        if self.list.count():
            self.list.setCurrentRow(0)
        self._ok.setEnabled(self.list.count() > 0)


def pick_contact(bridge: Bridge, parent: QWidget) -> str | None:
    """Ask for a contact; None where none was chosen."""
    picker = ContactPicker(bridge, parent)
    if picker.exec() == QDialog.DialogCode.Accepted:
        return picker.contact_id()
    return None

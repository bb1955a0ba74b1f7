"""Where a number or a contact is used, and one number corrected in all the ticked places."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.state.lookups import title_of
from kkworkbench.text.danish import sort_key
from kkworkbench.text.phone import read_phone
from kkworkbench.workspace.commands.numbers import ReplaceNumber
from kkworkbench.workspace.where_used import Use, uses_of_contact, uses_of_link, uses_of_number
from ui.bridge import Bridge
from ui.widgets import ColumnShares, EmptyState, closing_buttons, dress_view, label, size_dialog

USE: Final = Qt.ItemDataRole.UserRole
WHERE, FIELD, NOW, BECOMES = range(4)
SHARES: Final = {WHERE: 40, FIELD: 16, NOW: 26, BECOMES: 26}
"""Of the width."""
PAUSE: Final = 250
"""Milliseconds without a key before what is typed is looked up."""
_TICKED: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)


class WhereUsedDialog(QDialog):
    """List the uses of a number, a link, or the contact with `contact_id`.

    Signals:
        place_requested(str, str, str): kind and id of a record, field name.
    """

    place_requested = Signal(str, str, str)

    def __init__(
        self,
        bridge: Bridge,
        wanted: str = "",
        contact_id: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._contact_id = contact_id
        self.setWindowTitle(self.tr("Hvor bruges det?"))
        self.wanted = QLineEdit(wanted)
        self.wanted.setPlaceholderText(self.tr("Telefonnummer eller link"))
        self.wanted.setAccessibleName(self.wanted.placeholderText())
        self.new = QLineEdit()
        self.new.setPlaceholderText(self.tr("Nyt nummer"))
        self.new.setAccessibleName(self.new.placeholderText())
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Steder"))
        self.tree.setHeaderLabels(
            [self.tr("Hvor"), self.tr("Felt"), self.tr("Nu"), self.tr("Bliver til")]
        )
        dress_view(self.tree)
        self._empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.look_up)
        self._lay_out()
        size_dialog(self, 130, 76)
        for field in (self.wanted, self.new):
            field.textEdited.connect(lambda _text: self._pause.start())
        self.tree.itemChanged.connect(self._show_count)
        self.tree.currentItemChanged.connect(self._show_count)
        self.tree.itemDoubleClicked.connect(lambda _item: self.go_there())
        self.look_up()

    def look_up(self) -> None:
        """Fill the list with what stands in the fields now."""
        self._pause.stop()
        self.tree.blockSignals(True)
        self.tree.clear()
        uses = list(self._uses())
        for title, group in (
            (self.tr("Her står det"), [use for use in uses if use.text]),
            (self.tr("Her vises det"), [use for use in uses if not use.text]),
        ):
            if group:
                self._add_group(title, group)
        for column in (FIELD, NOW):
            self.tree.setColumnHidden(column, not any(use.text for use in uses))
        self.tree.setColumnHidden(BECOMES, not self._wanted_number())
        self._columns.share()
        self.tree.expandAll()
        rows = self._rows()
        if rows:
            self.tree.setCurrentItem(rows[0])
        self.tree.blockSignals(False)
        self._stack.setCurrentIndex(0 if uses else 1)
        is_asked = bool(self._contact_id or self.wanted.text().strip())
        self._empty.set_sentence(
            self.tr("Det bruges ingen steder.")
            if is_asked
            else self.tr("Skriv et nummer eller et link for at se, hvor det bruges.")
        )
        self._show_count()

    def places(self) -> tuple[tuple[str, str, str], ...]:
        """Return the places that are ticked."""
        return tuple(
            item.data(WHERE, USE).place
            for item in self._rows()
            if item.data(WHERE, USE).is_written and item.checkState(WHERE) is Qt.CheckState.Checked
        )

    def replace_all(self) -> None:
        """Write the new number in the ticked places, as one step."""
        command = ReplaceNumber(self.wanted.text(), self.new.text(), self.places())
        if self._new_number() and command.places and self._bridge.run(command):
            self.wanted.setText(self._new_number())
            self.new.clear()
            self.look_up()

    def go_there(self) -> None:
        """Close, and show the place that the keyboard is on."""
        item = self.tree.currentItem()
        use = item.data(WHERE, USE) if item is not None else None
        if use is not None:
            self.accept()
            self.place_requested.emit(use.kind, use.id, use.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to a place from the list, and look up from a field; it never closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.tree.hasFocus():
                self.go_there()
            elif self._pause.isActive():
                self.look_up()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        form = QFormLayout()
        if self._contact_id:
            contact = self._bridge.state.get(Contact, self._contact_id)
            layout.addWidget(label(contact.name if contact is not None else "", "section"))
        else:
            form.addRow(self.tr("&Nummer eller link"), self.wanted)
            form.addRow(self.tr("Ret &til"), self.new)
            layout.addLayout(form)
        self.go_button = QPushButton(self.tr("&Gå dertil"))
        self.replace_button = QPushButton()
        self.replace_button.setProperty("kind", "primary")
        acts = (
            (self.go_button, self.go_there),
            (self.replace_button, self.replace_all),
        )
        buttons = closing_buttons(self, acts)
        self.replace_button.setVisible(not self._contact_id)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        self._columns = ColumnShares(self.tree, SHARES)

    def _uses(self) -> list[Use]:
        state, wanted = self._bridge.state, self.wanted.text().strip()
        if self._contact_id:
            return list(uses_of_contact(state, self._contact_id))
        if not wanted:
            return []
        if self._wanted_number():
            return list(uses_of_number(state, wanted, self._new_number() or wanted))
        return list(uses_of_link(state, wanted))

    def _add_group(self, title: str, uses: list[Use]) -> None:
        group = QTreeWidgetItem(self.tree, [f"{title} ({len(uses)})"])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        items = [self._item(use) for use in uses]
        items.sort(key=lambda item: (sort_key(item.text(WHERE)), sort_key(item.text(FIELD))))
        group.addChildren(items)

    def _item(self, use: Use) -> QTreeWidgetItem:
        becomes = use.replaced if self._new_number() else ""
        texts = (self._where(use), self._field(use), use.text, becomes)
        item = QTreeWidgetItem([" ".join(text.split()) for text in texts])
        item.setData(WHERE, USE, use)
        if use.is_written:
            item.setFlags(_TICKED)
            item.setCheckState(WHERE, Qt.CheckState.Checked)
        for column in (WHERE, NOW, BECOMES):
            item.setToolTip(column, item.text(column))
        return item

    def _where(self, use: Use) -> str:
        state = self._bridge.state
        if use.kind == "setting":
            return self._bridge.text(f"setting.{use.id}")
        record = state.get(KINDS_BY_NAME[use.kind], use.id)
        title = title_of(state, record) if record is not None else ""
        if isinstance(record, ContactBox):
            page = state.get(Page, record.page)
            title = page.title if page is not None else title
        kind = {
            "contact": self.tr("Kontakt"),
            "box": self.tr("Boks på siden"),
            "page": self.tr("Side"),
            "drill_entry": self.tr("Drill-menu"),
            "list_entry": self.tr("Kontaktliste"),
            "site": self.tr("Websted"),
        }[use.kind]
        return f"{kind}: {title}"

    def _field(self, use: Use) -> str:
        if not use.text:
            return ""
        if use.kind == "setting":
            return self.tr("Indstilling")
        return self._bridge.text(f"record_field.{use.field.partition('.')[0]}")

    def _rows(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        rows = [group.child(n) for group in groups if group for n in range(group.childCount())]
        return [row for row in rows if row is not None]

    def _wanted_number(self) -> str:
        reading = read_phone(self.wanted.text())
        return reading.display if reading.is_valid else ""

    def _new_number(self) -> str:
        reading = read_phone(self.new.text())
        return reading.display if reading.is_valid else ""

    def _show_count(self, *_changed: object) -> None:
        count = len(self.places())
        self.replace_button.setText(self.tr("&Ret %n steder", "", count))
        can = bool(count and self._wanted_number() and self._new_number())
        self.replace_button.setEnabled(can and not self._bridge.is_read_only)
        item = self.tree.currentItem()
        self.go_button.setEnabled(item is not None and item.data(WHERE, USE) is not None)

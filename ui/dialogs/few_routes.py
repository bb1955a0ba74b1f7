"""The ways that lead to a contact, drawn; and the contacts that have too few."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact
from kkworkbench.workspace.routes import Path, few_routes, least_routes, paths_to, ways_to
from ui import theme
from ui.bridge import Bridge
from ui.widgets import EmptyState, closing_buttons, dress_view, label, size_dialog
from ui.widgets.ways_picture import Way, WaysPicture

ID: Final = Qt.ItemDataRole.UserRole
LEAST_CHARACTERS = 24
"""Characters that the list of contacts has room for."""
SHOWN: Final = 6
"""Ways that are seen without scrolling."""


class RoutesDialog(QDialog):
    """Draw the ways to the contact with `contact_id`; without one, to those that have too few.

    Signals:
        page_requested(str): a page to show.
        contact_requested(str): a contact to show.
    """

    page_requested = Signal(str)
    contact_requested = Signal(str)

    def __init__(self, bridge: Bridge, contact_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._one = contact_id
        self.contacts = QListWidget()
        self.contacts.setAccessibleName(self.tr("Kontakter med for få veje"))
        self.heading = label("", "section")
        self.count = label("", "secondary")
        self.picture = WaysPicture(self.tr("Veje til kontakten"))
        self.paths = QTreeWidget()
        self.paths.setAccessibleName(self.tr("Veje"))
        self.paths.setHeaderLabels([self.tr("Vej"), self.tr("Trin")])
        self.paths.setRootIsDecorated(False)
        self.no_ways = EmptyState("")
        for view in (self.contacts, self.paths):
            dress_view(view)
        self._lay_out()
        size_dialog(self, 130, 70)
        self.contacts.currentRowChanged.connect(lambda _row: self._show())
        self.contacts.itemActivated.connect(lambda _item: self.go_to_contact())
        self.paths.itemActivated.connect(lambda _item: self.go_to_page())
        self.paths.currentItemChanged.connect(lambda *_items: self._show_buttons())
        self._fill()

    def contact_id(self) -> str:
        """Return the contact whose ways are drawn; empty where there is none."""
        item = self.contacts.currentItem()
        return self._one or (str(item.data(ID)) if item is not None else "")

    def go_to_contact(self) -> None:
        """Close, and show the contact."""
        contact = self.contact_id()
        if contact:
            self.accept()
            self.contact_requested.emit(contact)

    def go_to_page(self) -> None:
        """Close, and show the page of the current way."""
        item = self.paths.currentItem()
        page = item.data(0, ID) if item is not None else ""
        if page:
            self.accept()
            self.page_requested.emit(page)

    def _fill(self) -> None:
        least = least_routes(self._bridge.state)
        if self._one:
            self.setWindowTitle(self.tr("Veje til kontakten"))
        else:
            title = self.tr("Kontakter med færre end %n veje", "", least)
            self.setWindowTitle(title)
            for few in few_routes(self._bridge.state):
                item = QListWidgetItem(f"{few.name} · {len(few.ways)}", self.contacts)
                item.setData(ID, few.contact_id)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole, f"{few.name}: {self._words(few.ways)}"
                )
            self.count.setText(self.tr("%n kontakter", "", self.contacts.count()))
            self.contacts.setCurrentRow(0)
            enough = self.tr("Alle kontakter har mindst %n veje.", "", least)
            self.enough.set_sentence(enough)
            self.stack.setCurrentIndex(0 if self.contacts.count() else 1)
        self._show()

    def _show(self) -> None:
        state = self._bridge.state
        contact_id = self.contact_id()
        contact = state.get(Contact, contact_id)
        name = contact.heading if contact is not None else ""
        ways = self._words(ways_to(state, contact_id))
        self.heading.setText(f"{name}: {ways}" if name else "")
        found = paths_to(state, contact_id)
        drawn = [Way(self._way(path), path.steps, path.is_open) for path in found]
        spoken = ". ".join(f"{way.name}: {', '.join(way.steps)}" for way in drawn)
        self.picture.show_ways(name, drawn, spoken or ways)
        self.paths.clear()
        for path, way in zip(found, drawn, strict=True):
            item = QTreeWidgetItem(self.paths, [way.name, " › ".join(path.steps)])
            item.setData(0, ID, path.page)
            item.setToolTip(1, item.text(1))
        self.paths.resizeColumnToContents(0)
        if found:
            self.paths.setCurrentItem(self.paths.topLevelItem(0))
        self.drawing.setVisible(bool(found))
        lines = self.picture.sizeHint().height() * min(SHOWN, len(found)) // max(1, len(found))
        self.drawing.setFixedHeight(lines + 4)
        self.paths.setVisible(bool(found))
        self.no_ways.setVisible(bool(name) and not found)
        self.no_ways.set_sentence(self.tr("Ingen vej fører til »{name}«.").format(name=name))
        self._show_buttons()

    def _show_buttons(self) -> None:
        item = self.paths.currentItem()
        self.page_button.setEnabled(item is not None and bool(item.data(0, ID)))
        self.contact_button.setEnabled(bool(self.contact_id()))

    def _way(self, path: Path) -> str:
        name = self._bridge.text(f"way.{path.way}")
        return name if path.is_open else self.tr("{way} (kladde)").format(way=name)

    def _words(self, ways: tuple[str, ...]) -> str:
        named = ", ".join(self._bridge.text(f"way.{way}") for way in ways)
        count = self.tr("%n veje", "", len(ways))
        return f"{count} ({named})" if named else count

    def _lay_out(self) -> None:
        self.drawing = QScrollArea()
        self.drawing.setWidgetResizable(True)
        self.drawing.setFrameShape(QFrame.Shape.NoFrame)
        self.drawing.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.drawing.setWidget(self.picture)
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0 if self._one else theme.current().px(12), 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.drawing)
        column.addWidget(self.paths, 1)
        column.addWidget(self.no_ways, 1)
        several = QWidget()
        column = QVBoxLayout(several)
        column.setContentsMargins(0, 0, theme.current().px(12), 0)
        column.addWidget(self.count)
        column.addWidget(self.contacts, 1)
        several.setMinimumWidth(self.fontMetrics().averageCharWidth() * LEAST_CHARACTERS)
        several.setVisible(not self._one)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(several)
        splitter.addWidget(one)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 5)
        self.enough = EmptyState("")
        self.stack = QStackedWidget()
        self.stack.addWidget(splitter)
        self.stack.addWidget(self.enough)
        self.page_button = QPushButton(self.tr("Gå til &siden"))
        self.contact_button = QPushButton(self.tr("Gå til &kontakten"))
        acts = (
            (self.page_button, self.go_to_page),
            (self.contact_button, self.go_to_contact),
        )
        buttons = closing_buttons(self, acts)
        layout = QVBoxLayout(self)
        layout.addWidget(self.stack, 1)
        layout.addWidget(buttons)

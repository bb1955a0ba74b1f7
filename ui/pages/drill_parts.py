"""Parts of the board: entries in a list, those left out, an entry's texts, what is covered."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import contact_of_page, entry_help_text, entry_title
from kkworkbench.workspace.commands.drill import EditDrillEntry, FollowPageAgain
from ui import theme
from ui.bridge import Bridge
from ui.delegates.drill_card import DrillCardDelegate
from ui.models.drill_list import DrillListModel
from ui.pages.view_actions import view_action
from ui.widgets import PlainTextField, UndoFreeLineEdit, label


class EntryView(QListView):
    """A list of drill entries that leaves all moving to its model."""

    def __init__(self, model: DrillListModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = model
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setItemDelegate(DrillCardDelegate(self))
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDragDropOverwriteMode(False)
        self.setDropIndicatorShown(True)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def chosen(self) -> tuple[DrillEntryId, ...]:
        """Return the entries that are selected, in their order."""
        rows = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return tuple(entry for entry in map(self._entries.entry_id, rows) if entry)

    def dropEvent(self, event: QDropEvent) -> None:
        # QListView moves rows one by one through moveRow and takes a drop beside a dragged row
        # for done, so that the model hears of none.
        QAbstractItemView.dropEvent(self, event)


class LeftOut(QWidget):
    """The entries left out of the menu; hidden while there are none.

    Signals:
        pages_chosen(tuple): pages to put back.
    """

    pages_chosen = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        look = theme.current()
        self.model = DrillListModel(bridge, placed=False, parent=self)
        self.view = EntryView(self.model, self.tr("Udeladt"))
        self.back_action = view_action(self.view, self.tr("&Sæt tilbage"), "", self.put_back, "add")
        self.back = QPushButton(self.tr("Sæt tilbage"))
        self.back.setAutoDefault(False)
        head = QHBoxLayout()
        head.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(4))
        head.addWidget(label(self.tr("Udeladt"), "section"), 1)
        head.addWidget(self.back)
        self.view.setMaximumHeight(look.px(96))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.view)
        self.back.clicked.connect(self.put_back)
        self.view.activated.connect(lambda _index: self.put_back())
        self.view.selectionModel().selectionChanged.connect(self._refresh)
        bridge.state_changed.connect(self._refresh)
        self._refresh()

    def put_back(self) -> None:
        """Ask that the selected entries get a place again."""
        entries = (self._bridge.state.get(DrillEntry, id_) for id_ in self.view.chosen())
        pages = tuple(entry.target for entry in entries if entry is not None)
        if pages:
            self.pages_chosen.emit(pages)

    def _refresh(self, *_event: object) -> None:
        self.setVisible(self.model.rowCount() > 0)
        may = bool(self.view.chosen()) and not self._bridge.is_read_only
        self.back.setEnabled(may)
        self.back_action.setEnabled(may)


class EntryForm(QWidget):
    """Title and help text in the menu; an emptied field follows the page again."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._entry_id = ""
        look = theme.current()
        self.title = UndoFreeLineEdit()
        self.title.setAccessibleName(self.tr("Titel i drill-menuen"))
        self.help_text = PlainTextField(
            int(str(value_of(bridge.state, "help_text.longest"))), least=2, most=4
        )
        self.help_text.setAccessibleName(self.tr("Hjælpetekst i drill-menuen"))
        self.follow = QPushButton(self.tr("Følg siden igen"))
        self.follow.setAutoDefault(False)
        self.follow.clicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addWidget(label(self.tr("Valgt indgang"), "section"))
        for text, field in (
            (self.tr("T&itel"), self.title),
            (self.tr("H&jælpetekst"), self.help_text),
        ):
            name = QLabel(text)
            name.setBuddy(field)
            layout.addWidget(name)
            layout.addWidget(field)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.follow)
        layout.addLayout(row)
        self.title.committed.connect(lambda text: self._save("title", text))
        self.help_text.committed.connect(lambda text: self._save("help_text", text))
        bridge.state_changed.connect(self._refresh)
        self._refresh()

    def show_entry(self, entry_id: str) -> None:
        """Show an entry's texts; empty shows none."""
        self.title.commit()
        self.help_text.commit()
        self._entry_id = entry_id
        self._refresh(load=True)

    def _save(self, field: str, text: str) -> None:
        entry = self._bridge.state.get(DrillEntry, self._entry_id)
        if entry is None:
            return
        page = self._bridge.state.get(Page, entry.target)
        own = (page.title if field == "title" else page.summary) if page is not None else ""
        value = None if text.strip() in ("", own) else text.strip()
        self._bridge.run(EditDrillEntry(self._entry_id, field, value))

    def _follow(self) -> None:
        self._bridge.run(FollowPageAgain(DrillEntryId(self._entry_id)))

    def _refresh(self, _event: object = None, *, load: bool = False) -> None:
        state = self._bridge.state
        entry = state.get(DrillEntry, self._entry_id)
        self.setEnabled(entry is not None and not self._bridge.is_read_only)
        title = entry_title(state, entry) if entry is not None else ""
        text = entry_help_text(state, entry) if entry is not None else ""
        if load or entry is None:
            self.title.load(title)
            self.help_text.load(text)
        else:
            self.title.set_committed(title)
            self.help_text.set_committed(text)
        own = entry is not None and (entry.title is not None or entry.help_text is not None)
        self.follow.setEnabled(own)


class Coverage(QLabel):
    """One line: administrations, telephone, written, help texts within their limits."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        look = theme.current()
        self.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self.setProperty("role", "secondary")
        self.setWordWrap(True)
        bridge.state_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self, _event: object = None) -> None:
        state = self._bridge.state
        entries = [e for e in (state.get(DrillEntry, i) for i in state.bucket(DRILL, True)) if e]
        least = int(str(value_of(state, "help_text.shortest")))
        most = int(str(value_of(state, "help_text.longest")))
        contacts = []
        for entry in entries:
            page = state.get(Page, entry.target)
            if page is not None and page.kind is PageKind.CONTACT:
                contacts.append(contact_of_page(state, page.id))
        found = [contact for contact in contacts if contact is not None]
        texts = sum(1 for e in entries if least <= len(entry_help_text(state, e)) <= most)
        text = self.tr(
            "Dækning: {administrations} forvaltninger · telefon {phone}/{contacts} · "
            "skriftlig {written}/{contacts} · hjælpetekst {least}-{most} tegn {texts}/{entries}"
        )
        self.setText(
            text.format(
                administrations=len({c.administration for c in found if c.administration}),
                phone=sum(1 for c in found if c.phones),
                written=sum(1 for c in found if c.written),
                contacts=len(contacts),
                least=least,
                most=most,
                texts=texts,
                entries=len(entries),
            )
        )
        self.setAccessibleName(self.text())

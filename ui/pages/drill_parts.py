"""Parts of the board: the entries left out, and an entry's texts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId
from kkworkbench.model.page import Page
from kkworkbench.rules.settings import value_of
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.workspace.commands.drill import EditDrillEntry, FollowPageAgain
from ui import theme
from ui.bridge import Bridge
from ui.models.drill_list import DrillListModel
from ui.pages.drill_board import EntryView
from ui.pages.questions import QuestionsPanel
from ui.pages.view_actions import view_action
from ui.widgets import PlainTextField, SegmentedControl, UndoFreeLineEdit, label

SHOWN = 2
"""Entries left out that are seen without scrolling."""


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
        rows = min(self.model.rowCount(), SHOWN)
        self.setVisible(rows > 0)
        self.view.setFixedHeight(max(1, rows) * self.view.sizeHintForRow(0) + 4)
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


class EntrySide(QWidget):
    """What can be said of the chosen entry: its texts, or the questions that are asked of it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.form = EntryForm(bridge, self)
        self.questions = QuestionsPanel(bridge, self)
        self.tabs = SegmentedControl(
            self.tr("Valgt indgang"),
            (("texts", self.tr("Tekster")), ("questions", self.tr("Spørgsmål"))),
        )
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Valgt indgang"), "section"), 1)
        head.addWidget(self.tabs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(head)
        column.addWidget(self.form)
        column.addWidget(self.questions)
        self.tabs.chosen.connect(self._show)
        self._show("texts")

    def ask(self) -> None:
        """Show the questions, with the focus on the first that is open."""
        self.tabs.set_value("questions")
        self._show("questions")
        self.questions.go_to_open()

    def _show(self, tab: str) -> None:
        self.form.setVisible(tab == "texts")
        self.questions.setVisible(tab == "questions")

"""Find a text in chosen fields and replace it where it is ticked, as one step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import perf_counter
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
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
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.state.lookups import title_of
from kkworkbench.text.danish import sort_key
from kkworkbench.text.replacing import Pattern
from kkworkbench.workspace.commands.replacing import ReplaceTexts
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.replacing import Group, Replacement, by_record
from ui.bridge import Bridge
from ui.dialogs.replace_words import as_read, parted
from ui.widgets import (
    ColumnShares,
    EmptyState,
    FlowLayout,
    closing_buttons,
    dress_view,
    label,
    size_dialog,
)
from ui.widgets.styling import set_property

ROW: Final = Qt.ItemDataRole.UserRole
WHERE, FIELD, BEFORE, AFTER, BREAKS = range(5)
SHARES: Final = {WHERE: 30, FIELD: 14, BEFORE: 30, AFTER: 30, BREAKS: 10}
"""Of the width."""
PAUSE: Final = 250
"""Milliseconds without a key before what is typed is looked up."""
MOST: Final = 1_000
"""Rows that are shown; a longer list is narrowed by fields and kinds."""
SLICE_SECONDS: Final = 0.1
"""How long the window is held at a time while it is looked up."""
AT_ONCE: Final = 20
"""Records that are asked at a time what the rules would say of them."""
_TICKED: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)


class FindReplaceDialog(QDialog):
    """A preview of every field that would change; what is not ticked stays as it is.

    Signals:
        place_requested(str, str, str): kind and id of a record, field name.
    """

    place_requested = Signal(str, str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._left_out: set[tuple[str, str, str]] = set()
        self.setWindowTitle(self.tr("Find og erstat"))
        self.wanted = QLineEdit()
        self.new = QLineEdit()
        self.match_case = QCheckBox(self.tr("Skeln mellem &store og små"))
        self.whole_words = QCheckBox(self.tr("Kun &hele ord"))
        self.folded = QCheckBox(self.tr("Alle stave&måder (å og aa, ø og o)"))
        self.groups = {
            Group.TITLES: QCheckBox(self.tr("Titler")),
            Group.HELP_TEXTS: QCheckBox(self.tr("Hjælpetekster")),
            Group.BODIES: QCheckBox(self.tr("Brødtekster")),
            Group.SEARCH_WORDS: QCheckBox(self.tr("Søgeord")),
            Group.HEADINGS: QCheckBox(self.tr("Boksoverskrifter")),
            Group.LINKS: QCheckBox(self.tr("Links")),
        }
        self.kinds: dict[type[Record], QCheckBox] = {
            Page: QCheckBox(self.tr("Sider")),
            Contact: QCheckBox(self.tr("Kontakter")),
            ContactBox: QCheckBox(self.tr("Bokse på sider")),
            DrillEntry: QCheckBox(self.tr("Drill-menu")),
            ListEntry: QCheckBox(self.tr("Kontaktliste")),
        }
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Felter, der ændres"))
        self.tree.setHeaderLabels(
            [
                self.tr("Hvor"),
                self.tr("Felt"),
                self.tr("Før"),
                self.tr("Efter"),
                self.tr("Nye problemer"),
            ]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        dress_view(self.tree)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        self.count = label("", "secondary")
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.look_up)
        self._work: Iterator[None] = iter(())
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._go_on)
        self._lay_out()
        size_dialog(self, 130, 80)
        self._connect()
        self.look_up()
        self.wanted.setFocus()

    @property
    def is_looking(self) -> bool:
        """Whether it is still being looked, or worked out what the rules would say."""
        return self._later.isActive()

    def pattern(self) -> Pattern:
        """Return what is looked for."""
        return Pattern(
            self.wanted.text(),
            match_case=self.match_case.isChecked() and not self.folded.isChecked(),
            whole_words=self.whole_words.isChecked(),
            folded=self.folded.isChecked(),
        )

    def look_up(self) -> None:
        """Fill the table with what would change now; what was unticked stays so."""
        self._pause.stop()
        self.match_case.setEnabled(not self.folded.isChecked())
        with QSignalBlocker(self.tree):
            self.tree.clear()
        self.count.hide()
        self._show_count()
        self.empty.set_sentence(self.tr("Leder…"))
        self._stack.setCurrentIndex(1)
        self._work = self._looking()
        self._go_on()

    def _go_on(self) -> None:
        """Look on for a slice; keys and the mouse come in between."""
        end = perf_counter() + SLICE_SECONDS
        for _ in self._work:
            if perf_counter() > end:
                self._later.start()
                return
        self._later.stop()

    def _looking(self) -> Iterator[None]:
        """Find the rows and show them, then tell what the rules would say; yield between steps."""
        found: list[Replacement] = []
        items: list[QTreeWidgetItem] = []
        for rows in self._found():
            for row in rows[: MOST - len(found) + 1]:
                found.append(row)
                items.append(self._item(row))
            if len(found) > MOST:
                items.pop()
                break
            yield
        self._show_rows(items, is_cut=len(found) > MOST)
        by_record: dict[str, list[QTreeWidgetItem]] = {}
        for item in items:
            by_record.setdefault(item.data(WHERE, ROW).id, []).append(item)
        records = list(by_record.values())
        for start in range(0, len(records), AT_ONCE):
            with QSignalBlocker(self.tree):
                self._tell_findings(records[start : start + AT_ONCE])
            self.tree.viewport().update()
            yield

    def _show_rows(self, items: list[QTreeWidgetItem], *, is_cut: bool) -> None:
        items.sort(key=lambda item: (sort_key(item.text(WHERE)), sort_key(item.text(FIELD))))
        with QSignalBlocker(self.tree):
            self.tree.addTopLevelItems(items)
            if items:
                self.tree.setCurrentItem(items[0])
        self._columns.share()
        self._stack.setCurrentIndex(0 if items else 1)
        self.empty.set_sentence(
            self.tr("Skriv den tekst, der skal erstattes.")
            if not self.wanted.text()
            else self.tr("Intet af det valgte ændres af det.")
        )
        many = self.tr("Kun de første {count} vises: erstat dem, eller vælg færre felter.")
        self.count.setText(many.format(count=MOST) if is_cut else "")
        self.count.setVisible(is_cut)
        self._show_count()

    def ticked(self) -> tuple[Replacement, ...]:
        """Return what is ticked."""
        return tuple(
            item.data(WHERE, ROW)
            for item in self._items()
            if item.checkState(WHERE) is Qt.CheckState.Checked
        )

    def replace_all(self) -> None:
        """Write what is ticked, as one step, and show what is left."""
        ticked = self.ticked()
        if ticked and self._bridge.run(ReplaceTexts(ticked)):
            self.look_up()

    def tick_all(self, ticked: bool) -> None:
        """Tick all rows, or none."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for item in self._items():
            with QSignalBlocker(self.tree):
                item.setCheckState(WHERE, state)
            self._note_tick(item)
        self.tree.viewport().update()
        self._show_count()

    def go_there(self) -> None:
        """Close, and show the field that the keyboard is on."""
        item = self.tree.currentItem()
        if item is not None:
            row = item.data(WHERE, ROW)
            self.accept()
            self.place_requested.emit(row.kind, row.id, row.field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to a field from the table, and look up from a line; it never closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.tree.hasFocus():
                self.go_there()
            elif self._pause.isActive():
                self.look_up()
            return
        super().keyPressEvent(event)

    # inside

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        form = QFormLayout()
        form.addRow(self.tr("&Find"), self.wanted)
        form.addRow(self.tr("&Erstat med"), self.new)
        form.addRow(self.tr("Hvordan"), _row((self.match_case, self.whole_words, self.folded)))
        form.addRow(self.tr("Felter"), _row(self.groups.values()))
        form.addRow(self.tr("På"), _row(self.kinds.values()))
        layout.addLayout(form)
        for box in (*self.groups.values(), *self.kinds.values()):
            box.setChecked(box is not self.groups[Group.LINKS])
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.count)
        self.all_button = QPushButton(self.tr("Markér &alle"))
        self.none_button = QPushButton(self.tr("Markér &ingen"))
        self.go_button = QPushButton(self.tr("&Gå dertil"))
        self.replace_button = QPushButton()
        self.replace_button.setProperty("kind", "primary")
        acts = (
            (self.all_button, lambda: self.tick_all(True)),
            (self.none_button, lambda: self.tick_all(False)),
            (self.go_button, self.go_there),
            (self.replace_button, self.replace_all),
        )
        buttons = closing_buttons(self, acts)
        layout.addWidget(buttons)
        self._columns = ColumnShares(self.tree, SHARES)

    def _connect(self) -> None:
        for line in (self.wanted, self.new):
            line.textEdited.connect(lambda _text: self._pause.start())
        options = (self.match_case, self.whole_words, self.folded)
        for box in (*options, *self.groups.values(), *self.kinds.values()):
            box.toggled.connect(lambda _on: self.look_up())
        self.tree.itemChanged.connect(self._on_ticked)
        self.tree.currentItemChanged.connect(self._show_count)
        self.tree.itemDoubleClicked.connect(lambda _item: self.go_there())

    def _found(self) -> Iterable[tuple[Replacement, ...]]:
        groups = [group for group, box in self.groups.items() if box.isChecked()]
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        return by_record(self._bridge.state, self.pattern(), self.new.text(), groups, kinds)

    def _item(self, row: Replacement) -> QTreeWidgetItem:
        before, after = parted(as_read(row.field, row.before), as_read(row.field, row.after))
        name = self._bridge.text(f"record_field.{row.field.partition('.')[0]}")
        kind = self.kinds[KINDS_BY_NAME[row.kind]].text()
        item = QTreeWidgetItem([self._where(row), f"{name} · {kind}", before, after, ""])
        item.setFlags(_TICKED)
        item.setCheckState(
            WHERE,
            Qt.CheckState.Unchecked if _key(row) in self._left_out else Qt.CheckState.Checked,
        )
        item.setData(WHERE, ROW, row)
        for column, text in (
            (WHERE, item.text(WHERE)),
            (FIELD, item.text(FIELD)),
            (BEFORE, as_read(row.field, row.before)),
            (AFTER, as_read(row.field, row.after) or self.tr("(tomt)")),
        ):
            item.setToolTip(column, text)
        if not after:
            item.setText(AFTER, self.tr("(tomt)"))
        return item

    def _where(self, row: Replacement) -> str:
        state = self._bridge.state
        record = state.get(KINDS_BY_NAME[row.kind], row.id)
        title = title_of(state, record) if record is not None else ""
        if isinstance(record, ContactBox):
            page = state.get(Page, record.page)
            title = page.title if page is not None else title
        return title

    def _tell_findings(self, records: list[list[QTreeWidgetItem]]) -> None:
        """Tell of each record, in its first row, what the rules would say that they do not now."""
        rows = tuple(item.data(WHERE, ROW) for items in records for item in items)
        try:
            state, changes = self._bridge.workspace.preview(ReplaceTexts(rows))
        except Refused:
            return
        would = self._bridge.preview(state, changes, {row.id for row in rows})
        for first, *_others in records:
            id_ = first.data(WHERE, ROW).id
            known = {_said(result) for result in self._bridge.results_of(id_)}
            new = [r for r in would.get(id_, ()) if r.waiver is None and _said(r) not in known]
            first.setText(BREAKS, str(len(new) or ""))
            first.setToolTip(BREAKS, "\n".join(self._bridge.describe(r).message for r in new))

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _on_ticked(self, item: QTreeWidgetItem) -> None:
        self._note_tick(item)
        self._show_count()

    def _note_tick(self, item: QTreeWidgetItem) -> None:
        key = _key(item.data(WHERE, ROW))
        if item.checkState(WHERE) is Qt.CheckState.Checked:
            self._left_out.discard(key)
        else:
            self._left_out.add(key)

    def _show_count(self, *_changed: object) -> None:
        count, total = len(self.ticked()), self.tree.topLevelItemCount()
        deletes = not self.new.text()
        self.replace_button.setText(
            self.tr("Slet &teksten i %n felter", "", count)
            if deletes
            else self.tr("E&rstat i %n felter", "", count)
        )
        set_property(self.replace_button, "kind", "" if deletes else "primary")
        self.replace_button.setEnabled(count > 0 and not self._bridge.is_read_only)
        self.all_button.setEnabled(count < total)
        self.none_button.setEnabled(count > 0)
        self.go_button.setEnabled(self.tree.currentItem() is not None and total > 0)


def _row(boxes: Iterable[QCheckBox]) -> QWidget:
    holder = QWidget()
    layout = FlowLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    for box in boxes:
        layout.addWidget(box)
    return holder


def _key(row: Replacement) -> tuple[str, str, str]:
    return row.kind, row.id, row.field


def _said(result: object) -> tuple[str, str]:
    finding = result.finding  # type: ignore[attr-defined]
    return finding.code, finding.field

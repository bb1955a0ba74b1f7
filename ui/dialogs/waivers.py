"""All dispensations: what they are for, why, by whom, until when, and whether they still matter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.waivers import (
    WaiverStanding,
    WaiverState,
    standings,
    subject_of,
)
from kkworkbench.rules.wording import waived_value
from kkworkbench.state.lookups import title_of
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.settings import EndWaiver
from ui import theme
from ui.bridge import Bridge
from ui.editor.waive import ask_changes
from ui.widgets import (
    ColumnShares,
    EmptyState,
    WrapLabel,
    closing_buttons,
    dress_view,
    label,
    size_dialog,
)

STANDING: Final = Qt.ItemDataRole.UserRole
KEY: Final = Qt.ItemDataRole.UserRole + 1
RULE, SUBJECT, FIELD, VALUE, REASON, BY, UNTIL, STATE = range(8)
SHARES: Final = {
    RULE: 26,
    SUBJECT: 24,
    FIELD: 12,
    VALUE: 14,
    REASON: 28,
    BY: 12,
    UNTIL: 13,
    STATE: 12,
}
"""Of the width."""
ROOM: Final = 120
"""Average characters of width from which all columns are shown."""


class WaiverItem(QTreeWidgetItem):
    """A dispensation; days are sorted as days, all else the Danish way."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        mine, theirs = (
            (item.data(column, KEY) or sort_key(item.text(column)), sort_key(item.text(SUBJECT)))
            for item in (self, other)
        )
        return mine < theirs


class WaiversDialog(QDialog):
    """List the dispensations; editing one or taking one back is a step that can be undone.

    Signals:
        place_requested(str, str, str): kind and id of a record, field name.
    """

    place_requested = Signal(str, str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: list[WaiverStanding] | None = None
        self.setWindowTitle(self.tr("Dispensationer"))
        self.count = label("", "secondary")
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Dispensationer"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self._set_columns()
        self.empty = EmptyState(
            self.tr("Der er ingen dispensationer. Giv en fra et problem i menuen Kontrol."),
            "",
            self,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.words = WrapLabel("")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.words)
        layout.addWidget(self._buttons())
        size_dialog(self, 160, 60)
        bridge.settle()
        self.list.currentItemChanged.connect(lambda *_items: self._show_can())
        self.list.itemDoubleClicked.connect(lambda _item: self.go_there())
        bridge.findings_changed.connect(self._fill)
        bridge.state_changed.connect(self._fill)
        self._fill()

    def current(self) -> WaiverStanding | None:
        """Return the dispensation that the keyboard is on."""
        item = self.list.currentItem()
        return item.data(RULE, STANDING) if item is not None else None

    def go_there(self) -> None:
        """Close, and show the place that the dispensation is about."""
        each = self.current()
        found = subject_of(self._bridge.state, each.waiver.subject) if each is not None else None
        if each is not None and found is not None:
            self.accept()
            self.place_requested.emit(found[0], each.waiver.subject, each.waiver.field)

    def edit(self) -> None:
        """Ask for another reason or last day."""
        item, each = self.list.currentItem(), self.current()
        if item is None or each is None:
            return
        if each.finding is not None:
            said = self._bridge.describe(each.finding).message
        else:
            said = item.text(RULE)
        command = ask_changes(self._bridge, each.waiver, f"{item.text(SUBJECT)}: {said}", self)
        if command is not None:
            self._bridge.run(command)

    def end(self) -> None:
        """Take the dispensation back: what it covered is a finding again."""
        each = self.current()
        if each is not None and not self._bridge.is_read_only:
            self._bridge.run(EndWaiver(each.waiver.id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave to the words below the list what there is no room for in it."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.fontMetrics().averageCharWidth() * ROOM
        for column in (FIELD, VALUE, BY):
            self.list.setColumnHidden(column, is_narrow)
        self._columns.share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys of a list act in it: Enter goes there, F2 edits, Del takes back."""
        keys = {
            Qt.Key.Key_Return: self.go_there,
            Qt.Key.Key_Enter: self.go_there,
            Qt.Key.Key_F2: self.edit,
            Qt.Key.Key_Delete: self.end,
        }
        act = keys.get(Qt.Key(event.key())) if self.list.hasFocus() else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def _set_columns(self) -> None:
        self.list.setHeaderLabels(
            [
                self.tr("Regel"),
                self.tr("Indgang"),
                self.tr("Felt"),
                self.tr("Tekst"),
                self.tr("Begrundelse"),
                self.tr("Givet af"),
                self.tr("Til og med"),
                self.tr("Tilstand"),
            ]
        )
        dress_view(self.list)
        self._columns = ColumnShares(self.list, SHARES)
        self.list.setSortingEnabled(True)
        self.list.sortByColumn(SUBJECT, Qt.SortOrder.AscendingOrder)

    def _buttons(self) -> QDialogButtonBox:
        self.go_button = QPushButton(self.tr("&Gå til"))
        self.edit_button = QPushButton(self.tr("&Ret…"))
        self.end_button = QPushButton(self.tr("&Tilbagekald"))
        acts = (
            (self.go_button, self.go_there),
            (self.edit_button, self.edit),
            (self.end_button, self.end),
        )
        return closing_buttons(self, acts)

    def _fill(self, _changed: object = None) -> None:
        """Show the dispensations as they stand; the current one stays current, or its place."""
        bridge, current = self._bridge, self.current()
        row = self.list.currentIndex().row()
        found = list(standings(bridge.state, bridge.results_of, bridge.today()))
        if found == self._shown:
            return
        self._shown = found
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems([self._item(each) for each in found])
        self.list.sortByColumn(self.list.sortColumn(), self.list.header().sortIndicatorOrder())
        self.list.blockSignals(False)
        items = self._items()
        same = [
            item
            for item in items
            if current is not None and item.data(RULE, STANDING).waiver.id == current.waiver.id
        ]
        if items:
            self.list.setCurrentItem((same or [items[min(max(row, 0), len(items) - 1)]])[0])
        standing = sum(each.state is WaiverState.STANDING for each in found)
        self.count.setText(self.tr("%n dispensationer gælder", "", standing))
        self.count.setVisible(bool(found))
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_can()

    def _items(self) -> list[QTreeWidgetItem]:
        rows = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [item for item in rows if item is not None]

    def _item(self, each: WaiverStanding) -> WaiverItem:
        waiver, state, text = each.waiver, self._bridge.state, self._bridge.text
        found = subject_of(state, waiver.subject)
        title = title_of(state, found[1]) if found is not None else self.tr("(slettet)")
        known = rule_of(waiver.rule) is not None
        name = text(f"rule.{waiver.rule}.name") if known else ""
        field = waiver.field.partition(".")[0]
        is_named = self._bridge.messages.has(f"record_field.{field}")
        item = WaiverItem(
            [
                f"{name} ({waiver.rule})" if name else waiver.rule,
                title or self.tr("(uden titel)"),
                text(f"record_field.{field}") if is_named else "",
                waived_value(waiver, state, self._bridge.messages.language),
                " ".join(waiver.reason.split()),
                waiver.by,
                f"{waiver.until:%d.%m.%Y}" if waiver.until else self.tr("uden slutdato"),
                self._state(each.state),
            ]
        )
        item.setData(RULE, STANDING, each)
        item.setData(UNTIL, KEY, waiver.until.isoformat() if waiver.until else "9999")
        for column in range(item.columnCount()):
            item.setToolTip(column, waiver.reason if column == REASON else item.text(column))
            if each.state is not WaiverState.STANDING:
                item.setForeground(column, QBrush(theme.current().color("mute")))
        return item

    def _state(self, state: WaiverState) -> str:
        return {
            WaiverState.STANDING: self.tr("Gælder"),
            WaiverState.ENDED: self.tr("Udløbet"),
            WaiverState.IDLE: self.tr("Intet at dispensere for længere"),
        }[state]

    def _show_can(self) -> None:
        """Say what the columns may be too narrow for, and enable what can be done."""
        item, each = self.list.currentItem(), self.current()
        if item is not None and each is not None:
            texts = (item.text(column) for column in (SUBJECT, RULE, FIELD, VALUE))
            place = " · ".join(text for text in texts if text)
            by = self.tr("givet af {name}").format(name=each.waiver.by) if each.waiver.by else ""
            reason = " · ".join(part for part in (each.waiver.reason.strip(), by) if part)
            self.words.setText(f"{place}\n{reason}")
        self.words.setVisible(each is not None)
        can_edit = each is not None and not self._bridge.is_read_only
        self.edit_button.setEnabled(can_edit)
        self.end_button.setEnabled(can_edit)
        found = subject_of(self._bridge.state, each.waiver.subject) if each is not None else None
        self.go_button.setEnabled(found is not None)

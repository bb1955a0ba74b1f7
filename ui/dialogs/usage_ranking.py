"""What citizens use most, beside what the drill menu shows, with reasons for calls (P4, P7, P12)."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import DrillEntryId, PageId
from kkworkbench.model.usage import Usage
from kkworkbench.rules.settings import value_of
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.drill import SwapInDrill
from kkworkbench.workspace.ranking import Ranked, Use, months_counted, ranking
from ui import theme
from ui.bridge import Bridge
from ui.delegates.usage_bar import MOST, USE, UsageBarDelegate, colour_of
from ui.models.problems import administration_of
from ui.models.usage import number
from ui.widgets import (
    Bar,
    Bars,
    Columns,
    ColumnShares,
    EmptyState,
    WrapLabel,
    closing_buttons,
    dress_view,
    label,
    size_dialog,
)

ROW: Final = Qt.ItemDataRole.UserRole
RANK, TITLE, ADMINISTRATION, USED, IN_MENU, ON_LIST, ADVICE = range(7)
SHARES: Final = {
    RANK: 4, TITLE: 30, ADMINISTRATION: 9, USED: 30, IN_MENU: 8, ON_LIST: 9, ADVICE: 34,
}  # fmt: skip
"""Of the width."""


class UsageRankingDialog(QDialog):
    """Rank what was counted, and show where the drill menu holds something that is used less.

    Signals:
        page_requested(str): a page to show.
        contact_requested(str): a contact without a page to show.
        import_requested(): there are no counts, and the person wants to bring some.
    """

    page_requested = Signal(str)
    contact_requested = Signal(str)
    import_requested = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: dict[str, Ranked] = {}
        self.setWindowTitle(self.tr("Hvad borgerne bruger mest"))
        self.summary = WrapLabel()
        self.summary.setProperty("role", "secondary")
        self.tree = QTreeWidget()
        self._set_up_tree()
        self.channels = Bars(self.tr("Kanaler"))
        self.reasons = Bars(self.tr("Årsager til opkald"))
        self.months = Columns(self.tr("Måneder"))
        self.no_reasons = label("", "muted")
        self.no_reasons.setWordWrap(True)
        self.empty = EmptyState("", self.tr("&Importer…"), self)
        self._stack = QStackedWidget()
        self._lay_out()
        size_dialog(self, 150, 84)
        self.tree.currentItemChanged.connect(lambda *_items: self._show_row())
        self.tree.itemDoubleClicked.connect(lambda _item: self.go_there())
        self.empty.action_requested.connect(self._import)
        self._fill()

    def current(self) -> Ranked | None:
        """Return the row that the keyboard is on."""
        item = self.tree.currentItem()
        return item.data(RANK, ROW) if item is not None else None

    def go_there(self) -> None:
        """Close, and show the page or contact of the row."""
        row = self.current()
        if row is None:
            return
        self.accept()
        if row.page:
            self.page_requested.emit(row.page)
        else:
            self.contact_requested.emit(row.contact)

    def swap(self) -> None:
        """Give the place of what is used less to what is used more, as one step."""
        row = self.current()
        if row is None or not row.swap:
            return
        out, page = (row.entry, row.swap) if row.entry else (row.swap, row.page)
        entry_id = DrillEntryId(str(uuid4()))
        if self._bridge.run(SwapInDrill(DrillEntryId(out), entry_id, PageId(page))):
            self._fill(row.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the row from the list; it never closes by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.tree.hasFocus():
                self.go_there()
            return
        super().keyPressEvent(event)

    # inside

    def _set_up_tree(self) -> None:
        tree = self.tree
        tree.setAccessibleName(self.tr("Mest brugte"))
        tree.setHeaderLabels(
            [
                self.tr("Nr."),
                self.tr("Indgang"),
                self.tr("Forvaltning"),
                self.tr("Brug"),
                self.tr("Drill-menu"),
                self.tr("Kontaktliste"),
                self.tr("Forslag"),
            ]
        )
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        dress_view(tree)
        tree.setItemDelegateForColumn(USED, UsageBarDelegate(tree))

    def _lay_out(self) -> None:
        look = theme.current()
        self.go_button = QPushButton(self.tr("&Gå til"))
        self.swap_button = QPushButton(self.tr("&Byt i drill-menuen"))
        acts = ((self.go_button, self.go_there), (self.swap_button, self.swap))
        buttons = closing_buttons(self, acts)
        shown = QSplitter(Qt.Orientation.Vertical)
        shown.addWidget(self.tree)
        below = QScrollArea()
        below.setFrameShape(QScrollArea.Shape.NoFrame)
        below.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        below.setWidgetResizable(True)
        below.setWidget(self._breakdown())
        shown.addWidget(below)
        shown.setStretchFactor(0, 1)
        shown.setChildrenCollapsible(False)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addWidget(self.summary)
        column.addWidget(shown, 1)
        self._stack.addWidget(page)
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        self._columns = ColumnShares(self.tree, SHARES)

    def _breakdown(self) -> QWidget:
        look = theme.current()
        parts = QWidget()
        row = QHBoxLayout(parts)
        row.setContentsMargins(0, look.px(8), 0, 0)
        row.setSpacing(look.px(24))
        for title, widgets in (
            (self.tr("Kanaler"), (self.channels,)),
            (self.tr("Årsager til opkald"), (self.reasons, self.no_reasons)),
            (self.tr("Måneder"), (self.months,)),
        ):
            column = QVBoxLayout()
            column.setSpacing(look.px(4))
            column.addWidget(label(title, "section"))
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            row.addLayout(column, 1)
        return parts

    def _fill(self, chosen: str = "") -> None:
        rows = ranking(self._bridge.state, self._bridge.today())
        counted = [row for row in rows if row.use is not None]
        self._rows = {row.entry or row.page: row for row in rows}
        most = max((row.count for row in counted), default=0)
        self.tree.blockSignals(True)
        self.tree.clear()
        items = [self._item(row, most) for row in rows]
        self.tree.addTopLevelItems(items)
        self._columns.share()
        first = next((i for i in items if chosen and i.data(RANK, ROW).page == chosen), None)
        if items:
            self.tree.setCurrentItem(first or items[0])
        self.tree.blockSignals(False)
        self._stack.setCurrentIndex(0 if counted else 1)
        for button in (self.go_button, self.swap_button):
            button.setVisible(bool(counted))
        self._show_summary(counted)
        self._show_empty()
        self._show_row()

    def _item(self, row: Ranked, most: int) -> QTreeWidgetItem:
        texts = (
            str(row.rank) if row.rank else "",
            row.title,
            administration_of(self._bridge.state, row.page or row.contact),
            number(row.count) if row.use is not None else self.tr("ikke talt"),
            self._place(row),
            self.tr("ja") if row.is_listed else "—",
            self._advice(row),
        )
        item = QTreeWidgetItem(list(texts))
        item.setData(RANK, ROW, row)
        item.setData(USED, USE, row.use)
        item.setData(USED, MOST, most)
        for column in (TITLE, ADVICE):
            item.setToolTip(column, texts[column])
        return item

    def _place(self, row: Ranked) -> str:
        entry = self._bridge.state.get(DrillEntry, row.entry)
        if entry is None:
            return "—"
        at = self._bridge.state.position(DRILL, True, entry.order, entry.id)
        return self.tr("Plads {at}").format(at=at + 1)

    def _advice(self, row: Ranked) -> str:
        other = self._rows.get(row.swap) if row.swap else None
        if other is None:
            return ""
        text = (
            self.tr("Giv pladsen til »{title}«")
            if row.entry
            else self.tr("Tag pladsen fra »{title}«")
        )
        return text.format(title=other.title)

    def _show_summary(self, counted: list[Ranked]) -> None:
        size = int(str(value_of(self._bridge.state, "drill.count")))
        top = [row for row in counted if row.rank <= size]
        sentence = self.tr(
            "Talt over {months} mdr. Af de {size} mest brugte er {inside} i drill-menuen."
        )
        self.summary.setText(
            sentence.format(
                months=months_counted(self._bridge.state),
                size=len(top),
                inside=sum(1 for row in top if row.entry),
            )
        )

    def _show_empty(self) -> None:
        """Say how counts are brought in; what was counted long ago does not count."""
        if not self._bridge.state.count(Usage):
            self.empty.set_sentence(
                self.tr(
                    "Der er ingen tal for brug endnu. Importer opkald, sidevisninger eller "
                    "formularer i menuen Filer."
                )
            )
            return
        sentence = self.tr(
            "Der er ingen tal fra de seneste {months} måneder. Importer nyere i menuen Filer."
        )
        self.empty.set_sentence(sentence.format(months=months_counted(self._bridge.state)))

    def _show_row(self) -> None:
        row = self.current()
        use = row.use if row is not None else None
        text = self._bridge.text
        channels = use.by_channel.items() if use is not None else ()
        self.channels.show_bars(
            [Bar(text(f"usage_channel.{c}"), n, colour_of(c)) for c, n in channels]
        )
        self.reasons.show_bars(self._reasons(use))
        has_reasons = use is not None and bool(use.by_reason)
        self.reasons.setVisible(has_reasons)
        self.no_reasons.setVisible(not has_reasons)
        self.no_reasons.setText(self.tr("Ingen opkald har en årsag."))
        months = use.by_month if use is not None else ()
        self.months.show_bars([Bar(f"{day:%m.%Y}", count) for day, count in months])
        self.go_button.setEnabled(row is not None)
        can_swap = row is not None and bool(row.swap)
        self.swap_button.setEnabled(can_swap and not self._bridge.is_read_only)

    def _reasons(self, use: Use | None) -> list[Bar]:
        if use is None or not use.by_reason:
            return []
        text = self._bridge.text
        bars = [Bar(text(f"usage_reason.{reason}"), n) for reason, n in use.by_reason.items()]
        if use.unexplained:
            bars.append(Bar(self.tr("Uden årsag"), use.unexplained, theme.current().color("field")))
        return bars

    def _import(self) -> None:
        self.reject()
        self.import_requested.emit()

"""Type what citizens would: which pages come up, in which order, and why (P43)."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.workspace.citizen_search import (
    CitizenSearch,
    Hit,
    How,
    Reason,
    telling_words,
    with_words,
)
from kkworkbench.workspace.commands.pages import EditPage
from ui.bridge import Bridge
from ui.dialogs.page_picker import PagePicker
from ui.widgets import (
    ColumnShares,
    EmptyState,
    SearchField,
    SearchResult,
    WrapLabel,
    closing_buttons,
    dress_view,
    size_dialog,
)

HIT: Final = Qt.ItemDataRole.UserRole
RANK, TITLE, ENTRIES, WHY = range(4)
SHARES: Final = {RANK: 5, TITLE: 30, ENTRIES: 24, WHY: 46}
"""Of the width."""
SLICE_SECONDS: Final = 0.03


class TrySearchDialog(QDialog):
    """Search as a citizen, and give the words to the page that should have come up.

    Signals:
        page_requested(str): a page to show.
    """

    page_requested = Signal(str)

    def __init__(self, bridge: Bridge, query: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._work: Iterator[None] = iter(())
        self._is_ready = False
        self.setWindowTitle(self.tr("Prøv borgernes søgning"))
        self.query = SearchField(self.tr("Skriv, som en borger ville skrive"), self)
        self.summary = WrapLabel()
        self.summary.setProperty("role", "secondary")
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Sider, der kommer frem"))
        self.tree.setHeaderLabels(
            [self.tr("Nr."), self.tr("Side"), self.tr("Indgang"), self.tr("Hvorfor")]
        )
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        dress_view(self.tree)
        ColumnShares(self.tree, SHARES)
        self.result = SearchResult(self.tr("Sådan ser borgeren siden"), self)
        self.why = WrapLabel()
        self.empty = EmptyState("", self.tr("&Føj ordene til en side…"), self)
        self._lay_out()
        size_dialog(self, 130, 76)
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._go_on)
        self.query.search_changed.connect(lambda _text: self.look_up())
        self.query.went_down.connect(self.tree.setFocus)
        self.tree.currentItemChanged.connect(lambda *_items: self._show_hit())
        self.tree.itemDoubleClicked.connect(lambda _item: self.go_there())
        self.empty.action_requested.connect(self.add_elsewhere)
        self.query.setText(query)
        self.query.setFocus()
        self._take_in()

    def hits(self) -> list[Hit]:
        """Return what is listed, the best first."""
        items = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return [item.data(RANK, HIT) for item in items if item is not None]

    def current(self) -> Hit | None:
        """Return the row that the keyboard is on."""
        item = self.tree.currentItem()
        return item.data(RANK, HIT) if item is not None else None

    def look_up(self) -> None:
        """List what comes up for the words that are typed."""
        if not self._is_ready:
            return
        query = self.query.text()
        found = self._search.search(query)
        self.tree.clear()
        for rank, hit in enumerate(found, 1):
            self._add(rank, hit)
        if found:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
            self._stack.setCurrentWidget(self._found)
        else:
            self._stack.setCurrentWidget(self.empty)
            is_typed = bool(telling_words(query))
            self.empty.set_sentence(
                self.tr("Ingen side kommer frem. Hvilken side skulle borgeren finde?")
                if is_typed
                else self.tr("Skriv de ord, som borgerne bruger, og se, hvad de finder.")
            )
            can = is_typed and not self._bridge.is_read_only
            self.empty.set_action(self.tr("&Føj ordene til en side…") if can else None)
        whole = sum(not hit.missing for hit in found)
        self.summary.setText(self._counted(whole, len(found) - whole) if found else "")
        self._show_hit()

    def add_words(self) -> None:
        """Give the typed words to the page that the keyboard is on, as one step."""
        hit = self.current()
        if hit is not None:
            self.add_to(hit.page)

    def add_elsewhere(self) -> None:
        """Ask for a page, and give it the typed words."""
        picker = PagePicker(self._bridge, None, self)
        if picker.exec() == PagePicker.DialogCode.Accepted and (page := picker.page_id()):
            self.add_to(page)
        picker.deleteLater()

    def add_to(self, page_id: str) -> None:
        """Give the typed words to a page, and search again."""
        page = self._bridge.state.get(Page, page_id)
        if page is None:
            return
        words = with_words(page, self.query.text())
        if words != page.search_words and self._bridge.run(
            EditPage(PageId(page_id), "search_words", words)
        ):
            self._take_in()

    def go_there(self) -> None:
        """Close, and show the page that the keyboard is on."""
        hit = self.current()
        if hit is not None:
            self.accept()
            self.page_requested.emit(hit.page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the page from the list; it never closes by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.tree.hasFocus():
                self.go_there()
            return
        super().keyPressEvent(event)

    # inside

    def _lay_out(self) -> None:
        self._found = QWidget()
        found = QVBoxLayout(self._found)
        found.setContentsMargins(0, 0, 0, 0)
        for widget, share in ((self.tree, 1), (self.result, 0), (self.why, 0)):
            found.addWidget(widget, share)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._found)
        self._stack.addWidget(self.empty)
        self.go_button = QPushButton(self.tr("&Gå til"))
        self.add_button = QPushButton(self.tr("&Tilføj som søgeord"))
        self.other_button = QPushButton(self.tr("Føj til en &anden side…"))
        acts = (
            (self.go_button, self.go_there),
            (self.add_button, self.add_words),
            (self.other_button, self.add_elsewhere),
        )
        buttons = closing_buttons(self, acts)
        layout = QVBoxLayout(self)
        layout.addWidget(self.query)
        layout.addWidget(self.summary)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)

    def _take_in(self) -> None:
        """Read all pages, in slices where there are many, and then look up."""
        self._is_ready = False
        self._search = CitizenSearch(self._bridge.state)
        self._work = self._search.build()
        self._go_on()

    def _go_on(self) -> None:
        until = monotonic() + SLICE_SECONDS
        for _slice in self._work:
            if monotonic() > until:
                self.summary.setText(self.tr("Læser siderne…"))
                self._next.start()
                return
        self._is_ready = True
        self.look_up()

    def _add(self, rank: int, hit: Hit) -> None:
        entries = []
        if hit.is_in_menu:
            entries.append(self.tr("drill-menu"))
        if hit.is_listed:
            entries.append(self.tr("kontaktliste"))
        why = " · ".join(self._told(reason) for reason in hit.reasons)
        item = QTreeWidgetItem(self.tree, [str(rank), hit.title, ", ".join(entries), why])
        item.setData(RANK, HIT, hit)
        item.setTextAlignment(RANK, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in (TITLE, WHY):
            item.setToolTip(column, item.text(column))

    def _show_hit(self) -> None:
        hit = self.current()
        if hit is not None:
            self.result.show_result(hit.title, hit.path, hit.help_text)
            why = "; ".join(self._told(reason) for reason in hit.reasons)
            missing = ", ".join(hit.missing)
            lines = [self.tr("Kommer frem på {why}.").format(why=why)]
            if missing:
                lines.append(self.tr("Har ikke: {words}.").format(words=missing))
            self.why.setText(" ".join(lines))
        page = self._bridge.state.get(Page, hit.page) if hit is not None else None
        can = self._is_ready and not self._bridge.is_read_only
        query = self.query.text()
        self.go_button.setEnabled(hit is not None)
        self.add_button.setEnabled(
            can and page is not None and with_words(page, query) != page.search_words
        )
        self.other_button.setEnabled(can and bool(telling_words(query)))
        self.other_button.setVisible(hit is not None)  # else the empty list offers it

    def _told(self, reason: Reason) -> str:
        where = self._bridge.text(f"citizens.where.{reason.where}")
        if reason.how is How.SAME:
            return self.tr("»{found}« i {where}").format(found=reason.found, where=where)
        how = self._bridge.text(f"citizens.how.{reason.how}")
        return self.tr("»{found}« i {where} ({how})").format(
            found=reason.found, where=where, how=how
        )

    def _counted(self, whole: int, part: int) -> str:
        said = self.tr("%n sider har alle ordene", "", whole)
        return f"{said}, {self.tr('%n har nogle af dem', '', part)}" if part else said

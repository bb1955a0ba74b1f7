"""The editor beside the tree: a page's texts and the contact in its box, card by card."""

from __future__ import annotations

from uuid import uuid4

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import BoxId, ContactId, PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL
from kkworkbench.workspace.commands.boxes import PutBox
from kkworkbench.workspace.events import StateChanged
from ui import theme
from ui.bridge import Bridge
from ui.editor.cards.attendance import AttendanceCard
from ui.editor.cards.hours import HoursCard
from ui.editor.cards.link_boxes import LinkBoxesCard
from ui.editor.cards.page import PageCard
from ui.editor.cards.phones import PhoneRow, PhonesCard
from ui.editor.cards.placement import PlacementCard
from ui.editor.cards.search_words import FoundCard
from ui.editor.cards.source import SourceCard
from ui.editor.cards.title import TitleCard
from ui.editor.cards.written import WrittenCard
from ui.editor.contact_picker import pick_contact
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard
from ui.editor.hours_grid import HoursGrid
from ui.editor.messages import Place
from ui.editor.shown import Shown, shown_of_page
from ui.editor.tab_order import chain_in_layout_order
from ui.widgets import ElidedLabel, EmptyState

BOXED = frozenset({PageKind.SERVICE, PageKind.CONTACT})
"""Kinds of page that are asked for a contact box."""


class Editor(QWidget):
    """Edit what is selected; everything is saved as it is typed.

    Signals:
        draft_changed(State): the workspace with what is being typed in it.
        page_requested(str): a page to go to.
        uses_requested(str, str): a number or link, or the id of a contact, to find the uses of.
        search_requested(str): words to try as a citizen would.
        principle_requested(str): code of a rule to explain.
        subject_shown(frozenset): ids of the records on the screen.
    """

    draft_changed = Signal(object)
    page_requested = Signal(str)
    uses_requested = Signal(str, str)
    search_requested = Signal(str)
    principle_requested = Signal(str)
    subject_shown = Signal(object)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.editing = Editing(bridge, self)
        self._stack = QStackedWidget(self)
        self._nothing = EmptyState(self.tr("Vælg en side i hierarkiet for at rette den."), None)
        self.title_card = TitleCard(self.editing)
        self.phones_card = PhonesCard(self.editing)
        self.written_card = WrittenCard(self.editing)
        self.attendance_card = AttendanceCard(self.editing)
        self.hours_card = HoursCard(self.editing)
        self.placement_card = PlacementCard(self.editing)
        self.source_card = SourceCard(self.editing)
        self.page_card = PageCard(self.editing)
        self.links_card = LinkBoxesCard(self.editing)
        self.found_card = FoundCard(self.editing)
        self._page_cards = (self.title_card, self.page_card, self.links_card, self.found_card)
        self._contact_cards = (
            self.phones_card,
            self.written_card,
            self.attendance_card,
            self.hours_card,
            self.placement_card,
            self.source_card,
        )
        self.cards = (
            self.title_card,
            *self._contact_cards,
            self.page_card,
            self.links_card,
            self.found_card,
        )
        self._lay_out()
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._show_messages)
        self._asked_for = ("", "")
        self._chain = QTimer(self, interval=0, singleShot=True)
        self._chain.timeout.connect(lambda: chain_in_layout_order(self._scroll.widget()))
        self.editing.fields_added.connect(self._chain.start)
        self.editing.draft_changed.connect(self.draft_changed)
        self.editing.page_requested.connect(self.page_requested)
        self.editing.uses_requested.connect(self.uses_requested)
        self.editing.search_requested.connect(self.search_requested)
        self.editing.principle_requested.connect(self.principle_requested)
        bridge.state_changed.connect(self._on_state_changed)
        bridge.findings_changed.connect(self._on_findings_changed)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)
        self.show_page(None)

    # what is shown

    def show_page(self, page_id: str | None) -> None:
        """Show a page with its first box; None shows nothing."""
        if page_id and page_id == self.editing.shown.page:
            return
        self.flush()
        page = self._bridge.state.get(Page, page_id) if page_id else None
        self._show(shown_of_page(self._bridge.state, page.id) if page is not None else Shown())

    def show_contact(self, contact_id: str) -> None:
        """Show a contact that is on no page."""
        self.flush()
        self._show(Shown(contact=contact_id))

    def flush(self) -> None:
        """Save what is being typed."""
        if self.editing.shown != Shown():
            for card in self.cards:
                card.flush()

    def focus_field(self, field: str, subject: str) -> None:
        """Bring a finding's field into view and give it the focus."""
        box = self._bridge.state.get(ContactBox, subject)
        if box is not None and box.page == self.editing.shown.page:
            self._show(shown_of_page(self._bridge.state, box.page, box.id))
        place = self._place_of(subject, field)
        if place is None:
            return
        row = place.field.parentWidget()
        if field.endswith(".hours") and isinstance(row, PhoneRow):
            row.show_hours(True)
        inner = self._scroll.widget()
        # What was just filled is not laid out yet, and would be scrolled to where it was.
        inner.layout().activate()
        QApplication.sendEvent(inner, QEvent(QEvent.Type.LayoutRequest))
        self._bring_into_view(subject, field)
        self._asked_for = (subject, field)
        _typed_in(place).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of(self, subject: str, field: str) -> Place | None:
        of_page = self.editing.shown.page
        return self.editing.place_of(subject, field) or self.editing.place_of(of_page, field)

    def _stay_in_view(self) -> None:
        """Keep what was asked for in view: texts and messages take their height only later."""
        place, focused = self._place_of(*self._asked_for), QApplication.focusWidget()
        if place is None or focused is None:
            return
        if place.has_focus(focused):
            self._bring_into_view(*self._asked_for)

    def _bring_into_view(self, subject: str, field: str) -> None:
        """Show a finding's field, and what is told below it with its fix."""
        place = self._place_of(subject, field)
        if place is not None:
            self._scroll.ensureWidgetVisible(place.line, 0, theme.current().px(24))
            self._scroll.ensureWidgetVisible(place.field, 0, theme.current().px(80))
            # A week of hours may be higher than the view: where one types comes first.
            self._scroll.ensureWidgetVisible(_typed_in(place), 0, theme.current().px(24))

    def apply_first_fix(self) -> bool:
        """Apply the fix under the field that has the focus; say whether there is one."""
        return self.editing.fix_first(QApplication.focusWidget())

    # inside

    def _lay_out(self) -> None:
        look = theme.current()
        self._title = ElidedLabel()
        self._title.setProperty("role", "h1")
        self._status = ElidedLabel()
        self._status.setProperty("role", "secondary")
        shown = QWidget(self._stack)
        self._scroll = QScrollArea(shown)
        self._scroll.setWidget(QWidget(self._scroll))
        head = QFrame(shown)
        head.setProperty("role", "editor-head")
        head_column = QVBoxLayout(head)
        head_column.setContentsMargins(look.px(20), look.px(14), look.px(20), look.px(8))
        head_column.setSpacing(look.px(4))
        head_column.addWidget(self._title)
        self._boxes = QTabBar()
        self._boxes.setAccessibleName(self.tr("Kontaktbokse på siden"))
        self._boxes.setDrawBase(False)
        self._boxes.currentChanged.connect(self._on_box_chosen)
        self._add_box = QPushButton(self.tr("Tilføj kontaktboks…"))
        self._add_box.setProperty("kind", "link")
        self._add_box.clicked.connect(self.add_box)
        row = QHBoxLayout()
        row.addWidget(self._status, 1)
        row.addWidget(self._add_box)
        head_column.addLayout(row)
        head_column.addWidget(self._boxes)
        self._no_box = EmptyState(
            self.tr("Siden har ingen kontaktboks."), self.tr("Sæt kontaktboks på siden…")
        )
        self._no_box.action_requested.connect(self.add_box)
        inner = self._scroll.widget()
        inner.setProperty("role", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(look.px(20), look.px(4), look.px(20), look.px(20))
        column.setSpacing(look.px(12))
        column.addWidget(self.title_card)
        column.addWidget(self._no_box)
        for card in self.cards[1:]:
            column.addWidget(card)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        later = Qt.ConnectionType.QueuedConnection
        self._scroll.verticalScrollBar().rangeChanged.connect(self._stay_in_view, later)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(shown)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._scroll, 1)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setMinimumWidth(look.px(380))

    def _show(self, shown: Shown) -> None:
        """Show something else, or the same in other places; what stays is not filled anew."""
        self._bridge.close_group()
        before = self.editing.shown
        self.editing.shown = shown
        self.editing.forget_typed()
        same_page = shown.page == before.page
        same_box = (shown.contact, shown.box) == (before.contact, before.box)
        # Filled before anything is hidden: what is typed in a field for something that is gone
        # would be saved to what is shown now.
        for card in self.cards:
            if same_page if card in self._page_cards else same_box:
                card.refresh()
            else:
                card.load()
        self._stack.setCurrentIndex(0 if shown == Shown() else 1)
        if shown != Shown():
            self._show_parts()
            if not (same_page and same_box):
                self._scroll.verticalScrollBar().setValue(0)
            self._show_head()
            self.editing.refresh_messages()
        self.subject_shown.emit(shown.subjects)

    def _show_parts(self) -> None:
        shown, state = self.editing.shown, self._bridge.state
        page = state.get(Page, shown.page)
        boxed = page is not None and page.kind in BOXED
        for card in self._page_cards:
            card.setVisible(page is not None)
        for card in self._contact_cards:
            card.setVisible(bool(shown.contact))
        self._no_box.setVisible(boxed and not shown.contact)
        self._add_box.setVisible(boxed and bool(shown.contact))
        self._show_boxes()
        read_only = self._bridge.is_read_only
        for part in (*self.cards, self._add_box, self._no_box):
            part.setEnabled(not read_only)

    def _show_boxes(self) -> None:
        """Bring the tabs up to date; they are made anew only where other boxes are shown."""
        shown, state = self.editing.shown, self._bridge.state
        boxes = state.bucket(BOXES_BY_PAGE, shown.page) if shown.page else ()
        tabs = self._boxes
        with QSignalBlocker(tabs):
            if [tabs.tabData(at) for at in range(tabs.count())] != list(boxes):
                while tabs.count():
                    tabs.removeTab(0)
                for box_id in boxes:
                    tabs.setTabData(tabs.addTab(""), box_id)
            for at, box_id in enumerate(boxes):
                box = state.get(ContactBox, box_id)
                contact = state.get(Contact, box.contact) if box is not None else None
                text = contact.heading if contact is not None else "?"
                if tabs.tabText(at) != text:
                    tabs.setTabText(at, text)
                if box_id == shown.box and tabs.currentIndex() != at:
                    tabs.setCurrentIndex(at)
        tabs.setVisible(len(boxes) > 1)

    def _visible_cards(self) -> list[EditorCard]:
        return [card for card in self.cards if not card.isHidden()]

    def _show_head(self) -> None:
        shown, state = self.editing.shown, self._bridge.state
        page, contact = state.get(Page, shown.page), state.get(Contact, shown.contact)
        title = page.title if page is not None else (contact.heading if contact else "")
        self._title.setText(title or self.tr("(uden titel)"))
        parts = []
        owner = (contact.administration if contact else None) or (
            page.administration if page else None
        )
        term = state.get(Term, owner)
        if term is not None:
            parts.append(term.code)
        entry = state.get(DrillEntry, shown.drill_entry)
        if entry is not None and entry.placed:
            at = state.position(DRILL, True, entry.order, entry.id) + 1
            size = state.bucket_size(DRILL, True)
            text = self.tr("nr. {at} af {size} i drill-menuen")
            parts.append(text.format(at=at, size=size))
        count = sum(
            1
            for id_ in shown.subjects
            for result in self._bridge.results_of(id_)
            if result.waiver is None
        )
        parts.append(self.tr("%n problemer", "", count) if count else self.tr("ingen problemer"))
        self._status.setText(" · ".join(parts))

    def _show_messages(self) -> None:
        if self.editing.shown != Shown():
            self._show_head()
            self.editing.refresh_messages()

    def add_box(self) -> None:
        """Ask for a contact and show it in a box on the page."""
        page = self.editing.shown.page
        chosen = pick_contact(self._bridge, self)
        if chosen is not None and page:
            box = BoxId(str(uuid4()))
            if self._bridge.run(PutBox(box, PageId(page), ContactId(chosen))):
                self._show(shown_of_page(self._bridge.state, page, box))

    def _on_box_chosen(self, at: int) -> None:
        box_id = self._boxes.tabData(at)
        if box_id and box_id != self.editing.shown.box:
            self.flush()
            self._show(shown_of_page(self._bridge.state, self.editing.shown.page, box_id))

    def _on_state_changed(self, event: StateChanged) -> None:
        shown = self.editing.shown
        if shown == Shown():
            return
        if shown.page:
            if event.after.get(Page, shown.page) is None:
                self._show(Shown())
                return
            now = shown_of_page(event.after, shown.page, shown.box)
            if now != shown:
                self._show(now)
                return
        elif event.after.get(Contact, shown.contact) is None:
            self._show(Shown())
            return
        self._show_boxes()
        for card in self._visible_cards():
            card.refresh()
        self._later.start()

    def _on_findings_changed(self, subjects: frozenset[str]) -> None:
        if subjects & self.editing.shown.subjects:
            self._later.start()

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        try:
            if old is not None and self.isAncestorOf(old) and old is not now:
                self._bridge.close_group()
        except RuntimeError:
            """The field that had the focus is gone already."""


def _typed_in(place: Place) -> QWidget:
    keys = place.keys or place.field
    return keys.typed if isinstance(keys, HoursGrid) else keys

"""What speaks for a candidate, in a line: its use, whom it is for, whose it is, and its state."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.indexes import LIST_BY_PAGE
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.answers import standing
from kkworkbench.workspace.ranking import Use
from ui import theme
from ui.bridge import Bridge
from ui.delegates.usage_bar import paint_bar
from ui.models.candidates import CandidatesModel
from ui.models.problems import administration_of
from ui.models.standing import in_words
from ui.models.usage import explained, total
from ui.widgets import WrapLabel


class UseBar(QWidget):
    """How much a candidate is used, against the one that is used most; for the eye alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._use: Use | None = None
        self._most = 0

    def show_use(self, use: Use | None, most: int) -> None:
        """Show a use; None shows nothing."""
        self._use, self._most = use, most
        self.setVisible(use is not None)
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(64), look.px(18))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._use is None:
            return
        look = theme.current()
        painter = QPainter(self)
        height = look.px(8)
        room = QRect(0, (self.height() - height) // 2, self.width(), height)
        painter.fillRect(room, look.color("line"))
        paint_bar(painter, room, self._use, self._most)
        painter.end()


class CriteriaLine(QWidget):
    """The criteria of the candidate that is current; hidden while there is none."""

    def __init__(
        self, bridge: Bridge, candidates: CandidatesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._candidates = candidates
        self._page = ""
        self.bar = UseBar()
        self.words = WrapLabel()
        self.words.setProperty("role", "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(8))
        row.addWidget(self.bar)
        row.addWidget(self.words, 1)
        bridge.state_changed.connect(self._refresh)
        bridge.findings_changed.connect(self._refresh)
        self._refresh()

    def show_page(self, page_id: str) -> None:
        """Show what speaks for a page."""
        self._page = page_id
        self._refresh()

    def _refresh(self, _event: object = None) -> None:
        page = self._bridge.state.get(Page, self._page)
        self.setVisible(page is not None)
        if page is None:
            return
        use = self._candidates.use_of(page.id)
        self.bar.show_use(use, self._candidates.most_used())
        self.bar.setToolTip(explained(self._bridge, use))
        self.words.setText(" · ".join(part for part in self._parts(page, use) if part))
        self.words.setAccessibleName(self.words.text())

    def _parts(self, page: Page, use: Use | None) -> tuple[str, ...]:
        state, bridge = self._bridge.state, self._bridge
        audiences = dict.fromkeys((*page.primary_audiences, *page.secondary_audiences))
        whom = ", ".join(bridge.text(f"value.audience.{each}") for each in audiences)
        used = self.tr("brug {count}").format(count=total(use)) if use is not None else ""
        badge = self._candidates.badge(page.id)
        found = self.tr("%n problemer", "", badge.total) if badge.total else self.tr("i orden")
        return (
            page.title,
            used or self.tr("brug ikke talt"),
            self.tr("målgruppe {whom}").format(whom=whom) if whom else self.tr("uden målgruppe"),
            administration_of(state, page.id) or self.tr("uden forvaltning"),
            self._channels(page.id),
            found,
            *self._answers(page.id),
        )

    def _channels(self, page_id: str) -> str:
        contact = contact_of_page(self._bridge.state, page_id)
        if contact is None:
            return self.tr("ingen kanaler")
        is_open = contact.open_to_visits or contact.visiting_hours is not None
        has = {"phone": contact.phones, "written": contact.written, "personal": is_open}
        named = [self._bridge.text(f"coverage.{key}.name") for key, there in has.items() if there]
        return ", ".join(named) or self.tr("ingen kanaler")

    def _answers(self, page_id: str) -> tuple[str, ...]:
        state, kind = self._bridge.state, KIND_NAMES[ListEntry]
        entries = state.bucket(LIST_BY_PAGE, page_id)
        return tuple(in_words(standing(state, kind, entry)) for entry in entries)

"""Choose a page by typing a part of its title or address."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.text.danish import sort_key
from ui.bridge import Bridge
from ui.dialogs.picker import Choice, Picker


class PagePicker(Picker):
    """All pages; the one that stands there now comes first, where Enter keeps it."""

    def __init__(self, bridge: Bridge, current: str | None, parent: QWidget | None = None) -> None:
        pages = sorted(
            bridge.state.all(Page), key=lambda p: (p.id != current, sort_key(p.title), p.path)
        )
        super().__init__(
            QCoreApplication.translate("PagePicker", "Vælg side"),
            QCoreApplication.translate("PagePicker", "Søg titel eller adresse"),
            QCoreApplication.translate("PagePicker", "Sider"),
            [Choice(p.id, page_in_words(p), f"{p.title} {p.path}") for p in pages],
            parent,
        )

    def page_id(self) -> PageId | None:
        """Return the page that is chosen."""
        chosen = self.chosen()
        return PageId(chosen) if chosen is not None else None


def page_in_words(page: Page) -> str:
    """Tell a page by its title and address."""
    return " · ".join(part for part in (page.title, page.path) if part)

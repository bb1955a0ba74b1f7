"""How citizens find the page: what a search shows of it, and the words that bring it."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.workspace.citizen_search import Where, texts_of
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard, at_left
from ui.widgets import SearchResult, WrapLabel

_LINES = (Where.SEARCH_WORDS, Where.ENTRY, Where.CONTACT, Where.NUMBER)
"""What is told beside the title and help text, which are seen."""


class FoundCard(EditorCard):
    """The page as a search result, and by which words it comes up."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("I borgernes søgning"))
        self.result = SearchResult(self.tr("Sådan ser borgeren siden"))
        self.words = WrapLabel()
        self.words.setProperty("role", "secondary")
        self.try_button = QPushButton(self.tr("Prøv borgernes søgning…"))
        self.try_button.setProperty("kind", "link")
        self.try_button.clicked.connect(
            lambda: editing.search_requested.emit(" ".join(self._page().search_words[:1]))
        )
        for widget in (self.result, self.words):
            self.body.addWidget(widget)
        self.body.addLayout(at_left(self.try_button))

    def refreshed(self) -> None:
        page = self._page()
        self.result.show_result(page.title, page.path or page.link_url, page.summary)
        found: dict[Where, dict[str, None]] = {}
        for where, text in texts_of(self.editing.state, page):
            if text.strip():
                found.setdefault(where, {})[" ".join(text.split())] = None
        told = [
            f"{self.editing.bridge.text(f'citizens.where.{where}')}: {', '.join(found[where])}"
            for where in _LINES
            if where in found
        ]
        if Where.SEARCH_WORDS not in found:
            told.insert(0, self.tr("Siden har ingen søgeord: borgerne finder den kun på titlen."))
        self.words.setText("\n".join(line[:1].upper() + line[1:] for line in told))

    def _page(self) -> Page:
        shown = self.editing.shown.page
        return self.editing.state.get(Page, shown) or Page(PageId(""))

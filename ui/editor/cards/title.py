"""Card 1: the page's title and help text, audience and search words."""

from __future__ import annotations

from kkworkbench.model.channels import Audience
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.rules.settings import value_of
from kkworkbench.text.lix import lix
from kkworkbench.workspace.commands.pages import EditPage
from ui.editor.editing import Editing
from ui.editor.fields import ChoiceBinding, EditorCard
from ui.widgets import SegmentedControl, TagEdit

BOTH = "both"
NONE = "none"


class TitleCard(EditorCard):
    """What citizens read first."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self._title.setText(self.tr("Titel og hjælpetekst"))
        self.setAccessibleName(self.tr("Titel og hjælpetekst"))

        def page_id() -> str:
            return editing.shown.page

        self.title_field = self.add_line(
            self.tr("&Titel"),
            lambda: self._page().title,
            lambda text: EditPage(page_id(), "title", text),
            page_id,
            "title",
        )
        self.summary_field = self.add_text(
            self.tr("&Hjælpetekst"),
            lambda: self._page().summary,
            lambda text: EditPage(page_id(), "summary", text),
            page_id,
            "summary",
            limit=int(str(value_of(editing.state, "help_text.longest"))),
        )
        self.summary_field.edited.connect(self._show_lix)
        audience = SegmentedControl(
            self.tr("Målgruppe"),
            (
                (NONE, self.tr("Ikke valgt")),
                (Audience.CITIZEN.value, self.tr("Borger")),
                (Audience.BUSINESS.value, self.tr("Erhverv")),
                (BOTH, self.tr("Begge")),
            ),
        )
        self.add_field(self.tr("Målgruppe"), audience)
        self.bindings.append(
            ChoiceBinding(
                editing,
                audience,
                lambda: _key(self._page().primary_audiences),
                lambda key: EditPage(page_id(), "primary_audiences", _audiences(key)),
            )
        )
        words = TagEdit(self.tr("Søgeord"))
        self.add_field(self.tr("Søgeo&rd"), words)
        self.bindings.append(
            ChoiceBinding(
                editing,
                words,
                lambda: self._page().search_words,
                lambda tags: EditPage(page_id(), "search_words", tags),
            )
        )

    def refreshed(self) -> None:
        self._show_lix(self.summary_field.text())

    def _show_lix(self, text: str) -> None:
        value = lix(text)
        self.summary_field.set_note(f"LIX {value:.0f}" if value is not None else "")

    def _page(self) -> Page:
        shown = self.editing.shown.page
        return self.editing.state.get(Page, shown) or Page(PageId(""))


def _key(audiences: tuple[Audience, ...]) -> str:
    if len(audiences) > 1:
        return BOTH
    return audiences[0].value if audiences else NONE


def _audiences(key: str) -> tuple[Audience, ...]:
    if key == NONE:
        return ()
    return (Audience.CITIZEN, Audience.BUSINESS) if key == BOTH else (Audience(key),)

"""Card 1: the page's title and help text, audience and search words."""

from __future__ import annotations

from kkworkbench.model.channels import Audience
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.rules.settings import value_of
from kkworkbench.text.lix import lix
from kkworkbench.workspace.commands.pages import EditPage
from ui.editor.editing import Editing
from ui.editor.fields import ChoiceBinding, EditorCard
from ui.editor.messages import MessageLines, Place
from ui.widgets import SegmentedControl, TagEdit

BOTH = "both"
NONE = "none"


class TitleCard(EditorCard):
    """What citizens read first."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("Titel og hjælpetekst"))

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
            self.tr("H&jælpetekst"),
            lambda: self._page().summary,
            lambda text: EditPage(page_id(), "summary", text),
            page_id,
            "summary",
            limit=self._longest(),
        )
        self.summary_field.edited.connect(self._show_lix)
        self._take_in_entries()
        self.audience = SegmentedControl(
            self.tr("Målgruppe"),
            (
                (NONE, self.tr("Ikke valgt")),
                (Audience.CITIZEN.value, self.tr("Borger")),
                (Audience.BUSINESS.value, self.tr("Erhverv")),
                (BOTH, self.tr("Begge")),
            ),
        )
        line = self.add_message(self.audience, page_id, "primary_audiences")
        self.add_field(self.tr("Målgruppe"), self.audience, line)
        self._take_in_audiences(line)
        self.bindings.append(
            ChoiceBinding(
                editing,
                self.audience,
                lambda: _key(self._page().primary_audiences),
                lambda key: EditPage(page_id(), "primary_audiences", _audiences(key)),
            )
        )
        self.words = TagEdit(self.tr("Søgeord"))
        self.add_field(self.tr("Søgeord"), self.words)
        self.bindings.append(
            ChoiceBinding(
                editing,
                self.words,
                lambda: self._page().search_words,
                lambda tags: EditPage(page_id(), "search_words", tags),
            )
        )

    def _take_in_entries(self) -> None:
        """Tell here what is said of a menu's or list's texts, where they are the page's own."""
        for kind, shown in ((DrillEntry, "drill_entry"), (ListEntry, "list_entry")):
            for field, path in ((self.title_field, "title"), (self.summary_field, "help_text")):

                def subject(kind=kind, shown=shown, path=path) -> str:
                    entry_id = getattr(self.editing.shown, shown)
                    entry = self.editing.state.get(kind, entry_id)
                    own = entry is None or getattr(entry, path) is not None
                    return "" if own else entry_id

                line = self.editing.line_of(field)
                self.editing.add_place(Place(field, line, subject, lambda path=path: path))

    def _take_in_audiences(self, line: MessageLines) -> None:
        """Tell here that an entry has no target group: it goes by the page's, and can get one."""
        for shown in ("drill_entry", "list_entry"):
            self.editing.add_place(
                Place(
                    self.audience,
                    line,
                    lambda shown=shown: getattr(self.editing.shown, shown),
                    lambda: "primary_audiences",
                )
            )

    def refreshed(self) -> None:
        self.summary_field.set_limit(self._longest())
        self._show_lix(self.summary_field.text())

    def _show_lix(self, text: str) -> None:
        value = lix(text)
        self.summary_field.set_note(f"LIX {value:.0f}" if value is not None else "")

    def _longest(self) -> int:
        return int(str(value_of(self.editing.state, "help_text.longest")))

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

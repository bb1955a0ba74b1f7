"""The page's own card: what it is, what it asks of citizens, and its text."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.workspace.commands.pages import EditPage
from ui.dialogs.new_page import kind_names
from ui.editor.editing import Editing
from ui.editor.fields import ChoiceBinding, EditorCard
from ui.editor.messages import Place
from ui.editor.rich_text import RichTextField
from ui.editor.term_choice import administrations
from ui.widgets import TagEdit


class PageCard(EditorCard):
    """Kind, address, administration, flags and body."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("Siden"))
        self.kind = self.add_choice(
            self.tr("Type"),
            kind_names(self),
            lambda: self._page().kind,
            lambda kind: EditPage(self._id(), "kind", PageKind(kind)),
            self._id,
            "kind",
        )
        # What is said of the page as a whole, such as a box that is missing.
        line = editing.line_of(self.kind)
        for path in ("boxes", "list", ""):
            editing.add_place(Place(self.kind, line, self._id, lambda path=path: path))
        self.add_line(
            self.tr("Adresse på siden"),
            lambda: self._page().path,
            lambda text: EditPage(self._id(), "path", text),
            self._id,
            "path",
        )
        self.link = self.add_line(
            self.tr("Link (kun linksider)"),
            lambda: self._page().link_url,
            lambda text: EditPage(self._id(), "link_url", text),
            self._id,
            "link_url",
        )
        self.administration = self.add_choice(
            self.tr("Sidens forvaltning"),
            administrations(editing.state, self.tr("Ikke valgt")),
            lambda: self._page().administration,
            lambda term: EditPage(self._id(), "administration", term),
            self._id,
            "administration",
        )
        self.service_type = self.add_line(
            self.tr("Servicetype"),
            lambda: self._page().service_type,
            lambda text: EditPage(self._id(), "service_type", text),
            self._id,
            "service_type",
        )
        self._add_flags()
        self.tags = self._add_words(self.tr("Mærker"), "tags")
        self.replaced = self._add_words(self.tr("Erstatter adresserne"), "replaced_paths")
        self.text = RichTextField(self.tr("Brødtekst"))
        line = self.add_message(self.text, self._id, "body")
        self.add_field(self.tr("Brødtekst"), self.text, line)
        self.text.edited.connect(lambda html: editing.try_out(self._edit_body(html)))
        self.text.committed.connect(lambda html: editing.commit(self._edit_body(html)))

    def load(self) -> None:
        super().load()
        self.text.load(self._page().body)

    def refreshed(self) -> None:
        self.text.set_committed(self._page().body)

    def flush(self) -> None:
        super().flush()
        self.text.commit()

    def _add_flags(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for at, (field, text) in enumerate(
            (
                ("has_self_service", self.tr("Selvbetjening")),
                ("has_form", self.tr("Blanket")),
                ("has_action", self.tr("Anden handling")),
                ("handles_sensitive_data", self.tr("Følsomme oplysninger")),
                ("needs_attendance", self.tr("Kræver fremmøde")),
            )
        ):
            check = QCheckBox(text)
            self.bindings.append(
                ChoiceBinding(
                    self.editing,
                    check,
                    lambda field=field: bool(getattr(self._page(), field)),
                    lambda on, field=field: EditPage(self._id(), field, bool(on)),
                )
            )
            grid.addWidget(check, at // 2, at % 2)
        self.body.addLayout(grid)

    def _add_words(self, name: str, field: str) -> TagEdit:
        words = TagEdit(name)
        line = self.add_message(words, self._id, field)
        self.add_field(name, words, line)
        self.bindings.append(
            ChoiceBinding(
                self.editing,
                words,
                lambda: getattr(self._page(), field),
                lambda tags: EditPage(self._id(), field, tags),
            )
        )
        return words

    def _edit_body(self, html: str) -> EditPage:
        return EditPage(self._id(), "body", html)

    def _id(self) -> str:
        return self.editing.shown.page

    def _page(self) -> Page:
        return self.editing.state.get(Page, self._id()) or Page(PageId(""))

"""The page's own card: what it is, what it asks of citizens, and its text."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.workspace.commands.pages import EditPage
from ui.dialogs.new_page import kind_names
from ui.editor.editing import Editing, Place
from ui.editor.fields import ChoiceBinding, EditorCard
from ui.editor.rich_text import RichTextField
from ui.widgets import MessageLine


class PageCard(EditorCard):
    """Kind, address, flags and body."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self._title.setText(self.tr("Siden"))
        self.setAccessibleName(self.tr("Siden"))

        def page_id() -> str:
            return editing.shown.page

        self.kind = self.add_choice(
            self.tr("Ty&pe"),
            kind_names(self),
            lambda: self._page().kind,
            lambda kind: EditPage(page_id(), "kind", PageKind(kind)),
            page_id,
            "kind",
        )
        self.add_line(
            self.tr("&Adresse på siden"),
            lambda: self._page().path,
            lambda text: EditPage(page_id(), "path", text),
            page_id,
            "path",
        )
        self.link = self.add_line(
            self.tr("&Link (kun linksider)"),
            lambda: self._page().link_url,
            lambda text: EditPage(page_id(), "link_url", text),
            page_id,
            "link_url",
        )
        self._flags = QGridLayout()
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
                    editing,
                    check,
                    lambda field=field: bool(getattr(self._page(), field)),
                    lambda on, field=field: EditPage(page_id(), field, bool(on)),
                )
            )
            self._flags.addWidget(check, at // 2, at % 2)
        self.body.addLayout(self._flags)
        self.text = RichTextField(self.tr("Brødtekst"))
        line = MessageLine()
        self.add_field(self.tr("&Brødtekst"), self.text, line)
        editing.add_place(Place(self.text, line, page_id, lambda: "body"))
        self.text.edited.connect(lambda html: editing.try_out(EditPage(page_id(), "body", html)))
        self.text.committed.connect(lambda html: editing.commit(EditPage(page_id(), "body", html)))
        box_line = self.add_message(self.kind, page_id, "boxes")
        self.body.addWidget(box_line)
        list_line = self.add_message(self.kind, page_id, "list")
        self.body.addWidget(list_line)

    def load(self) -> None:
        super().load()
        self.text.load(self._page().body)

    def refreshed(self) -> None:
        self.text.set_committed(self._page().body)

    def flush(self) -> None:
        super().flush()
        self.text.commit()

    def _page(self) -> Page:
        shown = self.editing.shown.page
        return self.editing.state.get(Page, shown) or Page(PageId(""))

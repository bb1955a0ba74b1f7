"""The link boxes of a page: what each says and where it leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kkworkbench.model.channels import Link
from kkworkbench.model.ids import PageId, PartId
from kkworkbench.model.page import Page
from kkworkbench.workspace.commands.pages import EditPage
from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import RemoveButton, TextBinding, side_by_side
from ui.editor.messages import MessageLines, Place
from ui.editor.part_rows import PartRow, PartsCard
from ui.widgets import UndoFreeLineEdit


class LinkRow(PartRow):
    """One link: its text and its address."""

    def __init__(self, editing: Editing, part_id: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._editing = editing
        self._part_id = part_id
        self.text = UndoFreeLineEdit()
        self.text.setAccessibleName(self.tr("Linktekst"))
        self.url = UndoFreeLineEdit()
        self.url.setAccessibleName(self.tr("Webadresse"))
        remove = RemoveButton(self.tr("Fjern linket"))
        remove.clicked.connect(lambda: editing.commit(self._without()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.current().px(4))
        layout.addLayout(
            side_by_side(
                ((self.tr("Linktekst"), self.text, 1), (self.tr("Webadresse"), self.url, 1)),
                remove,
            )
        )
        self.bindings = []
        for name, field in (("text", self.text), ("url", self.url)):
            line = MessageLines()
            line.set_home(field)
            layout.addWidget(line)
            path = f"link_boxes.{part_id}.{name}"
            editing.add_place(Place(field, line, lambda: editing.shown.page, lambda p=path: p))
            self.bindings.append(
                TextBinding(
                    editing,
                    field,
                    lambda name=name: str(getattr(self._link(), name)),
                    lambda text, name=name: self._edit(name, text),
                )
            )

    def _link(self) -> Link:
        found = (link for link in links_of(self._editing) if link.part_id == self._part_id)
        return next(found, Link(PartId(self._part_id)))

    def _edit(self, name: str, text: str) -> EditPage:
        links = tuple(
            replace(link, **{name: text}) if link.part_id == self._part_id else link
            for link in links_of(self._editing)
        )
        return EditPage(self._editing.shown.page, "link_boxes", links)

    def _without(self) -> EditPage:
        links = tuple(link for link in links_of(self._editing) if link.part_id != self._part_id)
        return EditPage(self._editing.shown.page, "link_boxes", links)


class LinkBoxesCard(PartsCard):
    """All link boxes of the page."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing, "")
        self.name(self.tr("Linkbokse"))
        self.add_button.setText(self.tr("Tilføj &link"))
        self.lay_out_adding(lambda: editing.shown.page, "link_boxes")

    def part_ids(self) -> Sequence[str]:
        return [link.part_id for link in links_of(self.editing)]

    def make_row(self, part_id: str) -> LinkRow:
        return LinkRow(self.editing, part_id, self)

    def add_part(self) -> None:
        part = PartId(str(uuid4()))
        links = (*links_of(self.editing), Link(part))
        if self.editing.commit(EditPage(self.editing.shown.page, "link_boxes", links)):
            self.rows[part].text.setFocus()


def links_of(editing: Editing) -> tuple[Link, ...]:
    """Return the link boxes of the page that is shown."""
    page = editing.state.get(Page, PageId(editing.shown.page))
    return page.link_boxes if page is not None else ()

"""Card 6: where the contact stands, and what its box shows here."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.ids import BoxId, ContactId, TermId
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import pages_of_contact
from kkworkbench.workspace.commands.boxes import EditBox, RemoveBox
from kkworkbench.workspace.commands.contacts import EditContact
from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard, at_left
from ui.editor.messages import Place
from ui.editor.term_choice import TermChoice, administrations

MOST_PAGES = 12


class PlacementCard(EditorCard):
    """Drill menu, list, facets, pages; and the box's own heading, note and channels."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self.name(self.tr("Placering"))
        self.where = QLabel()
        self.where.setWordWrap(True)
        self.body.addWidget(self.where)
        line = self.add_message(self.where, lambda: editing.shown.drill_entry, "")
        editing.add_place(Place(self.where, line, lambda: editing.shown.list_entry, lambda: ""))
        self.body.addWidget(line)
        self._add_facets()
        self._add_box()
        self._pages_name = QLabel()
        self.body.addWidget(self._pages_name)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(theme.current().px(2))
        self.body.addLayout(self._pages)
        self.uses = QPushButton(self.tr("Hvor bruges det?"))
        self.uses.setAutoDefault(False)
        self.uses.clicked.connect(lambda: editing.uses_requested.emit("", self._id()))
        self.body.addLayout(at_left(self.uses))
        self._links: dict[str, QPushButton] = {}

    def refreshed(self) -> None:
        self.where.setText(self._worded())
        has_box = bool(self.editing.shown.box)
        self._box_part.setVisible(has_box)
        box = self.editing.state.get(ContactBox, self.editing.shown.box)
        for channel, check in self._channels.items():
            check.setChecked(box is not None and channel in box.channels)
        contact = self._contact()
        for field, choice in self._facets.items():
            choice.set_terms(self.editing.state, getattr(contact, field))
        self.uses.setEnabled(bool(self._id()))
        self._show_pages()

    def _add_facets(self) -> None:
        self.administration = self.add_choice(
            self.tr("Forvaltning"),
            administrations(self.editing.state, self.tr("Ikke valgt")),
            lambda: self._contact().administration,
            lambda term: EditContact(self._id(), "administration", term),
            self._id,
            "administration",
        )
        self._facets = {}
        for field, vocabulary, text in (
            ("categories", Vocabulary.CATEGORY, self.tr("Kategori")),
            ("districts", Vocabulary.DISTRICT, self.tr("Bydel")),
        ):
            choice = TermChoice(vocabulary, text)
            choice.chosen.connect(
                lambda terms, field=field: self.editing.commit(
                    EditContact(self._id(), field, tuple(TermId(t) for t in terms))
                )
            )
            self._facets[field] = choice
            self.add_field(text, choice)

    def _add_box(self) -> None:
        editing = self.editing
        self._box_part = QWidget()
        outer, self.body = self.body, QVBoxLayout(self._box_part)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.current().px(8))
        for field, text in (
            ("heading", self.tr("Boksens overskrift")),
            ("note", self.tr("Note i boksen")),
        ):
            self.add_line(
                text,
                lambda field=field: str(getattr(self._box(), field)),
                lambda value, field=field: EditBox(editing.shown.box, field, value),
                lambda: editing.shown.box,
                field,
            )
        names = QLabel(self.tr("Boksen viser"))
        self.body.addWidget(names)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self._channels: dict[Channel, QCheckBox] = {}
        for at, (channel, text) in enumerate(
            (
                (Channel.PHONE, self.tr("Telefon")),
                (Channel.PHONE_HOURS, self.tr("Telefontider")),
                (Channel.WRITTEN, self.tr("Skriftligt")),
                (Channel.BOOKING, self.tr("Bestil tid")),
                (Channel.ADDRESS, self.tr("Adresse")),
                (Channel.VISITING_HOURS, self.tr("Åbningstider")),
            )
        ):
            check = QCheckBox(text)
            check.setAccessibleName(self.tr("Boksen viser {what}").format(what=text))
            check.clicked.connect(self._on_channel)
            self._channels[channel] = check
            grid.addWidget(check, at // 2, at % 2)
        self.body.addLayout(grid)
        address = self._channels[Channel.ADDRESS]
        line = self.add_message(address, lambda: editing.shown.box, "channels")
        editing.add_place(Place(address, line, lambda: editing.shown.box, lambda: ""))
        self.body.addWidget(line)
        self.remove_button = QPushButton(self.tr("Fjern boksen fra siden"))
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(
            lambda: editing.commit(RemoveBox(BoxId(editing.shown.box)))
        )
        self.body.addLayout(at_left(self.remove_button))
        self.body = outer
        self.body.addWidget(self._box_part)

    def _on_channel(self) -> None:
        shown = tuple(c for c in ALL_CHANNELS if self._channels[c].isChecked())
        self.editing.commit(EditBox(self.editing.shown.box, "channels", shown))

    def _worded(self) -> str:
        state, shown = self.editing.state, self.editing.shown
        parts = []
        entry = state.get(DrillEntry, shown.drill_entry)
        if entry is not None and entry.placed:
            at = state.position(DRILL, True, entry.order, entry.id) + 1
            size = state.bucket_size(DRILL, True)
            parts.append(self.tr("Nr. {at} af {size} i drill-menuen").format(at=at, size=size))
        else:
            parts.append(self.tr("Ikke i drill-menuen"))
        listed = state.get(ListEntry, shown.list_entry)
        if listed is None:
            parts.append(self.tr("ikke på kontaktlisten"))
        elif listed.tier is Tier.PRIMARY:
            parts.append(self.tr("primær på kontaktlisten"))
        else:
            parts.append(self.tr("sekundær på kontaktlisten"))
        return ", ".join(parts) + "."

    def _show_pages(self) -> None:
        state = self.editing.state
        pages = [p for p in pages_of_contact(state, self._id()) if p != self.editing.shown.page]
        self._pages_name.setText(self.tr("Vises også på %n sider", "", len(pages)))
        self._pages_name.setVisible(bool(pages))
        wanted = pages[:MOST_PAGES]
        for page_id in [known for known in self._links if known not in wanted]:
            link = self._links.pop(page_id)
            self._pages.removeWidget(link)
            link.hide()
            link.deleteLater()
        for page_id in wanted:
            page = state.get(Page, page_id)
            link = self._links.get(page_id)
            if link is None:
                link = self._links[page_id] = QPushButton()
                link.setProperty("kind", "link")
                link.setAutoDefault(False)
                link.clicked.connect(
                    lambda _on, page_id=page_id: self.editing.page_requested.emit(page_id)
                )
                self._pages.addWidget(link)
                self.editing.fields_added.emit()
            link.setText(page.title if page is not None else "")

    def _box(self) -> ContactBox:
        shown = self.editing.shown
        box = self.editing.state.get(ContactBox, shown.box)
        return box or ContactBox(BoxId(""), shown.page, ContactId(""))  # type: ignore[arg-type]

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _contact(self) -> Contact:
        return self.editing.state.get(Contact, self._id()) or Contact(ContactId(""))

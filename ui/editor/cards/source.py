"""Card 7: the contact's names, and what KK Org says of each field against what stands here."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules.source_fields import GETTERS, SETTERS, canonical
from kkworkbench.sources.following import FollowSource
from kkworkbench.workspace.commands.contacts import EditContact
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard, TextBinding, at_left
from ui.editor.messages import Place
from ui.widgets import UndoFreeLineEdit

FIELD = Qt.ItemDataRole.UserRole
MOST_ROWS = 9


class SourceCard(EditorCard):
    """Names, provenance by field, verification and the internal note."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self._chosen = ""
        self.name(self.tr("Kilde og noter"))
        for field, text in (
            ("name", self.tr("Enhedens navn")),
            ("title", self.tr("Boksens titel, hvis den er en anden")),
        ):
            self.title_field = self.add_line(
                text,
                lambda field=field: str(getattr(self._contact(), field)),
                lambda value, field=field: EditContact(self._id(), field, value),
                self._id,
                field,
            )
        # What is said of the contact as a whole is told under its title.
        line = editing.line_of(self.title_field)
        editing.add_place(Place(self.title_field, line, self._id, lambda: ""))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)
        self._add_fields()
        self._add_verification()
        self.add_text(
            self.tr("Intern note (eksporteres aldrig)"),
            lambda: self._contact().note,
            lambda text: EditContact(self._id(), "note", text),
            self._id,
            "note",
        )

    def load(self) -> None:
        self.reason.load("")
        self.fields.clear()
        super().load()

    def refreshed(self) -> None:
        contact, state = self._contact(), self.editing.state
        source = state.get(SourceRecord, contact.source)
        self._fill(contact, source)
        if source is None:
            self.said.setText(self.tr("Kontakten har ingen kilde i KK Org."))
        elif source.gone:
            self.said.setText(self.tr("Enheden findes ikke længere i KK Org."))
        else:
            seen = f"{source.seen_on:%d.%m.%Y}" if source.seen_on else "–"
            text = self.tr("KK Org nr. {number}, læst {seen}")
            self.said.setText(text.format(number=source.org_id, seen=seen))
        on = contact.verified_on
        shown = f"{on:%d.%m.%Y}" if on is not None else self.tr("aldrig")
        self._verified.setText(self.tr("Kontrolleret: {when}").format(when=shown))
        self.verify_button.setEnabled(on != self.editing.bridge.today())
        self._reason.refresh()
        self._enable()

    def _add_fields(self) -> None:
        self.fields = QTreeWidget()
        self.fields.setRootIsDecorated(False)
        self.fields.setAccessibleName(self.tr("Felter i KK Org"))
        self.fields.setHeaderLabels(
            [self.tr("Felt"), self.tr("KK Org"), self.tr("Her"), self.tr("Status")]
        )
        header = self.fields.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (0, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        self.fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.fields)
        self.reason = UndoFreeLineEdit()
        self.reason.setAccessibleName(self.tr("Hvorfor feltet er tilsidesat"))
        self.reason.setPlaceholderText(self.tr("Vælg et tilsidesat felt, og skriv hvorfor"))
        self._reason = TextBinding(
            self.editing,
            self.reason,
            lambda: dict(self._contact().override_reasons).get(self._chosen, ""),
            self._give_reason,
        )
        self.follow_button = QPushButton(self.tr("Følg KK Org igen"))
        self.follow_button.setAutoDefault(False)
        self.follow_button.clicked.connect(self.follow_source)
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        row.addWidget(self.follow_button)
        self.body.addLayout(row)
        self.fields.currentItemChanged.connect(lambda _now, _was: self._choose())

    def _add_verification(self) -> None:
        self.verify_button = QPushButton(self.tr("&Marker som kontrolleret i dag"))
        self.verify_button.setAutoDefault(False)
        self.verify_button.clicked.connect(self._verify)
        self._verified = QLabel()
        self.body.addLayout(at_left(self.verify_button, self._verified))

    def _fill(self, contact: Contact, source: SourceRecord | None) -> None:
        """Bring the rows up to date, without taking the current one away."""
        for widget in (self.fields, self.reason, self.follow_button):
            widget.setVisible(source is not None)
        rows = self._rows(contact, source)
        if [self._item_field(at) for at in range(self.fields.topLevelItemCount())] != list(rows):
            self.fields.clear()
            for field in rows:
                item = QTreeWidgetItem()
                item.setData(0, FIELD, field)
                self.fields.addTopLevelItem(item)
        for at, texts in enumerate(rows.values()):
            item = self.fields.topLevelItem(at)
            for column, text in enumerate(texts):
                if item.text(column) != text:
                    item.setText(column, text)
                    item.setToolTip(column, text)
        shown = min(MOST_ROWS, len(rows))
        height = self.fields.sizeHintForRow(0) * shown + self.fields.header().sizeHint().height()
        self.fields.setFixedHeight(height + 4)

    def _rows(self, contact: Contact, source: SourceRecord | None) -> dict[str, tuple[str, ...]]:
        if source is None:
            return {}
        terms = tuple(self.editing.state.all(Term))
        reasons = dict(contact.override_reasons)
        rows = {}
        for field, said in source.values:
            if field not in GETTERS:
                continue
            here = GETTERS[field](contact, terms)
            if canonical(field, here, terms) == canonical(field, said, terms):
                status = self.tr("følger KK Org")
            elif reasons.get(field):
                status = self.tr("tilsidesat, begrundet")
            else:
                status = self.tr("tilsidesat her")
            rows[field] = (self.editing.bridge.text(f"field.{field}"), said, here, status)
        return rows

    def _item_field(self, at: int) -> str:
        return str(self.fields.topLevelItem(at).data(0, FIELD))

    def _choose(self) -> None:
        """Take the reason to another field, once that of the one before is saved."""
        self._reason.flush()
        item = self.fields.currentItem()
        self._chosen = str(item.data(0, FIELD)) if item is not None else ""
        self._reason.load()
        self._enable()

    def _enable(self) -> None:
        self.reason.setEnabled(bool(self._chosen))
        self.follow_button.setEnabled(self._chosen in SETTERS)

    def _give_reason(self, text: str) -> EditContact:
        reasons = dict(self._contact().override_reasons)
        reasons[self._chosen] = text.strip()
        kept = tuple(sorted((field, why) for field, why in reasons.items() if why and field))
        return EditContact(self._id(), "override_reasons", kept)

    def follow_source(self) -> None:
        """Take KK Org's word for the chosen field again."""
        self.editing.commit(FollowSource(self._id(), self._chosen))

    def _verify(self) -> None:
        today = self.editing.bridge.today()
        self.editing.commit(EditContact(self._id(), "verified_on", today))

    def flush(self) -> None:
        super().flush()
        self._reason.flush()

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _contact(self) -> Contact:
        return self.editing.state.get(Contact, self._id()) or Contact(ContactId(""))

"""Card 7: the contact's names, and what KK Org says of each field against what stands here."""

from __future__ import annotations

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
from kkworkbench.sources.following import FollowSource
from kkworkbench.sources.kk_org_plan import GETTERS, SETTERS, canonical
from kkworkbench.workspace.commands.contacts import EditContact
from ui.editor.editing import Editing
from ui.editor.fields import EditorCard


class SourceCard(EditorCard):
    """Names, provenance by field, verification and the internal note."""

    def __init__(self, editing: Editing) -> None:
        super().__init__("", editing)
        self._title.setText(self.tr("Kilde og noter"))
        self.setAccessibleName(self.tr("Kilde og noter"))
        for field, text in (
            ("name", self.tr("Enhedens &navn")),
            ("title", self.tr("Boksens titel, hvis den er en anden")),
        ):
            self.add_line(
                text,
                lambda field=field: str(getattr(self._contact(), field)),
                lambda value, field=field: EditContact(self._id(), field, value),
                self._id,
                field,
            )
        self._said = QLabel()
        self.body.addWidget(self._said)
        self.fields = QTreeWidget()
        self.fields.setRootIsDecorated(False)
        self.fields.setAccessibleName(self.tr("Felter i KK Org"))
        self.fields.setHeaderLabels(
            [self.tr("Felt"), self.tr("KK Org"), self.tr("Her"), self.tr("Status")]
        )
        header = self.fields.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.body.addWidget(self.fields)
        self.follow_button = QPushButton(self.tr("Følg &KK Org igen"))
        self.follow_button.setAutoDefault(False)
        self.follow_button.clicked.connect(self._follow)
        self.verify_button = QPushButton(self.tr("Marker som kontrolleret i &dag"))
        self.verify_button.setAutoDefault(False)
        self.verify_button.clicked.connect(self._verify)
        self._verified = QLabel()
        row = QHBoxLayout()
        row.addWidget(self.verify_button)
        row.addWidget(self._verified)
        row.addStretch(1)
        self.body.addWidget(self.follow_button)
        self.body.addLayout(row)
        self.add_text(
            self.tr("&Intern note (eksporteres aldrig)"),
            lambda: self._contact().note,
            lambda text: EditContact(self._id(), "note", text),
            self._id,
            "note",
        )
        self.fields.currentItemChanged.connect(lambda _now, _was: self._enable())

    def refreshed(self) -> None:
        contact, state = self._contact(), self.editing.state
        source = state.get(SourceRecord, contact.source)
        self.fields.setVisible(source is not None)
        self.follow_button.setVisible(source is not None)
        if source is None:
            self._said.setText(self.tr("Kontakten har ingen kilde i KK Org."))
        elif source.gone:
            self._said.setText(self.tr("Enheden findes ikke længere i KK Org."))
        else:
            seen = f"{source.seen_on:%d.%m.%Y}" if source.seen_on else "–"
            text = self.tr("KK Org nr. {number}, læst {seen}")
            self._said.setText(text.format(number=source.org_id, seen=seen))
        self._fill(contact, source)
        on = contact.verified_on
        shown = f"{on:%d.%m.%Y}" if on is not None else self.tr("aldrig")
        self._verified.setText(self.tr("Kontrolleret: {when}").format(when=shown))
        self.verify_button.setEnabled(on != self.editing.bridge.today())
        self._enable()

    def _fill(self, contact: Contact, source: SourceRecord | None) -> None:
        self.fields.clear()
        if source is None:
            return
        terms = tuple(self.editing.state.all(Term))
        for field, said in source.values:
            if field not in GETTERS:
                continue
            here = GETTERS[field](contact, terms)
            same = canonical(field, here, terms) == canonical(field, said, terms)
            status = self.tr("følger KK Org") if same else self.tr("tilsidesat her")
            name = self.editing.bridge.text(f"field.{field}")
            item = QTreeWidgetItem([name, said, here, status])
            item.setData(0, 256, field)
            for column in range(4):
                item.setToolTip(column, item.text(column))
            self.fields.addTopLevelItem(item)
        rows = max(2, min(8, self.fields.topLevelItemCount())) + 1
        self.fields.setFixedHeight(rows * self.fontMetrics().lineSpacing() * 2)

    def _enable(self) -> None:
        self.follow_button.setEnabled(self.fields.currentItem() is not None)

    def _follow(self) -> None:
        item = self.fields.currentItem()
        if item is not None and item.data(0, 256) in SETTERS:
            self.editing.commit(FollowSource(self._id(), item.data(0, 256)))

    def _verify(self) -> None:
        today = self.editing.bridge.today()
        self.editing.commit(EditContact(self._id(), "verified_on", today))

    def _id(self) -> ContactId:
        return ContactId(self.editing.shown.contact)

    def _contact(self) -> Contact:
        return self.editing.state.get(Contact, self._id()) or Contact(ContactId(""))

"""Paste a whole contact block, see what was read of it, and accept it piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import ContactId
from kkworkbench.text.contact_block import (
    LONGEST,
    BlockLink,
    BlockPhone,
    ContactBlock,
    read_block,
)
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.workspace.block_edits import Offer, Piece, offers, taken
from kkworkbench.workspace.commands.contacts import TakeBlock
from ui.bridge import Bridge
from ui.widgets import (
    ColumnShares,
    EmptyState,
    PlainTextField,
    WrapLabel,
    dress_view,
    label,
    set_severity,
    size_dialog,
)

OFFER: Final = Qt.ItemDataRole.UserRole
FIELD, BEFORE, AFTER = range(3)


class PasteBlockDialog(QDialog):
    """A text, and what of it the contact would get; what is taken is one step."""

    def __init__(
        self, bridge: Bridge, contact_id: str, data: QMimeData, parent: QWidget | None = None
    ) -> None:
        """Take what the clipboard holds; its HTML is read where it has any."""
        super().__init__(parent)
        self._bridge = bridge
        contact = bridge.state.get(Contact, contact_id)
        self._contact = contact or Contact(ContactId(contact_id))
        self._names = {
            Piece.NAME: self.tr("Navn"),
            Piece.ADDRESS: self.tr("Adresse"),
            Piece.PHONE: self.tr("Telefon"),
            Piece.PHONE_HOURS: self.tr("Telefontider"),
            Piece.VISITING_HOURS: self.tr("Åbningstider"),
            Piece.WRITTEN: self.tr("Skriftlig kanal"),
        }
        self.setWindowTitle(self.tr("Indsæt kontaktblok"))
        self.text = PlainTextField(most=10)
        self.text.setAccessibleName(self.tr("Kontaktblokken som tekst"))
        self.tree = QTreeWidget()
        self.tree.setRootIsDecorated(False)
        self.tree.setAccessibleName(self.tr("Hvad der er læst"))
        self.tree.setHeaderLabels([self.tr("Felt"), self.tr("Før"), self.tr("Efter")])
        dress_view(self.tree)
        ColumnShares(self.tree, {FIELD: 24, BEFORE: 38, AFTER: 38})
        self.refused, self.rest = WrapLabel(), WrapLabel()
        set_severity(self.refused, "error")
        self.rest.setProperty("role", "muted")
        self._empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self._empty)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Ok | standard.Cancel)
        self.ok = buttons.button(standard.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        words = self.tr("Til »{name}«. Det, der er markeret, bliver ét trin.")
        layout.addWidget(label(words.format(name=self._contact.heading), "secondary"))
        layout.addWidget(self.text)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.refused)
        layout.addWidget(self.rest)
        layout.addWidget(buttons)
        size_dialog(self, 104, 80)
        self.tree.itemChanged.connect(self._show_count)
        self.text.load(
            data.text()[:LONGEST]
        )  # no more is read, and a field of megabytes stands still
        self.text.edited.connect(lambda text: self.show_block(read_block(text)))
        self.show_block(read_block(data.text(), data.html() if data.hasHtml() else ""))

    def show_block(self, block: ContactBlock) -> None:
        """Show what a block offers; what takes nothing away is ticked."""
        found = list(offers(self._contact, block))
        self.tree.clear()
        for offer in found:
            self._add(offer)
        text = self.tr("Kontakten siger det allerede.")
        if block.is_empty:
            text = self.tr("Sæt en kontaktblok ind ovenfor: navn, adresse, numre og tider.")
        self._empty.set_sentence(text)
        self._stack.setCurrentIndex(0 if found else 1)
        refused = self.tr("Ikke indsat: {emails}. Borgere skriver sikkert, aldrig til en e-mail.")
        self._say(self.refused, refused.format(emails=", ".join(block.emails)), bool(block.emails))
        rest = self.tr("Ikke forstået: {rest}")
        self._say(self.rest, rest.format(rest=" · ".join(block.rest))[:300], bool(block.rest))
        self._show_count()

    def accepted_offers(self) -> list[Offer]:
        """Return what is ticked."""
        return [
            item.data(FIELD, OFFER)
            for item in self._items()
            if item.checkState(FIELD) is Qt.CheckState.Checked
        ]

    def accept(self) -> None:
        made = taken(self._contact, self.accepted_offers(), lambda: str(uuid4()))
        if made == self._contact or self._bridge.run(TakeBlock(made)):
            super().accept()

    def _add(self, offer: Offer) -> None:
        texts = [self._names[offer.piece], _worded(offer.before), _worded(offer.after)]
        item = QTreeWidgetItem(self.tree, texts)
        flags = Qt.ItemFlag
        item.setFlags(flags.ItemIsEnabled | flags.ItemIsSelectable | flags.ItemIsUserCheckable)
        item.setData(FIELD, OFFER, offer)
        ticked = Qt.CheckState.Checked if offer.is_new else Qt.CheckState.Unchecked
        item.setCheckState(FIELD, ticked)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)

    def _items(self) -> Sequence[QTreeWidgetItem]:
        found = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _show_count(self) -> None:
        count = len(self.accepted_offers())
        self.ok.setText(self.tr("&Indsæt %n felter", "", count))
        self.ok.setEnabled(count > 0 and not self._bridge.is_read_only)

    def _say(self, told: WrapLabel, text: str, shown: bool) -> None:
        told.setText(text if shown else "")
        told.setVisible(shown)


def _worded(value: object) -> str:
    match value:
        case Hours():
            return hours_summary(value)
        case Address():
            street = ", ".join(part for part in (value.street, value.floor, value.po_box) if part)
            town = f"{value.postal_code} {value.town}".strip()
            return ", ".join(part for part in (street, town) if part)
        case Phone() | BlockPhone():
            return f"{value.number} ({value.label})" if value.label else value.number
        case BlockLink() | WrittenChannel():
            return f"{value.text} ({value.url})" if value.text else value.url
    return str(value) if value else "–"

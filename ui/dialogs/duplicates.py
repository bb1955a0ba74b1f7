"""Contacts that seem to be one: look at them side by side, merge them, or say that they are two."""

from __future__ import annotations

from typing import Final
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import ContactId, WaiverId
from kkworkbench.model.setting import Waiver
from kkworkbench.state.changes import FIELDS
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.merging import DOUBLES, MergeContacts
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.where_used import uses_of_contact
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.settling import settled
from ui.dialogs.side_by_side import SideBySide
from ui.widgets import ColumnShares, EmptyState, WrapLabel, dress_view, label, size_dialog

FINDING: Final = Qt.ItemDataRole.UserRole
PAIRS_HEIGHT: Final = 100
"""Pixels, before the zoom: the header and two pairs."""
CONTACTS, PERCENT, WHY = range(3)


class DuplicatesDialog(QDialog):
    """List the suspected pairs; what is done with one is a step of its own that can be undone."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Dubletter"))
        self.pairs = QTreeWidget()
        self.pairs.setAccessibleName(self.tr("Par, der ligner hinanden"))
        self.pairs.setHeaderLabels([self.tr("Kontakter"), self.tr("Lighed"), self.tr("Hvorfor")])
        self.pairs.setRootIsDecorated(False)
        dress_view(self.pairs)
        ColumnShares(self.pairs, {CONTACTS: 60, PERCENT: 8, WHY: 32})
        self.fields = SideBySide(bridge)
        self._consequence = WrapLabel()
        self._consequence.setProperty("role", "secondary")
        self._hint = label(
            self.tr("← og → vælger, hvad der bevares, mellemrum bevarer begge. Resten noteres."),
            "muted",
        )
        self._hint.setWordWrap(True)
        self.swap_button = QPushButton(self.tr("&Byt om på siderne"))
        self.merge_button = QPushButton(self.tr("&Flet"))
        self.merge_button.setProperty("kind", "primary")
        self.waive_button = QPushButton(self.tr("Det er &ikke dubletter"))
        for button, act in (
            (self.swap_button, self.fields.swap),
            (self.merge_button, self.merge),
            (self.waive_button, self.waive),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, act=act: act())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._compared())
        self._stack.addWidget(EmptyState(self.tr("Ingen kontakter ligner hinanden."), "", self))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._buttons(close))
        self.pairs.setMinimumHeight(theme.current().px(PAIRS_HEIGHT))
        size_dialog(self, 130, 84)
        bridge.settle()
        self.pairs.currentItemChanged.connect(lambda *_items: self._show_pair())
        self.fields.swapped.connect(self._show_consequence)
        self._fill(0)

    def current(self) -> Finding | None:
        """Return the finding of the pair that is shown."""
        item = self.pairs.currentItem()
        return item.data(CONTACTS, FINDING) if item is not None else None

    def merge(self) -> None:
        """Merge the right contact into the left one, with what was chosen."""
        if self.current() is None:
            return
        keep, gone = (ContactId(id_) for id_ in self.fields.ids)
        self._do(MergeContacts(keep, gone, self.fields.choices(), self._words()))

    def waive(self) -> None:
        """Say that the two are not one: the finding of this pair is waived."""
        finding = self.current()
        if finding is not None:
            waiver = Waiver(
                WaiverId(str(uuid4())),
                finding.code,
                finding.subject,
                finding.field,
                finding.value,
                self.tr("Det er ikke dubletter"),
                self._bridge.workspace.author,
            )
            self._do(Waive(waiver))

    def _do(self, command: MergeContacts | Waive) -> None:
        row = self.pairs.currentIndex().row()
        name = ""
        if isinstance(command, MergeContacts):
            kept = self._bridge.state.get(Contact, command.keep)
            name = self.tr("fletning af {name}").format(name=kept.name if kept is not None else "")
        if self._bridge.run(command, snapshot=name):
            settled(self._bridge, self)
            self._fill(row)

    def _buttons(self, close: QDialogButtonBox) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.swap_button)
        row.addStretch(1)
        for widget in (self.waive_button, self.merge_button, close):
            row.addWidget(widget)
        return row

    def _compared(self) -> QWidget:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields, 1)
        for widget in (self._hint, self._consequence):
            column.addWidget(widget)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.pairs)
        split.addWidget(below)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 3)
        return split

    def _fill(self, row: int) -> None:
        results = (result for result in self._bridge.results.all() if result.waiver is None)
        found = [result.finding for result in results if result.finding.code == DOUBLES]
        items = [self._item(finding) for finding in found]
        items.sort(key=lambda item: sort_key(item.text(CONTACTS)))
        self.pairs.clear()
        self.pairs.addTopLevelItems(items)
        self._stack.setCurrentIndex(0 if items else 1)
        if items:
            self.pairs.setCurrentItem(items[min(row, len(items) - 1)])
        self._show_pair()

    def _item(self, finding: Finding) -> QTreeWidgetItem:
        params = dict(finding.params)
        shared = {
            "phone": self.tr("samme telefonnummer"),
            "address": self.tr("samme adresse"),
            "both": self.tr("samme telefonnummer og adresse"),
        }[params["variant"]]
        names = " · ".join(self._name(id_) for id_ in (finding.value, finding.subject))
        item = QTreeWidgetItem([names, f"{params['percent']} %", shared])
        item.setData(CONTACTS, FINDING, finding)
        item.setToolTip(CONTACTS, names)
        return item

    def _name(self, contact_id: str) -> str:
        contact = self._bridge.state.get(Contact, contact_id)
        return contact.name or contact.title if contact is not None else ""

    def _show_pair(self) -> None:
        finding = self.current()
        if finding is not None:
            self.fields.show_pair(finding.value, finding.subject)
        for button in (self.swap_button, self.merge_button, self.waive_button):
            button.setVisible(finding is not None)
            button.setEnabled(finding is not None and not self._bridge.is_read_only)
        self._show_consequence()

    def _show_consequence(self) -> None:
        if self.current() is None:
            return
        keep, gone = self.fields.ids
        count = len(list(uses_of_contact(self._bridge.state, gone)))
        said = self.tr("»{gone}« går op i »{keep}«. %n steder flytter med.", "", count)
        self._consequence.setText(said.format(gone=self._name(gone), keep=self._name(keep)))

    def _words(self) -> tuple[tuple[str, str], ...]:
        names = dict.fromkeys(name for fields in FIELDS.values() for name in fields)
        return tuple((name, self._bridge.text(f"record_field.{name}")) for name in names)

"""Each administration accepts its part of the workspace, a variant or a batch."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.batch import Batch
from kkworkbench.model.sign_off import Accepted, SignOff, sign_off_id
from kkworkbench.model.variant import Variant
from kkworkbench.state.state import State
from kkworkbench.workshop.sign_off import Accept, TakeBackSignOff, Word, part_digest, words
from ui import theme
from ui.bridge import Bridge
from ui.icons import icon
from ui.widgets import NoWheelComboBox, NoWheelDateEdit, UndoFreeLineEdit, dress_view, size_dialog

SIGNS = {"accepted": "ok", "changed": "warning", "open": "info"}


class SignOffDialog(QDialog):
    """The administrations with their word; a name, a day and a remark make one."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._words: list[Word] = []
        self.setWindowTitle(self.tr("Forvaltningernes godkendelser"))
        self.what = NoWheelComboBox()
        self.what.setAccessibleName(self.tr("Hvad godkendes"))
        self.what.addItem(self.tr("Arbejdsrummet, som det står nu"), (Accepted.STATE.value, ""))
        for variant in sorted(bridge.state.all(Variant), key=lambda each: each.name):
            name = self.tr("Varianten »{name}«").format(name=variant.name)
            self.what.addItem(name, (Accepted.VARIANT.value, variant.id))
        for batch in sorted(bridge.state.all(Batch), key=lambda each: -each.number):
            name = self.tr("Pakke {number}").format(number=batch.number)
            self.what.addItem(name, (Accepted.BATCH.value, batch.id))
        self.table = QTableWidget(0, 4)
        dress_view(self.table)
        self.table.setHorizontalHeaderLabels(
            [
                *(self.tr("Forvaltning"), self.tr("Godkendt af")),
                *(self.tr("Dato"), self.tr("Bemærkning")),
            ]
        )
        self.table.setTabKeyNavigation(False)
        self.table.setAccessibleName(self.tr("Forvaltninger"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.name = UndoFreeLineEdit()
        self.on = NoWheelDateEdit()
        self.remark = UndoFreeLineEdit()
        self.accept_button = QPushButton(self.tr("&Godkend"))
        self.back_button = QPushButton(self.tr("&Træk tilbage"))
        self._lay_out()
        self.what.currentIndexChanged.connect(lambda _row: self._refresh())
        self.table.itemSelectionChanged.connect(self._show_word)
        self.name.edited.connect(lambda _text: self._refresh_buttons())
        self.accept_button.clicked.connect(lambda _on: self.accept_part())
        self.back_button.clicked.connect(lambda _on: self.take_back())
        self._refresh()
        self.table.selectRow(0)
        size_dialog(self, 100, 48)

    def accept_part(self) -> None:
        """Keep the selected administration's word."""
        word, (what, subject) = self._word(), self._asked()
        if word is None:
            return
        day = self.on.date()
        step = self._bridge.workspace.store.step
        self._bridge.run(
            Accept(
                SignOff(
                    sign_off_id(word.administration.id, what, subject),
                    word.administration.id,
                    what,
                    subject,
                    self.name.text().strip(),
                    date(day.year(), day.month(), day.day()),
                    self.remark.text().strip(),
                    step,
                    part_digest(self._accepted(), word.administration.id),
                )
            )
        )
        self._refresh()

    def take_back(self) -> None:
        """Take the selected administration's word back."""
        word = self._word()
        if word is not None and word.sign_off is not None:
            self._bridge.run(TakeBackSignOff(word.sign_off.id))
            self._refresh()

    def _lay_out(self) -> None:
        what = QLabel(self.tr("&Hvad godkendes"))
        what.setBuddy(self.what)
        head = QHBoxLayout()
        head.addWidget(what)
        head.addWidget(self.what, 1)
        self.on.setAccessibleName(self.tr("Dato"))
        form = QFormLayout()
        form.addRow(self.tr("&Navn"), self.name)
        form.addRow(self.tr("&Dato"), self.on)
        form.addRow(self.tr("&Bemærkning"), self.remark)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.back_button, self.accept_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(buttons)

    def _asked(self) -> tuple[Accepted, str]:
        what, subject = self.what.currentData()
        return Accepted(what), str(subject)

    def _accepted(self) -> State:
        """Return the state that is accepted: a variant's, or that of the main line."""
        what, subject = self._asked()
        return self._bridge.workspace.state_of(subject if what is Accepted.VARIANT else "")

    def _word(self) -> Word | None:
        row = self.table.currentRow()
        return self._words[row] if 0 <= row < len(self._words) else None

    def _refresh(self) -> None:
        row = max(0, self.table.currentRow())
        self._words = words(self._bridge.state, *self._asked(), self._accepted())
        self.table.setRowCount(len(self._words))
        look = theme.current()
        for at, word in enumerate(self._words):
            said = word.sign_off
            standing = self._bridge.text(f"sign_off.{word.standing}")
            day = f"{said.on:%d.%m.%Y}" if said is not None and said.on is not None else ""
            name = said.name if said is not None else standing
            changed = standing if said is not None and word.standing.value == "changed" else ""
            remark = " · ".join(p for p in (said.remark if said is not None else "", changed) if p)
            for column, text in enumerate((word.administration.name, name, day, remark)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(at, column, item)
            self.table.item(at, 0).setIcon(icon(SIGNS[word.standing.value], look))
            spoken = f"{word.administration.name}: {standing}"
            self.table.item(at, 0).setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        self.table.selectRow(min(row, len(self._words) - 1))
        self._show_word()

    def _show_word(self) -> None:
        word = self._word()
        said = word.sign_off if word is not None else None
        day = (said.on if said is not None else None) or self._bridge.today()
        self.name.load(said.name if said is not None else "")
        self.remark.load(said.remark if said is not None else "")
        self.on.setDate(QDate(day.year, day.month, day.day))
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        writable = self._word() is not None and not self._bridge.is_read_only
        word = self._word()
        self.accept_button.setEnabled(writable and bool(self.name.text().strip()))
        self.back_button.setEnabled(writable and word is not None and word.sign_off is not None)

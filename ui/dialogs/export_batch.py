"""Export a Drupal batch: what blocks it, what stays out, where it goes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.batch import BatchReport, free_folder
from kkworkbench.exports.drupal.history import order_next, write
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.login import login_name
from kkworkbench.model.batch import Batch
from kkworkbench.model.finding import Severity
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import subject_title
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.dialogs.working import FrozenResults, Working, tell_trouble
from ui.dialogs.written import tell_written
from ui.exporting.what import WhatToExport
from ui.jobs import Token
from ui.widgets import ColumnShares, dress_view, size_dialog

RESULT = Qt.ItemDataRole.UserRole


class ExportBatchDialog(QDialog):
    """The gate before a batch: errors are mended, or what has them is left out.

    Signals:
        finding_activated(str, str, str): kind and id of the subject, field name.
    """

    finding_activated = Signal(str, str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Eksporter pakke"))
        self.gate = QLabel()
        self.gate.setProperty("role", "section")
        self.errors = QTreeWidget()
        self.errors.setRootIsDecorated(False)
        self.errors.setAccessibleName(self.tr("Fejl, der spærrer"))
        self.errors.setHeaderLabels([self.tr("Indgang"), self.tr("Fejl"), self.tr("Princip")])
        self.leave_out = QCheckBox(self.tr("&Udelad det, der har fejl, og skriv resten"))
        self.what = WhatToExport(bridge.state)
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Mappe"))
        choose = QPushButton(self.tr("&Vælg…"))
        choose.clicked.connect(self._choose)
        go_to = QPushButton(self.tr("&Gå til fejlen"))
        go_to.clicked.connect(self._go_to)
        self._go_to_button = go_to
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(
            self.tr("&Skriv pakken"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        name = QLabel(self.tr("&Mappe"))
        name.setBuddy(self.folder)
        form.addRow(name, place)
        note_name = QLabel(self.tr("&Note"))
        note_name.setBuddy(self.note)
        form.addRow(note_name, self.note)
        under = QHBoxLayout()
        under.addWidget(self.leave_out, 1)
        under.addWidget(go_to)
        layout = QVBoxLayout(self)
        layout.addWidget(self.what)
        layout.addWidget(self.gate)
        layout.addWidget(self.errors, 1)
        layout.addLayout(under)
        layout.addLayout(form)
        layout.addWidget(buttons)
        size_dialog(self, 110, 70)
        dress_view(self.errors)
        ColumnShares(self.errors, {0: 32, 1: 44, 2: 24})
        self.errors.itemActivated.connect(lambda _item: self._go_to())
        self.leave_out.toggled.connect(self._refresh)
        self.folder.textChanged.connect(self._refresh)
        self.folder.setText(str(Path.home() / f"kkworkbench-pakke-{datetime.now():%Y-%m-%d}"))
        bridge.settle()
        self._fill()

    def accept(self) -> None:
        """Write the batch whole beside the window, and say where it is."""
        bridge, folder = self._bridge, Path(self.folder.text())
        found, messages = FrozenResults(tuple(bridge.results.all())), bridge.messages
        try:
            order = order_next(
                bridge.workspace,
                self.what.choice(),
                made_by=login_name(),
                now=datetime.now(UTC),
                today=bridge.today(),
                batch_id=str(uuid4()),
                leave_out=self.leave_out.isChecked(),
                note=self.note.text().strip(),
            )
        except WorkbenchError as error:
            bridge.tell(error)
            return

        def work(token: Token) -> tuple[BatchReport, Batch]:
            free = free_folder(folder)
            return write(order, free, found, messages, shipped(), token.progress)

        self.working = Working(self.windowTitle(), work, self)
        self.working.succeeded.connect(self._on_written)
        self.working.failed.connect(self._on_failed)
        self.working.stopped.connect(lambda: self.setEnabled(True))
        self.setEnabled(False)
        self.working.setEnabled(True)
        self.working.start()

    def reject(self) -> None:
        """Close; while a batch is being written, ask first."""
        if self.isEnabled():
            super().reject()
        else:
            self.working.reject()

    def _on_failed(self, error: object) -> None:
        self.setEnabled(True)
        tell_trouble(self._bridge, error)

    def _on_written(self, written: tuple[BatchReport, Batch]) -> None:
        report, batch = written
        self.setEnabled(True)
        if not self._bridge.is_read_only:
            self._bridge.run(KeepBatch(batch))
        super().accept()
        left = self._bridge.text("export.left_out", n=len(report.left_out))
        files = "\n".join(f"{file}" for file in report.files)
        sentence = self.tr("Pakken er skrevet. {left}").format(left=left)
        tell_written(report.path, sentence, self.parentWidget() or self, files)

    def _blocking(self) -> list[Result]:
        found = [
            result
            for result in self._bridge.results.all()
            if result.severity is Severity.ERROR and result.waiver is None
        ]
        state = self._bridge.state
        return sorted(found, key=lambda r: sort_key(subject_title(r.finding, state)))

    def _fill(self) -> None:
        for result in self._blocking():
            words = self._bridge.describe(result)
            title = subject_title(result.finding, self._bridge.state)
            item = QTreeWidgetItem([title, words.message, words.principle])
            item.setData(0, RESULT, result)
            item.setToolTip(1, words.explanation)
            self.errors.addTopLevelItem(item)
        if self.errors.topLevelItemCount():
            self.errors.setCurrentItem(self.errors.topLevelItem(0))
        self._refresh()

    def _refresh(self, _value: object = None) -> None:
        count = self.errors.topLevelItemCount()
        if count:
            self.gate.setText(self.tr("%n fejl spærrer for pakken", "", count))
        else:
            self.gate.setText(self.tr("Ingen fejl spærrer for pakken"))
        self.errors.setVisible(bool(count))
        self.leave_out.setVisible(bool(count))
        self._go_to_button.setVisible(bool(count))
        open_ = not count or self.leave_out.isChecked()
        self.write_button.setEnabled(open_ and bool(self.folder.text().strip()))

    def _go_to(self) -> None:
        item = self.errors.currentItem()
        if item is not None:
            finding = item.data(0, RESULT).finding
            self.reject()
            self.finding_activated.emit(finding.kind, finding.subject, finding.field)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Vælg mappe"), self.folder.text())
        if name:
            self.folder.setText(name)

"""Export a Drupal batch: what goes in, what blocks it, what differs, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QTimer, Signal
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
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.exclusion import blocking
from kkworkbench.exports.drupal.history import Order, order_next
from kkworkbench.exports.drupal.history_words import counted
from kkworkbench.login import login_name
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.dialogs.working import FrozenResults, Working, tell_trouble
from ui.exporting.difference import DifferenceView
from ui.exporting.foreseer import Foreseen, Foreseer
from ui.exporting.gate import Gate
from ui.exporting.site_profile import SiteProfile
from ui.exporting.what import WhatToExport
from ui.exporting.writing import Written, write_all
from ui.exporting.written import WrittenDialog
from ui.jobs import Token
from ui.widgets import WrapLabel, label, size_dialog

WHAT, GATE, DIFFERENCE, FILES = range(4)
PAUSE_MS = 120
"""How long to wait for the next choice before the batch is worked out."""


class ExportBatchDialog(QDialog):
    """Four steps: what, the gate, the difference to the last batch, and the files.

    Signals:
        finding_activated(str, str, str): kind and id of the subject, field name.
    """

    finding_activated = Signal(str, str, str)

    def __init__(
        self, bridge: Bridge, parent: QWidget | None = None, selected: Sequence[str] = ()
    ) -> None:
        """Take the ids of the records that are selected in the window."""
        super().__init__(parent)
        self._bridge = bridge
        self._foreseen: Foreseen | None = None
        self.written: WrittenDialog | None = None
        self.setWindowTitle(self.tr("Eksporter pakke"))
        self.site = SiteProfile(bridge)
        self.what = WhatToExport(bridge.state, self.site.names.currentData(), selected)
        self.gate = Gate(bridge)
        self.leave_out = self.gate.leave_out
        self.difference = DifferenceView(bridge)
        self.count = label("", "section")
        self.steps = QTabWidget()
        self.steps.setAccessibleName(self.tr("Trin"))
        self.status = WrapLabel("")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(
            self.tr("&Skriv pakken"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.write_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(buttons)
        size_dialog(self, 120, 70)
        self._foreseer = Foreseer(bridge, self)
        self._foreseer.told.connect(self._on_told)
        self._foreseer.failed.connect(self._on_trouble)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._foresee)
        self.what.chosen.connect(self._ask_again)
        self.site.chosen.connect(self._on_site_chosen)
        self.gate.omitted_changed.connect(self._ask_again)
        self.gate.finding_activated.connect(self._go_to)
        self.folder.textChanged.connect(self._refresh)
        bridge.state_changed.connect(self._on_state_changed)
        bridge.settle()
        self.gate.show_errors(blocking(bridge.results.all()))
        self._refresh()
        self._foresee()
        self.what.start()

    @property
    def is_foreseen(self) -> bool:
        """Whether what is shown is of what is chosen now."""
        return self._foreseen is not None

    def barrier(self) -> str:
        """Say why nothing can be written; empty where it can."""
        if self.gate.standing:
            return self._bridge.text("batches.barred", n=self.gate.standing)
        if not self.folder.text().strip():
            return self.tr("Vælg en mappe.")
        if self._foreseen is None:
            # All errors stay out, whatever they are on: there is nothing to wait for.
            return "" if self.leave_out.isChecked() else self.tr("Pakken regnes ud…")
        if not self._foreseen.foresight.size:
            base = self._foreseen.foresight.base
            if self.what.changed.isChecked():
                return self._bridge.text("batches.nothing_changed", number=base)
            return self._bridge.text("batches.empty")
        return ""

    def accept(self) -> None:
        """Write the batch whole beside the window, and say where it is."""
        if self.barrier():
            return
        bridge, folder = self._bridge, Path(self.folder.text().strip())
        found, messages = FrozenResults(tuple(bridge.results.all())), bridge.messages
        beside = {
            "with_workbook": self.excel.isChecked(),
            "with_recipe": self.recipe.isEnabled() and self.recipe.isChecked(),
        }
        try:
            order, profile = self._order(), self.site.profile()
        except WorkbenchError as error:
            bridge.tell(error)
            return

        def work(token: Token) -> Written:
            return write_all(order, folder, found, messages, profile, token, **beside)

        self._stop_foreseeing()
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

    def done(self, result: int) -> None:
        """Close, and leave nothing running."""
        self._stop_foreseeing()
        super().done(result)

    # inside

    def _lay_out(self, buttons: QDialogButtonBox) -> None:
        self.note = QLineEdit()
        self.note.setAccessibleName(self.tr("Note"))
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Mappe"))
        self.folder.setText(str(Path.home() / f"kkworkbench-pakke-{datetime.now():%Y-%m-%d}"))
        choose = QPushButton(self.tr("Væl&g…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        self.excel = QCheckBox(self.tr("E&xcel-projektmappe ved siden af pakken"))
        self.recipe = QCheckBox(self.tr("&Opskrift, der fylder et tomt websted"))
        self.recipe.setToolTip(
            self.tr(
                "Hele arbejdsrummet som en opskrift (recipe) til Drupal 10.3 eller nyere. "
                "Den opdaterer aldrig det, der er der i forvejen."
            )
        )
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        for text, field, row in (
            (self.tr("&Mappe"), self.folder, place),
            (self.tr("&Note"), self.note, self.note),
        ):
            name = QLabel(text)
            name.setBuddy(field)
            form.addRow(name, row)
        form.addRow("", self.excel)
        form.addRow("", self.recipe)
        never = WrapLabel(
            self.tr(
                "Pakken bliver skrevet hel eller slet ikke. Er mappen i brug, får den nye et nummer."
            )
        )
        for name, parts in (
            (self.tr("&1 Indhold"), (self.what, self.site)),
            (self.tr("&2 Kontrol"), (self.gate,)),
            (self.tr("&3 Forskel"), (self.count, self.difference)),
            (self.tr("&4 Filer"), (form, never)),
        ):
            page = QWidget()
            column = QVBoxLayout(page)
            for part in parts:
                if isinstance(part, QFormLayout):
                    column.addLayout(part)
                else:
                    is_view = part in (self.site, self.gate, self.difference)
                    column.addWidget(part, 1 if is_view else 0)
            if isinstance(parts[0], QFormLayout):
                column.addStretch(1)
            self.steps.addTab(page, name)
        layout = QVBoxLayout(self)
        layout.addWidget(self.steps, 1)
        layout.addWidget(self.status)
        layout.addWidget(buttons)

    def _order(self) -> Order:
        bridge = self._bridge
        return order_next(
            bridge.workspace,
            self.what.choice(),
            profile=self.site.names.currentData(),
            made_by=login_name(),
            now=datetime.now(UTC),
            today=bridge.today(),
            batch_id=str(uuid4()),
            # What still stands in the way is seen to here; what stands elsewhere stays out.
            leave_out=True,
            note=self.note.text().strip(),
        )

    def _on_site_chosen(self) -> None:
        self.what.build_on(self._bridge.state, self.site.names.currentData())
        self._ask_again()

    def _ask_again(self) -> None:
        self._foreseer.stop()
        self._foreseen = None
        self.site.wait()
        self._refresh()
        self._pause.start()

    def _foresee(self) -> None:
        try:
            self._foreseer.ask(self._order(), self.gate.omitted, self.site.profile())
        except WorkbenchError as error:
            self._on_trouble(error)

    def _stop_foreseeing(self) -> None:
        self._pause.stop()
        self._foreseer.stop()

    def _on_told(self, told: Foreseen) -> None:
        self._foreseen = told
        foresight = told.foresight
        if set(foresight.errors) != set(self.gate.results()):
            self.gate.show_errors(foresight.errors)
        self.site.show_losses(foresight.losses)
        self.count.setText(counted(told.groups, self._bridge.messages))
        self.count.setVisible(bool(told.groups))
        if told.groups:
            self.difference.show_groups(told.groups)
        elif foresight.base is None:
            self.difference.say(self._bridge.text("batches.first"))
        else:
            number = foresight.base
            self.difference.say(self._bridge.text("batches.nothing_changed", number=number))
        self._refresh()

    def _on_trouble(self, error: object) -> None:
        if not isinstance(error, WorkbenchError):
            tell_trouble(self._bridge, error)
            return
        self.difference.say(self._bridge.text(error.key, **error.params))

    def _on_state_changed(self, _event: object) -> None:
        if self.isEnabled():
            self._bridge.settle()
            self._ask_again()

    def _on_failed(self, error: object) -> None:
        self.setEnabled(True)
        tell_trouble(self._bridge, error)

    def _on_written(self, written: Written) -> None:
        bridge = self._bridge
        said = [self.tr("Pakken er skrevet.")]
        said.append(bridge.text("export.left_out", n=len(written.report.left_out)))
        if bridge.is_read_only:
            said.append(bridge.text("batches.not_kept"))
        elif not bridge.run(KeepBatch(written.batch)):
            written.remove()
            self.setEnabled(True)
            return
        self.setEnabled(True)
        super().accept()
        self.written = WrittenDialog(written, " ".join(said), self.parentWidget())
        self.written.open()

    def _refresh(self, _value: object = None) -> None:
        bars, barrier = self.gate.standing, self.barrier()
        self.recipe.setEnabled(self.what.all.isChecked())
        name = self.tr("&2 Kontrol")
        self.steps.setTabText(GATE, f"{name} ({bars})" if bars else name)
        groups = self._foreseen.groups if self._foreseen is not None else ()
        name = self.tr("&3 Forskel")
        self.steps.setTabText(DIFFERENCE, f"{name} ({len(groups)})" if groups else name)
        if barrier:
            said = barrier
        elif self._foreseen is None:
            said = self.tr("Pakken regnes ud…")
        else:
            said = self._bridge.text("batches.holds", n=self._foreseen.foresight.size)
        self.status.setText(said)
        self.write_button.setEnabled(not barrier)
        self.write_button.setToolTip(barrier)

    def _go_to(self, kind: str, subject: str, field: str) -> None:
        self.reject()
        self.finding_activated.emit(kind, subject, field)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Vælg mappe"), self.folder.text())
        if name:
            self.folder.setText(name)

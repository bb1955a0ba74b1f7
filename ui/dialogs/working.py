"""Long work over frozen data: nothing is shown at first, then how far it is and a way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.rules.results import Result
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.jobs import Job, Token

PATIENCE_MS = 300
"""How long work may take before anything is shown of it."""


@dataclass(frozen=True, slots=True)
class FrozenResults:
    """The results as they stood when the work began."""

    found: tuple[Result, ...]

    def all(self) -> Iterable[Result]:
        """Return all results."""
        return self.found


class Working(QDialog):
    """One job. The dialog comes up only where the job takes its time; closing it asks.

    Signals:
        succeeded(object): what the work returned.
        failed(object): the exception that it raised.
        stopped(): it was called off, and nothing was written.
    """

    succeeded = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, words: str, work: Callable[[Token], Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setModal(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(words)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.cancel_button.clicked.connect(self.cancel)
        layout = QVBoxLayout(self)
        layout.addWidget(QLabel(words))
        layout.addWidget(self.bar)
        layout.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self.show)
        self._job = Job(work, self)
        self._job.progressed.connect(self._on_progressed)
        self._job.finished.connect(self._on_finished)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)

    def start(self) -> None:
        """Begin."""
        self._late.start()
        self._job.start()

    def cancel(self) -> None:
        """Call the work off; `stopped` tells when it has ended."""
        self.cancel_button.setEnabled(False)
        self._job.cancel()

    def reject(self) -> None:
        """Ask before the work is called off by Esc or by closing."""
        question = self.tr("Arbejdet er ikke færdigt. Vil du annullere det?")
        if QMessageBox.question(self, self.windowTitle(), question) is _YES:
            self.cancel()

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _on_finished(self, result: object) -> None:
        self._end()
        self.succeeded.emit(result)

    def _on_failed(self, error: object) -> None:
        self._end()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self._end()
        self.stopped.emit()

    def _end(self) -> None:
        self._late.stop()
        self.hide()
        self.deleteLater()


def tell_trouble(bridge: Bridge, error: object) -> None:
    """Say what hindered the work; what nobody expected is raised."""
    if isinstance(error, WorkbenchError):
        bridge.tell(error)
    elif isinstance(error, Exception):
        raise error


_YES = QMessageBox.StandardButton.Yes

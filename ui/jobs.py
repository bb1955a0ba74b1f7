"""Long work beside the window: a function of frozen data that answers when it is done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal


class Cancelled(Exception):  # noqa: N818  # a choice, not a failure
    """The person called the work off."""


class Token:
    """What the work looks at now and then, to stop at a boundary when it is called off."""

    def __init__(self, told: Callable[[int, int], None] | None = None) -> None:
        self._event = threading.Event()
        self._told = told

    @property
    def is_cancelled(self) -> bool:
        return self._event.is_set()

    def cancel(self) -> None:
        self._event.set()

    def check(self) -> None:
        """Stop here where the work was called off.

        Raises:
            Cancelled: it was.
        """
        if self._event.is_set():
            raise Cancelled

    def progress(self, done: int, total: int) -> None:
        """Tell how far the work is, and stop here where it was called off.

        Raises:
            Cancelled: it was.
        """
        self.check()
        if self._told is not None:
            self._told(done, total)


class Job(QObject):
    """One piece of work in another thread. It touches no widget and no store.

    It is called off when what it was made for goes away, and stays itself until the work has
    stopped: the thread tells through it.

    Signals:
        finished(object): what the function returned.
        failed(object): the exception that it raised.
        cancelled(): it stopped because it was called off.
        progressed(int, int): how much is done, of how much.
    """

    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)

    def __init__(self, work: Callable[[Token], Any], parent: QObject | None = None) -> None:
        super().__init__(QCoreApplication.instance())
        self.token = Token(self.progressed.emit)
        self._work = work
        if parent is not None:
            parent.destroyed.connect(self.token.cancel)

    def start(self) -> None:
        """Begin; the signals come in the thread of whoever listens."""
        QThreadPool.globalInstance().start(_Runner(self, self._work))

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.token.cancel()


class _Runner(QRunnable):
    def __init__(self, job: Job, work: Callable[[Token], Any]) -> None:
        super().__init__()
        self._job = job
        self._work = work

    def run(self) -> None:
        token = self._job.token
        try:
            result = self._work(token)
        except Cancelled:
            self._tell(self._job.cancelled)
        except Exception as error:  # handed to whoever listens
            if token.is_cancelled:
                self._tell(self._job.cancelled)
            else:
                self._tell(self._job.failed, error)
        else:
            self._tell(self._job.finished, result)
        with suppress(RuntimeError):  # the application is gone, and the job with it
            self._job.deleteLater()

    def _tell(self, signal: Any, *values: object) -> None:
        try:
            signal.emit(*values)
        except RuntimeError:
            """The window was closed meanwhile: nobody listens."""

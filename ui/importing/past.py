"""The workspace as it was, for work beside the window: the store is asked in its own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from kkworkbench.state.state import State
from ui.jobs import Cancelled

PATIENCE = 0.05
"""Seconds between two looks whether the program ends."""


class _Question:
    """A step that is asked for, and what came of it."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.state: State | None = None
        self.trouble: Exception | None = None
        self.answered = threading.Event()


class Past(QObject):
    """Asks in the thread in which it was made. It has no parent: whoever waits keeps it alive.

    Signals:
        asked(object): another thread waits for the answer to a question.
    """

    asked = Signal(object)

    def __init__(self, as_it_was: Callable[[int], State]) -> None:
        super().__init__()
        self._as_it_was = as_it_was
        self._is_over = threading.Event()
        self.asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        program = QCoreApplication.instance()
        if program is not None:
            program.aboutToQuit.connect(self._is_over.set)

    def as_it_was(self, step: int) -> State:
        """Return the workspace after a step, from any thread.

        Raises:
            Refused: the log has no such step.
            Cancelled: the program ends.
        """
        if QThread.currentThread() is self.thread():
            return self._as_it_was(step)
        question = _Question(step)
        self.asked.emit(question)
        while not question.answered.wait(PATIENCE):
            if self._is_over.is_set():
                raise Cancelled
        if question.trouble is not None:
            raise question.trouble
        assert question.state is not None
        return question.state

    @Slot(object)
    def _answer(self, question: _Question) -> None:
        try:
            question.state = self._as_it_was(question.step)
        except Exception as trouble:  # raised where it was asked
            question.trouble = trouble
        question.answered.set()

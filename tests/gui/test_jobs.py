"""Work beside the window ends well when the window goes first."""

import threading
from typing import Any

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from ui.jobs import Job, Token


def test_work_goes_on_to_where_it_stops_after_its_window_is_gone(qtbot: Any) -> None:
    begun, gone, stopped = threading.Event(), threading.Event(), threading.Event()
    told = []

    def work(token: Token) -> None:
        begun.set()
        gone.wait(5)
        told.append(token.is_cancelled)
        try:
            token.progress(1, 2)
        finally:
            stopped.set()

    window = QObject()
    job = Job(work, window)
    job.start()
    assert begun.wait(5)
    shiboken6.delete(window)
    assert shiboken6.isValid(job)
    gone.set()
    assert stopped.wait(5)
    assert told == [True]
    qtbot.waitUntil(lambda: not shiboken6.isValid(job))
    assert job not in QApplication.instance().children()

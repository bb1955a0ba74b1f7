"""What needs every finding waits for them in the open: how far it is, and a way out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.app import Application
from ui.bridge import Bridge
from ui.dialogs import settling
from ui.dialogs.settling import Settling, settled


@pytest.fixture
def bridge(opened_once: Application, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bridge]:
    monkeypatch.setattr(settling, "AT_ONCE_SECONDS", 0)
    monkeypatch.setattr(settling, "LOOK_MS", 5)
    yield opened_once.desk.bridge
    opened_once.desk.bridge.settle()


def test_what_is_checked_already_is_not_waited_for(bridge: Bridge, qtbot: Any) -> None:
    assert settled(bridge, None)
    assert not bridge.is_checking


def test_the_wait_tells_how_far_it_is_and_ends_with_the_last_check(
    bridge: Bridge, opened_once: Application
) -> None:
    seen: list[int] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Settling):
            seen.append(dialog.bar.value())

    found = {result.finding for result in bridge.results.all()}
    bridge.start_checking()
    timer = QTimer(interval=5)
    timer.timeout.connect(look)
    timer.start()
    assert settled(bridge, opened_once.window)
    timer.stop()
    assert not bridge.is_checking
    assert {result.finding for result in bridge.results.all()} == found
    assert seen == sorted(seen)
    assert seen[-1] > 0


def test_who_does_not_want_to_wait_goes_back_and_the_checking_goes_on(
    bridge: Bridge, opened_once: Application
) -> None:
    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Settling)
        assert 0 <= dialog.bar.value() < dialog.bar.maximum()
        dialog.reject()

    bridge.start_checking()
    QTimer.singleShot(0, leave)
    assert not settled(bridge, opened_once.window)
    assert bridge.is_checking
    assert bridge.results.left > 0

"""Checking in the window begins when what the rules load is there, and holds nothing until then."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.rules import loading
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import WAIT_MS, Bridge

CONTACT = Contact("c", name="A", phones=(Phone("t", "33178800"),))


def test_no_slice_waits_for_what_is_loaded(
    qapp: object, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = Event()
    monkeypatch.setattr(loading, "load", loaded.wait)
    bridge = Bridge(Workspace(MemoryStore((CONTACT,)), "an"), Messages("da"))
    bridge.start_checking()
    qtbot.waitUntil(lambda: bridge._timer.interval() == WAIT_MS)
    assert bridge.is_checking
    assert not list(bridge.results.all())
    loaded.set()
    qtbot.waitUntil(lambda: not bridge.is_checking)
    assert "K202" in {result.finding.code for result in bridge.results_of("c")}
    bridge.close()


def test_who_wants_all_at_once_does_not_wait(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = Event()
    monkeypatch.setattr(loading, "load", loaded.wait)
    bridge = Bridge(Workspace(MemoryStore((CONTACT,)), "an"), Messages("da"))
    bridge.start_checking()
    bridge.settle()
    assert "K202" in {result.finding.code for result in bridge.results_of("c")}
    loaded.set()
    bridge.close()

"""The timer and the question in front: kept over a crash, and no step that an undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtWidgets import QApplication

from kkworkbench import demo
from kkworkbench.messages import Messages
from kkworkbench.model.ids import SessionId
from kkworkbench.model.workshop import Session
from kkworkbench.preferences import WorkshopPlace
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.gui.window.conftest import window_in
from tests.gui.window.workshop import AGENDA, led
from ui.app import Application
from ui.bridge import Bridge
from ui.workshop.conduct import Conduct


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    """A bridge to the demo in memory, without a window."""
    made = Bridge(Workspace(MemoryStore(demo.records()), "anne"), Messages("da"))
    yield made
    made.close()
    made.deleteLater()


def test_the_timer_runs_pauses_and_counts_on_past_nought(bridge: Bridge) -> None:
    now = [100.0]
    conduct = Conduct(bridge, now=lambda: now[0])
    seen: list[tuple[str, bool]] = []
    conduct.ticked.connect(lambda face, over: seen.append((face, over)))
    conduct.start(Session(SessionId("t"), "Prøve", AGENDA, ("AB",)))
    assert conduct.face() == ("05:00", False)
    now[0] += 299
    assert conduct.face() == ("00:01", False)
    conduct.pause()
    now[0] += 600
    assert conduct.face() == ("00:01", False)
    conduct.pause()
    now[0] += 62
    assert conduct.face() == ("+01:01", True)
    conduct.add_minute()
    assert conduct.face() == ("+00:01", True)
    conduct.go_to_item(1)
    assert (conduct.item, conduct.face()) == (1, ("20:00", False))
    conduct.go_to_item(2)
    assert conduct.item == 1
    conduct.pause()
    conduct.deleteLater()


def test_a_workshop_goes_on_where_it_was(bridge: Bridge) -> None:
    now = [100.0]
    moved: list[WorkshopPlace] = []
    conduct = Conduct(bridge, now=lambda: now[0])
    conduct.moved.connect(moved.append)
    conduct.start(Session(SessionId("t"), "Prøve", AGENDA, ("AB",)))
    conduct.go_to_item(1)
    conduct.turn(1)
    conduct.turn(1)
    conduct.add_minute()
    now[0] += 90
    again = Conduct(bridge, now=lambda: now[0])
    again.take_up(moved[-1])
    assert (again.item, again.card, again.clock_runs) == (1, conduct.cards[2], True)
    assert again.face() == conduct.face() == ("19:30", False)
    conduct.pause()
    now[0] += 90
    again.take_up(moved[-1])
    assert (again.face(), again.clock_runs) == (("19:30", False), False)
    again.take_up(replace(moved[-1], session="another", card=5))
    again.take_up(None)
    assert again.card == conduct.cards[2]
    again.take_up(replace(moved[-1], card=99, item=99))
    assert (again.item, again.card) == (1, conduct.cards[-1])
    for each in (conduct, again):
        each.deleteLater()


def test_after_a_crash_the_timer_and_the_question_are_as_they_were(
    opened: Application, qapp: QApplication, tmp_path: Path
) -> None:
    conduct = led(opened).conduct
    conduct.go_to_item(1)
    conduct.turn(1)
    conduct.pause()
    folder = tmp_path / "after"
    folder.mkdir()
    for name in ("demo.kkw", "preferences.json"):
        copyfile(tmp_path / name, folder / name)
    with window_in(qapp, folder) as found:
        assert found.open(folder / "demo.kkw")
        again = found.desk.workshop.conduct
        assert (again.item, again.card) == (1, conduct.card)
        assert (again.face(), again.clock_runs) == (conduct.face(), False)


def test_no_dots_are_given_before_anyone_takes_part(bridge: Bridge) -> None:
    conduct = Conduct(bridge)
    said: list[str] = []
    conduct.told.connect(said.append)
    conduct.start(Session(SessionId("t"), "Prøve"))
    conduct.select("drill-1")
    conduct.give(1)
    assert said == ["Skriv deltagernes initialer ind, før der gives prikker."]
    conduct.deleteLater()

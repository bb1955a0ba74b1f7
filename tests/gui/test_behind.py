"""What nobody sees is worked out when it is shown, and what is finished is told once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from kkworkbench import demo
from kkworkbench.messages import Messages
from kkworkbench.model.answer import Verdict
from kkworkbench.model.drill import DrillEntry
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.answers import AnswerQuestion
from kkworkbench.workspace.commands.drill import TakeOutOfDrill
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.gui.stage import heard
from ui.bridge import Bridge
from ui.pages.drill_coverage import CoverageStrip
from ui.pages.questions import QuestionsPanel


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[Bridge]:
    made = Bridge(Workspace(MemoryStore(demo.records()), "test"), Messages("da"))
    yield made
    made.close()


def test_coverage_that_is_hidden_is_counted_when_it_is_shown(bridge: Bridge) -> None:
    strip = CoverageStrip(bridge)
    counted = strip.coverage
    bridge.run(TakeOutOfDrill((bridge.state.at(DRILL, True, 0),)))
    assert strip.coverage is counted
    strip.show()
    assert strip.coverage != counted
    shown = strip.coverage
    bridge.run(TakeOutOfDrill((bridge.state.at(DRILL, True, 0),)))
    assert strip.coverage != shown
    strip.close()


def test_answers_that_are_hidden_are_shown_as_they_are(bridge: Bridge) -> None:
    panel = QuestionsPanel(bridge)
    entry = bridge.state.get(DrillEntry, bridge.state.at(DRILL, True, 0))
    assert entry is not None
    panel.show_page(entry.target)
    kind, subject, question = panel.asked()
    bridge.run(
        AnswerQuestion(kind, subject, question, Verdict.YES, "test", bridge.today())  # type: ignore[arg-type]
    )
    panel.show()
    assert panel.buttons[Verdict.YES].isChecked()
    panel.close()


def test_finishing_all_checks_tells_once_what_changed(bridge: Bridge) -> None:
    told = heard(bridge.findings_changed)
    bridge.start_checking()
    bridge.settle()
    assert len(told) == 1
    assert not bridge.is_checking

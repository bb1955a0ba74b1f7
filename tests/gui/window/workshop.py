"""A workshop on the demo in the real window."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from kkworkbench.model.ids import SessionId
from kkworkbench.model.workshop import AgendaItem, Session
from kkworkbench.state.indexes import DRILL
from ui.app import Application
from ui.workshop.page import WorkshopPage

AGENDA = (AgendaItem("Velkommen", 5), AgendaItem("Drill-menuen", 20))


@pytest.fixture
def page(opened: Application) -> WorkshopPage:
    """The facilitator's page with a workshop of two that has just begun."""
    assert opened.desk is not None
    opened.window.show_page("workshop")
    page: WorkshopPage = opened.desk.workshop
    step = opened.desk.bridge.workspace.store.step
    session = Session(
        *(SessionId("s"), "Drill-menu 2026", AGENDA, ("AB", "CD"), 3),
        started=datetime(2026, 11, 26, 9, tzinfo=UTC),
        step=step,
    )
    assert page.conduct.start(session)
    return page


def menu(page: WorkshopPage) -> tuple[str, ...]:
    """Return the entries of the drill menu in their order."""
    return page.conduct.bridge.state.bucket(DRILL, True)

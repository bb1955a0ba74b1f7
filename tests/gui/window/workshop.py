"""A workshop on the demo in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QDialog, QWidget

from kkworkbench.model.ids import NoteId, SessionId
from kkworkbench.model.workshop import AgendaItem, Note, NoteSort, Placement, Session
from kkworkbench.state.indexes import DRILL
from kkworkbench.workshop.card_sorting import CardSortReading, RejectedRow
from kkworkbench.workshop.commands import PutNote, StartSession
from ui.app import Application
from ui.bridge import Bridge
from ui.dialogs.sign_off import SignOffDialog
from ui.workshop.card_sort_dialog import CardSortDialog
from ui.workshop.minutes_dialog import MinutesDialog
from ui.workshop.note_dialog import NoteDialog
from ui.workshop.page import WorkshopPage
from ui.workshop.start_dialog import StartDialog

AGENDA = (AgendaItem("Velkommen", 5), AgendaItem("Drill-menuen", 20))


@pytest.fixture
def page(opened_once: Application) -> Iterator[WorkshopPage]:
    """The facilitator's page with a workshop of two that has just begun; it is undone afterwards."""
    page = led(opened_once)
    yield page
    conduct, bridge = page.conduct, page.conduct.bridge
    page.close_projector()
    page.flush()
    bridge.show("")
    while bridge.state.count(Session):
        assert bridge.undo() is not None
    conduct.select("")
    conduct.choose_voter("")


def led(application: Application) -> WorkshopPage:
    """Begin a workshop of two in a window, and return the facilitator's page."""
    application.window.show_page("workshop")
    page: WorkshopPage = application.desk.workshop
    step = application.desk.bridge.workspace.store.step
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


LONG = "Døgnvagten flyttes op og får en kortere hjælpetekst, så den kan læses på en telefon."
PEOPLE = ("AB", "CD", "EF", "GH", "IJ", "KL", "MN", "OP")


def begun(bridge: Bridge) -> tuple[Session, Note]:
    """Begin a workshop with a decision that fills every field."""
    step = bridge.workspace.store.step
    session = Session(SessionId("long"), LONG, AGENDA, PEOPLE, private_notes=LONG, step=step)
    bridge.run(StartSession(session))
    decision = Note(
        *(NoteId("d"), session.id, NoteSort.DECISION, 1, LONG),
        subjects=bridge.state.bucket(DRILL, True)[:2],
        reason=LONG,
        agreed=PEOPLE,
        open_points=LONG,
        owner="AB",
        due=date(2026, 12, 1),
    )
    bridge.run(PutNote(decision))
    return session, decision


def card_sort(bridge: Bridge, window: QWidget) -> CardSortDialog:
    """Return the dialog with many cards and categories, and a row that was not taken."""
    placed = [Placement(f"Kort {n}", f"Kategori {n % 9}", f"u{n % 4}") for n in range(40)]
    bad = RejectedRow(7, "category", "", "workshop.reject.empty")
    return CardSortDialog(bridge, CardSortReading(LONG, tuple(placed), (bad,)), window)


WORKSHOP_DIALOGS: dict[str, Callable[[Bridge, QWidget], QDialog]] = {
    "workshop: start": StartDialog,
    "workshop: decision": lambda bridge, window: NoteDialog(bridge, *begun(bridge), window),
    "workshop: card sort": card_sort,
    "workshop: minutes": lambda bridge, window: MinutesDialog(bridge, begun(bridge)[0].id, window),
    "workshop: sign-off": SignOffDialog,
}
"""The dialogs of a workshop, as full as they get."""

"""A workshop that is under way on the demo."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from itertools import count

from kkworkbench import demo
from kkworkbench.messages import Messages
from kkworkbench.model.ids import SessionId
from kkworkbench.model.record import Record
from kkworkbench.model.workshop import Session
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.state import State
from kkworkbench.workshop.commands import StartSession
from kkworkbench.workshop.shipped import shipped_agenda, shipped_cards
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

START = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SESSION = SessionId("session")
PEOPLE = ("AB", "CD", "EF")


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id-{next(numbers)}"


@cache
def _made() -> tuple[tuple[Record, ...], State]:
    """Make the demo once: neither a record nor a state ever changes."""
    records = tuple(demo.records())
    return records, State.of(records)


def started(people: tuple[str, ...] = PEOPLE, per_head: int = 3) -> Workspace:
    """Return the demo with a workshop that has just begun."""
    records, state = _made()
    workspace = Workspace(MemoryStore(records), "anne", state=state, clock=lambda: START)
    messages = Messages("da")
    session = Session(
        SESSION,
        "Drill-menu 2026",
        shipped_agenda(messages),
        people,
        per_head,
        started=START,
        step=workspace.store.step,
    )
    workspace.execute(StartSession(session, shipped_cards(SESSION, messages, ids())))
    return workspace


def menu(workspace: Workspace) -> tuple[str, ...]:
    """Return the entries of the drill menu in their order."""
    return workspace.state.bucket(DRILL, True)


def session_of(workspace: Workspace) -> Session:
    found = workspace.state.get(Session, SESSION)
    assert found is not None
    return found

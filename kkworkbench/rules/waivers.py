"""All waivers of a workspace, and what each of them does today."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kkworkbench.model.finding import Finding
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result, is_about
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State


class WaiverState(StrEnum):
    """What a waiver does: it covers a finding, its last day is past, or nothing is left to cover.

    A waiver whose last day is past is ENDED, whether its finding is still there or not.
    """

    STANDING = "standing"
    ENDED = "ended"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class WaiverStanding:
    """A waiver, what it does, and the finding that it is about where there is one."""

    waiver: Waiver
    state: WaiverState
    finding: Finding | None


def standings(
    state: State, results_of: Callable[[str], Iterable[Result]], today: date
) -> Iterator[WaiverStanding]:
    """Walk through all waivers; `results_of` gives the results on a record, waived ones too."""
    for waiver in state.all(Waiver):
        finding = next(
            (r.finding for r in results_of(waiver.subject) if is_about(waiver, r.finding)), None
        )
        if waiver.until is not None and waiver.until < today:
            does = WaiverState.ENDED
        else:
            does = WaiverState.IDLE if finding is None else WaiverState.STANDING
        yield WaiverStanding(waiver, does, finding)


def subject_of(state: State, id_: str) -> tuple[str, Record] | None:
    """Return the kind's name and the record that a waiver is on; None where it is gone."""
    for kind in KINDS_BY_NAME.values():
        record = state.get(kind, id_)
        if record is not None:
            return KIND_NAMES[kind], record
    return None


def value_in_words(state: State, value: str) -> str:
    """Return a waived value as a person knows it: the title where it is a record's id."""
    found = subject_of(state, value) if value else None
    return title_of(state, found[1]) if found is not None else value

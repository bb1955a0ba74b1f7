"""Hypothesis strategies for records, states and changes; shared by the tests of every area."""

from dataclasses import fields
from datetime import UTC, datetime
from functools import cache
from typing import Any, get_type_hints

from hypothesis import strategies as st

from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Setting
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

IDS = st.sampled_from([f"id-{number}" for number in range(6)])
"""Few ids, so that records meet: one is another's parent, and changes hit the same record."""

TEXTS = st.text(max_size=12)

_ID_TYPES = {
    "PageId",
    "ContactId",
    "BoxId",
    "DrillEntryId",
    "ListEntryId",
    "SiteId",
    "TermId",
    "SourceRecordId",
    "WaiverId",
    "SettingId",
    "UsageId",
    "GuidelineRowId",
    "SnapshotId",
    "MappingProfileId",
    "BatchId",
    "AdoptionId",
    "AnswerId",
    "SessionId",
    "QuestionCardId",
    "NoteId",
    "VoteId",
    "CardSortId",
    "SignOffId",
    "VariantId",
    "PartId",
}
_VALUES: st.SearchStrategy[Any] = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
)

st.register_type_strategy(
    datetime, st.datetimes(timezones=st.just(UTC)).map(lambda at: at.replace(fold=0))
)

for _id_type in _ID_TYPES:
    _module = __import__("kkworkbench.model.ids", fromlist=[_id_type])
    st.register_type_strategy(getattr(_module, _id_type), IDS)


@cache
def record_of(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Make records of one kind with every field of it filled."""
    if kind is Setting:
        return st.builds(Setting, IDS, _VALUES)
    hints = get_type_hints(kind)
    return st.builds(kind, **{f.name: _of(hints[f.name]) for f in fields(kind)})  # type: ignore[arg-type]


def _of(hint: Any) -> st.SearchStrategy[Any]:
    return TEXTS if hint is str else st.from_type(hint)


def records() -> st.SearchStrategy[Any]:
    """Make a record of any kind."""
    return st.sampled_from(KINDS).flatmap(record_of)


def states() -> st.SearchStrategy[State]:
    """Make a state of up to a dozen records."""
    return st.lists(records(), max_size=12).map(State.of)


@st.composite
def changes_on(draw: st.DrawFn, state: State) -> Change:
    """Make one change that fits a state: a record put or taken out."""
    kind = draw(st.sampled_from(KINDS))
    if draw(st.booleans()) and state.count(kind):
        id_ = draw(st.sampled_from(sorted(state.ids(kind))))
        return Change(kind, id_, state.get(kind, id_), None)
    record = draw(record_of(kind))
    return Change(kind, record.id, state.get(kind, record.id), record)


@st.composite
def walks(draw: st.DrawFn, steps: int = 8) -> tuple[State, list[Change]]:
    """Make a first state and changes that fit one after the other."""
    first = state = draw(states())
    changes = []
    for _ in range(draw(st.integers(0, steps))):
        change = draw(changes_on(state))
        changes.append(change)
        state = state.apply((change,))
    return first, changes

"""The state, the draft, and change sets joined and taken back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.state.changes import Change, ChangeSet, Conflict, composed, rebased_inverse
from kkworkbench.state.draft import Draft, MissingRecordError
from kkworkbench.state.indexes import CHILDREN, INDEXES, Index
from kkworkbench.state.state import StaleChangeError, State
from tests.strategies import record_of, walks

Walk = tuple[State, list[Change]]
PAGE = Page("p", title="Pas", order="a0")


def all_of(state: State) -> list[Record]:
    return [record for kind in KINDS for record in state.all(kind)]


def walked(walk: Walk) -> State:
    state, changes = walk
    for change in changes:
        state = state.apply((change,))
    return state


@given(walks())
def test_a_state_that_was_changed_equals_one_that_is_built(walk: Walk) -> None:
    state = walked(walk)
    assert state == State.of(all_of(state))


@given(walks(steps=20))
def test_many_changes_at_once_equal_one_by_one(walk: Walk) -> None:
    first, changes = walk
    assert first.apply(changes) == walked(walk)


@given(walks())
def test_an_older_state_stays_as_it_was(walk: Walk) -> None:
    first, _ = walk
    before = State.of(all_of(first))
    walked(walk)
    assert first == before


@given(walks())
def test_joined_changes_lead_to_the_same_state_and_back(walk: Walk) -> None:
    first, changes = walk
    sets = [ChangeSet("x", (change,)) for change in changes]
    last = walked(walk)
    joined = composed(sets)
    assert first.apply(joined) == last
    assert last.apply(change.inverted for change in joined) == first
    assert len({(change.kind, change.id) for change in joined}) == len(joined)


@given(walks())
def test_an_inverse_on_an_untouched_record_is_the_plain_one(walk: Walk) -> None:
    _, changes = walk
    for change in changes:
        back, conflicts = rebased_inverse(change, change.after)
        assert conflicts == []
        expected = None if change.before == change.after else change.before
        assert (None if back is None else back.after) == expected


@given(walks())
def test_each_bucket_is_sorted_and_finds_its_own_positions(walk: Walk) -> None:
    state = walked(walk)
    for index in INDEXES:
        for record in state.all(index.kind):
            for key, sort in index.entries(record):
                position = state.position(index, key, sort, record.id)
                assert state.at(index, key, position) == record.id
                assert state.bucket(index, key)[position] == record.id


def test_a_change_of_something_else_is_stale() -> None:
    state = State.of([PAGE])
    for change in (
        Change(Page, "p", None, PAGE),
        Change(Page, "p", replace(PAGE, title="x"), PAGE),
        Change(Page, "q", Page("q"), None),
    ):
        with pytest.raises(StaleChangeError):
            state.apply((change,))


def test_taking_back_touches_only_the_fields_that_were_set() -> None:
    change = Change(Page, "p", PAGE, replace(PAGE, title="Ny", summary="Kort"))
    now = replace(PAGE, title="Ny", summary="Andres", path="/pas")
    back, conflicts = rebased_inverse(change, now)
    assert back is not None
    assert back.after == replace(now, title="Pas")
    assert conflicts == [Conflict(Page, "p", "summary")]


def test_a_field_that_is_back_already_is_no_conflict() -> None:
    change = Change(Page, "p", PAGE, replace(PAGE, title="Ny"))
    assert rebased_inverse(change, PAGE) == (None, [])


@pytest.mark.parametrize(
    ("change", "now"),
    [
        (Change(Page, "p", PAGE, None), replace(PAGE, title="Andres")),
        (Change(Page, "p", None, PAGE), replace(PAGE, title="Andres")),
        (Change(Page, "p", PAGE, replace(PAGE, title="Ny")), None),
    ],
    ids=["removed, then made anew", "added, then edited", "edited, then removed"],
)
def test_a_record_that_came_or_went_otherwise_is_a_conflict(
    change: Change, now: Page | None
) -> None:
    assert rebased_inverse(change, now) == (None, [Conflict(Page, "p", "*")])


def test_a_draft_shows_what_was_put_and_leaves_the_base() -> None:
    base = State.of([PAGE])
    draft = Draft(base)
    draft.put(Page("q", "p", "a0"))
    draft.put(replace(PAGE, title="Ny"))
    assert draft.need(Page, "p").title == "Ny"
    assert draft.bucket(CHILDREN, "p") == ("q",)
    assert base == State.of([PAGE])


def test_a_draft_gives_one_change_for_each_record() -> None:
    draft = Draft(State.of([PAGE]))
    draft.put(replace(PAGE, title="Et"))
    draft.put(replace(PAGE, title="To"))
    draft.put(Page("q"))
    draft.remove(Page, "q")
    draft.remove(Page, "never")
    assert draft.changes() == (Change(Page, "p", PAGE, replace(PAGE, title="To")),)
    draft.put(PAGE)
    assert draft.changes() == ()


def test_a_draft_says_what_is_missing() -> None:
    draft = Draft(State.of([]))
    assert draft.get(Page, "p") is None
    with pytest.raises(MissingRecordError) as caught:
        draft.need(Page, "p")
    assert (caught.value.kind, caught.value.id) == (Page, "p")


@pytest.mark.parametrize(
    "index", [index for index in INDEXES if index.fields], ids=lambda i: i.name
)
def test_an_index_reads_the_fields_that_it_names_and_no_others(index: Index) -> None:
    @settings(max_examples=40)
    @given(record_of(index.kind), record_of(index.kind))
    def nothing_else_counts(record: Record, other: Record) -> None:
        kept = {name: getattr(record, name) for name in ("id", *index.fields)}
        changed = replace(other, **kept)  # type: ignore[type-var]  # every kind is a dataclass
        assert dict(index.entries(changed)) == dict(index.entries(record))
        assert not index.reads(record, changed)

    nothing_else_counts()


@given(walks(), walks())
def test_many_records_put_at_once_are_as_if_put_one_by_one(walk: Walk, other: Walk) -> None:
    records = all_of(walked(other))
    one, all_at_once = Draft(walked(walk)), Draft(walked(walk))
    for record in records:
        one.put(record)
    all_at_once.put_all(records)
    assert one.state == all_at_once.state
    assert one.changes() == all_at_once.changes()

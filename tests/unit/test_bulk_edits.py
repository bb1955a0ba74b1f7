"""One edit of many entries: what it would do is what it does, once, and one undo takes it back."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.channels import Audience, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import TERMS
from kkworkbench.state.state import State
from kkworkbench.workspace.bulk_edits import SEVERAL, BulkField, How, PlannedEdit, planned
from kkworkbench.workspace.commands.bulk import SetFields
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.search import ListRow, all_rows, row_for
from kkworkbench.workspace.workspace import Workspace

FIRST = State.of(demo.records())
ROWS = list(all_rows(FIRST))


def terms(vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    return st.sampled_from(FIRST.bucket(TERMS, vocabulary)[:4])


def several(vocabulary: Vocabulary) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(terms(vocabulary), max_size=2, unique=True).map(tuple)


URLS = st.sampled_from(["", "https://kk.dk/skriv", "https://kontakt.kk.dk/skriv-sikkert"])
VALUES: dict[BulkField, st.SearchStrategy[Any]] = {
    BulkField.ADMINISTRATION: st.none() | terms(Vocabulary.ADMINISTRATION),
    BulkField.CATEGORIES: several(Vocabulary.CATEGORY),
    BulkField.DISTRICTS: several(Vocabulary.DISTRICT),
    BulkField.AUDIENCES: st.lists(st.sampled_from(Audience), unique=True).map(tuple),
    BulkField.TIER: st.sampled_from(Tier),
    BulkField.WRITTEN: st.builds(
        WrittenChannel, st.just(""), st.sampled_from(WrittenKind), URLS, st.just("Skriv")
    ),
    BulkField.BOOKING: URLS,
    BulkField.FEEDBACK: URLS,
    BulkField.HOURS: st.none() | st.just(Hours((Span(1, 540, 900),), (7,))),
    BulkField.VERIFIED: st.just(date(2026, 11, 26)),
}


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[ListRow], BulkField, How, Any]:
    field = draw(st.sampled_from(BulkField))
    how = draw(st.sampled_from(How)) if field in SEVERAL else How.SET
    rows = draw(st.lists(st.sampled_from(ROWS), min_size=1, max_size=8, unique_by=lambda r: r.key))
    return rows, field, how, draw(VALUES[field])


def plan(state: State, rows: list[ListRow], *what: Any) -> list[PlannedEdit]:
    numbers = count()
    return list(planned(state, rows, *what, lambda: f"new{next(numbers)}"))


def edits(found: list[PlannedEdit]) -> SetFields:
    return SetFields(tuple(each.edit for each in found if each.edit is not None))


@settings(max_examples=50, deadline=None)
@given(plans())
def test_what_was_planned_is_done_once_and_undone_as_one_step(
    asked: tuple[list[ListRow], BulkField, How, Any],
) -> None:
    rows, field, how, value = asked
    workspace = Workspace(MemoryStore(demo.records()), "an")
    first = workspace.state
    found = plan(first, rows, field, how, value)
    made = workspace.execute(edits(found))
    for each in found:
        if each.edit is not None:
            record = workspace.state.get(each.edit.kind, each.edit.id)
            assert getattr(record, field.value) == each.after != each.before
        else:
            assert each.after == each.before
    again = plan(workspace.state, rows, field, how, value)
    assert all(each.edit is None for each in again)
    assert (made is None) is all(each.edit is None for each in found)
    if made is not None:
        assert {change.id for change in made.changes} <= {e.edit.id for e in found if e.edit}
        workspace.undo()
    assert workspace.state == first


def one(field: str, *records: Any) -> tuple[State, ListRow]:
    state = FIRST.apply([Change(type(r), r.id, FIRST.get(type(r), r.id), r) for r in records])
    row = row_for(state, next(r.id for r in records if isinstance(r, ListEntry)))
    assert row is not None
    return state, row


def test_a_facet_is_set_where_the_row_has_it_from() -> None:
    entry = next(e for e in FIRST.all(ListEntry) if e.categories is None)
    contact = FIRST.get(Contact, row_for(FIRST, entry.id).contact)  # type: ignore[union-attr]
    term = next(t for t in FIRST.all(Term) if t.vocabulary is Vocabulary.CATEGORY)
    (followed,) = plan(FIRST, [row_for(FIRST, entry.id)], BulkField.CATEGORIES, How.SET, ())  # type: ignore[list-item]
    assert followed.edit is None or followed.edit.kind is Contact
    own = ListEntry(entry.id, entry.page, categories=(term.id,))
    state, row = one("categories", own)
    (edited,) = plan(state, [row], BulkField.CATEGORIES, How.REMOVE, (term.id,))
    assert edited.edit is not None
    assert (edited.edit.kind, edited.edit.id, edited.after) == (ListEntry, entry.id, ())
    assert contact is not None


def test_hours_that_are_set_keep_the_special_days() -> None:
    special = (DateException(date(2026, 12, 24)),)
    contact = next(c for c in FIRST.all(Contact))
    kept = Contact(contact.id, name="A", visiting_hours=Hours(exceptions=special))
    state = FIRST.apply([Change(Contact, contact.id, contact, kept)])
    rows = [row for row in all_rows(state) if row.contact == contact.id]
    week = Hours((Span(1, 540, 900),))
    (edited,) = plan(state, rows, BulkField.HOURS, How.SET, week)
    assert edited.after == Hours((Span(1, 540, 900),), exceptions=special)


def test_a_channel_that_is_there_is_added_to_none_and_keeps_its_part() -> None:
    contact = next(c for c in FIRST.all(Contact))
    channel = WrittenChannel("w1", WrittenKind.OTHER, "https://kk.dk/a", "Skriv")
    other = WrittenChannel("w2", WrittenKind.OTHER, "https://kk.dk/b", "Skriv b")
    state = FIRST.apply(
        [Change(Contact, contact.id, contact, Contact(contact.id, written=(channel, other)))]
    )
    rows = [row for row in all_rows(state) if row.contact == contact.id]
    new = WrittenChannel("", WrittenKind.SECURE_FORM, "https://kk.dk/a", "Skriv sikkert")
    (added,) = plan(state, rows, BulkField.WRITTEN, How.ADD, new)
    assert [(c.part_id, c.text) for c in added.after] == [
        ("w1", "Skriv sikkert"),
        ("w2", "Skriv b"),
    ]  # type: ignore[attr-defined]
    (taken,) = plan(state, rows, BulkField.WRITTEN, How.REMOVE, new)
    assert taken.after == (other,)
    (alone,) = plan(state, rows, BulkField.WRITTEN, How.SET, new)
    assert [c.part_id for c in alone.after] == ["w1"]  # type: ignore[attr-defined]


def test_a_contact_that_two_rows_share_is_edited_once() -> None:
    entries = [e for e in FIRST.all(ListEntry) if e.administration is None][:2]
    rows = [row for row in ROWS if row.key in {entry.id for entry in entries}]
    shared = [replace(row, contact=rows[0].contact) for row in rows]
    assert len(plan(FIRST, rows, BulkField.BOOKING, How.SET, "https://kk.dk/tid")) == 2
    assert len(plan(FIRST, shared, BulkField.BOOKING, How.SET, "https://kk.dk/tid")) == 1


def test_audiences_of_a_contact_off_the_list_are_its_own_and_are_kept_as_such() -> None:
    contact = Contact("off", name="Ikke på listen")
    state = FIRST.apply([Change(Contact, "off", None, contact)])
    rows = [row for row in all_rows(state) if row.contact == "off"]
    (edited,) = plan(state, rows, BulkField.AUDIENCES, How.SET, ("business",))
    assert edited.edit is not None
    assert (edited.edit.kind, edited.edit.id) == (Contact, "off")
    assert [type(each) for each in edited.edit.value] == [Audience]  # type: ignore[attr-defined]
    assert plan(state, rows, BulkField.TIER, How.SET, Tier.PRIMARY) == []

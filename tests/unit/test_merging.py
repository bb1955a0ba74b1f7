"""Two contacts become one: nothing that leads to them or stands on them is lost, and undo is exact."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Waiver
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.usage import Usage
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.folding import Side
from kkworkbench.workspace.commands.merging import MergeContacts
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.strategies import record_of, states

WEEK = Hours((Span(1, 540, 900),))
KEEP = Contact(
    "keep",
    name="Valby Bibliotek",
    phones=(Phone("k", "33 17 88 00"),),
    source="s-keep",
    note="Vores",
)
GONE = Contact(
    "gone",
    name="Bibliotek, Valby",
    phones=(Phone("g", "33178800", "Vagt", hours=WEEK), Phone("k", "33 66 33 66")),
    written=(WrittenChannel("w", url="https://kk.dk/skriv", text="Skriv"),),
    source="s-gone",
    note="Deres",
)
RECORDS: tuple[Record, ...] = (
    KEEP,
    GONE,
    Page("top", kind=PageKind.SECTION),
    Page("pk", "top", "a0", title="Valby", path="/valby", kind=PageKind.CONTACT, summary="Bøger"),
    Page("pg", "top", "a1", title="Bibl.", path="/gl", kind=PageKind.CONTACT, summary="Lån",
         replaced_paths=("/ældst",), search_words=("lån",)),
    Page("service", "top", "a2", title="Lån bøger"),
    ContactBox("bk", "pk", "keep", "a0"),
    ContactBox("bg", "pg", "gone", "a0", heading="Ring", note="Husk kort"),
    ContactBox("bo", "pg", "other", "a1"),
    ContactBox("bs", "service", "gone", "a0"),
    Contact("other", name="Andre"),
    DrillEntry("d", "pg", "a0", title="Biblioteket"),
    ListEntry("lk", "pk"),
    ListEntry("lg", "pg", Tier.PRIMARY, help_text="Lån her"),
    SourceRecord("s-keep", "kk_org", "1", "100"),
    SourceRecord("s-gone", "kk_org", "2", "200", ("gammelt",)),
    Waiver("w1", "K202", "gone", "phones.g.number", "33178800", "aftalt"),
    Waiver("w2", "K803", "keep", "name", "gone", "to huse"),
    Waiver("w3", "K803", "other", "name", "gone", "to huse"),
    Waiver("w4", "K204", "gone", "phones.k.number", "33 66 33 66", "aftalt"),
    Usage("u", "gone", date(2026, 9, 1), count=4),
    Usage("v", "pg", date(2026, 9, 1), count=5),
)  # fmt: skip


def merged(*choices: tuple[str, Side], records: tuple[Record, ...] = RECORDS) -> State:
    workspace = Workspace(MemoryStore(records), "me")
    workspace.execute(MergeContacts("keep", "gone", choices, (("name", "Navn"),)))
    return workspace.state


def kept(*choices: tuple[str, Side]) -> Contact:
    contact = merged(*choices).get(Contact, "keep")
    assert contact is not None
    return contact


def test_boxes_entries_and_waivers_lead_to_the_contact_that_stays() -> None:
    state = merged()
    assert state.get(Contact, "gone") is None
    assert {(b.id, b.page, b.contact) for b in state.all(ContactBox)} == {
        ("bk", "pk", "keep"),
        ("bo", "pk", "other"),
        ("bs", "service", "keep"),
    }
    assert [(d.id, d.target, d.title) for d in state.all(DrillEntry)] == [
        ("d", "pk", "Biblioteket")
    ]
    assert [(e.id, e.page, e.tier) for e in state.all(ListEntry)] == [("lk", "pk", Tier.PRIMARY)]
    assert {(w.id, w.subject, w.field, w.value) for w in state.all(Waiver)} == {
        ("w1", "keep", "phones.k.number", "33178800"),
        ("w3", "other", "name", "keep"),
        ("w4", "keep", "phones.k-2.number", "33 66 33 66"),
    }
    assert {usage.subject for usage in state.all(Usage)} == {"keep", "pk"}


def test_the_page_that_goes_leads_to_the_one_that_stays() -> None:
    page = merged().get(Page, "pk")
    assert page is not None
    assert merged().get(Page, "pg") is None
    assert page.replaced_paths == ("/gl", "/ældst")
    assert (page.summary, page.search_words) == ("Bøger", ("lån",))
    box = merged().get(ContactBox, "bk")
    assert box is not None
    assert (box.heading, box.note) == ("Ring", "Husk kort")


def test_a_page_of_the_one_alone_stays_and_shows_the_other() -> None:
    alone = tuple(r for r in RECORDS if r.id not in {"pk", "bk", "lk"})
    state = merged(records=alone)
    assert {(b.id, b.page, b.contact) for b in state.all(ContactBox)} == {
        ("bg", "pg", "keep"),
        ("bo", "pg", "other"),
        ("bs", "service", "keep"),
    }
    assert [(e.id, e.page) for e in state.all(ListEntry)] == [("lg", "pg")]


def test_one_number_stays_once_with_what_either_said_of_it() -> None:
    phones = kept().phones
    assert [(p.part_id, p.number, p.label, p.hours) for p in phones] == [
        ("k", "33 17 88 00", "Vagt", WEEK),
        ("k-2", "33 66 33 66", "", None),
    ]


def test_what_no_field_has_room_for_stands_in_the_note() -> None:
    note = kept().note.split("\n")
    assert note[:2] == ["Vores", "Deres"]
    assert "Navn: Bibliotek, Valby" in note
    assert {"summary: Lån", "title: Bibl.", "help_text: Lån her"} <= set(note)


def test_what_two_say_otherwise_of_one_number_is_noted() -> None:
    labelled = replace(KEEP, phones=(Phone("k", "33 17 88 00", "Hovednummer"),))
    state = merged(records=(labelled, GONE))
    contact = state.get(Contact, "keep")
    assert contact is not None
    assert contact.phones[0].label == "Hovednummer"
    assert "phones: Vagt" in contact.note.split("\n")


def test_a_choice_is_kept_and_the_other_value_is_noted() -> None:
    contact = kept(("name", Side.GONE), ("phones", Side.GONE))
    assert contact.name == "Bibliotek, Valby"
    assert contact.phones == GONE.phones
    assert {"Navn: Valby Bibliotek", "phones: 33 17 88 00"} <= set(contact.note.split("\n"))


def test_the_register_is_still_followed_by_either_name() -> None:
    state = merged()
    source = state.get(SourceRecord, "s-keep")
    assert source is not None
    assert source.aliases == ("2", "200", "gammelt")
    assert state.get(SourceRecord, "s-gone") is not None
    contact = merged(("source", Side.GONE)).get(Contact, "keep")
    assert contact is not None
    assert contact.source == "s-gone"


def test_a_contact_is_not_merged_with_itself() -> None:
    workspace = Workspace(MemoryStore(RECORDS), "me")
    with pytest.raises(Refused):
        workspace.execute(MergeContacts("keep", "keep"))


def leaves(value: object) -> Iterator[str]:
    """Walk through what a person could miss: texts, dates and times."""
    match value:
        case str() if not isinstance(value, Enum):
            yield from (line for line in value.split("\n") if line)
        case tuple():
            for part in value:
                yield from leaves(part)
        case Hours():
            yield value.comment
        case _ if is_dataclass(value):
            for field in fields(value):
                if field.name not in ("id", "part_id", "kind"):
                    yield from leaves(getattr(value, field.name))


SIDES = st.lists(
    st.tuples(
        st.sampled_from(
            [f.name for f in fields(Contact) if f.name not in ("id", "note", "source")]
        ),
        st.sampled_from([Side.KEEP, Side.GONE]),
    ),
    max_size=6,
).map(tuple)


@given(record_of(Contact), record_of(Contact), SIDES)
def test_no_word_of_either_is_lost(
    first: Contact, second: Contact, choices: tuple[tuple[str, Side], ...]
) -> None:
    records = (replace(first, id="keep", source=None), replace(second, id="gone", source=None))
    workspace = Workspace(MemoryStore(records), "me")
    workspace.execute(MergeContacts("keep", "gone", choices))
    contact = workspace.state.get(Contact, "keep")
    assert contact is not None
    said = "\n".join(leaves(contact))
    for record in records:
        for phone in record.phones:
            assert phone.number in said or _digits(phone.number) in _digits(said)
        bare = replace(record, phones=tuple(replace(p, number="") for p in record.phones))
        for word in leaves(bare):
            assert word in said, word


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())


@given(states(), record_of(Contact), record_of(Contact), SIDES)
def test_undo_of_a_merge_is_exact(
    state: State, first: Contact, second: Contact, choices: tuple[tuple[str, Side], ...]
) -> None:
    base = State.of([*records_of(state), replace(first, id="id-0"), replace(second, id="id-1")])
    workspace = Workspace(MemoryStore(records_of(base)), "me", state=base)
    workspace.execute(MergeContacts("id-0", "id-1", choices))
    assert workspace.state == State.of(workspace.store.load())
    assert workspace.state.get(Contact, "id-1") is None
    assert all(box.contact != "id-1" for box in workspace.state.all(ContactBox))
    assert all(waiver.subject != "id-1" for waiver in workspace.state.all(Waiver))
    workspace.undo()
    assert workspace.state == base
    assert workspace.undo() is None


def records_of(state: State) -> list[Record]:

    return [record for kind in KINDS for record in state.all(kind)]

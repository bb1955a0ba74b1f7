"""What is taken of a pasted block is kept, offered no more, and undone as one step; so is a copy."""

from dataclasses import replace
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.ids import ContactId, PartId, SourceRecordId
from kkworkbench.state.state import State
from kkworkbench.text.contact_block import read_block
from kkworkbench.workspace.block_edits import Piece, offers, taken
from kkworkbench.workspace.commands.contacts import CopyContact, MovePart, TakeBlock
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

FIRST = State.of(demo.records())
CONTACTS = sorted(contact.id for contact in FIRST.all(Contact))[:8]
LINES = st.sampled_from(
    ["Enheden", "Nyropsgade 1", "1602 København V", "Vagt: 33 17 33 33", "33 66 33 66",
     "Telefontid: Man-fre 9-15", "Åbningstider: Man 9-12", "https://kontakt.kk.dk/skriv", "a@kk.dk"]
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(CONTACTS), st.lists(LINES, unique=True), st.data())
def test_what_is_taken_is_there_is_offered_no_more_and_the_rest_stays(
    contact_id: str, lines: list[str], data: st.DataObject
) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "an")
    contact = workspace.state.get(Contact, contact_id)
    assert contact is not None
    block = read_block("\n".join(lines))
    found = list(offers(contact, block))
    some = [offer for offer in found if data.draw(st.booleans())]
    numbers = count()
    made = taken(contact, some, lambda: f"new{next(numbers)}")
    left = {(offer.piece, str(offer.after)) for offer in offers(made, block)}
    has_phone = bool(made.phones)
    for offer in some:
        if offer.piece != "phone_hours" or has_phone:
            assert (offer.piece, str(offer.after)) not in left
    parts = [part.part_id for part in (*made.phones, *made.written)]
    assert len(parts) == len(set(parts))
    assert {p.part_id for p in contact.phones} <= set(parts)
    workspace.execute(TakeBlock(made))
    assert workspace.state.get(Contact, contact_id) == made
    if some:
        workspace.undo()
    assert workspace.state == FIRST


def test_only_what_takes_nothing_away_is_new_and_hours_keep_their_special_days() -> None:
    closed = (DateException(date(2026, 12, 24)),)
    monday = Hours((Span(1, 540, 900),), exceptions=closed)
    phone = Phone(PartId("t"), "33 66 33 66", "Vagt", hours=monday)
    contact = Contact(ContactId("c"), "Pas", phones=(phone,))
    text = "Kørekort\nVagttelefon: 33 66 33 66\nTelefontid: Tir 9-15\nÅbningstider: Ons 9-15"
    found = {offer.piece: offer for offer in offers(contact, read_block(text))}
    assert {piece: offer.is_new for piece, offer in found.items()} == {
        Piece.NAME: False,
        Piece.PHONE: False,
        Piece.PHONE_HOURS: False,
        Piece.VISITING_HOURS: True,
    }
    made = taken(contact, reversed(found.values()), lambda: "new")
    (number,) = made.phones
    assert (made.name, number.part_id, number.label) == ("Kørekort", "t", "Vagttelefon")
    assert number.hours == Hours((Span(2, 540, 900),), exceptions=closed)


def test_hours_of_a_number_that_comes_along_are_put_after_it() -> None:
    block = read_block("Pas\nTelefontid: Tir 9-15")
    assert Piece.PHONE_HOURS not in [
        offer.piece for offer in offers(Contact(ContactId("c")), block)
    ]
    block = read_block("Pas\nTelefontid: Tir 9-15\nTlf. 33 66 33 66")
    found = list(offers(Contact(ContactId("c")), block))
    made = taken(Contact(ContactId("c")), reversed(found), lambda: "new")
    assert [(p.number, p.hours) for p in made.phones] == [("33 66 33 66", block.phone_hours)]


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(CONTACTS))
def test_a_copy_is_a_new_contact_and_nothing_else(contact_id: str) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "an")
    contact = workspace.state.get(Contact, contact_id)
    assert contact is not None
    parts = len(contact.phones) + len(contact.written)
    ids = tuple(PartId(f"new{n}") for n in range(parts))
    made = workspace.execute(CopyContact(ContactId(contact_id), ContactId("copy"), "Kopi", ids))
    assert made is not None
    assert [(change.id, change.before) for change in made.changes] == [("copy", None)]
    copy = workspace.state.get(Contact, "copy")
    assert copy is not None
    assert tuple(p.part_id for p in (*copy.phones, *copy.written)) == ids
    workspace.undo()
    assert workspace.state == FIRST


def test_a_copy_has_a_name_of_its_own_and_follows_no_register() -> None:
    parts = (Phone(PartId("a"), "1"), Phone(PartId("b"), "2"), Phone(PartId("d"), "3"))
    contact = Contact(
        ContactId("c"),
        "Pas",
        "Paskontoret",
        org_id="123",
        source=SourceRecordId("s"),
        verified_on=date(2026, 1, 1),
        override_reasons=(("name", "kortere"),),
        phones=parts,
    )
    workspace = Workspace(MemoryStore((contact,)), "an")
    ids = (PartId("x"), PartId("y"), PartId("z"))
    workspace.execute(CopyContact(ContactId("c"), ContactId("copy"), "Pas (kopi)", ids))
    copied = tuple(replace(part, part_id=id_) for part, id_ in zip(parts, ids, strict=True))
    assert workspace.state.get(Contact, "copy") == Contact(
        ContactId("copy"), "Pas (kopi)", phones=copied
    )


@pytest.mark.parametrize(("at", "order"), [(-1, "bac"), (0, "bac"), (1, "abc"), (9, "acb")])
def test_a_part_moves_to_a_place_that_there_is(at: int, order: str) -> None:
    contact = Contact(ContactId("c"), phones=tuple(Phone(PartId(id_)) for id_ in "abc"))
    workspace = Workspace(MemoryStore((contact,)), "an")
    workspace.execute(MovePart(ContactId("c"), "phones", PartId("b"), at))
    moved = workspace.state.get(Contact, "c")
    assert moved is not None
    assert "".join(part.part_id for part in moved.phones) == order

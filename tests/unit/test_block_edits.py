"""What is taken of a pasted block is kept, offered no more, and undone as one step; so is a copy."""

from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.state.state import State
from kkworkbench.text.contact_block import read_block
from kkworkbench.workspace.block_edits import offers, taken
from kkworkbench.workspace.commands.contacts import CopyContact, TakeBlock
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

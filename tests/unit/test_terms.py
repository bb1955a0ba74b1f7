"""Facet values are renamed, succeeded and merged without losing what carries them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.state.indexes import TERMS
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.terms import (
    AddTerm,
    EditTerm,
    MergeTerms,
    MoveTerm,
    RemoveTerm,
    SucceedTerm,
    carriers,
)
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

NEW_YEAR = date(2026, 1, 1)
SOUTH = Term("south", Vocabulary.DISTRICT, name="Amager", code="S", order="a0")
EAST = Term("east", Vocabulary.DISTRICT, name="Amager Øst", aliases=("Østamager",), order="a1")
OLD = Term("old", Vocabulary.DISTRICT, name="Sundby", order="a2", successor="east")
OFFICE = Term("office", Vocabulary.ADMINISTRATION, name="Socialforvaltningen", order="a0")
OTHER = Term("other", Vocabulary.ADMINISTRATION, name="Børneforvaltningen", order="a1")
CARRIERS: tuple[Record, ...] = (
    Contact("c", name="A", administration="office", districts=("east", "south")),
    Contact("d", name="B", districts=("east",)),
    ListEntry("l", "p", administration="office", districts=("east",)),
    ListEntry("m", "p", districts=None),
    Page("p", title="Side", administration="office"),
)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(MemoryStore((SOUTH, EAST, OLD, OFFICE, OTHER, *CARRIERS)), "ab12")


def names(workspace: Workspace, vocabulary: Vocabulary) -> list[str]:
    ids = workspace.state.bucket(TERMS, vocabulary)
    return [term.name for term in (workspace.state.get(Term, id_) for id_ in ids) if term]


def test_merging_moves_all_that_carries_the_one_and_keeps_its_names(workspace: Workspace) -> None:
    workspace.execute(MergeTerms("south", "east"))
    state = workspace.state
    assert state.get(Term, "east") is None
    assert state.get(Contact, "c").districts == ("south",)  # type: ignore[union-attr]
    assert state.get(Contact, "d").districts == ("south",)  # type: ignore[union-attr]
    assert state.get(ListEntry, "l").districts == ("south",)  # type: ignore[union-attr]
    assert state.get(ListEntry, "m").districts is None  # type: ignore[union-attr]
    assert state.get(Term, "old").successor == "south"  # type: ignore[union-attr]
    for said in ("amager øst", "Østamager", "Amager"):
        assert find_term(state.all(Term), Vocabulary.DISTRICT, said).id == "south"  # type: ignore[union-attr]
    workspace.undo()
    assert set(workspace.state.all(Contact)) == {r for r in CARRIERS if isinstance(r, Contact)}


def test_a_successor_that_is_merged_into_what_it_follows_leaves_no_circle(
    workspace: Workspace,
) -> None:
    workspace.execute(MergeTerms("old", "east"))
    assert workspace.state.get(Term, "old").successor is None  # type: ignore[union-attr]


def test_pages_carry_administrations(workspace: Workspace) -> None:
    assert {record.id for record in carriers(workspace.state, OFFICE.id)} == {"c", "l", "p"}
    workspace.execute(MergeTerms("other", "office"))
    assert workspace.state.get(Page, "p").administration == "other"  # type: ignore[union-attr]


def test_a_successor_begins_where_the_other_ends(workspace: Workspace) -> None:
    workspace.execute(SucceedTerm("office", "new", "Socialforvaltningen 2", NEW_YEAR))
    old, new = (workspace.state.get(Term, id_) for id_ in ("office", "new"))
    assert old is not None
    assert new is not None
    assert (old.valid_to, old.successor, new.valid_from) == (NEW_YEAR, "new", NEW_YEAR)
    assert names(workspace, Vocabulary.ADMINISTRATION) == [
        "Socialforvaltningen",
        "Socialforvaltningen 2",
        "Børneforvaltningen",
    ]


def test_order_is_as_it_was_put(workspace: Workspace) -> None:
    workspace.execute(AddTerm("north", Vocabulary.DISTRICT, "  Bispebjerg  "))
    workspace.execute(MoveTerm("north", 0))
    assert names(workspace, Vocabulary.DISTRICT) == ["Bispebjerg", "Amager", "Amager Øst", "Sundby"]


def test_names_are_tidied_and_kept_once(workspace: Workspace) -> None:
    aliases = (" Østamager ", "østamager", "Amager  Øst", "")
    workspace.execute(EditTerm("east", (("aliases", aliases), ("name", " Amager  Øst "))))
    east = workspace.state.get(Term, "east")
    assert east is not None
    assert (east.name, east.aliases) == ("Amager Øst", ("Østamager",))


@pytest.mark.parametrize(
    ("command", "why"),
    [
        (AddTerm("x", Vocabulary.DISTRICT, "  "), "term_no_name"),
        (AddTerm("x", Vocabulary.DISTRICT, "østamager"), "term_taken"),
        (AddTerm("x", Vocabulary.DISTRICT, "s"), "term_taken"),
        (EditTerm("south", (("aliases", ("Sundby",)),)), "term_taken"),
        (EditTerm("east", (("successor", "old"),)), "term_circle"),
        (EditTerm("east", (("successor", "east"),)), "term_circle"),
        (EditTerm("east", (("successor", "office"),)), "missing"),
        (EditTerm("east", (("valid_from", NEW_YEAR), ("valid_to", NEW_YEAR))), "term_ends_first"),
        (SucceedTerm("old", "x", "Sundbyerne", NEW_YEAR), "term_has_successor"),
        (MergeTerms("east", "east"), "merge_same"),
        (MergeTerms("east", "office"), "merge_same"),
        (RemoveTerm("east"), "term_in_use"),
    ],
)
def test_what_would_leave_a_value_unclear_is_refused(
    workspace: Workspace, command: Command, why: str
) -> None:
    before = workspace.state
    with pytest.raises(Refused) as refusal:
        workspace.execute(command)
    assert refusal.value.key == f"refused.{why}"
    assert workspace.state is before


def test_a_name_may_be_had_in_two_vocabularies(workspace: Workspace) -> None:
    workspace.execute(AddTerm("x", Vocabulary.CATEGORY, "Amager"))
    assert names(workspace, Vocabulary.CATEGORY) == ["Amager"]


def test_an_unused_value_goes_and_nothing_leads_to_it(workspace: Workspace) -> None:
    workspace.execute(EditTerm("other", (("successor", "office"),)))
    workspace.execute(MergeTerms("other", "office"))
    workspace.execute(AddTerm("spare", Vocabulary.DISTRICT, "Reserve"))
    workspace.execute(EditTerm("south", (("successor", "spare"),)))
    workspace.execute(RemoveTerm("spare"))
    assert workspace.state.get(Term, "spare") is None
    assert workspace.state.get(Term, "south").successor is None  # type: ignore[union-attr]


IDS = st.sampled_from(["south", "east", "old", "office", "other"])
COMMANDS: st.SearchStrategy[Command] = st.one_of(
    st.builds(MergeTerms, IDS, IDS),
    st.builds(RemoveTerm, IDS),
    st.builds(SucceedTerm, IDS, st.sampled_from(["n1", "n2"]), st.just("Ny"), st.just(NEW_YEAR)),
    st.builds(EditTerm, IDS, IDS.map(lambda id_: (("successor", id_),))),
    st.builds(MoveTerm, IDS, st.integers(-1, 6)),
)


@given(st.lists(COMMANDS, max_size=8))
def test_no_record_is_left_with_a_value_that_is_gone(commands: list[Command]) -> None:
    workspace = Workspace(MemoryStore((SOUTH, EAST, OLD, OFFICE, OTHER, *CARRIERS)), "ab12")
    first = tables(workspace)
    for command in commands:
        with suppress(Refused):
            workspace.execute(command)
    state = workspace.state
    ids = set(state.ids(Term))
    for term in state.all(Term):
        assert term.successor is None or term.successor in ids - {term.id}
    for record in (*state.all(Contact), *state.all(ListEntry), *state.all(Page)):
        held = (record.administration, *(getattr(record, "districts", ()) or ()))
        assert {id_ for id_ in held if id_ is not None} <= ids
    while workspace.undo() is not None:
        pass
    assert tables(workspace) == first


def tables(workspace: Workspace) -> set[Record]:
    kinds = (Term, Contact, ListEntry, Page)
    return {record for kind in kinds for record in workspace.state.all(kind)}

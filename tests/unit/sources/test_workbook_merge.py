"""A workbook against a workspace that went on: merged field by field."""

from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.sources.source import Request
from kkworkbench.sources.workbook import plan
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.edited_workbook import TODAY, Edited, asked, edits, export, planned, reasons
from tests.unit.sources.small_workspace import (
    OTHER,
    PAS,
    RECORDS,
    STATE,
    with_,
)


@pytest.fixture
def book(tmp_path: Path) -> Edited:
    return Edited(export(tmp_path / "a.xlsx", STATE))


def test_fields_changed_there_only_are_taken_and_those_changed_here_only_stay(
    book: Edited,
) -> None:
    here = with_(replace(PAS, title="Rettet her"))
    book.set("contacts", "c1", "org_id", "777")
    plan = planned(here, book.save(), base=STATE)
    assert edits(plan) == {"c1 contacts.org_id": "777"}
    (change,) = asked(plan)
    assert change.records == (replace(PAS, title="Rettet her", org_id="777"),)


def test_a_field_changed_otherwise_on_both_sides_is_a_conflict_with_all_three_words(
    book: Edited,
) -> None:
    here = with_(replace(PAS, name="Pas her"))
    book.set("contacts", "c1", "name", "Pas der").set("contacts", "c1", "title", "Ny titel")
    plan = planned(here, book.save(), base=STATE)
    (change,) = asked(plan)
    name, title = change.fields
    assert change.kind is PlanKind.CONFLICT
    assert (name.was, name.here, name.wanted, name.is_conflict) == (
        *("Pas", "Pas her", "Pas der"),
        True,
    )
    assert not title.is_conflict
    assert change.taking({"contacts.name"}).records[0].name == "Pas der"  # type: ignore[attr-defined]
    assert change.taking({"contacts.title"}).records == (
        replace(PAS, name="Pas her", title="Ny titel"),
    )


def test_the_same_change_on_both_sides_is_nothing(book: Edited) -> None:
    here = with_(replace(PAS, name="Pas og visum"))
    book.set("contacts", "c1", "name", "Pas og visum")
    assert asked(planned(here, book.save(), base=STATE)) == []


def test_the_same_change_written_another_way_is_nothing_too(book: Edited) -> None:
    first, second = PAS.phones
    here = with_(replace(PAS, phones=(replace(first, number="70 80 70 80"), second)))
    book.set("phones", "c1", "number", 70807080.0, part="p1")
    assert asked(planned(here, book.save(), base=STATE)) == []


def test_another_way_to_write_what_was_there_takes_nothing_back(book: Edited) -> None:
    first, second = PAS.phones
    here = with_(replace(PAS, phones=(replace(first, number="70 80 70 80"), second)))
    book.set("phones", "c1", "number", 33663366.0, part="p1")
    assert asked(planned(here, book.save(), base=STATE)) == []


def test_parts_are_merged_field_by_field_too(book: Edited) -> None:
    first, second = PAS.phones
    here = with_(replace(PAS, phones=(second, replace(first, label="Her"))))
    book.set("phones", "c1", "number", "70 80 70 80", part="p1")
    plan = planned(here, book.save(), base=STATE)
    (change,) = asked(plan)
    assert change.records == (
        replace(PAS, phones=(second, replace(first, label="Her", number="70 80 70 80"))),
    )


def test_an_edit_of_what_was_deleted_here_is_told(book: Edited) -> None:
    here = State.of(each for each in RECORDS if each is not OTHER)
    book.set("pages", "h", "title", "Flyt hjem")
    plan = planned(here, book.save(), base=STATE)
    assert (asked(plan), reasons(plan)) == ([], ["reject.book_deleted_here"])


def test_the_base_comes_from_the_log_of_the_workspace(tmp_path: Path) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    workspace.execute(EditContact("c1", "title", "Et"))
    step = workspace.store.step
    book = Edited(export(tmp_path / "a.xlsx", workspace.state, step=step))
    workspace.execute(EditContact("c1", "title", "To"))
    workspace.execute(EditContact("c2", "name", "Flyt"))
    book.set("contacts", "c1", "name", "Pas og visum").set("contacts", "c2", "name", "Flytning!")
    asked_for = Request((book.save(),), workspace.state, TODAY, base=workspace.as_it_was)
    found = plan(asked_for)
    assert edits(found) == {
        "c1 contacts.name": "Pas og visum",
        "c2 contacts.name": "Flytning!",
    }
    assert [change.kind for change in asked(found)] == [PlanKind.CHANGED, PlanKind.CONFLICT]


def test_a_plan_is_applied_as_one_step_that_can_be_undone(book: Edited) -> None:
    book.set("contacts", "c1", "name", "Nyt navn").set("pages", "g", "title", "Ny titel")
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    plan = planned(STATE, book.save())
    workspace.execute(ApplyPlan(plan.applicable()))
    assert workspace.state != STATE
    assert asked(planned(workspace.state, book.path, base=STATE)) == []
    workspace.undo()
    assert workspace.state == STATE

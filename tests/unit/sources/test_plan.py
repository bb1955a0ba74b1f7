"""A second file meets what stands here: nothing twice, nothing overwritten, all of it undone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.sources.following import FollowSource
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.registers import geojson, unit_2022, unit_2024, workspace

TODAY, LATER = date(2026, 3, 2), date(2026, 4, 2)
PEOPLE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


class Edit(Alone):
    """An editor's own change of a contact."""

    label = "command.edit_contact"

    def __init__(self, contact: Contact) -> None:
        self._contact = contact

    def apply(self, draft: Draft) -> None:
        draft.put(self._contact)


class Desk:
    """A workspace, and a register that is read into it again and again."""

    def __init__(self, folder: Path) -> None:
        self.workspace: Workspace = workspace()
        self._path = folder / "r.geojson"

    def plan(self, *rows: dict[str, Any]) -> Plan:
        return plan_file(geojson(self._path, *rows), self.workspace.state, LATER)

    def take(self, *rows: dict[str, Any]) -> Plan:
        planned = self.plan(*rows)
        self.workspace.execute(ApplyPlan(planned.applicable()))
        return planned

    def edit(self, change: Callable[[Contact], Contact]) -> None:
        self.workspace.execute(Edit(change(self.contact)))

    @property
    def contact(self) -> Contact:
        (contact,) = self.workspace.state.all(Contact)
        return contact

    @property
    def said(self) -> dict[str, str]:
        (source,) = self.workspace.state.all(SourceRecord)
        return dict(source.values)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def everything(state: State) -> dict[tuple[type[Record], str], Record]:
    return {(kind, record.id): record for kind in KINDS for record in state.all(kind)}


def counts(plan: Plan) -> dict[str, int]:
    return {kind.value: plan.count(kind) for kind in PlanKind if plan.count(kind)}


CELLS = st.fixed_dictionaries(
    {
        "kkorgnr": st.sampled_from(["1", "2", "3"]),
        "adresse": st.sampled_from(["Prøvevej 1", "Prøvevej 2, 1. TV", "Øster Allé 7B", " "]),
        "borgerrettetnavn": st.sampled_from(["Tuen", "Myren", "Bien", " "]),
        "telefon": st.sampled_from(["12345678", "12 34 56 78", "87654321", " ", "x"]),
        "aabningstid_1": st.sampled_from(["Mandag 8-16", "Mandag 08:00-16:00", "nej", " "]),
        "bydel": st.sampled_from(["Valby", "Vesterbro/Kgs. Enghave", "Atlantis", " "]),
    }
).map(lambda cells: unit_2024(**cells))
FILES = st.lists(CELLS, min_size=1, max_size=6)


@PEOPLE
@given(st.lists(FILES, min_size=1, max_size=4))
def test_any_file_taken_twice_changes_nothing_the_second_time(
    tmp_path: Path, files: list[list[dict[str, Any]]]
) -> None:
    desk = Desk(tmp_path)
    for rows in files:
        desk.take(*rows)
        before = everything(desk.workspace.state)
        again = desk.take(*rows)
        assert set(counts(again)) <= {"unchanged"}
        assert everything(desk.workspace.state) == before


@PEOPLE
@given(st.lists(FILES, min_size=1, max_size=4))
def test_undo_of_imports_gives_the_exact_state(
    tmp_path: Path, files: list[list[dict[str, Any]]]
) -> None:
    desk = Desk(tmp_path)
    states = [everything(desk.workspace.state)]
    for rows in files:
        desk.take(*rows)
        now = everything(desk.workspace.state)
        states += [now] if now != states[-1] else []
    for state in reversed(states[:-1]):
        desk.workspace.undo()
        assert everything(desk.workspace.state) == state
    assert desk.workspace.undo() is None


@PEOPLE
@given(FILES, FILES)
def test_what_an_editor_changed_is_never_overwritten(
    tmp_path: Path, first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    desk = Desk(tmp_path)
    desk.take(*first)
    for contact in list(desk.workspace.state.all(Contact)):
        edited = replace(contact, name=f"Vores {contact.name}", phones=(), note="husk")
        desk.workspace.execute(Edit(edited))
    ours = {contact.id: contact for contact in desk.workspace.state.all(Contact)}
    had_phones = {
        record.id
        for record in desk.workspace.state.all(SourceRecord)
        if "phone" in dict(record.values)
    }
    desk.take(*second)
    for id_, contact in ours.items():
        now = desk.workspace.state.get(Contact, id_)
        assert now is not None
        assert (now.name, now.note) == (contact.name, "husk")
        if contact.source in had_phones:
            assert now.phones == ()


@PEOPLE
@given(st.lists(FILES, min_size=1, max_size=5))
def test_no_unit_ever_takes_the_contact_of_another(
    tmp_path: Path, files: list[list[dict[str, Any]]]
) -> None:
    desk = Desk(tmp_path)
    for rows in files:
        desk.take(*rows)
        records = list(desk.workspace.state.all(SourceRecord))
        assert len({record.key for record in records}) == len(records)
        sources = [contact.source for contact in desk.workspace.state.all(Contact)]
        assert sorted(sources) == sorted(record.id for record in records)


def test_a_changed_field_shows_what_was_and_what_will_be(desk: Desk) -> None:
    desk.take(unit_2024(telefon="12345678"))
    (change,) = desk.plan(unit_2024(telefon="87654321")).changes
    (field,) = change.fields
    assert change.kind is PlanKind.CHANGED
    assert (field.field, field.was, field.here, field.wanted) == (
        "phone", "12345678", "12345678", "87654321",
    )  # fmt: skip


def test_the_newer_schema_fills_in_what_the_older_lacked(desk: Desk) -> None:
    desk.take(unit_2022())
    assert counts(desk.take(unit_2024())) == {"changed": 1}
    assert desk.contact.phones[0].number == "12345678"
    assert desk.contact.visiting_hours is not None


def test_an_empty_cell_never_overwrites(desk: Desk) -> None:
    desk.take(unit_2024())
    before = everything(desk.workspace.state)
    desk.take(unit_2024(telefon=" ", aabningstid_1=" ", bydel=" ", hjemmeside=" "))
    assert everything(desk.workspace.state) == before


def test_another_way_to_write_a_number_is_no_change(desk: Desk) -> None:
    desk.take(unit_2024(telefon="12345678"))
    desk.edit(lambda c: replace(c, phones=(replace(c.phones[0], number="12 34 56 78"),)))
    assert counts(desk.plan(unit_2024(telefon="12345678"))) == {"unchanged": 1}


def test_an_override_is_left_while_the_register_says_the_same(desk: Desk) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, name="Vores navn"))
    assert counts(desk.take(unit_2024())) == {"unchanged": 1}
    assert desk.contact.name == "Vores navn"


def test_an_override_that_the_register_changes_is_a_conflict(desk: Desk) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, name="Vores navn"))
    for _ in range(2):
        planned = desk.take(unit_2024(borgerrettetnavn="Deres nye navn"))
        (change,) = planned.changes
        assert change.kind is PlanKind.CONFLICT
        assert [(f.was, f.wanted, f.here) for f in change.fields] == [
            ("Myretuen (Tuerne)", "Deres nye navn", "Vores navn")
        ]
        assert desk.contact.name == "Vores navn"


def test_an_emptied_field_is_an_override_too(desk: Desk) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, phones=()))
    assert counts(desk.take(unit_2024(telefon="87654321"))) == {"conflict": 1}
    assert desk.contact.phones == ()


def test_hours_that_never_landed_are_no_override(desk: Desk) -> None:
    desk.take(unit_2024(aabningstid_1="Fretdag 8-9"))
    assert counts(desk.take(unit_2024(aabningstid_1="Fredag 8-9"))) == {"changed": 1}
    assert desk.contact.visiting_hours is not None


def test_a_word_that_nobody_can_read_does_not_displace_a_readable_one(desk: Desk) -> None:
    desk.take(unit_2024(bydel="Valby"))
    assert counts(desk.take(unit_2024(bydel="Atlantis"))) == {"unchanged": 1}
    assert desk.said["district"] == "Valby"
    assert counts(desk.take(unit_2024(bydel="Nørrebro"))) == {"changed": 1}


def test_a_field_filled_here_that_the_register_never_had_is_a_conflict(desk: Desk) -> None:
    desk.take(unit_2022())
    desk.take(unit_2024(telefon=" "))
    desk.edit(lambda c: replace(c, districts=(), address=replace(c.address, floor="2. sal")))
    planned = desk.plan(unit_2024(telefon=" ", adresse="Prøvevej 12, ST."))
    (change,) = planned.changes
    assert change.kind is PlanKind.CONFLICT
    assert [f.field for f in change.fields if f.is_conflict] == ["floor"]


def test_an_unsettled_conflict_gives_what_is_not_disputed_and_stays_one(desk: Desk) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, name="Vores navn"))
    rows = unit_2024(borgerrettetnavn="Deres nye navn", telefon="87654321")
    desk.workspace.execute(ApplyPlan(desk.plan(rows).changes))
    assert (desk.contact.name, desk.contact.phones[0].number) == ("Vores navn", "87 65 43 21")
    (change,) = desk.plan(rows).changes
    assert [field.field for field in change.fields] == ["name"]
    assert change.kind is PlanKind.CONFLICT


@pytest.mark.parametrize("take", [(), ("name",)])
def test_a_conflict_can_be_settled_either_way(desk: Desk, take: tuple[str, ...]) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, name="Vores navn"))
    rows = unit_2024(borgerrettetnavn="Deres nye navn", telefon="87654321")
    (change,) = desk.plan(rows).changes
    taken = change.taking({*change.usual_fields(), *take})
    desk.workspace.execute(ApplyPlan((taken,)))
    assert desk.contact.name == ("Deres nye navn" if take else "Vores navn")
    assert desk.contact.phones[0].number == "87 65 43 21"
    assert desk.said["name"] == "Deres nye navn"
    assert counts(desk.plan(rows)) == {"unchanged": 1}


def test_a_unit_that_moved_keeps_its_contact(desk: Desk) -> None:
    desk.take(unit_2024())
    before = desk.contact
    assert counts(desk.take(unit_2024(adresse="Flyttevej 3"))) == {"changed": 1}
    assert desk.contact.id == before.id
    assert desk.contact.address is not None
    assert desk.contact.address.street == "Flyttevej 3"


def test_two_places_that_could_have_moved_are_not_guessed(desk: Desk) -> None:
    desk.take(unit_2024())
    planned = desk.take(unit_2024(adresse="Flyttevej 3"), unit_2024(adresse="Flyttevej 5"))
    assert counts(planned) == {"new": 2, "gone": 1}


def test_a_new_unit_at_the_place_of_one_that_moved_is_another_contact(desk: Desk) -> None:
    desk.take(unit_2024())
    moved = unit_2024(adresse="Flyttevej 3")
    desk.take(moved)
    first = desk.contact
    assert counts(desk.take(moved, unit_2024())) == {"unchanged": 1, "new": 1}
    assert desk.workspace.state.get(Contact, first.id) == first
    assert desk.workspace.state.count(Contact) == 2


def test_a_unit_that_is_gone_is_flagged_and_kept_and_may_come_back(desk: Desk) -> None:
    desk.take(unit_2024(), unit_2024(kkorgnr="2"))
    contacts = desk.workspace.state.count(Contact)
    assert counts(desk.take(unit_2024())) == {"unchanged": 1, "gone": 1}
    assert desk.workspace.state.count(Contact) == contacts
    assert [r.gone for r in desk.workspace.state.all(SourceRecord) if r.org_id == "2"] == [True]
    assert counts(desk.take(unit_2024())) == {"unchanged": 1}
    assert counts(desk.take(unit_2024(), unit_2024(kkorgnr="2"))) == {"unchanged": 1, "changed": 1}
    assert not any(record.gone for record in desk.workspace.state.all(SourceRecord))


def test_only_what_is_ticked_is_applied(desk: Desk) -> None:
    planned = desk.plan(unit_2024(), unit_2024(kkorgnr="2"), unit_2024(kkorgnr="3"))
    chosen = planned.chosen({planned.changes[1].key})
    desk.workspace.execute(ApplyPlan(chosen))
    assert desk.contact.org_id == "2"


def test_a_plan_that_a_later_step_made_stale_is_refused_whole(desk: Desk) -> None:
    desk.take(unit_2024())
    planned = desk.plan(unit_2024(telefon="87654321"), unit_2024(kkorgnr="2"))
    desk.edit(lambda c: replace(c, note="imens"))
    before = everything(desk.workspace.state)
    with pytest.raises(Refused, match=r"refused\.stale_plan"):
        desk.workspace.execute(ApplyPlan(planned.applicable()))
    assert everything(desk.workspace.state) == before


def test_following_the_source_again_ends_an_override(desk: Desk) -> None:
    desk.take(unit_2024())
    desk.edit(lambda c: replace(c, name="Vores navn"))
    desk.workspace.execute(FollowSource(ContactId(desk.contact.id), "name"))
    assert desk.contact.name == "Myretuen (Tuerne)"
    with pytest.raises(Refused):
        desk.workspace.execute(FollowSource(ContactId(desk.contact.id), "website"))


def test_a_field_that_is_not_taken_stays_here_and_is_not_asked_again(desk: Desk) -> None:
    desk.take(unit_2024())
    rows = unit_2024(borgerrettetnavn="Deres nye navn", telefon="87654321")
    (change,) = desk.plan(rows).changes
    assert change.kind is PlanKind.CHANGED
    before = desk.contact.name
    desk.workspace.execute(ApplyPlan((change.taking({"phone"}),)))
    assert (desk.contact.name, desk.contact.phones[0].number) == (before, "87 65 43 21")
    assert counts(desk.plan(rows)) == {"unchanged": 1}


def test_a_new_unit_is_taken_with_the_fields_that_were_ticked(desk: Desk) -> None:
    (change,) = desk.plan(unit_2024()).changes
    desk.workspace.execute(ApplyPlan((change.taking(change.usual_fields() - {"phone"}),)))
    assert (desk.contact.name, desk.contact.phones) == ("Myretuen (Tuerne)", ())

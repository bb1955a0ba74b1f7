"""A table that is known by name, mappings that are kept, and tables that come back unchanged."""

import csv
import io
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.shipped_terms import terms
from kkworkbench.sources.contact_table import contact_texts, plan
from kkworkbench.sources.contact_table_fields import FIELDS
from kkworkbench.sources.contact_table_words import Terms, column_names
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Reading, Request
from kkworkbench.state.indexes import SOURCES_BY_NAME
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.mappings import RemoveMapping, SaveMapping
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.unit_matching import unit_candidates
from kkworkbench.workspace.workspace import Workspace
from tests.strategies import record_of
from tests.unit.sources.table_desk import LIBRARY, OFFICE, TODAY, Desk, counts, why
from tests.unit.sources.table_files import xlsx

FOLDERS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, LIBRARY, OFFICE)


def test_a_named_table_is_known_again_and_edits_here_are_conflicts(desk: Desk) -> None:
    header, options = "orgnr;navn;tlf;bemærkning", {"save_profile": "Liste"}
    first = desk.take(header, "176;Biblioteket;33123456;gammel", options=options)
    assert counts(first) == {"changed": 1}
    assert first.mapping is not None
    desk.workspace.execute(SaveMapping(first.mapping))
    desk.edit(phones=(replace(LIBRARY.phones[0], number="33 99 99 99"),), name="Vores navn")
    same = desk.plan(header, "176;Biblioteket;33123456;gammel")
    assert (counts(same), same.applicable()) == ({"unchanged": 1}, ())
    planned = desk.plan(header, "176;Biblioteket;33 88 88 88;ny", name="andet navn.csv")
    assert counts(planned) == {"conflict": 1}
    (change,) = planned.changes
    assert [(f.field, f.was, f.here, f.wanted, f.is_conflict) for f in change.fields] == [
        ("phone", "33 12 34 56", "33 99 99 99", "33 88 88 88", True),
        ("note", "gammel", "gammel", "ny", False),
    ]
    desk.workspace.execute(ApplyPlan((change,)))
    assert (desk.contact().phones[0].number, desk.contact().note) == ("33 99 99 99", "ny")
    (open_,) = desk.plan(header, "176;Biblioteket;33 88 88 88;ny").changes
    assert [(f.field, f.was, f.is_conflict) for f in open_.fields] == [
        ("phone", "33 12 34 56", True)
    ]
    desk.workspace.execute(ApplyPlan((open_.taking(()),)))
    assert desk.contact().phones[0].number == "33 99 99 99"
    settled = desk.plan(header, "176;Biblioteket;33 88 88 88;ny")
    assert counts(settled) == {"unchanged": 1}


def test_what_a_named_table_says_is_noted_of_unchanged_rows_too(desk: Desk) -> None:
    lines = ("orgnr;navn;tlf", "176;Biblioteket;33123456")
    planned = desk.take(*lines, options={"save_profile": "Liste"})
    assert counts(planned) == {"unchanged": 1}
    (record,) = desk.workspace.state.all(SourceRecord)
    assert (record.source, record.key, record.aliases) == ("table:Liste", "176", ("c1",))
    assert dict(record.values)["phone"] == "33 12 34 56"
    assert desk.plan(*lines, options={"save_profile": "Liste"}).applicable() == ()
    chosen = desk.plan(*lines, options={"save_profile": "Anden"}).chosen(())
    assert [change.records for change in chosen] != []


def test_a_contact_of_a_named_table_is_known_though_its_key_was_changed_here(desk: Desk) -> None:
    lines = ("navn;tlf", "Biblioteket;33123456")
    desk.take(*lines, options={"save_profile": "Liste"})
    desk.edit(name="Hovedbiblioteket")
    again = desk.plan("navn;tlf", "Biblioteket;33 77 77 77", options={"save_profile": "Liste"})
    assert [(c.kind, c.contact_id) for c in again.changes] == [(PlanKind.CHANGED, "c1")]
    assert [f.field for f in again.changes[0].fields] == ["phone"]


def test_a_table_without_a_name_notes_nothing(desk: Desk) -> None:
    desk.take("orgnr;note", "176;x", "178;y")
    assert list(desk.workspace.state.all(SourceRecord)) == []


def test_a_profile_is_recognised_by_its_columns_and_may_be_refused(desk: Desk) -> None:
    few = MappingProfile("m1", "Få", "table", "name", (("name", "Kaldes"),))  # type: ignore[arg-type]
    columns = (("name", "Kaldes"), ("note", "Husk"))
    more = MappingProfile("m2", "Mere", "table", "name", columns)  # type: ignore[arg-type]
    other = MappingProfile("m3", "Andet", "usage", "name", columns)  # type: ignore[arg-type]
    for profile in (few, more, other):
        desk.workspace.execute(SaveMapping(profile))
    planned = desk.plan("kaldes;HUSK;Hvorfor", "Biblioteket;x;y")
    assert planned.mapping is not None
    assert (planned.mapping.name, planned.changes[0].fields[0].wanted) == ("Mere", "x")
    only = desk.plan("kaldes;HUSK", "Biblioteket;x", profile="Få")
    assert counts(only) == {"unchanged": 1}
    with pytest.raises(UnreadableInputError, match=r"input\.no_key"):
        desk.plan("kaldes;HUSK", "Biblioteket;x", profile="-")


def test_how_the_file_was_read_is_kept_with_the_profile(desk: Desk) -> None:
    lines = ("a;b", "orgnr|note", "176|x")
    reading = Reading(separator="|", header_row=2)
    planned = desk.plan(*lines, reading=reading, options={"save_profile": " Min  liste "})
    assert planned.mapping is not None
    desk.workspace.execute(SaveMapping(planned.mapping))
    assert planned.mapping.name == "Min liste"
    assert counts(desk.plan(*lines, profile="Min liste")) == {"changed": 1}


def test_mappings_are_saved_replaced_removed_and_undone(desk: Desk) -> None:
    planned = desk.plan("orgnr;note", "176;x", options={"save_profile": "Liste"})
    assert planned.mapping is not None
    desk.workspace.execute(SaveMapping(planned.mapping))
    desk.workspace.execute(SaveMapping(replace(planned.mapping, key="name")))
    assert [p.key for p in desk.workspace.state.all(MappingProfile)] == ["name"]
    desk.workspace.execute(RemoveMapping(planned.mapping.id))
    assert list(desk.workspace.state.all(MappingProfile)) == []
    desk.workspace.undo()
    desk.workspace.undo()
    assert list(desk.workspace.state.all(MappingProfile)) == [planned.mapping]
    with pytest.raises(Refused, match=r"refused\.no_mapping_name"):
        desk.workspace.execute(SaveMapping(replace(planned.mapping, name=" ")))


def test_the_same_table_makes_the_same_contacts_in_every_workspace(tmp_path: Path) -> None:
    lines = ("orgnr;navn", "5;Ny", "6;Anden")
    made = []
    for name in ("x.csv", "x.csv", "y.csv"):
        desk = Desk(tmp_path)
        desk.take(*lines, name=name)
        made.append({contact.id for contact in desk.workspace.state.all(Contact)})
    assert made[0] == made[1]
    assert not made[0] & made[2]


def test_a_formula_without_a_value_is_told_only_where_its_column_is_used(desk: Desk) -> None:
    path = desk.folder / "x.xlsx"
    path.write_bytes(xlsx([["orgnr", "note", "andet"], [176, "=1+1", "=1+1"], [177, "x", "y"]]))
    planned = plan(Request((path,), desk.workspace.state, TODAY))
    assert why(planned) == [(2, "note", "reject.formula")]
    assert counts(planned) == {"unchanged": 1, "changed": 1}


def written(header: list[str], rows: list[list[str]], name: str) -> bytes:
    if name.endswith(".xlsx"):
        return xlsx([header, *rows], plain=True)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows([header, *rows])
    return out.getvalue().encode("utf-8-sig")


def printable(value: Any) -> Any:
    """The value with nothing but printable letters in its texts."""
    match value:
        case StrEnum():
            return value
        case str():
            return "".join(filter(str.isprintable, value))
        case tuple():
            return tuple(map(printable, value))
        case Contact() | Phone() | WrittenChannel() | Address():
            whole = {each.name: getattr(value, each.name) for each in fields(value)}
            return replace(value, **{name: printable(part) for name, part in whole.items()})
    return value


@FOLDERS
@given(
    st.lists(record_of(Contact), min_size=1, max_size=3),
    st.lists(st.sampled_from(sorted({*FIELDS, "address"})), min_size=1, max_size=12, unique=True),
    st.sampled_from(["x.csv", "x.xlsx"]),
)
def test_what_was_written_comes_back_as_an_empty_plan(
    tmp_path: Path, made: list[Contact], names: list[str], name: str
) -> None:
    contacts = [replace(printable(each), id=ContactId(f"c{n}")) for n, each in enumerate(made)]
    columns = ["id", *names]
    path = tmp_path / name
    path.write_bytes(written(columns, contact_texts(contacts, columns, Terms(terms())), name))
    state = State.of((*terms(), *contacts))
    planned = plan(Request((path,), state, TODAY, columns={each: each for each in columns}))
    assert planned.applicable() == ()
    assert counts(planned) == {"unchanged": len(contacts)}
    assert planned.rejected == ()


def test_what_a_table_says_is_no_unit_that_a_contact_can_follow(desk: Desk) -> None:
    desk.take("orgnr;navn", "178;Et sted", options={"save_profile": "Liste"})
    state = desk.workspace.state
    assert unit_candidates(state, desk.contact()) == ()
    assert list(state.keys(SOURCES_BY_NAME)) == []


ANY_CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        (
            "176",
            "0176",
            "176.0",
            "1E+05",
            "33123456",
            "=1+1",
            "#N/A",
            "ja",
            "BUF",
            "1899-12-31",
            "Man-fre 9-15",
            "Vej 1, 2300 S",
            "https://kk.dk",
            "\u00a0",
            "'=x",
            "2026-02-31",
            "c1",
        )
    ),
)


@FOLDERS
@given(
    st.lists(st.sampled_from(sorted(column_names())), min_size=1, max_size=8, unique=True),
    st.lists(st.lists(ANY_CELL, min_size=8, max_size=8), min_size=1, max_size=5),
    st.sampled_from(["", "Liste"]),
)
def test_any_cells_are_planned_and_applied_once_or_refused(
    tmp_path: Path, names: list[str], rows: list[list[str]], profile: str
) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(written(names, [row[: len(names)] for row in rows], "any.csv"))
    workspace = Workspace(MemoryStore((*terms(), LIBRARY, OFFICE)), "prøve")
    columns, options = {name: name for name in names}, {"save_profile": profile}

    def planned() -> Plan:
        return plan(Request((path,), workspace.state, TODAY, columns=columns, options=options))

    try:
        first = planned()
    except UnreadableInputError:
        return
    messages = Messages("da")
    assert all(messages.has(cell.reason) and cell.row > 1 for cell in first.rejected)
    workspace.execute(ApplyPlan(first.applicable()))
    assert planned().applicable() == ()

"""The wide and the long table of KK Org come to the same contacts as its open data."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.model.contact import Contact
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.registers import empty_state, workspace

TODAY = date(2026, 3, 2)
SOCIAL = "11111111-0000-4000-8000-000000000001"
CENTRE = "11111111-0000-4000-8000-000000000002"
OFFICE = "11111111-0000-4000-8000-000000000003"
WIDE = (
    ["UUID", "Enhedsnavn", "Overordnet", "Tlf.", "Besøgsadresse", "Postnr.", "By", "Åbningstider"],
    [SOCIAL, "Socialforvaltningen", "", "", "Rådhuspladsen 1", "1550", "København V", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "33178800", "Borups Allé 43, 2.", "2200",
     "København N", "Man-tor 9-15, fre 9-14"],
    [OFFICE, "Visitationen", CENTRE, "33 17 33 33", "Borups Allé 43", "2200", "København N", "?"],
)  # fmt: skip
LONG = (
    ["Enheds-UUID", "Enhedsnavn", "Overordnet", "Adressetype", "Værdi", "Synlighed", "Medarbejder"],
    [SOCIAL, "Socialforvaltningen", "", "Telefon", "33663366", "Må vises eksternt", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "Telefon", "33178800", "Må vises eksternt", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "Telefon", "33173333", "Må vises eksternt", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "Telefon", "33170000", "Må vises internt", ""],
    [
        CENTRE,
        "Borgercenter Handicap",
        SOCIAL,
        "Adresse",
        "Borups Allé 43, 2200 København N",
        "",
        "",
    ],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "E-mail", "handicap@example.dk", "", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "P-nummer", "1003265432", "", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "Duft", "viol", "", ""],
    [CENTRE, "Borgercenter Handicap", SOCIAL, "Telefon", "20304050", "", "Hanne Prøve"],
)


def table(path: Path, rows: tuple[list[str], ...]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    return path


def plan(tmp_path: Path, rows: tuple[list[str], ...]) -> Plan:
    return plan_file(table(tmp_path / "kkorg.csv", rows), empty_state(), TODAY)


def contact(planned: Plan, at: int) -> Contact:
    return next(r for r in planned.changes[at].records if isinstance(r, Contact))


def term_name(id_: str | None) -> str:
    return next(term.name for term in empty_state().all(Term) if term.id == id_)


def test_a_wide_table_lands_in_the_right_fields(tmp_path: Path) -> None:
    planned = plan(tmp_path, WIDE)
    centre = contact(planned, 1)
    assert centre.name == "Borgercenter Handicap"
    assert [phone.number for phone in centre.phones] == ["33 17 88 00"]
    assert centre.address is not None
    assert (centre.address.street, centre.address.floor) == ("Borups Allé 43", "2.")
    assert (centre.address.postal_code, centre.address.town) == ("2200", "København N")
    assert centre.visiting_hours is not None
    assert len(centre.visiting_hours.spans) == 5


def test_the_administration_is_found_among_the_units_above(tmp_path: Path) -> None:
    planned = plan(tmp_path, WIDE)
    for at in range(3):
        assert term_name(contact(planned, at).administration) == "Socialforvaltningen"


def test_a_cell_that_is_not_read_is_named_by_the_files_own_column(tmp_path: Path) -> None:
    planned = plan(tmp_path, WIDE)
    assert [(r.row, r.column, r.value, r.reason) for r in planned.rejected] == [
        (4, "Åbningstider", "?", "reject.hours")
    ]


def test_a_long_table_is_gathered_by_unit(tmp_path: Path) -> None:
    planned = plan(tmp_path, LONG)
    assert [change.title for change in planned.changes] == [
        "Socialforvaltningen",
        "Borgercenter Handicap",
    ]
    centre = contact(planned, 1)
    assert [phone.number for phone in centre.phones] == ["33 17 88 00"]
    assert centre.address is not None
    assert (centre.address.street, centre.address.postal_code) == ("Borups Allé 43", "2200")
    assert term_name(centre.administration) == "Socialforvaltningen"


def test_persons_and_what_is_not_for_outside_are_passed_over_and_counted(tmp_path: Path) -> None:
    planned = plan(tmp_path, LONG)
    assert planned.dropped == {"email": 1, "person": 1, "inward": 1}
    said = repr([change.records for change in planned.changes])
    assert "Hanne" not in said
    assert "33170000" not in said
    assert "handicap@" not in said


def test_a_second_number_and_an_unknown_type_are_named_where_they_stand(tmp_path: Path) -> None:
    planned = plan(tmp_path, LONG)
    assert [(r.row, r.column, r.value, r.reason) for r in planned.rejected] == [
        (9, "Adressetype", "Duft", "reject.address_type"),
        (4, "Værdi", "33178800#33173333", "reject.several"),
    ]


@pytest.mark.parametrize("rows", [WIDE, LONG], ids=["wide", "long"])
def test_the_second_time_nothing_is_new(tmp_path: Path, rows: tuple[list[str], ...]) -> None:
    desk: Workspace = workspace()
    path = table(tmp_path / "kkorg.csv", rows)
    desk.execute(ApplyPlan(plan_file(path, desk.state, TODAY).applicable()))
    again = plan_file(path, desk.state, TODAY)
    assert {change.kind for change in again.changes} == {PlanKind.UNCHANGED}


def test_a_renamed_unit_is_known_by_its_uuid(tmp_path: Path) -> None:
    desk: Workspace = workspace()
    path = tmp_path / "kkorg.csv"
    desk.execute(ApplyPlan(plan_file(table(path, WIDE), desk.state, TODAY).applicable()))
    renamed = [list(row) for row in WIDE]
    renamed[3][1], renamed[3][4] = "Visitationen Handicap", "Borups Allé 45"
    again = plan_file(table(path, tuple(renamed)), desk.state, TODAY)
    (change,) = [each for each in again.changes if each.kind is not PlanKind.UNCHANGED]
    assert [(f.field, f.here, f.wanted) for f in change.fields] == [
        ("name", "Visitationen", "Visitationen Handicap"),
        ("street", "Borups Allé 43", "Borups Allé 45"),
    ]
    assert desk.state.count(SourceRecord) == 3


def test_a_circle_of_parents_ends(tmp_path: Path) -> None:
    circle = [list(row) for row in WIDE[:1] + WIDE[2:]]
    circle[1][2] = OFFICE
    assert plan(tmp_path, tuple(circle)).count(PlanKind.NEW) == 2


def test_a_table_with_neither_shape_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError, match="not_kk_org"):
        plan(tmp_path, (["uuid", "navn"], [SOCIAL, "Socialforvaltningen"]))


CELLS = st.sampled_from(
    [
        "",
        " ",
        SOCIAL,
        CENTRE,
        "Telefon",
        "E-mail",
        "33178800",
        "Hemmelig",
        "x",
        "Socialforvaltningen",
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([WIDE[0], LONG[0]]).flatmap(
        lambda header: st.tuples(
            st.just(header),
            st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), min_size=1),
        )
    )
)
def test_any_cells_are_read_or_named(
    tmp_path: Path, given_: tuple[list[str], list[list[str]]]
) -> None:
    header, rows = given_
    rows = [row for row in rows if any(cell.strip() for cell in row)] or [["x"] * len(header)]
    planned = plan(tmp_path, (header, *rows))
    last = len(rows) + 1
    assert all(2 <= cell.row <= last and cell.column in header for cell in planned.rejected)

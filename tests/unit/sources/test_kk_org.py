"""Both schemas of KK Org become contacts: right fields, no persons, each odd cell named."""

from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest

from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Span
from kkworkbench.model.record import Record
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.workspace.plan import Plan, PlanKind
from tests.unit.sources.registers import (
    WEEK,
    csv_file,
    empty_state,
    geojson,
    unit_2022,
    unit_2024,
)

R = TypeVar("R", bound=Record)
TODAY = date(2026, 3, 2)


def plan(path: Path) -> Plan:
    return plan_file(path, empty_state(), TODAY)


def plan_of(tmp_path: Path, *rows: dict[str, Any]) -> Plan:
    return plan(geojson(tmp_path / "r.geojson", *rows))


def record(planned: Plan, kind: type[R], at: int = 0) -> R:
    return next(r for r in planned.changes[at].records if isinstance(r, kind))


def reasons(planned: Plan) -> list[tuple[int, str, str, str]]:
    return [(r.row, r.column, r.value, r.reason) for r in planned.rejected]


def test_the_newer_schema_lands_in_the_right_fields(tmp_path: Path) -> None:
    planned = plan_of(tmp_path, unit_2024(adresse="Prøvevej 12, ST. TH."))
    contact = record(planned, Contact)
    terms = {term.id: term.name for term in empty_state().all(Term)}
    assert contact.name == "Myretuen (Tuerne)"
    assert contact.org_id == "9001"
    assert [phone.number for phone in contact.phones] == ["12345678"]
    assert contact.address is not None
    assert (contact.address.street, contact.address.floor) == ("Prøvevej 12", "ST. TH.")
    assert (contact.address.postal_code, contact.address.town) == ("2300", "København S")
    assert contact.visiting_hours is not None
    assert contact.visiting_hours.spans[4] == Span(5, 7 * 60, 16 * 60 + 30)
    assert [terms[id_] for id_ in contact.districts] == ["Amager Vest"]
    assert terms[contact.administration or ""] == "Børne- og Ungdomsforvaltningen"
    assert [terms[id_] for id_ in contact.categories] == ["Pasning og skole"]
    assert planned.rejected == ()


def test_the_older_schema_lands_in_the_right_fields(tmp_path: Path) -> None:
    planned = plan_of(tmp_path, unit_2022(etage="1", doerbetegnelse="tv"))
    contact, source = record(planned, Contact), record(planned, SourceRecord)
    assert contact.address is not None
    assert (contact.address.street, contact.address.floor) == ("Prøvevej 12", "1 tv")
    assert (contact.address.postal_code, contact.address.town) == ("2300", "København S")
    assert (contact.phones, contact.visiting_hours) == ((), None)
    assert source.key == "9001|prøvevej 12"
    assert source.aliases == ("4990001", "7d7d0000-0000-4000-8000-000000000001")


def test_a_csv_from_excel_gives_the_same_plan_as_geojson(tmp_path: Path) -> None:
    rows = (unit_2024(), unit_2024(kkorgnr="9002", adresse="Øster Allé 3B"))
    first = plan_of(tmp_path, *rows)
    for encoding in ("cp1252", "utf-8", "utf-8-sig"):
        second = plan(csv_file(tmp_path / "r.csv", *rows, encoding=encoding))
        assert [c.records for c in second.changes] == [c.records for c in first.changes]
        assert [c.row for c in second.changes] == [2, 3]


def test_persons_and_addresses_are_dropped_and_counted(tmp_path: Path) -> None:
    planned = plan_of(
        tmp_path,
        unit_2024(enhedsleder="Prøve Prøvesen", skole_eller_klyngeleder="Test Testesen"),
        unit_2024(kkorgnr="2", email=" "),
    )
    assert planned.dropped == {"email": 1, "person": 2}
    everything = repr([change.records for change in planned.changes])
    assert "Prøvesen" not in everything
    assert "Testesen" not in everything
    assert "@" not in everything


def test_a_removed_name_is_no_person(tmp_path: Path) -> None:
    assert plan_of(tmp_path, unit_2024(enhedsleder="[fjernet]")).dropped["person"] == 0


def test_an_address_in_the_website_is_rejected(tmp_path: Path) -> None:
    planned = plan_of(tmp_path, unit_2024(hjemmeside="http://tue@tue.example.dk/"))
    assert reasons(planned) == [(1, "hjemmeside", "http://tue@tue.example.dk/", "reject.website")]
    assert "website" not in dict(record(planned, SourceRecord).values)


def test_blank_and_invisible_characters_are_no_text(tmp_path: Path) -> None:
    planned = plan_of(
        tmp_path,
        unit_2024(telefon=" ", bydel="\u00a0", borgerrettetnavn="\u200bMyre\u00ad\x00tuen "),
    )
    contact = record(planned, Contact)
    assert (contact.name, contact.phones, contact.districts) == ("Myretuen", (), ())


@pytest.mark.parametrize(
    ("cells", "column", "value", "reason"),
    [
        ({"kkorgnr": "ukendt"}, "kkorgnr", "ukendt", "reject.no_number"),
        ({"kkorgnr": "²"}, "kkorgnr", "²", "reject.no_number"),
        ({"borgerrettetnavn": " ", "enhedsnavn": " "}, "enhedsnavn", "", "reject.no_name"),
        ({"telefon": "12345678#87654321"}, "telefon", "12345678#87654321", "reject.several"),
        ({"bydel": "Atlantis"}, "bydel", "Atlantis", "reject.district"),
        ({"aabningstid_1": "Fretdag 8-9"}, "aabningstid_1", "Fretdag 8-9", "reject.hours"),
        (
            {"postnr_og_postdistrikt": "København"},
            "postnr_og_postdistrikt",
            "København",
            "reject.postal_code",
        ),
        ({"hjemmeside": "http://a. dk"}, "hjemmeside", "http://a. dk", "reject.website"),
    ],
)
def test_a_cell_that_is_not_understood_is_named(
    tmp_path: Path, cells: dict[str, str], column: str, value: str, reason: str
) -> None:
    planned = plan_of(tmp_path, unit_2024(kkorgnr="1"), unit_2024(**cells))
    assert reasons(planned) == [(2, column, value, reason)]
    assert planned.rejected[0].file == "r.geojson"


def test_hours_that_nobody_can_read_are_kept_as_text_and_never_guessed(tmp_path: Path) -> None:
    planned = plan_of(tmp_path, unit_2024(aabningstid_1="Fretdag 8-9"))
    assert record(planned, Contact).visiting_hours is None
    assert dict(record(planned, SourceRecord).values)["visiting_hours"] == "Fretdag 8-9"


def test_shifted_columns_are_named_and_the_number_found(tmp_path: Path) -> None:
    shifted = unit_2022(institutions_id="Myretuen, afdeling Nord", institutions_orgid="4990009")
    planned = plan_of(tmp_path, unit_2022(kkorgnr=1), shifted)
    assert reasons(planned) == [(2, "institutions_id", "Myretuen, afdeling Nord", "reject.shifted")]
    assert "4990009" in record(planned, SourceRecord, 1).aliases


def test_a_number_is_no_key_but_number_and_street_are(tmp_path: Path) -> None:
    planned = plan_of(
        tmp_path,
        unit_2024(),
        unit_2024(adresse="Prøvevej 14"),
        unit_2024(adresse="PRØVEVEJ 12, 1."),
    )
    assert planned.count(PlanKind.NEW) == 2
    assert reasons(planned) == [(3, "kkorgnr", "9001", "reject.twice")]


def test_ids_are_the_same_in_every_workspace(tmp_path: Path) -> None:
    first, second = plan_of(tmp_path, unit_2024()), plan_of(tmp_path, unit_2022())
    assert record(first, Contact).id == record(second, Contact).id
    assert record(first, SourceRecord).id == record(second, SourceRecord).id


def test_another_table_is_not_from_kk_org(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("navn;adresse\nTue;Prøvevej 1\n", "utf-8")
    with pytest.raises(UnreadableInputError, match=r"input\.not_kk_org"):
        plan(path)


def test_the_phone_is_kept_as_the_register_writes_it(tmp_path: Path) -> None:
    source = record(plan_of(tmp_path, unit_2024(telefon="12345678")), SourceRecord)
    assert dict(source.values)["phone"] == "12345678"
    assert dict(source.values)["visiting_hours"] == WEEK


@pytest.mark.parametrize(
    ("said", "written"),
    [("33178800", "33 17 88 00"), ("+45 33178800", "33 17 88 00"), ("12345678", "12345678"),
     ("33178800 (tast 2)", "33178800 (tast 2)")],
)  # fmt: skip
def test_a_contact_has_the_registers_number_as_citizens_see_it(
    tmp_path: Path, said: str, written: str
) -> None:
    planned = plan_of(tmp_path, unit_2024(telefon=said))
    assert [phone.number for phone in record(planned, Contact).phones] == [written]
    assert dict(record(planned, SourceRecord).values)["phone"] == said

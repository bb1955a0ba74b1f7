"""The workbook is read back by two readers, with the worst that cells may hold."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from kkworkbench.exports.cells import legal
from kkworkbench.exports.workbook import ExportStopped, write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

INFO = WorkspaceInfo("w", "Demo", datetime(2026, 1, 1, tzinfo=UTC))
DA = Messages("da")
CONTACT = Contact(
    ContactId("c1"),
    name="Borgerservice Ærø 😀",
    phones=(Phone(PartId("p1"), "33 66 33 66"),),
    address=Address("Nyropsgade 1", postal_code="0999", town="København V"),
    verified_on=date(2026, 9, 1),
)


@dataclass
class Found:
    results: tuple[Result, ...] = ()

    def all(self) -> Iterable[Result]:
        return self.results


def write(path: Path, *records: Contact, found: Found | None = None, **more: object):
    return write_workbook(path, State.of(records), found or Found(), DA, INFO, **more)


def cell(path: Path, key: str, sheet: str = "Kontakter", row: int = 3):
    page = openpyxl.load_workbook(path)[sheet]
    keys = [each.value for each in page[1]]
    return page.cell(row, keys.index(key) + 1)


def test_phones_and_postal_codes_are_text_and_dates_are_dates(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", CONTACT)
    code = cell(tmp_path / "a.xlsx", "contacts.postal_code")
    assert (code.value, code.data_type, code.number_format) == ("0999", "s", "@")
    assert cell(tmp_path / "a.xlsx", "contacts.phones").number_format == "@"
    assert cell(tmp_path / "a.xlsx", "contacts.verified_on").is_date
    read = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    row = read.get_sheet_by_name("Kontakter").to_python(skip_empty_area=False)[2]
    assert row[:2] == ["c1", "Borgerservice Ærø 😀"]
    assert "0999" in row
    assert date(2026, 9, 1) in row


def test_the_header_is_frozen_and_filters_and_keys_are_hidden(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", CONTACT, step=7)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    page = book["Kontakter"]
    assert page.freeze_panes == "A3"
    assert page.row_dimensions[1].hidden
    assert page.column_dimensions["A"].hidden
    assert page.auto_filter.ref == "A2:S3"
    assert page["B2"].font.b
    assert book["_kkworkbench"].sheet_state == "hidden"
    facts = {row[0]: row[1] for row in book["_kkworkbench"].iter_rows(values_only=True)}
    assert facts["step"] == "7"


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.text(max_size=50),
        st.sampled_from("=+-@\t\r").flatmap(lambda c: st.text(max_size=9).map(lambda t: c + t)),
    )
)
def test_no_text_becomes_a_formula_or_breaks_the_sheet(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hostile.xlsx"
    write(path, replace(CONTACT, name=text))
    found = cell(path, "contacts.name")
    assert found.data_type != "f"
    wanted = legal(text).replace("\r\n", "\n").replace("\r", "\n")
    assert (found.value or "").replace("\r\n", "\n").replace("\r", "\n") == wanted
    CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Kontakter").to_python()


@pytest.mark.parametrize("text", ["_x0041_", "a_x000D_b", "_x005F_x0041_"])
def test_a_text_like_an_escape_of_excel_is_read_as_it_is(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a.xlsx", replace(CONTACT, name=text))
    read = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert read.get_sheet_by_name("Kontakter").to_python(skip_empty_area=False)[2][1] == text


def test_phones_and_hours_stand_on_sheets_of_their_own_with_hidden_part_ids(
    tmp_path: Path,
) -> None:
    hours = Hours((Span(1, 480, 720), Span(1, 780, 1020)), closed_days=(5,))
    phone = Phone(PartId("p1"), "33 66 33 66", "Vagt", "Kun akut", hours)
    write(tmp_path / "a.xlsx", replace(CONTACT, phones=(phone,)))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert [[each.value for each in row] for row in book["Telefoner"].iter_rows(min_row=3)] == [
        ["c1", "p1", CONTACT.name, "33 66 33 66", "Vagt", "Kun akut"]
    ]
    hidden = [book["Telefoner"].column_dimensions[letter].hidden for letter in "ABC"]
    assert hidden == [True, True, False]
    week = ["08.00-12.00, 13.00-17.00", None, None, None, "lukket"]
    rows = [[each.value for each in row][1:9] for row in book["Tider"].iter_rows(min_row=3)]
    assert rows == [
        ["visiting_hours", CONTACT.name, "Besøg", None, None, None, None, None],
        ["phones.p1.hours", CONTACT.name, "Telefon 33 66 33 66", *week],
    ]


def test_what_is_typed_into_an_empty_cell_of_a_text_column_stays_text(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", CONTACT)
    page = openpyxl.load_workbook(tmp_path / "a.xlsx")["Telefoner"]
    letter = next(each.column_letter for each in page[1] if each.value == "phones.number")
    assert page.column_dimensions[letter].number_format == "@"


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_formula_start_is_quoted_text(tmp_path: Path, start: str) -> None:
    write(tmp_path / "a.xlsx", replace(CONTACT, name=f"{start}1+1"))
    found = cell(tmp_path / "a.xlsx", "contacts.name")
    assert (found.value, found.data_type, found.quotePrefix) == (f"{start}1+1", "s", True)


def test_text_too_long_for_a_cell_is_cut_and_reported(tmp_path: Path) -> None:
    report = write(tmp_path / "a.xlsx", replace(CONTACT, name="æ" * 40_000))
    cut = [(c.sheet, c.row, c.column, c.length) for c in report.cut]
    assert cut[0] == ("Kontakter", 3, "Enhed", 40_000)
    assert {column for _sheet, _row, column, _length in cut} == {"Enhed", "Kontakt"}
    assert len(cell(tmp_path / "a.xlsx", "contacts.name").value) == 32_767


def test_findings_carry_the_colour_of_their_severity(tmp_path: Path) -> None:
    found = Found((Result(Finding("K103", "contact", "c1"), Severity.ERROR),))
    write(tmp_path / "a.xlsx", CONTACT, found=found)
    severity = cell(tmp_path / "a.xlsx", "findings.severity", "Problemer")
    assert (severity.value, severity.fill.fgColor.rgb) == ("fejl", "FFFBE0E0")


def test_waived_findings_stand_after_the_rest_with_reason_person_and_day(tmp_path: Path) -> None:
    waiver = Waiver("w", "K103", "c1", reason="aftalt", by="an", until=date(2027, 1, 31))
    found = Found(
        (
            Result(Finding("K103", "contact", "c1"), Severity.ERROR, waiver),
            Result(Finding("K401", "contact", "c1"), Severity.ADVICE),
        )
    )
    write(tmp_path / "a.xlsx", CONTACT, found=found)

    def row(number: int) -> list[object]:
        keys = ("code", "waiver", "waived_by", "waived_until")
        return [cell(tmp_path / "a.xlsx", f"findings.{k}", "Problemer", number).value for k in keys]

    assert row(3)[0] == "K401"
    assert not any(row(3)[1:])
    assert row(4) == ["K103", "aftalt", "an", datetime(2027, 1, 31)]


def test_a_cancelled_export_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    many = [replace(CONTACT, id=ContactId(f"c{n}")) for n in range(300)]
    with pytest.raises(ExportStopped):
        write(target, *many, cancelled=lambda: True)
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_target_open_elsewhere_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("kkworkbench.exports.workbook.os.replace", locked)
    with pytest.raises(WorkbenchError) as caught:
        write(tmp_path / "a.xlsx", CONTACT)
    assert caught.value.key == "exports.open_elsewhere"
    assert list(tmp_path.iterdir()) == []

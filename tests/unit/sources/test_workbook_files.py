"""Which workbooks are read, what of their sheets is passed over, and several of them together."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from kkworkbench.exports.scope import Scope
from kkworkbench.exports.workbook import META
from kkworkbench.messages import Messages, languages
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Request
from kkworkbench.sources.workbook import is_ours, plan
from kkworkbench.sources.workbook_fields import FIELDS
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.edited_workbook import TODAY, Edited, asked, edits, export, planned, reasons
from tests.unit.sources.small_workspace import (
    BUF,
    RECORDS,
    SOF,
    STATE,
)


@pytest.fixture
def book(tmp_path: Path) -> Edited:
    return Edited(export(tmp_path / "a.xlsx", STATE))


def test_a_workbook_of_another_workspace_is_refused(book: Edited) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        plan(Request((book.path,), STATE, TODAY, workspace="another"))
    assert caught.value.key == "input.other_workspace"


def test_a_workbook_of_a_step_that_is_not_here_is_refused(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", STATE, step=9)
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    with pytest.raises(UnreadableInputError) as caught:
        plan(Request((path,), STATE, TODAY, base=workspace.as_it_was))
    assert caught.value.key == "input.workbook_ahead"


@pytest.mark.parametrize(
    ("fact", "value", "key"),
    [
        ("format", "kkworkbench-workbook/9", "input.workbook_format"),
        ("format", "noget andet", "input.not_our_workbook"),
        ("step", "-1", "input.not_our_workbook"),
    ],
)
def test_a_workbook_whose_hidden_sheet_says_something_else_is_refused(
    book: Edited, fact: str, value: str, key: str
) -> None:
    page = book.book[META]
    next(row for row in page.iter_rows() if row[0].value == fact)[1].value = value
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.save())
    assert caught.value.key == key


def test_a_workbook_without_its_hidden_sheet_is_refused(book: Edited) -> None:
    del book.book[META]
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.save())
    assert caught.value.key == "input.not_our_workbook"
    assert not is_ours(book.path)


def test_a_workbook_that_was_saved_as_ods_is_refused(book: Edited, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.path.rename(tmp_path / "a.ods"))
    assert caught.value.key == "input.workbook_as_ods"


def test_our_workbook_is_known_without_reading_it(book: Edited, tmp_path: Path) -> None:
    assert is_ours(book.save())
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert not is_ours(tmp_path / "b.xlsx")
    assert not is_ours(tmp_path / "missing.xlsx")


def test_added_gone_and_copied_sheets_and_columns_are_told_and_the_rest_is_read(
    book: Edited,
) -> None:
    book.book.create_sheet("Mine noter").append(["Husk mælk"])
    book.book.copy_worksheet(book.page("pages"))
    del book.book[book.page("boxes").title]
    contacts = book.page("contacts")
    at = contacts.max_column + 1
    contacts.cell(2, at).value = "Bemærkning"
    contacts.cell(3, at).value = "Ring til dem"
    drill = book.page("drill")
    drill.cell(1, 1).value = None
    book.set("contacts", "c1", "name", "Nyt navn")
    plan = planned(STATE, book.save())
    assert edits(plan) == {"c1 contacts.name": "Nyt navn"}
    assert {(cell.sheet, cell.column, cell.reason) for cell in plan.rejected} == {
        ("Mine noter", "", "reject.book_unknown_sheet"),
        ("Sider Copy", "", "reject.book_sheet_twice"),
        ("Kontaktbokse", "", "reject.book_no_sheet"),
        ("Kontakter", "Bemærkning", "reject.book_unknown_column"),
        ("Kontaktmenu", "id", "reject.book_no_ids"),
        ("Kontaktmenu", "", "reject.book_no_sheet"),
    }


def test_a_deleted_column_is_not_an_emptied_one(book: Edited) -> None:
    book.page("contacts").delete_cols(book.column("contacts", "org_id"))
    plan = planned(STATE, book.save())
    assert (asked(plan), reasons(plan)) == ([], [])


def test_one_workbook_for_each_administration_comes_back_together(tmp_path: Path) -> None:
    buf = Edited(export(tmp_path / "buf.xlsx", STATE, scope=Scope(False, BUF)))
    sof = Edited(export(tmp_path / "sof.xlsx", STATE, scope=Scope(False, SOF)))
    assert [buf.row("contacts", "c1"), sof.row("contacts", "c2")] == [3, 3]
    buf.set("contacts", "c1", "name", "Pas!")
    sof.set("contacts", "c2", "name", "Flyt!")
    plan = planned(STATE, buf.save(), sof.save())
    assert edits(plan) == {"c1 contacts.name": "Pas!", "c2 contacts.name": "Flyt!"}
    assert [change.group for change in asked(plan)] == ["buf.xlsx", "sof.xlsx"]
    assert plan.file == "buf.xlsx, sof.xlsx"


def test_a_row_pasted_from_the_workbook_of_another_is_known_by_its_id(tmp_path: Path) -> None:
    buf = Edited(export(tmp_path / "buf.xlsx", STATE, scope=Scope(False, BUF)))
    whole = Edited(export(tmp_path / "a.xlsx", STATE)).page("contacts")
    for row in whole.iter_rows(min_row=3):
        if row[0].value == "c2":
            buf.page("contacts").append([cell.value for cell in row])
    buf.set("contacts", "c2", "name", "Flyt!")
    assert edits(planned(STATE, buf.save())) == {"c2 contacts.name": "Flyt!"}


def test_a_row_moved_to_the_workbook_of_another_is_not_missing(tmp_path: Path) -> None:
    buf = Edited(export(tmp_path / "buf.xlsx", STATE, scope=Scope(False, BUF)))
    sof = Edited(export(tmp_path / "sof.xlsx", STATE, scope=Scope(False, SOF)))
    moved = buf.page("contacts")[buf.row("contacts", "c1")]
    sof.page("contacts").append([cell.value for cell in moved])
    files = buf.delete("contacts", "c1").save(), sof.save()
    for order in (files, files[::-1]):
        plan = planned(STATE, *order)
        assert (asked(plan), reasons(plan)) == ([], [])


def test_two_files_that_disagree_about_a_field_wait_for_a_person(tmp_path: Path) -> None:
    first, second = (Edited(export(tmp_path / f"{n}.xlsx", STATE)) for n in "ab")
    first.set("contacts", "c1", "name", "Et").set("contacts", "c2", "name", "Samme")
    second.set("contacts", "c1", "name", "To").set("contacts", "c2", "name", "Samme")
    plan = planned(STATE, first.save(), second.save())
    kinds = {change.key: change.kind for change in asked(plan)}
    assert kinds == {"contact:c1": PlanKind.CONFLICT, "contact:c2": PlanKind.CHANGED}
    (cell,) = plan.rejected
    assert (cell.file, cell.value, cell.reason) == ("b.xlsx", "To", "reject.book_said_twice")


def named(plan: Plan) -> list[str]:
    return [field.name_key for change in asked(plan) for field in change.fields]


def test_every_field_has_a_name_in_words(book: Edited) -> None:
    columns = {column for fields in FIELDS.values() for column in fields}
    for language in languages():
        messages = Messages(language)
        assert [c for c in columns if not messages.has(f"exports.column.{c}")] == []
    book.set("phones", "c1", "label", "Ny", part="p1")
    assert named(planned(STATE, book.save())) == ["exports.column.label"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        (b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet", "input.entities"),
        (b"</sheetData>", b"</sheetData>" + b" " * 5_000_000, "input.bomb"),
    ],
)
def test_a_hostile_copy_is_refused(
    book: Edited, tmp_path: Path, old: bytes, new: bytes, key: str
) -> None:
    with ZipFile(book.path) as whole, ZipFile(tmp_path / "b.xlsx", "w", ZIP_DEFLATED) as made:
        for part in whole.namelist():
            data = whole.read(part)
            made.writestr(part, data.replace(old, new) if part.endswith("sheet1.xml") else data)
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, tmp_path / "b.xlsx")
    assert caught.value.key == key


@pytest.mark.parametrize("name", ["findes-ikke.xlsx", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInputError):
        planned(STATE, tmp_path / name)

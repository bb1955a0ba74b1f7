"""Workbooks out and back on the command line: one for each administration, all back together."""

from pathlib import Path

import pytest

from tests.cli.command_line import Line, sentence
from tests.unit.sources.edited_workbook import Edited


@pytest.fixture
def books(line: Line, demo: Path, tmp_path: Path) -> list[Path]:
    said = line("export", "excel", demo, tmp_path / "ud", "--per-administration")
    assert (said.code, said.err) == (0, "")
    found = sorted((tmp_path / "ud").iterdir())
    assert len(found) == 8
    assert all(str(path) in said.out for path in found)
    return found


def test_edited_workbooks_come_back_together_as_one_step(
    line: Line, demo: Path, books: list[Path], tmp_path: Path
) -> None:
    edited = {path: Edited(path) for path in books}
    typed = 0
    for book in edited.values():
        page = book.page("contacts")
        if page.max_row > 2:
            page.cell(3, book.column("contacts", "title")).value = f"Rettet {page.title} {typed}"
            typed += 1
        book.save()
    assert typed == 7
    before = demo.read_bytes()
    planned = line("import", "workbook", *books, "--into", demo, "--plan-json")
    assert (planned.code, planned.err) == (0, "")
    assert (planned.json["changed"], planned.json["conflict"], planned.json["new"]) == (7, 0, 0)
    assert planned.json["rejected"] == []
    assert planned.json["unchanged"] > 400
    assert demo.read_bytes() == before
    assert line("import", "workbook", *books, "--into", demo, "--apply").code == 0
    again = line("import", "workbook", *books, "--into", demo, "--plan-json")
    assert again.json["changed"] == 0


def test_a_field_that_was_changed_on_both_sides_is_named_as_its_column(
    line: Line, demo: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for path in (first, second):
        line("export", "excel", demo, path)
    for path, text in ((first, "Første"), (second, "Anden")):
        book = Edited(path)
        book.page("contacts").cell(3, book.column("contacts", "title")).value = text
        book.save()
    assert line("import", "workbook", first, "--into", demo, "--apply").code == 0
    said = line("import", "workbook", second, "--into", demo)
    assert said.code == 0
    assert "Første" in said.out
    assert "Anden" in said.out
    assert "Titel" in said.out


def test_missing_rows_and_rejected_cells_are_named_and_nothing_is_deleted(
    line: Line, demo: Path, tmp_path: Path
) -> None:
    line("export", "excel", demo, tmp_path / "a.xlsx")
    book = Edited(tmp_path / "a.xlsx")
    name = book.page("contacts").cell(3, book.column("contacts", "name")).value
    book.page("contacts").delete_rows(3)
    book.page("pages").cell(3, book.column("pages", "kind")).value = "blog"
    book.add("drill", title="Nyt punkt")
    del book.book[book.page("terms").title]
    book.save()
    before = line("info", demo, "--json").json["counts"]
    said = line("import", "workbook", tmp_path / "a.xlsx", "--into", demo, "--apply")
    assert said.code == 0
    assert f"»{name}« mangler" in said.out
    assert "a.xlsx, Sider, række 3, kolonne Slags: »blog« – " in said.out
    assert f"a.xlsx, Kontaktmenu, række {book.page('drill').max_row}: »Nyt punkt« – " in said.out
    assert "a.xlsx, Filterværdier: »« – Arket er væk" in said.out
    assert line("info", demo, "--json").json["counts"] == before


def test_a_workbook_of_another_workspace_changes_nothing(
    line: Line, demo: Path, new: Path, tmp_path: Path
) -> None:
    line("export", "excel", demo, tmp_path / "a.xlsx")
    before = new.read_bytes()
    said = line("import", "workbook", tmp_path / "a.xlsx", "--into", new, "--apply")
    assert said.code == 2
    assert sentence(said)
    assert "a.xlsx" in said.err
    assert new.read_bytes() == before

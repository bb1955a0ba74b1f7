"""`import pages` in a process of its own: files, folders and zips; what is offered; what is refused."""

import json
import zipfile
from pathlib import Path

import pytest

from tests.cli.command_line import Line
from tests.unit.sources.site_pages import BOX, inventory, saved_page


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return Line(tmp_path)


@pytest.fixture
def workspace(line: Line, tmp_path: Path) -> Path:
    path = tmp_path / "nyt.kkw"
    assert line("new", path).code == 0
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    """An inventory, a folder and a zip of saved pages."""
    rows = inventory(
        tmp_path / "sider.csv",
        {"nid": "1", "title": "Hittegods", "path": "/borger/hittegods", "type": "page"},
        {"nid": "2", "title": "Uden sted", "path": "https://x.example/a", "type": "page"},
    )
    folder = tmp_path / "sider"
    folder.mkdir()
    (folder / "h.html").write_text(saved_page(box=BOX), "utf-8")
    with zipfile.ZipFile(tmp_path / "sider.zip", "w") as archive:
        main = '<p>Ring 33 17 88 00</p><a href="https://selvbetjening.kk.dk/p">Forny</a>'
        archive.writestr("pas.html", saved_page("/borger/pas", "Pas", main))
    return rows, folder, tmp_path / "sider.zip"


def test_a_plan_is_shown_and_nothing_is_changed(
    line: Line, workspace: Path, files: tuple[Path, Path, Path]
) -> None:
    before = workspace.read_bytes()
    said = line("import", "pages", *files, "--into", workspace)
    assert (said.code, said.err) == (0, "")
    assert [row.split() for row in said.out.splitlines()[:1]] == [["2", "nye"]]
    assert "2  tilbudt" in said.out
    assert "x.example/a" in said.out
    assert "--set boxes=yes --set contacts=yes" in said.out
    assert "Intet er ændret" in said.out
    told = line("import", "pages", *files, "--into", workspace, "--plan-json", "--apply").json
    assert (told["new"], told["offered"], told["dropped"]) == (2, 2, {"email": 1})
    assert [cell["row"] for cell in told["rejected"]] == [3]
    assert workspace.read_bytes() == before


def test_pages_are_taken_and_checked_and_a_second_import_is_empty(
    line: Line, workspace: Path, files: tuple[Path, Path, Path]
) -> None:
    assert line("import", "pages", *files, "--into", workspace, "--apply").code == 0
    found = line("check", workspace, "--json").json
    told = json.dumps(found)
    for code in ("K101", "K601"):
        assert code in told
    again = line("import", "pages", *files, "--into", workspace, "--plan-json").json
    assert (again["new"], again["changed"], again["conflict"], again["unchanged"]) == (0, 0, 0, 2)


def test_boxes_and_contacts_are_taken_where_it_is_asked(
    line: Line, workspace: Path, files: tuple[Path, Path, Path]
) -> None:
    taken = ("--set", "boxes=yes", "--set", "contacts=yes", "--apply")
    assert line("import", "pages", *files, "--into", workspace, *taken).code == 0
    counts = line("info", workspace, "--json").json["counts"]
    assert (counts["contact"], counts["box"]) == (1, 1)
    again = line("import", "pages", *files, "--into", workspace, *taken, "--json").json
    assert (again["new"], again["changed"]) == (0, 0)
    assert "offered" not in again


def test_a_conflict_is_said_on_a_line_that_is_not_a_whole_page(
    line: Line, workspace: Path, tmp_path: Path
) -> None:
    row = {"title": "Kontakt " + "og mere " * 30, "path": "/om-kommunen/kontakt"}
    said = line("import", "pages", inventory(tmp_path / "a.csv", row), "--into", workspace)
    assert "Titel" in said.out
    assert max(map(len, said.out.splitlines())) < 400


@pytest.mark.parametrize(
    "arguments",
    [
        ("findes-ikke.zip",),
        ("skidt.zip",),
        ("skidt.xml",),
        ("sider.csv", "--set", "boxes=måske"),
        ("sider.csv", "--set", "farve=blå"),
        ("sider.csv", "--map", "title=Findes ikke"),
    ],
)
def test_trouble_is_one_sentence_and_changes_nothing(
    line: Line,
    workspace: Path,
    files: tuple[Path, Path, Path],
    tmp_path: Path,
    arguments: tuple[str, ...],
) -> None:
    (tmp_path / "skidt.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "skidt.xml").write_bytes(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    before = workspace.read_bytes()
    file, *more = arguments
    said = line("import", "pages", tmp_path / file, *more, "--into", workspace, "--apply")
    assert said.code == 2
    assert not said.out
    assert said.err.count("\n") == 1
    assert workspace.read_bytes() == before

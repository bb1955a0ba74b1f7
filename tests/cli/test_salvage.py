"""A damaged workspace on the command line: refused with the way out, and saved as far as it goes."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from kkworkbench import demo
from kkworkbench.model.page import Page
from tests.cli.command_line import Line, sentence

PAGE = 4096
COUNT = sum(isinstance(record, Page) for record in demo.records())


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 8 // 10])


def overwritten(path: Path) -> None:
    """Write over the leaves in which the first and the last pages of the tree stand."""
    content = bytearray(path.read_bytes())
    rows = {record.id for record in demo.records()}
    marked = [
        at
        for at in range(2 * PAGE, len(content), PAGE)
        if content[at] == 13 and sum(id_.encode() in content[at : at + PAGE] for id_ in rows) > 2
    ]
    for at in (marked[3], marked[9]):
        content[at : at + PAGE] = b"\xa5" * PAGE
    path.write_bytes(content)


def cell_changed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE page SET data = substr(data, 1, 40) WHERE rowid = 7")
        file.commit()


DAMAGES = (truncated, overwritten, cell_changed)


@pytest.fixture
def workspace(line: Line, tmp_path: Path) -> Path:
    path = tmp_path / "skadet.kkw"
    assert line("demo", path).code == 0
    return path


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_workspace_is_refused_with_the_way_out(
    line: Line, workspace: Path, damage: Callable[[Path], None]
) -> None:
    damage(workspace)
    before = workspace.read_bytes()
    for verb in ("info", "check"):
        said = line(verb, workspace)
        assert said.code == 2
        assert sentence(said)
        assert "kkworkbench salvage" in said.err
    assert "kkworkbench salvage" in line("--language", "en", "info", workspace).err
    assert workspace.read_bytes() == before


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_can_be_read_is_written_to_a_good_file(
    line: Line, workspace: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(workspace)
    before, out = workspace.read_bytes(), tmp_path / "ny.kkw"
    said = line("salvage", workspace, out, "--json")
    assert (said.code, said.err) == (0, "")
    counts = said.json["counts"]
    assert workspace.read_bytes() == before
    info = line("info", out, "--json").json
    assert info["counts"] == {kind: count["saved"] for kind, count in counts.items()}
    assert info["title"] == "Demo"
    saved = sum(count["saved"] for count in counts.values())
    lost = sum(count["lost"] for count in counts.values())
    assert lost > 0
    assert saved > COUNT
    assert line("check", out).code == 0


def test_one_damaged_cell_costs_one_record(line: Line, workspace: Path, tmp_path: Path) -> None:
    cell_changed(workspace)
    said = line("salvage", workspace, tmp_path / "ny.kkw", "--json")
    assert said.json["counts"]["page"] == {"saved": COUNT - 1, "lost": 1}
    assert all(c["lost"] == 0 for kind, c in said.json["counts"].items() if kind != "page")


def test_losses_are_counted_by_kind_for_people(line: Line, workspace: Path, tmp_path: Path) -> None:
    truncated(workspace)
    said = line("salvage", workspace, tmp_path / "ny.kkw")
    assert said.code == 0
    pages = next(row for row in said.out.splitlines() if row.startswith("sider"))
    assert pages.split() == ["sider", str(COUNT), "0"]
    assert "mindst" in said.out
    assert "at least" in line("--language", "en", "salvage", workspace, tmp_path / "en.kkw").out


def test_nothing_is_overwritten_and_nothing_comes_of_nothing(
    line: Line, workspace: Path, tmp_path: Path
) -> None:
    text, out = tmp_path / "tekst.kkw", tmp_path / "ny.kkw"
    text.write_text("ikke et arbejdsrum", "utf-8")
    before = workspace.read_bytes()
    for source, target in (
        (workspace, workspace),
        (text, out),
        (tmp_path / "findes-ikke.kkw", out),
        (tmp_path, out),
    ):
        said = line("salvage", source, target)
        assert said.code == 2
        assert sentence(said)
    assert workspace.read_bytes() == before
    assert not out.exists()

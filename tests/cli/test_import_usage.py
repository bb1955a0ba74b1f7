"""import usage, in a process of its own."""

import json
from pathlib import Path

import pytest

import db
from kkworkbench import demo
from kkworkbench.model.usage import Usage, UsageChannel
from tests.cli.command_line import Line

ROWS = "Telefonnummer;Måned;Antal\n33 17 88 00;2026-01;1.234\n33 17 88 00;2026-02;halv\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "demo.kkw"
    db.create_store(path, "Demo", demo.records()).close()
    return path


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    path = tmp_path / "opkald.csv"
    path.write_bytes(ROWS.encode("cp1252"))
    return path


def run(folder: Path, *arguments: str | Path) -> tuple[int, str, str]:
    said = Line(folder)(*arguments)
    return said.code, said.out, said.err


def counted(path: Path) -> list[tuple[UsageChannel, int]]:
    store = db.open_store(path, read_only=True)
    try:
        return [(each.channel, each.count) for each in store.load() if isinstance(each, Usage)]
    finally:
        store.close()


def test_calls_are_planned_taken_in_and_are_unchanged_the_next_time(
    workspace: Path, calls: Path, tmp_path: Path
) -> None:
    asked = ("import", "usage", calls, "--into", workspace, "--set", "channel=telephone")
    code, out, err = run(tmp_path, *asked, "--apply", "--plan-json")
    planned = json.loads(out)
    assert (code, err) == (0, "")
    assert (planned["new"], planned["changed"], planned["unchanged"]) == (1, 0, 0)
    assert planned["rejected"] == [
        {
            "file": "opkald.csv",
            "sheet": "",
            "row": 3,
            "column": "Antal",
            "value": "halv",
            "reason": "Antallet er ikke et helt tal",
        }
    ]
    assert counted(workspace) == []
    code, out, err = run(tmp_path, *asked, "--apply")
    assert (code, err) == (0, "")
    assert "opkald.csv" in out
    assert counted(workspace) == [(UsageChannel.TELEPHONE, 1234)]
    code, out, _ = run(tmp_path, *asked, "--json")
    assert (json.loads(out)["new"], json.loads(out)["unchanged"]) == (0, 1)


def test_a_file_that_does_not_say_its_channel_is_refused_in_one_sentence(
    workspace: Path, calls: Path, tmp_path: Path
) -> None:
    code, out, err = run(tmp_path, "import", "usage", calls, "--into", workspace, "--apply")
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert "kanal" in err
    assert counted(workspace) == []
    code, _, err = run(tmp_path, "--language", "en", "import", "usage", calls, "--into", workspace,
                       "--set", "channel=pigeon")  # fmt: skip
    assert code == 2
    assert "pigeon" in err

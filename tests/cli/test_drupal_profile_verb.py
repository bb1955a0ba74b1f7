"""export drupal takes a mapping profile by name or as a file, and refuses one that is wrong."""

import json
from importlib import resources
from pathlib import Path

import pytest

from kkworkbench.cli.main import main

DEFAULT = resources.files("resources").joinpath("drupal", "profiles", "default.toml")


@pytest.fixture
def demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["demo", str(tmp_path / "demo.kkw")]) == 0
    capsys.readouterr()
    return tmp_path / "demo.kkw"


def export(demo: Path, profile: str) -> int:
    out = demo.parent / "out"
    return main(["export", "drupal", str(demo), str(out), "--leave-out", "--profile", profile])


def test_a_shipped_profile_says_what_is_lost_before_it_writes(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(demo, "os2web_contact") == 0
    told = capsys.readouterr().err
    assert "contact.fields.opening_hours: Ét tidsrum om dagen" in told
    assert "Hjælpeteksten" in told
    manifest = json.loads((demo.parent / "out" / "manifest.json").read_bytes())
    assert manifest["profile"] == "os2web_contact"
    assert "loss.summary" in {note["what"] for note in manifest["notes"]}


def test_a_profile_in_a_file_gives_the_sites_names(demo: Path) -> None:
    mine = demo.with_name("mine.toml")
    text = DEFAULT.read_text(encoding="utf-8").replace('"kk_page"', '"side"')
    mine.write_text(text, encoding="utf-8")
    assert export(demo, str(mine)) == 0
    names = json.loads((demo.parent / "out/kkworkbench_import/profile.json").read_bytes())
    assert names["page"]["bundle"] == "side"


def test_a_wrong_profile_is_told_by_line_and_nothing_is_written(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = demo.with_name("mine.toml")
    text = DEFAULT.read_text(encoding="utf-8").replace("langcode", "sprog")
    mine.write_text(text, encoding="utf-8")
    assert export(demo, str(mine)) == 2
    assert "sprog: Navnet kendes ikke" in capsys.readouterr().err
    assert not (demo.parent / "out").exists()
    assert export(demo, str(demo.with_name("gone.toml"))) == 2

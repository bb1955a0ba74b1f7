"""export drupal --recipe writes recipes for an empty site and leaves the workspace as it is."""

from pathlib import Path

import pytest

from kkworkbench.cli.main import main


@pytest.fixture
def demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["demo", str(tmp_path / "demo.kkw")]) == 0
    capsys.readouterr()
    return tmp_path / "demo.kkw"


def export(demo: Path, *more: str) -> int:
    return main(["export", "drupal", str(demo), str(demo.parent / "out"), "--recipe", *more])


def test_recipes_are_written_and_the_workspace_is_only_read(
    demo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = demo.read_bytes()
    assert export(demo, "--leave-out", "--profile", "localgov_contact") == 0
    assert demo.read_bytes() == before
    found = demo.parent / "out" / "kkworkbench_content"
    assert (found / "recipe.yml").is_file()
    assert any("localgov_subsites_page" in file.read_text(encoding="utf-8")
               for file in (found / "content/node").iterdir())  # fmt: skip
    told = capsys.readouterr()
    assert "left_out.csv" in told.out
    assert "oplysninger kan webstedet ikke rumme" in told.err


def test_errors_block_and_are_named(demo: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(demo) == 1
    told = capsys.readouterr()
    assert "K401" in told.out
    assert "spærrer" in told.err
    assert not (demo.parent / "out").exists()


def test_a_second_time_it_takes_the_next_name(demo: Path) -> None:
    assert export(demo, "--leave-out") == 0
    assert export(demo, "--leave-out") == 0
    both = [demo.parent / name / "kkworkbench_content" for name in ("out", "out-2")]
    first, second = (
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.yml")}
        for folder in both
    )
    assert first == second


@pytest.mark.parametrize("more", [("--note", "x"), ("--only", "drill"), ("--since", "last"),
                                  ("--batch", "1"), ("--unrecorded",)])  # fmt: skip
def test_what_belongs_to_batches_is_refused(
    demo: Path, more: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(demo, *more) == 2
    assert "--recipe" in capsys.readouterr().err
    assert not (demo.parent / "out").exists()

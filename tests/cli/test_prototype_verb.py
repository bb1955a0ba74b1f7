"""export prototype on the command line."""

from pathlib import Path

from tests.cli.command_line import Line, sentence


def test_two_variants_are_written_beside_each_other(line: Line, demo: Path, tmp_path: Path) -> None:
    before = demo.read_bytes()
    for name in ("A", "B"):
        said = line(
            "export", "prototype", demo, "--to", tmp_path / name, "--name", f"Variant {name}"
        )
        assert (said.code, said.err) == (0, "")
        assert f"{tmp_path / name}" in said.out
        start = (tmp_path / name / "index.html").read_text("utf-8")
        assert f"Prototype · Variant {name} · " in start
    assert demo.read_bytes() == before


def test_a_prototype_is_called_as_the_workspace(line: Line, demo: Path, tmp_path: Path) -> None:
    line("export", "prototype", demo, "--to", tmp_path / "ud")
    assert "Prototype · Demo · " in (tmp_path / "ud" / "index.html").read_text("utf-8")


def test_a_folder_that_is_no_prototype_is_refused(line: Line, demo: Path, tmp_path: Path) -> None:
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud" / "mit.txt").write_text("mit")
    said = line("export", "prototype", demo, "--to", tmp_path / "ud")
    assert said.code == 2
    assert sentence(said)
    assert "»ud«" in said.err
    assert [path.name for path in (tmp_path / "ud").iterdir()] == ["mit.txt"]

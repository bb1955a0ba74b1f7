"""A file that holds a part of the register, taken in by the command line."""

from pathlib import Path

from tests.cli.command_line import Line
from tests.unit.sources.registers import geojson, unit_2024

UNITS = [unit_2024(kkorgnr=str(9001 + n), adresse=f"Prøvevej {n}") for n in range(5)]


def test_an_excerpt_is_said_and_keep_missing_flags_nobody(
    line: Line, new: Path, tmp_path: Path
) -> None:
    whole, part = geojson(tmp_path / "a.json", *UNITS), geojson(tmp_path / "b.json", UNITS[0])
    assert line("import", "kkorg", whole, "--into", new, "--apply").code == 0
    assert "--keep-missing" in line("import", "kkorg", part, "--into", new).out
    kept = line("import", "kkorg", part, "--into", new, "--apply", "--keep-missing")
    assert kept.code == 0
    assert "brug --keep-missing" not in kept.out
    assert line("info", new, "--json").json["steps"] == 1
    assert line("import", "kkorg", part, "--into", new, "--apply").code == 0
    assert line("info", new, "--json").json["steps"] == 2

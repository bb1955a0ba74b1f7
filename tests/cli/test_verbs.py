"""Every verb in a process of its own: what it prints, with which exit code, and without Qt."""

import csv
import io
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import db
from kkworkbench.model.ids import WaiverId
from kkworkbench.model.setting import Waiver
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.workspace import Workspace
from tests.cli.command_line import Line, sentence


def register(path: Path, **cells: str) -> Path:
    row = {
        "kkorgnr": "9001",
        "borgerrettetnavn": "Myretuen",
        "enhedskategori": "Børnehave",
        "enhedsleder": "Prøve Prøvesen",
        "telefon": "12345678",
        "email": "39001@buf.example.dk",
        "adresse": "Prøvevej 12",
        "postnr_og_postdistrikt": "2300 København S",
        "bydel": "Amager Vest",
    } | cells
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(row), delimiter=";")
    writer.writeheader()
    writer.writerow(row)
    path.write_bytes(out.getvalue().encode("cp1252"))
    return path


def test_new_and_demo_make_files_that_info_counts(line: Line, demo: Path, new: Path) -> None:
    counts = line("info", demo, "--json").json["counts"]
    assert (counts["drill_entry"], counts["list_entry"], counts["contact"]) == (12, 83, 83)
    empty = line("info", new, "--json").json
    assert empty["workspace"] == str(new)
    assert empty["counts"]["contact"] == 0
    assert empty["counts"]["term"] == counts["term"]


def test_info_is_plain_where_nobody_looks(line: Line, demo: Path) -> None:
    said = line("info", demo)
    assert said.code == 0
    assert "140  sider" in said.out
    assert "─" not in said.out
    assert "\x1b" not in said.out


def test_an_existing_file_is_never_overwritten(line: Line, demo: Path) -> None:
    before = demo.read_bytes()
    for verb in ("demo", "new"):
        said = line(verb, demo)
        assert said.code == 2
        assert sentence(said)
    assert demo.read_bytes() == before


def test_check_prints_one_object(line: Line, demo: Path) -> None:
    said = line("check", demo, "--json")
    assert said.code == 0
    checked = said.json
    assert set(checked) == {"workspace", "counts", "findings", "waived"}
    assert checked["waived"] == []
    assert set(checked["counts"]) == {"error", "warning", "advice"}
    assert checked["counts"]["error"] > 0
    for finding in checked["findings"]:
        assert set(finding) == {
            *("code", "severity", "subject", "field", "value", "message", "cites", "fix"),
        }
        assert set(finding["subject"]) == {"kind", "id", "title"}
        assert finding["severity"] in checked["counts"]
        assert finding["message"]
        assert "{" not in finding["message"]
        assert all(cite.startswith("P") for cite in finding["cites"])
    for severity, count in checked["counts"].items():
        assert sum(f["severity"] == severity for f in checked["findings"]) == count
    unspaced = [f for f in checked["findings"] if f["code"] == "K202"]
    assert any(f["value"] == "33178800" and f["fix"] for f in unspaced)


def test_check_tells_what_is_waived_apart(line: Line, demo: Path, tmp_path: Path) -> None:
    copy = shutil.copy(demo, tmp_path / "a.kkw")
    first, *_ = before = line("check", copy, "--json").json["findings"]
    waiver = Waiver(
        WaiverId("w"),
        first["code"],
        first["subject"]["id"],
        first["field"],
        first["value"],
        "aftalt",
        "an",
        date(2099, 1, 31),
    )
    with closing(Workspace(db.open_store(copy), "an")) as workspace:
        workspace.execute(Waive(waiver))
    checked = line("check", copy, "--json").json
    assert checked["findings"] == before[1:]
    assert checked["waived"] == [{**first, "reason": "aftalt", "by": "an", "until": "2099-01-31"}]
    assert checked["counts"][first["severity"]] == sum(
        each["severity"] == first["severity"] for each in before[1:]
    )
    assert "Et problem er dækket af en dispensation." in line("check", copy).out


def test_check_fails_on_what_it_is_told_to(line: Line, demo: Path, new: Path) -> None:
    assert line("check", demo).code == 0
    assert line("check", demo, "--fail-on", "error").code == 1
    assert line("check", demo, "--fail-on", "advice").code == 1
    only_warnings = line("check", new, "--json").json["counts"]["error"] == 0
    assert line("check", new, "--fail-on", "error").code == (0 if only_warnings else 1)
    said = line("check", demo, "--fail-on", "fejl")
    assert said.code == 2
    assert sentence(said)


def test_rules_are_an_array_with_texts_and_examples(line: Line) -> None:
    said = line("rules", "--json")
    assert said.code == 0
    rules = {rule["code"]: rule for rule in said.json}
    assert {"K101", "K202", "K401", "K601", "K701", "K801", "K1103"} <= set(rules)
    for rule in rules.values():
        assert rule["severity"] in ("error", "warning", "advice")
        assert isinstance(rule["cites"], list)
        assert rule["name"]
        assert rule["message"]
        assert rule["why"]
        assert rule["examples"]["good"]
        assert rule["examples"]["bad"]
    plain = line("rules")
    assert plain.out.count("\n") == len(rules)
    assert line("--language", "en", "rules").out != plain.out


def test_an_import_shows_its_plan_and_changes_nothing(
    line: Line, new: Path, tmp_path: Path
) -> None:
    file, before = register(tmp_path / "r.csv"), new.read_bytes()
    said = line("import", "kkorg", file, "--into", new, "--json")
    assert said.code == 0
    assert said.json == {
        "new": 1,
        "changed": 0,
        "unchanged": 0,
        "conflict": 0,
        "rejected": [],
        "dropped": {"email": 1, "person": 1},
    }
    assert new.read_bytes() == before
    assert "--apply" in line("import", "kkorg", file, "--into", new).out


def test_an_import_applies_once_and_is_one_step(line: Line, new: Path, tmp_path: Path) -> None:
    file = register(tmp_path / "r.csv", telefon="33663366", bydel="Atlantis")
    first = line("import", "kkorg", file, "--into", new, "--apply", "--json")
    assert (first.code, first.json["new"]) == (0, 1)
    assert first.json["rejected"] == [
        {
            "file": "r.csv",
            "sheet": "",
            "row": 2,
            "column": "bydel",
            "value": "Atlantis",
            "reason": "Bydelen er ukendt",
        }
    ]
    after = line("info", new, "--json").json
    assert (after["steps"], after["counts"]["contact"]) == (1, 1)
    again = line("import", "kkorg", file, "--into", new, "--apply", "--json").json
    assert [again[kind] for kind in ("new", "changed", "unchanged")] == [0, 0, 1]
    assert line("info", new, "--json").json == after
    found = line("check", new, "--json").json["findings"]
    assert found
    assert not any(f["code"] == "K202" for f in found)
    assert b"Pr\xc3\xb8vesen" not in new.read_bytes()
    assert b"39001@" not in new.read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("afkortet.geojson", b'{"features": [{"properties": {"kkorgnr": 1}}, {"pro'),
        ("tom.csv", b""),
        ("billede.xlsx", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("andet.csv", b"a;b\n1;2\n"),
        ("tegn.csv", b"kkorgnr;adresse\n1;\xc3\xb8 \xf8\n"),
    ],
)
@pytest.mark.parametrize("apply", [(), ("--apply",)])
def test_broken_input_changes_nothing(
    line: Line, new: Path, tmp_path: Path, name: str, content: bytes, apply: tuple[str, ...]
) -> None:
    file, before = tmp_path / name, new.read_bytes()
    file.write_bytes(content)
    said = line("import", "kkorg", file, "--into", new, *apply, "--json")
    assert said.code == 2
    assert sentence(said)
    assert name in said.err
    assert new.read_bytes() == before


def test_excel_is_written(line: Line, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "ud.xlsx"
    said = line("export", "excel", demo, out)
    assert (said.code, said.err) == (0, "")
    assert out.read_bytes()[:2] == b"PK"
    assert str(out) in said.out


def test_errors_block_a_batch_and_leaving_out_writes_the_rest(
    line: Line, demo: Path, tmp_path: Path
) -> None:
    outdir, demo = tmp_path / "pakke", Path(shutil.copy(demo, tmp_path / "demo.kkw"))
    blocked = line("export", "drupal", demo, outdir)
    assert blocked.code == 1
    assert "K202" in blocked.out
    assert not outdir.exists()
    assert line("export", "drupal", demo, outdir, "--leave-out").code == 0
    manifest = (outdir / "manifest.json").read_bytes()
    again = line("export", "drupal", demo, outdir, "--leave-out")
    assert again.code == 0
    assert "pakke-2" in again.out
    assert (tmp_path / "pakke-2" / "manifest.json").exists()
    assert (outdir / "manifest.json").read_bytes() == manifest


@pytest.mark.parametrize(
    "call",
    [
        (),
        ("flyv",),
        ("import",),
        ("export",),
        ("import", "kkorg"),
        ("info",),
        ("info", "a", "b"),
        ("check", "a.kkw", "--nej"),
        ("--language", "xx", "rules"),
        ("import", "kkorg", "findes-ikke.csv", "--into", "findes-ikke.kkw"),
        ("info", "findes-ikke.kkw"),
        ("check", "."),
        ("export", "excel", "findes-ikke.kkw", "ud.xlsx"),
        ("new", "findes-ikke/x.kkw"),
    ],
)
def test_a_call_that_cannot_be_done_is_one_sentence(line: Line, call: tuple[str, ...]) -> None:
    said = line(*call)
    assert said.code == 2
    assert sentence(said), said


def test_a_usage_error_is_said_in_the_chosen_language(line: Line) -> None:
    assert "cannot be understood" in line("--language", "en", "info").err
    assert "kan ikke forstås" in line("info").err


def test_a_file_that_is_no_workspace_is_said(line: Line, tmp_path: Path) -> None:
    text, other = tmp_path / "a.kkw", tmp_path / "b.kkw"
    text.write_text("ikke et arbejdsrum", "utf-8")
    with sqlite3.connect(other) as connection:
        connection.execute("create table x (y)")
    connection.close()
    for path in (text, other):
        said = line("info", path)
        assert said.code == 2
        assert sentence(said)

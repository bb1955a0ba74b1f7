"""Batches on the command line: written, listed, compared, written again, and verified."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import db
from kkworkbench.model.adoption import Adoption
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.workspace import Workspace
from tests.cli.command_line import Line, sentence
from tests.unit.exports.drupal_batches import dump_of


class Put(Alone):
    """Put a record."""

    label = "command.edit_contact"

    def __init__(self, record: Record) -> None:
        self.record = record

    def apply(self, draft: Draft) -> None:
        draft.put(self.record)


def state_of(path: Path) -> State:
    with closing(db.open_store(path, read_only=True)) as store:
        return State.of(store.load())


def retitle(path: Path, title: str) -> Contact:
    """Give a contact that is in the first batch another title."""
    workspace = Workspace(db.open_store(path), "anna")
    kept = {each["uuid"] for each in read(path.parent / "p1", "contacts")["items"]}
    contact = next(each for each in workspace.state.all(Contact) if each.id in kept)
    made = replace(contact, title=title)
    workspace.execute(Put(made))
    workspace.close()
    return made


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_bytes())


@pytest.fixture
def demo(demo_copy: Path) -> Path:
    """A copy, as a batch that was written is kept in the workspace."""
    return demo_copy


@pytest.fixture
def first(line: Line, demo: Path) -> Path:
    said = line("export", "drupal", demo, demo.parent / "p1", "--leave-out", "--note", "Første")
    assert (said.code, said.out.splitlines()[-1]) == (0, "Det er pakke 1.")
    return demo.parent / "p1"


def same_files(first: Path, second: Path) -> bool:
    def files(folder: Path) -> dict[Path, bytes]:
        return {
            each.relative_to(folder): each.read_bytes()
            for each in folder.rglob("*")
            if each.is_file()
        }

    return files(first) == files(second)


def test_a_batch_is_kept_and_written_again_byte_for_byte(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    retitle(demo, "Helt ny titel")
    again = line("export", "drupal", demo, tmp_path / "igen", "--batch", "1")
    assert (again.code, again.err) == (0, "")
    assert same_files(first, tmp_path / "igen")
    (listed,) = line("batches", demo, "--json").json
    assert (listed["number"], listed["note"], listed["folder"]) == (1, "Første", "p1")
    assert listed["counts"] == read(first, "manifest")["counts"]
    assert listed["imported_on"] is None


def test_a_batch_that_would_be_another_is_not_written_again(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "andet.toml"
    shipped = Path(__file__).resolve().parents[2] / "resources/drupal/profiles/default.toml"
    profile.write_text(
        shipped.read_text(encoding="utf-8").replace('"kategori"', '"emne"'), encoding="utf-8"
    )
    said = line("export", "drupal", demo, tmp_path / "x", "--batch", "1", "--profile", profile)
    assert said.code == 2
    assert "Pakke 1" in said.err
    assert not (tmp_path / "x").exists()
    assert first.exists()


def test_what_changed_since_the_last_batch_is_told_and_written(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    contact = retitle(demo, "Helt ny titel")
    (change,) = line("batches", demo, "--compare", "1", "--json").json
    assert (change["what"], change["part"]) == ("changed", "contacts")
    assert change["fields"]["title"]["now"] == contact.heading
    assert contact.heading in line("batches", demo, "--compare", "1").out
    said = line(
        "export", "drupal", demo, tmp_path / "p2", "--leave-out", "--since", "last",
    )  # fmt: skip
    assert said.code == 0
    assert [each["uuid"] for each in read(tmp_path / "p2", "contacts")["items"]] == [contact.id]
    manifest = read(tmp_path / "p2", "manifest")
    assert (manifest["base"], manifest["counts"]["pages"]) == (
        read(first, "manifest")["batch"], 0)  # fmt: skip
    assert line("batches", demo, "--compare", "2", "--json").json == []
    again = line("export", "drupal", demo, tmp_path / "igen", "--batch", "2")
    assert again.code == 0
    assert same_files(tmp_path / "p2", tmp_path / "igen")
    compared = line("batches", demo, "--compare", "2", "--with", "1", "--json").json
    assert compared[0]["fields"]["title"]["was"] == contact.heading


def test_two_profiles_take_turns(line: Line, demo: Path, first: Path, tmp_path: Path) -> None:
    def export(name: str, *more: str) -> int:
        return line("export", "drupal", demo, tmp_path / name, "--leave-out", *more).code

    other = ("--profile", "os2web_contact")
    assert export("x", "--since", "last", *other) == 2
    assert export("x", "--since", "1", *other) == 2
    assert export("p2", *other) == 0
    assert export("p3", "--since", "last") == 0
    assert read(tmp_path / "p3", "manifest")["base"] == read(first, "manifest")["batch"]
    assert line("batches", demo, "--compare", "2", "--json").json == []


def test_the_drill_menu_alone_is_no_base(line: Line, demo: Path, tmp_path: Path) -> None:
    said = line("export", "drupal", demo, tmp_path / "m", "--leave-out", "--only", "drill")
    assert said.code == 0
    assert read(tmp_path / "m", "manifest")["only"] == ["drill"]
    for since in ("last", "1"):
        again = line(
            "export", "drupal", demo, tmp_path / "x", "--leave-out", "--since", since
        )  # fmt: skip
        assert again.code == 2
        assert sentence(again)
    unknown = line("export", "drupal", demo, tmp_path / "x", "--leave-out", "--only", "Ingenting")
    assert unknown.code == 2
    assert "Ingenting" in unknown.err
    assert not (tmp_path / "x").exists()


def test_a_batch_is_marked_as_imported(line: Line, demo: Path, first: Path) -> None:
    assert line("batches", demo, "--imported", "1", "--on", "2026-11-20").code == 0
    (listed,) = line("batches", demo, "--json").json
    assert listed["imported_on"] == "2026-11-20"
    assert "2026-11-20" in line("batches", demo).out
    for call in (("--imported", "1", "--on", "i går"), ("--imported", "7")):
        assert line("batches", demo, *call).code == 2


def test_a_site_is_verified(line: Line, demo: Path, first: Path, tmp_path: Path) -> None:
    dump = dump_of(read(first, "verify"))
    file = tmp_path / "dump.json"
    file.write_text(json.dumps(dump), encoding="utf-8")
    said = line("verify-import", first, file, "--json")
    assert (said.code, said.json["differences"]) == (0, [])
    assert said.json["checked"] > 1000
    contact = next(c for c in dump["items"]["contacts"] if c["default"]["phones"])
    contact["default"]["phones"][0]["number"] = "11 11 11 11"
    dump["items"]["menu"].pop()
    file.write_text(json.dumps(dump), encoding="utf-8")
    said = line("verify-import", first, file, "--json")
    assert said.code == 1
    assert {(d["part"], d["field"]) for d in said.json["differences"]} >= {
        ("contacts", "phones/0/number"), ("menu", "")}  # fmt: skip
    told = line("verify-import", first / "verify.json", file)
    assert told.code == 1
    assert "11 11 11 11" in told.out


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", '{"format": "andet"}', '{"format": "kkworkbench-dump/1"}',
     '{"format": "kkworkbench-dump/1", "items": {"pages": [7]}}',
     '{"format": "kkworkbench-dump/1", "items": {"pages": [{"uuid": "a", "default": "x"}]}}'],
)  # fmt: skip
def test_what_is_no_dump_is_said_in_one_sentence(
    line: Line, demo: Path, first: Path, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "dump.json"
    file.write_text(text, encoding="utf-8")
    said = line("verify-import", first, file)
    assert said.code == 2
    assert sentence(said)
    assert "dump.json" in said.err


def test_what_the_site_has_is_taken_over_once(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    pages = [page for page in read(first, "pages")["items"] if page["path"]]
    page = pages[0]
    dump = {"format": "kkworkbench-dump/1", "items": {"pages": [
        {"uuid": "11111111-1111-4111-8111-111111111111", "nid": 7, "aliases": [page["path"]],
         "default": {"title": "Sitets egen"}, "latest": None}]}}  # fmt: skip
    file = tmp_path / "dump.json"
    file.write_text(json.dumps(dump), encoding="utf-8")
    said = line("export", "drupal", demo, tmp_path / "p2", "--leave-out", "--site", file)
    assert said.code == 0, said.err
    (adopted,) = [p for p in read(tmp_path / "p2", "pages")["items"] if p["id"] == page["id"]]
    assert adopted["adopt"] == {"nid": 7, "uuid": "11111111-1111-4111-8111-111111111111"}
    assert adopted["owns"] == ["boxes", "tags"]
    assert state_of(demo).count(Adoption) == 1
    later = line("export", "drupal", demo, tmp_path / "p3", "--leave-out")
    assert later.code == 0
    (kept,) = [p for p in read(tmp_path / "p3", "pages")["items"] if p["id"] == page["id"]]
    assert kept["uuid"] == "11111111-1111-4111-8111-111111111111"


def test_a_workspace_that_is_open_elsewhere_is_read_and_nothing_is_kept(
    line: Line, demo: Path, tmp_path: Path
) -> None:
    with closing(db.open_store(demo)):
        before = demo.read_bytes()
        refused = line("export", "drupal", demo, tmp_path / "x", "--leave-out")
        assert refused.code == 2
        assert "--unrecorded" in refused.err
        assert not (tmp_path / "x").exists()
        said = line("export", "drupal", demo, tmp_path / "x", "--leave-out", "--unrecorded")
        assert said.code == 0
        assert "Pakken er ikke i historikken" in said.err
        assert "Det er pakke" not in said.out
        assert demo.read_bytes() == before
    assert line("batches", demo, "--json").json == []


def test_an_unrecorded_batch_is_the_one_that_would_have_been_kept(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    retitle(demo, "Helt ny titel")
    for folder, more in ((tmp_path / "fri", ["--unrecorded"]), (tmp_path / "fast", [])):
        said = line("export", "drupal", demo, folder, "--leave-out", "--since", "last", *more)
        assert said.code == 0
    for name in ("contacts", "pages", "menu"):
        free, kept = (read(tmp_path / each, name)["items"] for each in ("fri", "fast"))
        logged = [{**each, "revision_log": ""} for each in free]
        assert logged == [{**each, "revision_log": ""} for each in kept]


def test_taking_over_and_writing_again_are_never_unrecorded(
    line: Line, demo: Path, tmp_path: Path
) -> None:
    for more in (["--site", tmp_path / "none.json"], ["--batch", "1"]):
        said = line("export", "drupal", demo, tmp_path / "x", "--unrecorded", *more)
        assert said.code == 2
        assert "--unrecorded" in said.err


def test_what_a_site_has_is_shown_and_kept_when_asked(
    line: Line, demo: Path, first: Path, tmp_path: Path
) -> None:
    page = next(each for each in read(first, "pages")["items"] if each["path"])
    theirs = "11111111-1111-4111-8111-111111111111"
    node = {"type": "node--kk_page", "id": theirs, "attributes": {
        "drupal_internal__nid": 12, "title": "x", "path": {"alias": page["path"]}}}  # fmt: skip
    (tmp_path / "site").mkdir()
    (tmp_path / "site/1.json").write_text(json.dumps({"data": [node]}), encoding="utf-8")
    shown = line("take-over", demo, tmp_path / "site")
    assert (shown.code, shown.err) == (0, "")
    assert "samme adresse" in shown.out
    assert list(state_of(demo).all(Adoption)) == []
    (told,) = line("take-over", demo, tmp_path / "site", "--apply", "--json").json
    assert (told["part"], told["by"], told["number"]) == ("pages", "path", 12)
    (kept,) = state_of(demo).all(Adoption)
    assert (kept.id, kept.uuid) == (page["id"], theirs)
    (tmp_path / "site/2.json").write_text("[]", encoding="utf-8")
    refused = line("take-over", demo, tmp_path / "site")
    assert (refused.code, refused.out) == (2, "")
    assert "2.json" in refused.err

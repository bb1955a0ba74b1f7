"""A batch holds together, says what it lacks, and appears whole or not at all."""

import csv
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.demo import records
from kkworkbench.exports.drupal.batch import BatchBlocked, free_folder, write_batch
from kkworkbench.exports.drupal.checking import BrokenBatch, check
from kkworkbench.exports.drupal.shapes import link_uri, office_hours
from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import describe
from kkworkbench.state.lookups import contact_of_page, descendants
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
INFO = WorkspaceInfo("w", "Demo", NOW)
DA = Messages("da")
RECORDS = records()
PARTS = ("terms", "phones", "contacts", "boxes", "pages", "menu", "footer", "redirects")
BLAMED = [r for r in RECORDS if KIND_NAMES[type(r)] in
          ("page", "contact", "box", "drill_entry", "list_entry", "term", "site")]  # fmt: skip


@dataclass
class Found:
    results: tuple[Result, ...] = ()

    def all(self) -> Iterable[Result]:
        return self.results


def error(record: Any) -> Result:
    kind = KIND_NAMES[type(record)]
    return Result(Finding("K103", kind, record.id, "written", value="010190-1234"), Severity.ERROR)


def write(folder: Path, state: State | None = None, *errors: Result, leave_out: bool = True):
    return write_batch(
        folder, state or State.of(RECORDS), Found(errors), DA, INFO,
        made_by="anna", now=NOW, batch_id="b1", leave_out=leave_out,
    )  # fmt: skip


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def items(folder: Path, part: str) -> list[dict[str, Any]]:
    return json.loads((folder / f"{part}.json").read_bytes())["items"]


def changed(kind: type, /, **values: Any) -> tuple[State, Any]:
    old = next(r for r in RECORDS if type(r) is kind and getattr(r, "phones", True))
    new = replace(old, **values)
    return State.of(new if r is old else r for r in RECORDS), new


def item(folder: Path, part: str, record: Any) -> dict[str, Any]:
    return next(each for each in items(folder, part) if each["uuid"] == record.id)


def test_the_manifest_has_the_sum_of_every_file(tmp_path: Path) -> None:
    write(tmp_path / "b")
    manifest = json.loads((tmp_path / "b/manifest.json").read_bytes())
    sums = {
        file.relative_to(tmp_path / "b").as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files(tmp_path / "b")
        if file.name != "manifest.json"
    }
    assert manifest["files"] == sums
    assert manifest["counts"] == {part: len(items(tmp_path / "b", part)) for part in PARTS}
    assert {f"{part}.json" for part in PARTS} < set(sums)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    write(tmp_path / "a")
    write(tmp_path / "b", State.of(reversed(RECORDS)))
    for file in files(tmp_path / "a"):
        assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()
        assert not file.read_bytes().startswith(b"\xef\xbb\xbf")


def test_an_error_blocks_unless_it_is_waived_or_left_out(tmp_path: Path) -> None:
    result = error(BLAMED[-1])
    with pytest.raises(BatchBlocked) as caught:
        write(tmp_path / "b", None, result, leave_out=False)
    assert caught.value.errors == (result,)
    assert list(tmp_path.iterdir()) == []
    waiver = Waiver("v", "K103", result.finding.subject, reason="aftalt", by="anna")
    write(tmp_path / "b", None, replace(result, waiver=waiver), leave_out=False)
    manifest = json.loads((tmp_path / "b/manifest.json").read_bytes())
    assert [w["reason"] for w in manifest["waivers"]] == ["aftalt"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.integers(0, len(BLAMED) - 1), max_size=12))
def test_whatever_is_left_out_every_reference_resolves(tmp_path: Path, blamed: set[int]) -> None:
    folder = free_folder(tmp_path / "b")
    report = write(folder, None, *(error(BLAMED[n]) for n in blamed))
    found = {part: items(folder, part) for part in PARTS}
    check(found)
    there = {each["uuid"] for part in found.values() for each in part}
    assert not there & {each.id for each in report.left_out}
    assert {BLAMED[n].id for n in blamed} <= {each.id for each in report.left_out}


def test_the_manifest_never_quotes_the_offending_text(tmp_path: Path) -> None:
    page = next(r for r in BLAMED if type(r) is Page)
    finding = Finding("K602", "page", page.id, "body", value="hans@kk.dk")
    assert "hans@kk.dk" in describe(finding, State.of(RECORDS), DA).message
    write(tmp_path / "b", None, Result(finding, Severity.ERROR))
    for file in files(tmp_path / "b"):
        assert b"hans@kk.dk" not in file.read_bytes(), file.name


def test_a_page_takes_its_entries_boxes_and_the_pages_below_along(tmp_path: Path) -> None:
    state = State.of(RECORDS)
    top = next(
        p
        for p in state.all(Page)
        if list(descendants(state, p.id))
        and p.parent is None
        and any(e.target in descendants(state, p.id) for e in state.all(DrillEntry))
    )
    below = {top.id, *descendants(state, top.id)}
    report = write(tmp_path / "b", state, error(top))
    out = {each.id for each in report.left_out}
    wanted = below | {e.id for e in state.all(DrillEntry) if e.target in below}
    wanted |= {b.id for b in state.all(ContactBox) if b.page in below}
    wanted |= {e.id for e in state.all(ListEntry) if e.page in below}
    assert out == wanted
    roots = {each.id for each in report.left_out if each.through is None}
    assert roots == {top.id}


def test_a_contact_takes_along_the_pages_that_must_show_it(tmp_path: Path) -> None:
    state = State.of(RECORDS)
    page = next(
        p
        for p in state.all(Page)
        if p.kind is PageKind.CONTACT and contact_of_page(state, p.id) is not None
    )
    contact = contact_of_page(state, page.id)
    report = write(tmp_path / "b", state, error(contact))
    assert {contact.id, page.id} <= {each.id for each in report.left_out}


def test_another_page_stays_without_the_box_and_the_manifest_says_so(tmp_path: Path) -> None:
    state, page = changed(Page, kind=PageKind.TOPIC)
    contact = next(state.all(Contact))
    box = ContactBox("b-extra", page.id, contact.id)
    state = State.of((*(r for r in RECORDS if r.id != page.id), page, box))
    write(tmp_path / "b", state, error(box))
    assert item(tmp_path / "b", "pages", page)["boxes"] == []
    manifest = json.loads((tmp_path / "b/manifest.json").read_bytes())
    assert ("box", page.id) in {(each["what"], each["id"]) for each in manifest["notes"]}


def test_a_change_of_a_phone_changes_its_contacts_hash(tmp_path: Path) -> None:
    state, contact = changed(Contact)
    write(tmp_path / "a", state)
    phones = tuple(replace(phone, number="12 34 56 78") for phone in contact.phones)
    state, contact = changed(Contact, phones=phones)
    write(tmp_path / "b", state)
    before, after = (item(tmp_path / f, "contacts", contact) for f in "ab")
    assert before["phones"] == after["phones"]
    assert before["content_hash"] != after["content_hash"]


def test_no_address_is_null_and_no_internal_note_leaves(tmp_path: Path) -> None:
    state, contact = changed(Contact, address=None, note="HEMMELIGT", override_reasons=(
        ("name", "HEMMELIGT"),))  # fmt: skip
    write(tmp_path / "b", state)
    assert item(tmp_path / "b", "contacts", contact)["address"] is None
    for file in files(tmp_path / "b"):
        assert b"HEMMELIGT" not in file.read_bytes(), file.name


def test_bodies_are_cleaned_and_old_addresses_redirect_without_a_slash(tmp_path: Path) -> None:
    state, page = changed(
        Page, body='<p onclick="x()">Hej</p><script>x()</script>', replaced_paths=("/gammel/sti",)
    )
    write(tmp_path / "b", state)
    assert item(tmp_path / "b", "pages", page)["body"] == "<p>Hej</p>"
    (redirect,) = items(tmp_path / "b", "redirects")
    assert (redirect["from"], redirect["page_uuid"]) == ("gammel/sti", page.id)


def test_an_entry_that_was_taken_out_is_disabled_and_weights_start_at_50_below(
    tmp_path: Path,
) -> None:
    state, entry = changed(DrillEntry, placed=False)
    write(tmp_path / "b", state)
    menu = items(tmp_path / "b", "menu")
    assert [each["weight"] for each in menu] == list(range(-50, -50 + len(menu)))
    assert [each["uuid"] for each in menu if each["enabled"] == 0] == [entry.id]


def test_hours_are_integers_with_sunday_as_day_0() -> None:
    lunch = Hours((Span(1, 540, 720), Span(1, 780, 900), Span(7, 600, 1440)), comment="x" * 300)
    assert [(s["day"], s["starthours"], s["endhours"]) for s in office_hours(lunch, "Aftale")] == [
        (1, 900, 1200),
        (1, 1300, 1500),
        (0, 1000, 2400),
    ]
    assert len(office_hours(lunch, "Aftale")[0]["comment"]) == 255
    always = office_hours(Hours(always_open=True), "")
    assert {(s["starthours"], s["endhours"]) for s in always} == {(0, 2400)}
    assert {s["day"] for s in always} == set(range(7))
    asked = office_hours(Hours(by_appointment=True), "Efter aftale")
    assert {(s["starthours"], s["comment"]) for s in asked} == {(-1, "Efter aftale")}


@pytest.mark.parametrize(
    ("url", "uri"),
    [
        ("https://kk.dk/a", "https://kk.dk/a"),
        ("/bestil", "internal:/bestil"),
        ("www.kk.dk", "https://www.kk.dk"),
        ("javascript:x()", ""),
        ("mailto:hans@kk.dk", ""),
        ("hans@kk.dk", ""),
    ],
)
def test_links_are_as_drupal_wants_them(url: str, uri: str) -> None:
    assert link_uri(url) == uri


def test_csv_cells_start_no_formula(tmp_path: Path) -> None:
    state, _ = changed(Contact, title="=1+1", phones=(Phone("p", "+45 33 66 33 66"),))
    write(tmp_path / "b", state)
    text = (tmp_path / "b/contacts.csv").read_text(encoding="utf-8")
    cells = {value for row in csv.reader(StringIO(text), delimiter=";") for value in row}
    assert {"'=1+1", "'+45 33 66 33 66"} <= cells


def test_a_reference_to_nothing_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "b")
    found = {part: items(tmp_path / "b", part) for part in PARTS}
    found["menu"][0]["page"] = "page:gone"
    with pytest.raises(BrokenBatch):
        check(found)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        if path.name == "pages.json":
            raise OSError(28, "No space left on device")
        return real(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WorkbenchError) as caught:
        write(tmp_path / "b")
    assert caught.value.key == "exports.cannot_write"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_use_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    assert free_folder(tmp_path / "b") == tmp_path / "b"
    (tmp_path / "b/mine.txt").write_text("mine")
    assert free_folder(tmp_path / "b") == tmp_path / "b-2"
    with pytest.raises(WorkbenchError):
        write(tmp_path / "b")
    assert [file.name for file in (tmp_path / "b").iterdir()] == ["mine.txt"]


def test_dated_hours_are_kept(tmp_path: Path) -> None:
    from kkworkbench.model.hours import DateException

    hours = Hours((Span(1, 540, 720),), exceptions=(DateException(date(2026, 12, 24)),))
    state, contact = changed(Contact, visiting_hours=hours)
    write(tmp_path / "b", state)
    (dated,) = item(tmp_path / "b", "contacts", contact)["dated_hours"]
    assert dated["date"] == "2026-12-24"

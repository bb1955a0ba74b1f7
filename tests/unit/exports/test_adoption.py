"""What a site had before: known by uuid, address or name, updated and never made again."""

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kkworkbench.exports.drupal.adoption import found_on_site
from kkworkbench.exports.drupal.scope import Choice
from kkworkbench.exports.drupal.verify_compare import verdict
from kkworkbench.model.contact import ContactBox
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from tests.unit.exports.drupal_batches import (
    DEMO,
    base_of,
    dump_of,
    items,
    put,
    read,
    without_page,
    write,
)

BASE = base_of(DEMO)
PAGE = next(p for p in BASE.items["pages"] if p["path"] and p["boxes"])
SITE = "11111111-1111-4111-8111-111111111111"


def dump(**parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"format": "kkworkbench-dump/1", "items": parts}


def a_page(**values: Any) -> dict[str, Any]:
    return {"uuid": SITE, "nid": 12, "aliases": [PAGE["path"]], "default": {}, **values}


def adopted() -> State:
    term = BASE.items["terms"][0]
    own = {"uuid": "22222222-2222-4222-8222-222222222222", "vid": term["vid"],
           "name": term["name"].upper()}  # fmt: skip
    return put(DEMO, *found_on_site(BASE.items, dump(pages=[a_page()], terms=[own])))


@pytest.mark.parametrize("path", [PAGE["path"], PAGE["path"].upper(), PAGE["path"] + "/"])
def test_a_page_is_known_by_its_address(path: str) -> None:
    (found,) = found_on_site(BASE.items, dump(pages=[a_page(aliases=["/andet", path])]))
    assert (found.id, found.part, found.uuid, found.number) == (PAGE["id"], "pages", SITE, 12)


def test_what_has_our_uuid_is_ours_and_needs_no_adoption() -> None:
    ours = a_page(uuid=PAGE["uuid"])
    assert found_on_site(BASE.items, dump(pages=[ours, a_page()])) == ()


def test_a_term_is_known_by_name_in_its_own_vocabulary_alone() -> None:
    term = BASE.items["terms"][0]
    named = {"uuid": SITE, "vid": term["vid"], "name": f" {term['name'].lower()} "}
    (found,) = found_on_site(BASE.items, dump(terms=[named]))
    assert (found.id, found.uuid) == (term["id"], SITE)
    assert found_on_site(BASE.items, dump(terms=[{**named, "vid": "andet"}])) == ()


def test_an_entry_is_known_by_the_page_that_was_taken_over() -> None:
    entry = next(e for e in BASE.items["menu"] if e["page"])
    page = next(p for p in BASE.items["pages"] if p["id"] == entry["page"])
    path = page["path"] or "/x"
    known = deepcopy(BASE.items)
    next(p for p in known["pages"] if p["id"] == page["id"])["path"] = path
    there = dump(
        pages=[a_page(aliases=[path])], menu=[{"uuid": "m", "page_uuid": SITE, "title": "?"}]
    )
    assert {(f.part, f.uuid) for f in found_on_site(known, there)} == {
        ("pages", SITE), ("menu", "m")}  # fmt: skip


def test_no_entity_is_taken_twice() -> None:
    twice = deepcopy(BASE.items)
    twice["pages"].append({**PAGE, "id": "page:2", "uuid": "2"})
    assert len(found_on_site(twice, dump(pages=[a_page()]))) == 1


def test_a_page_keeps_its_uuid_and_only_boxes_and_tags_are_ours(tmp_path: Path) -> None:
    write(tmp_path / "b", adopted())
    (item,) = [each for each in items(tmp_path / "b", "pages") if each["id"] == PAGE["id"]]
    assert item["uuid"] == SITE
    assert item["adopt"] == {"nid": 12, "uuid": SITE}
    assert item["owns"] == ["boxes", "tags"]
    led = [each for part in ("menu", "redirects") for each in items(tmp_path / "b", part)
           if each["page"] == PAGE["id"]]  # fmt: skip
    below = [each for each in items(tmp_path / "b", "pages") if each["parent"] == PAGE["id"]]
    assert {each["page_uuid"] for each in led} | {each["parent_uuid"] for each in below} <= {SITE}
    verify = read(tmp_path / "b", "verify")
    (wanted,) = [each for each in verify["items"]["pages"] if each["uuid"] == SITE]
    assert {"title", "body", "parent"}.isdisjoint(wanted["default"])
    assert {"boxes", "tags"} <= wanted["default"].keys()
    assert verdict(verify, dump_of(verify)).differences == ()


def test_a_page_of_the_editors_is_never_archived(tmp_path: Path) -> None:
    before = adopted()
    record = next(p for p in DEMO.all(Page) if p.id == PAGE["uuid"])
    write(tmp_path / "b", without_page(before, record), base=base_of(before), choice=Choice(True))
    (item,) = [each for each in items(tmp_path / "b", "pages") if each["id"] == PAGE["id"]]
    assert item["moderation_state"] == PAGE["moderation_state"]
    assert item["boxes_removed"] == PAGE["boxes"]
    assert item["boxes"] == []


def test_what_partial_batches_sent_since_is_taken_away_too(tmp_path: Path) -> None:
    record = next(p for p in DEMO.all(Page) if p.id == PAGE["uuid"])
    contact = next(b for b in DEMO.all(ContactBox) if b.page == record.id).contact
    box = ContactBox("33333333-3333-4333-8333-333333333333", record.id, contact)  # type: ignore[arg-type]
    between = base_of(put(DEMO, box)).items
    base = replace(BASE, later=(between,))
    write(tmp_path / "b", DEMO, base=base)
    (item,) = [each for each in items(tmp_path / "b", "pages") if each["id"] == PAGE["id"]]
    assert item["boxes_removed"] == [f"box:{box.id}"]

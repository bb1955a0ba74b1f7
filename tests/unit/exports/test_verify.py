"""verify.json: a site that holds the batch is clean, and any other value is found."""

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import Choice
from kkworkbench.exports.drupal.verify import expected
from kkworkbench.exports.drupal.verify_compare import Difference, verdict
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageState
from tests.unit.exports.drupal_batches import (
    DEMO,
    base_of,
    dump_of,
    put,
    read,
    without,
    without_contact,
    write,
)

BASE = base_of(DEMO)
WANTED = expected(BASE.items, None, shipped())
CLEAN = dump_of(WANTED)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value of a dump that is compared."""
    if isinstance(value, dict):
        return [
            way
            for key, each in value.items()
            if not is_silent((*path, key))
            for way in leaves(each, (*path, key))
        ]
    if isinstance(value, list):
        return [way for n, each in enumerate(value) for way in leaves(each, (*path, n))]
    return [path]


def is_silent(way: tuple[Any, ...]) -> bool:
    """Whether a value is free: terms and redirects are known by name, the last entry stays last."""
    part, name = way[0], way[-1]
    if name in ("id", "latest", "aliases", "boxes_removed", "order"):
        return True
    if len(way) != 3:
        return False
    return (name == "title" and part != "menu") or (
        name == "uuid" and part in ("terms", "redirects")
    )


LEAVES = leaves(CLEAN["items"])


def changed(dump: dict[str, Any], way: tuple[Any, ...]) -> dict[str, Any]:
    made = deepcopy(dump)
    place = made["items"]
    for step in way[:-1]:
        place = place[step]
    value = place[way[-1]]
    place[way[-1]] = (
        value + 7 if type(value) is int else not value if type(value) is bool else f"{value}x"
    )
    return made


def only(wanted: dict[str, Any], dump: dict[str, Any]) -> Difference:
    (difference,) = verdict(wanted, dump).differences
    return difference


def test_a_site_that_holds_the_batch_is_clean() -> None:
    found = verdict(WANTED, CLEAN)
    assert found.differences == ()
    assert found.checked > 1000


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(LEAVES))
def test_any_changed_value_is_found(way: tuple[Any, ...]) -> None:
    assert verdict(WANTED, changed(CLEAN, way)).differences, way


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_any_missing_item_is_found(data: st.DataObject) -> None:
    dump = deepcopy(CLEAN)
    part = data.draw(st.sampled_from([part for part, found in dump["items"].items() if found]))
    gone = data.draw(st.sampled_from(dump["items"][part]))
    dump["items"][part].remove(gone)
    found = verdict(WANTED, dump).differences
    assert (part, gone["id"]) in {(each.part, each.id) for each in found}


def site_of_its_own_form(value: Any) -> Any:
    """Write a dump as a site may: trap 27."""
    if isinstance(value, dict):
        made = {key: site_of_its_own_form(each) for key, each in value.items()}
        if "starthours" in made:
            made |= {
                "day": str(made["day"]),
                "day_delta": 0,
                "all_day": 0,
                "comment": made["comment"] or None,
            }
        return made
    if isinstance(value, list):
        return [site_of_its_own_form(each) for each in value] or None
    if isinstance(value, bool):
        return "1" if value else "0"
    if value == "":
        return None
    return value.replace("\n", "\r\n") if isinstance(value, str) else value


def test_what_the_site_writes_in_its_own_way_is_no_difference() -> None:
    dump = deepcopy(CLEAN)
    for found in dump["items"].values():
        for item in found:
            for revision in ("default", "latest"):
                if item.get(revision):
                    item[revision] = site_of_its_own_form(item[revision])
    for contact in dump["items"]["contacts"]:
        if contact["default"]["address"]:
            contact["default"]["address"] |= {
                "given_name": "",
                "langcode": "da",
                "address_line3": None,
            }
    assert verdict(WANTED, dump).differences == ()


def test_zero_opening_hours_in_another_order_are_the_same_and_24_hours_too() -> None:
    wanted = {"items": {"contacts": [{"id": "c", "uuid": "c", "title": "C", "latest": None, "default": {
        "opening_hours": [{"day": 1, "starthours": 0, "endhours": 2400, "comment": ""},
                          {"day": 2, "starthours": 900, "endhours": 1200, "comment": "x"}]}}]}}  # fmt: skip
    slots = [{"day": 2, "starthours": "900", "endhours": "1200", "comment": "x", "all_day": False},
             {"day": 1, "starthours": None, "endhours": None, "all_day": 1}]  # fmt: skip
    site = {"items": {"contacts": [{"uuid": "c", "default": {"opening_hours": slots}}]}}
    assert verdict(wanted, site).differences == ()
    slots[0]["comment"] = "y"
    assert only(wanted, site).field == "opening_hours"


def test_hours_of_single_dates_and_seasons_are_the_editors() -> None:
    dump = deepcopy(CLEAN)
    for contact in dump["items"]["contacts"]:
        contact["default"]["opening_hours"] = [
            *contact["default"]["opening_hours"],
            {"day": 1798156800, "starthours": -1, "endhours": -1, "comment": "lukket"},
            {"day": 101, "starthours": 800, "endhours": 1000, "comment": ""},
        ]
    assert verdict(WANTED, dump).differences == ()
    open_ = next(c for c in dump["items"]["contacts"] if len(c["default"]["opening_hours"]) > 2)
    open_["default"]["opening_hours"] = open_["default"]["opening_hours"][1:]
    assert only(WANTED, dump).field == "opening_hours"


def test_what_is_retired_need_not_have_been_on_the_site(tmp_path: Path) -> None:
    called = next(contact for contact in DEMO.all(Contact) if contact.phones)
    entry = next(iter(DEMO.all(DrillEntry)))
    state = without(without_contact(DEMO, called), entry)
    write(tmp_path / "b", state, base=BASE, choice=Choice(True))
    verify = read(tmp_path / "b", "verify")
    dump = dump_of(verify)
    for part, gone in (("contacts", called.id), ("menu", entry.id)):
        (item,) = [each for each in verify["items"][part] if each["uuid"] == gone]
        assert item["retired"] is True
        dump["items"][part] = [each for each in dump["items"][part] if each["uuid"] != gone]
    assert verdict(verify, dump).differences == ()
    (item,) = [each for each in verify["items"]["contacts"] if each["uuid"] == called.id]
    dump["items"]["contacts"].append({**item, "default": {**item["default"], "published": True}})
    assert only(verify, dump).field == "published"


def test_a_term_that_the_site_had_is_known_by_its_name() -> None:
    dump = deepcopy(CLEAN)
    term = next(t for t in dump["items"]["terms"] if any(
        t["uuid"] in page["default"]["tags"] for page in dump["items"]["pages"]
    ) or t["vid"] == "forvaltning")  # fmt: skip
    old, term["uuid"] = term["uuid"], "sitets-egen"
    text = json.dumps(dump).replace(old, "sitets-egen")
    assert verdict(WANTED, json.loads(text)).differences == ()


def test_what_editors_made_is_no_difference() -> None:
    dump = deepcopy(CLEAN)
    page = next(p for p in dump["items"]["pages"] if p["default"]["boxes"])
    page["default"]["boxes"].insert(0, {"uuid": "redaktørens", "type": "kk_other"})
    page["default"]["tags"].append("redaktørens-term")
    page["aliases"] = [*page.get("aliases", ()), "/et-andet"]
    dump["items"]["pages"].append({"uuid": "egen", "default": {"title": "Egen"}, "latest": None})
    dump["items"]["menu"].insert(0, {"uuid": "egen", "parent": "", "title": "Egen", "order": 0})
    for number, entry in enumerate(dump["items"]["menu"]):
        entry["order"] = number
    assert verdict(WANTED, dump).differences == ()


def test_entries_in_another_order_are_found() -> None:
    dump = deepcopy(CLEAN)
    first, second = dump["items"]["menu"][:2]
    first["order"], second["order"] = second["order"], first["order"]
    assert {each.field for each in verdict(WANTED, dump).differences} == {"order"}


def page_at(state: PageState) -> Page:
    page = next(each for each in DEMO.all(Page) if any(
        item["uuid"] == each.id for item in BASE.items["pages"]
    ))  # fmt: skip
    return replace(page, state=state, title="Ny titel")


def test_a_draft_over_a_live_page_leaves_what_is_live(tmp_path: Path) -> None:
    live = put(DEMO, replace(page_at(PageState.PUBLISHED), title="Før"))
    draft = page_at(PageState.DRAFT)
    write(tmp_path / "b", put(live, draft), base=base_of(live), choice=Choice(True))
    verify = read(tmp_path / "b", "verify")
    (item,) = [each for each in verify["items"]["pages"] if each["uuid"] == draft.id]
    assert (item["default"]["title"], item["default"]["published"]) == ("Før", True)
    assert (item["latest"]["title"], item["latest"]["moderation_state"]) == ("Ny titel", "draft")
    assert "aliases" not in item
    dump = dump_of(verify)
    assert verdict(verify, dump).differences == ()
    (page,) = [each for each in dump["items"]["pages"] if each["uuid"] == draft.id]
    page["default"] = {**page["latest"], "published": False}
    page["latest"] = None
    assert {(d.revision, d.field) for d in verdict(verify, dump).differences} >= {
        ("default", "title"), ("default", "published")}  # fmt: skip


def test_a_site_that_missed_the_batch_before_has_the_draft_alone(tmp_path: Path) -> None:
    live = put(DEMO, replace(page_at(PageState.PUBLISHED), title="Før"))
    draft = page_at(PageState.DRAFT)
    write(tmp_path / "b", put(live, draft), base=base_of(live), choice=Choice(True))
    verify = read(tmp_path / "b", "verify")
    dump = dump_of(verify)
    (page,) = [each for each in dump["items"]["pages"] if each["uuid"] == draft.id]
    page |= {"default": page["latest"], "latest": None, "was_live": False}
    assert verdict(verify, dump).differences == ()
    page["default"]["title"] = "En anden"
    assert [(d.revision, d.field) for d in verdict(verify, dump).differences] == [
        ("latest", "title")]  # fmt: skip
    page |= {"default": {**page["default"], "title": "Ny titel"}, "was_live": True}
    assert ("default", "title") in {
        (d.revision, d.field) for d in verdict(verify, dump).differences
    }


def test_what_awaits_an_editor_is_no_difference() -> None:
    dump = deepcopy(CLEAN)
    page = dump["items"]["pages"][0]
    page["default"]["title"] = "Som den var"
    page["latest"] = {**page["default"], "title": "Redaktørens"}
    assert len(verdict(WANTED, dump).differences) == 2
    page["editors_draft"] = True
    found = verdict(WANTED, dump)
    assert found.differences == ()
    assert {each.id for each in found.awaits} == {WANTED["items"]["pages"][0]["id"]}
    assert {(each.revision, each.field) for each in found.awaits} == {
        ("default", "title"), ("latest", "")}  # fmt: skip


def test_a_draft_of_ours_on_an_editors_is_compared(tmp_path: Path) -> None:
    draft = page_at(PageState.DRAFT)
    write(tmp_path / "b", put(DEMO, draft), base=base_of(DEMO), choice=Choice(True))
    verify = read(tmp_path / "b", "verify")
    dump = dump_of(verify)
    (page,) = [each for each in dump["items"]["pages"] if each["uuid"] == draft.id]
    page["editors_draft"] = True
    assert verdict(verify, dump) == verdict(verify, dump_of(verify))
    page["latest"]["title"] = "En anden"
    assert (only(verify, dump).revision, verdict(verify, dump).awaits) == ("latest", ())


def test_a_new_draft_is_the_only_revision(tmp_path: Path) -> None:
    draft = page_at(PageState.DRAFT)
    write(tmp_path / "b", put(DEMO, draft))
    verify = read(tmp_path / "b", "verify")
    (item,) = [each for each in verify["items"]["pages"] if each["uuid"] == draft.id]
    assert item["default"] is None
    assert verdict(verify, dump_of(verify)).differences == ()


def test_an_unexpected_newer_draft_is_found() -> None:
    dump = deepcopy(CLEAN)
    contact = dump["items"]["contacts"][0]
    contact["latest"] = {**contact["default"], "moderation_state": "draft"}
    assert only(WANTED, dump).revision == "latest"


def test_a_retired_contact_must_be_archived_and_its_boxes_gone(tmp_path: Path) -> None:
    called = next(contact for contact in DEMO.all(Contact) if contact.phones)
    write(tmp_path / "b", without_contact(DEMO, called), base=BASE, choice=Choice(True))
    verify = read(tmp_path / "b", "verify")
    (item,) = [each for each in verify["items"]["contacts"] if each["uuid"] == called.id]
    assert (item["default"]["moderation_state"], item["default"]["published"]) == (
        "archived",
        False,
    )
    dump = dump_of(verify)
    page = next((p for p in verify["items"]["pages"] if p["default"]["boxes_removed"]), None)
    if page is not None:
        (site,) = [each for each in dump["items"]["pages"] if each["uuid"] == page["uuid"]]
        site["default"]["boxes"].append({"uuid": page["default"]["boxes_removed"][0]})
        assert only(verify, dump).field == "boxes"


def test_an_address_that_should_be_gone_is_found() -> None:
    dump = deepcopy(CLEAN)
    bare = [c for c in dump["items"]["contacts"] if not c["default"]["address"]]
    bare[0]["default"]["address"] = {"country_code": "DK", "address_line1": "Gammelgade 1"}
    assert "address/address_line1" in {each.field for each in verdict(WANTED, dump).differences}
    bare[0]["default"]["address"] = {"country_code": "DK"}
    assert verdict(WANTED, dump).differences == ()


@pytest.mark.parametrize("number", ["33 66 33 66", "+45 33 66 33 67"])
def test_a_phone_is_compared_as_text(number: str, tmp_path: Path) -> None:
    called = next(contact for contact in DEMO.all(Contact) if contact.phones)
    write(tmp_path / "b", put(DEMO, replace(called, phones=(Phone("p", number),))))
    verify = read(tmp_path / "b", "verify")
    dump = dump_of(verify)
    (site,) = [each for each in dump["items"]["contacts"] if each["uuid"] == called.id]
    site["default"]["phones"][0]["number"] = number.replace(" ", "")
    assert only(verify, dump).field == "phones/0/number"

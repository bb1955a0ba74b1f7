"""Awkward content reaches every file of a batch and of a recipe as it was typed."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.recipe.writing import write_recipe
from kkworkbench.exports.drupal.shapes import uuid_of
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.order import keys_between
from kkworkbench.state.state import State
from tests.unit.exports.block_yaml import read_yaml
from tests.unit.exports.drupal_batches import DA, INFO, NOW, Found, items, read
from tests.unit.exports.golden import DATA, LINES, ODD
from tests.unit.exports.schema_check import breaches, schema_of
from tests.unit.exports.test_recipe import parts
from tests.unit.exports.test_recipe import read as read_recipe

BATCH, RECIPE = DATA / "batch", DATA / "recipe"


def one(part: str, id_: str) -> dict[str, Any]:
    return next(each for each in items(BATCH, part) if each["uuid"] == uuid_of(id_))


def seeded(id_: str) -> dict[str, Any]:
    found: dict[str, Any] = read_recipe(RECIPE)[uuid_of(id_)]["default"]
    return found


def table(name: str) -> list[list[str]]:
    text = (BATCH / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";"))


def test_every_json_file_is_as_its_schema_says() -> None:
    for file in BATCH.glob("*.json"):
        assert list(breaches(json.loads(file.read_bytes()), schema_of(file.stem))) == [], file.name


def test_every_yaml_file_is_read() -> None:
    found = [file for folder in (BATCH, RECIPE) for file in folder.rglob("*.yml")]
    assert len(found) > 30
    assert all(isinstance(read_yaml(file.read_text(encoding="utf-8")), dict) for file in found)


def test_letters_quotes_signs_and_line_breaks_stay_as_they_were_typed() -> None:
    assert one("pages", "p-borger")["title"] == ODD
    assert one("pages", "p-borger")["summary"] == LINES
    box = one("boxes", "b-1")
    assert (box["heading"], box["note"]) == (ODD, LINES)
    page = seeded("p-borger")
    assert page["title"] == [{"value": ODD}]
    assert page["field_summary"] == [{"value": LINES}]
    (standing, _) = (each["entity"]["default"] for each in page["field_contact_boxes"])
    assert standing["field_box_note"] == [{"value": LINES}]
    rows = {row[0]: row for row in table("pages")}
    assert rows[f"page:{uuid_of('p-borger')}"][1:4] == [ODD, "/kontakt/æbler-øl", LINES]


def test_html_is_written_only_where_html_is_read() -> None:
    intro = one("contacts", "c-odd")["intro"]
    assert intro.startswith("<p>Første linje\nanden linje")
    assert "&lt;b&gt;</p>" in intro
    assert 'Æbler &amp; øl &lt; 2 "å"' in intro
    body = one("pages", "p-borger")["body"]
    assert "onclick" not in body
    assert "<script" not in body
    assert '<a href="https://kk.dk/?a=1&amp;b=2">Her</a>' in body


def test_an_address_is_there_with_what_it_has() -> None:
    town = one("contacts", "c-always")["address"]
    assert (town["address_line1"], town["postal_code"], town["locality"]) == ("", "", "Kastrup")
    assert one("contacts", "c-asked")["address"]["address_line1"] == "Postboks 123"
    (kept,) = seeded("c-always")["field_address"]
    assert kept == {"country_code": "DK", "langcode": "da", "organization": "Døgnvagten",
                    "locality": "Kastrup"}  # fmt: skip


def test_hours_are_as_they_were_said() -> None:
    slots = [(s["day"], s["starthours"], s["endhours"]) for s in
             one("contacts", "c-odd")["opening_hours"]]  # fmt: skip
    assert slots == [(1, 900, 1200), (1, 1230, 1500), (4, 1000, 1800), (0, 1000, 2400)]
    always = one("contacts", "c-always")["opening_hours"]
    assert sorted((s["day"], s["starthours"], s["endhours"]) for s in always) == [
        (day, 0, 2400) for day in range(7)
    ]
    asked = one("contacts", "c-asked")["opening_hours"]
    assert [(s["day"], s["starthours"], s["endhours"]) for s in asked] == [
        (day, -1, -1) for day in range(1, 6)
    ]
    assert asked[0]["comment"] == "Efter aftale. Ring først"
    dated = one("contacts", "c-odd")["dated_hours"]
    assert [(d["date"], d["closed"], d["spans"]) for d in dated] == [
        ("2026-12-24", True, []), ("2026-12-31", False, [[900, 1100]]),
    ]  # fmt: skip
    lost = {(row[1], row[3]) for row in table("not_carried")}
    assert ("c-odd", DA.text("drupal.loss.dates")) in lost


def test_forty_numbers_stay_in_their_order() -> None:
    numbers = {each["id"]: each["number"] for each in items(BATCH, "phones")}
    ids = one("contacts", "c-odd")["phones"]
    wanted = ["33 66 33 66", "0012", *(f"33 66 {n:02} {n:02}" for n in range(38))]
    assert [numbers[id_] for id_ in ids] == wanted
    within = [p["default"]["field_phone_number"][0]["value"]
              for p in parts({"default": seeded("c-odd")})]  # fmt: skip
    assert within == wanted
    told = next(e for e in read(BATCH, "verify")["items"]["contacts"]
                if e["uuid"] == uuid_of("c-odd"))  # fmt: skip
    assert [phone["number"] for phone in told["default"]["phones"]] == wanted


@pytest.mark.parametrize("profile", ["default", "os2web_contact"])
def test_a_menu_of_500_entries_over_pages_three_levels_deep(tmp_path: Path, profile: str) -> None:
    """The drill menu is one level; the levels are those of the pages."""
    state = State.of(_large())
    write_batch(tmp_path / "b", state, Found(), DA, INFO, made_by="a", now=NOW, batch_id="b",
                profile=shipped(profile))  # fmt: skip
    write_recipe(tmp_path / "r", state, Found(), DA, INFO, profile=shipped(profile))
    menu = items(tmp_path / "b", "menu")
    assert [entry["title"] for entry in menu] == [f"Punkt {n}" for n in range(500)]
    assert [entry["weight"] for entry in menu] == list(range(-50, 450))
    assert {entry["parent"] for entry in menu} == {""}
    found = read_recipe(tmp_path / "r")
    links = [found[entry["uuid"]]["default"] for entry in menu]
    assert [link["weight"][0]["value"] for link in links] == list(range(-50, 450))
    assert [link["link"][0]["target_uuid"] for link in links] == [e["page_uuid"] for e in menu]
    if profile == "default":
        above = {page["id"]: page["parent"] for page in items(tmp_path / "b", "pages")}
    else:
        above = {link["id"]: link["parent"] for link in items(tmp_path / "b", "page_links")}
    assert max(_depth(above, id_) for id_ in above) == 3
    assert len(above) == 511


def _large() -> Iterator[Any]:
    numbers = count()
    yield Page("top", order="a", title="Kontakt", kind=PageKind.SECTION)
    for section in range(10):
        yield Page(f"s{section}", "top", f"a{section}", title="Afsnit", kind=PageKind.SECTION)
        for order in keys_between(None, None, 50):
            page = f"p{next(numbers)}"
            yield Page(page, f"s{section}", order, title=page, kind=PageKind.OVERVIEW)
    for number, order in enumerate(keys_between(None, None, 500)):
        yield DrillEntry(f"d{number}", f"p{number}", order, title=f"Punkt {number}")


def _depth(above: dict[str, str], id_: str) -> int:
    return 1 + (_depth(above, above[id_]) if above[id_] else 0)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_is_kept_by_every_reader(tmp_path: Path, text: str) -> None:
    folder = tmp_path / f"{len(list(tmp_path.iterdir()))}"
    contact = Contact("c", name="C", title=text, note="x")
    page = Page("p", title=text, summary=text, kind=PageKind.CONTACT)
    state = State.of((contact, page, ContactBox("b", "p", "c", heading=text, note=text)))
    write_batch(folder / "b", state, Found(), DA, INFO, made_by="a", now=NOW, batch_id="b")
    write_recipe(folder / "r", state, Found(), DA, INFO)
    (item,) = items(folder / "b", "pages")
    assert (item["title"], item["summary"]) == (text, text)
    (box,) = items(folder / "b", "boxes")
    assert (box["heading"], box["note"]) == (text, text)
    found = read_recipe(folder / "r")
    entity = found[uuid_of("p")]["default"]
    assert entity["title"] == entity["field_summary"] == [{"value": text}]
    (standing,) = parts({"default": entity})
    assert standing["default"]["field_box_heading"] == [{"value": text}]

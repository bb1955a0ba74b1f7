"""A batch brings a module made for its profile, a guide, and files as their schemas say."""

import copy
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.demo import records
from kkworkbench.exports.drupal.module_migrations import migrations, redirect_migration
from kkworkbench.exports.drupal.module_rows import fitted_slots, one_line, row_files
from kkworkbench.exports.drupal.module_yaml import yaml_text
from kkworkbench.exports.drupal.profile import MENU, SiteField
from kkworkbench.exports.drupal.profile_file import SHIPPED, shipped
from kkworkbench.exports.drupal.shapes import json_bytes
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from tests.unit.exports.block_yaml import read_yaml
from tests.unit.exports.schema_check import breaches, schema_of
from tests.unit.exports.written_batch import MODULE, PARTS, Written, written

LUNCH = Hours((Span(1, 540, 720), Span(1, 780, 900)), comment="Ring først")
FILES = (*PARTS, "manifest", "verify")


@pytest.fixture(scope="module", params=SHIPPED)
def batch(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp(request.param) / "b"
    contact = Contact(
        "c-lunch", name="Æ & Ø", visiting_hours=LUNCH,
        phones=(Phone("p1", "33 66 33 66"), Phone("p2", "33 66 33 67")),
    )  # fmt: skip
    page = next(r for r in records() if type(r) is Page)
    box = ContactBox("b-lunch", page.id, contact.id, order="zz", heading="Kom forbi")
    return written(folder, State.of((*records(), contact, box)), request.param)


def test_every_json_file_is_as_its_schema_says(batch: Written) -> None:
    names = {path.stem for path in batch.folder.glob("*.json")}
    assert names >= set(FILES)
    for name in sorted(names):
        found = list(breaches(json.loads(batch.text(f"{name}.json")), schema_of(name)))
        assert found == [], name


@pytest.mark.parametrize(
    ("part", "name", "value"),
    [
        ("contacts", "address", {}),
        ("contacts", "phones", "a, b"),
        ("phones", "number", 33663366),
        ("pages", "moderation_state", "live"),
        ("menu", "enabled", True),
        ("boxes", "channels", ["fax"]),
        ("terms", "id", "1"),
    ],
)
def test_a_schema_finds_what_is_wrong(part: str, name: str, value: object, tmp_path: Path) -> None:
    made = written(tmp_path / "b")
    found = json.loads(made.text(f"{part}.json"))
    assert list(breaches(found, schema_of(part))) == []
    broken = copy.deepcopy(found)
    broken["items"][0][name] = value
    assert list(breaches(broken, schema_of(part)))
    del broken["items"][0][name]
    assert list(breaches(broken, schema_of(part)))


def test_the_migrations_say_what_the_profile_asks_for(batch: Written) -> None:
    wanted = {**migrations(batch.profile), **redirect_migration(batch.profile)}
    assert {each["id"]: each for each in batch.migrations()} == wanted
    for made in wanted.values():
        file = made["source"]["urls"][0].rpartition("/")[2]
        assert (batch.folder / file).is_file()
        known = {f"kkworkbench_{part}" for part in PARTS} | {"kkworkbench_page_links"}
        assert set(made["migration_dependencies"]["required"]) <= set(wanted) & known


def test_every_field_of_the_profile_is_written_and_every_source_is_read(batch: Written) -> None:
    by_part = {"contacts": batch.profile.contact, "boxes": batch.profile.box,
               "pages": batch.profile.page, "phones": batch.profile.phone}  # fmt: skip
    for made in batch.migrations():
        read = {field["name"] for field in made["source"]["fields"]}
        for step in made["process"].values():
            sources = [step] if isinstance(step, str) else step.get("source", [])
            for source in [sources] if isinstance(sources, str) else sources:
                assert source in read or source.startswith("@"), (made["id"], source)
        target = by_part.get(made["id"].removeprefix("kkworkbench_"))
        if target is not None:
            targets = {name.partition("/")[0] for name in made["process"]}
            assert {field.name for field in target.fields.values()} <= targets, made["id"]


def test_what_may_be_retired_is_looked_for_before_anything_else(batch: Written) -> None:
    for made in batch.migrations():
        entity = made["destination"]["plugin"].removeprefix("entity:").removeprefix("kkworkbench_")
        step = {
            "plugin": "kkworkbench_retired", "source": "retired",
            "entity_type": made["destination"].get("entity_type", entity),
        }  # fmt: skip
        if not made["id"].endswith(("_terms", "_redirects")):
            assert next(iter(made["process"].items())) == ("_retired", step), made["id"]
            assert {"name": "retired", "selector": "retired"} in made["source"]["fields"]
        else:
            assert "_retired" not in made["process"]


def test_facets_are_read_under_the_sites_names(batch: Written) -> None:
    if batch.profile.name == "default":
        read = {f["name"]: f["selector"] for f in batch.migration("pages")["source"]["fields"]}
        assert read["list_administration"] == "list/facets/forvaltning"
        assert read["list_tier"] == "list/tier"
        read = {f["name"]: f["selector"] for f in batch.migration("contacts")["source"]["fields"]}
        assert read["district"] == "facets/bydel"


def test_a_migration_waits_for_those_it_looks_up(batch: Written) -> None:
    for made in batch.migrations():
        looked_up = {
            step["migration"] for step in made["process"].values()
            if isinstance(step, dict) and step["plugin"] == "kkworkbench_reference"
        }  # fmt: skip
        assert looked_up - {made["id"]} <= _all_needed(made["id"], batch)


def _all_needed(id_: str, batch: Written) -> set[str]:
    by_id = {made["id"]: made for made in batch.migrations()}
    found: set[str] = set()
    queue = [id_]
    while queue:
        for needed in by_id[queue.pop()]["migration_dependencies"]["required"]:
            if needed not in found:
                found.add(needed)
                queue.append(needed)
    return found


def test_rows_are_made_to_fit_narrow_fields(batch: Written) -> None:
    if batch.profile.name == "default":
        assert not (batch.folder / "mapped.json").exists()
        return
    rows = batch.items("mapped")
    if batch.profile.copies_contacts:
        (row,) = [each for each in rows if each["title"] == "Kom forbi"]
        assert len(rows) == len(batch.items("boxes"))
        assert [slot["starthours"] for slot in row["opening_hours"]] == [900, 1300]
        assert {slot["comment"] for slot in row["opening_hours"]} == {""}
    else:
        (row,) = [each for each in rows if each["title"] == "Æ & Ø"]
        assert [slot["starthours"] for slot in row["opening_hours"]] == [900]
        assert row["opening_hours"][0]["comment"] == "Ring først"
        assert max(len(each["label"]) for each in rows) == 50
    assert row["phones"] == ["33 66 33 66"]


def test_pages_stand_in_the_sites_menu_where_the_profile_says_so(batch: Written) -> None:
    if batch.profile.parent == "reference":
        assert not (batch.folder / "page_links.json").exists()
        return
    links = {link["page"]: link for link in batch.items("page_links")}
    for page in batch.items("pages"):
        above = links[page["parent"]]["id"] if page["parent"] else ""
        assert links[page["id"]]["parent"] == above
    siblings: dict[str, list[int]] = {}
    for link in links.values():
        siblings.setdefault(link["parent"], []).append(link["weight"])
    assert all(weights == list(range(-50, -50 + len(weights))) for weights in siblings.values())


def test_a_retired_page_is_out_of_the_sites_menu() -> None:
    model = replace(shipped(), parent=MENU, page_menu="main")
    page = {"id": "page:1", "uuid": "1", "title": "A", "moderation_state": "published"}
    gone = {**page, "id": "page:2", "uuid": "2", "moderation_state": "archived", "retired": 1}
    items = {"phones": [], "contacts": [], "pages": [gone]}
    (link,) = row_files(model, items, {**items, "pages": [page]})["page_links"]
    assert (link["page"], link["enabled"], link["retired"]) == ("page:2", 0, 1)
    items["pages"].append(page)
    first, _ = row_files(model, items, {**items, "pages": [page]})["page_links"]
    assert (first["enabled"], "retired" in first) == (1, False)


def test_every_file_of_the_module_names_its_licence(batch: Written) -> None:
    for path in (batch.folder / MODULE).rglob("*"):
        if path.is_file() and path.suffix != ".json":
            assert "GPL-2.0-or-later" in path.read_text(encoding="utf-8"), path


def test_the_dump_knows_the_profile_of_the_batch(batch: Written) -> None:
    names = json.loads(batch.text(f"{MODULE}/profile.json"))
    assert names["name"] == batch.profile.name
    assert names["drill_menu"] == batch.profile.drill_menu
    assert names["migrations"] == [
        *migrations(batch.profile), *redirect_migration(batch.profile)
    ]  # fmt: skip
    for key, field in names["page"]["fields"].items():
        assert field["name"] == batch.profile.page.fields[key].name
    read = set(re.findall(r"profile\['(\w+)'\]", batch.php("SiteDump.php")))
    assert read <= set(names)


@pytest.mark.skipif(shutil.which("php") is None, reason="php is not installed")
def test_php_reads_every_php_file(tmp_path: Path) -> None:
    made = written(tmp_path / "b")
    found = [p for p in (made.folder / MODULE).rglob("*") if p.suffix in {".php", ".module"}]
    assert len(found) >= 9
    for path in found:
        ran = subprocess.run(["php", "-l", path], capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stdout


def test_the_guide_has_the_batchs_own_counts_and_names(batch: Written) -> None:
    text = batch.text("README.md")
    danish, english = text.split("## For the administrator")
    counts = json.loads(batch.text("manifest.json"))["counts"]
    notes = json.loads(batch.text("manifest.json"))["notes"]
    lost = sum(note["what"].startswith("loss.") for note in notes)
    assert f"{counts['pages']} sider" in danish
    assert f"{counts['pages']} pages" in english
    assert f"cannot hold {lost} values" in english
    assert len(batch.text("not_carried.csv").splitlines()) == lost + 1
    for half in (danish, english):
        for word in ("drush migrate:import --tag=kkworkbench", "drush migrate:rollback",
                     "drush kkworkbench:dump", batch.profile.drill_menu,
                     f"`{batch.profile.page.entity}.{batch.profile.page.bundle}`"):  # fmt: skip
            assert word in half, word


def test_yaml_quotes_what_would_read_as_something_else() -> None:
    odd = {"a": "no", "b": "it's", "c": "@_x", "d": "1", "e": 1, "f": None, "g": True, "h": {},
           "i": [], "j": [{"k": "x: y", "l": ["#", "Ja & nej"]}], "m": "- x", "n": ""}  # fmt: skip
    assert read_yaml(yaml_text(odd)) == odd
    assert yaml_text({"a": "no", "b": "it's"}) == "a: 'no'\nb: 'it''s'\n"


def test_one_slot_a_day_and_one_line_of_address() -> None:
    slots = [{"day": day, "starthours": n, "endhours": n + 1, "comment": "x"}
             for day, n in ((1, 900), (1, 1300), (2, 900))]  # fmt: skip
    narrow = SiteField("f", "office_hours", slots=1, comment=False)
    kept = fitted_slots(narrow, slots)
    assert [(s["day"], s["starthours"], s["comment"]) for s in kept] == [(1, 900, ""), (2, 900, "")]
    assert fitted_slots(replace(narrow, slots=2), slots) == [{**s, "comment": ""} for s in slots]
    assert fitted_slots(replace(narrow, slots=2, comment=True), slots) == slots
    address = {"address_line1": "Nygade 1", "address_line2": "", "postal_code": "1602",
               "locality": "København V"}  # fmt: skip
    assert one_line(address) == "Nygade 1, 1602 København V"
    assert one_line(None) == ""


def test_another_profile_gives_other_names() -> None:
    model = shipped()
    other = replace(model, drill_menu="menu-x", page=replace(model.page, bundle="side"))
    made = migrations(other)
    assert made["kkworkbench_menu"]["process"]["menu_name"]["default_value"] == "menu-x"
    assert made["kkworkbench_pages"]["destination"]["default_bundle"] == "side"


def test_phones_with_narrow_hours_are_fitted_too(tmp_path: Path) -> None:
    model = shipped()
    assert model.phone is not None
    hours = replace(model.phone.fields["hours"], slots=1)
    phone = replace(model.phone, fields={**model.phone.fields, "hours": hours})
    slots = [{"day": 1, "starthours": n, "endhours": n + 100, "comment": ""} for n in (900, 1300)]
    items = {"phones": [{"id": "p", "hours": slots}], "contacts": []}
    assert row_files(model, items, items) == {}
    (fitted,) = row_files(replace(model, phone=phone), items, items)["phones"]
    assert fitted["hours"] == slots[:1]


def test_what_is_expected_of_a_narrow_site_is_what_is_sent(batch: Written) -> None:
    held = batch.profile.field_of("contacts", "links")
    assert held is not None
    for each in json.loads(batch.text("verify.json"))["items"].get("contacts", ()):
        links = each["default"]["links"]
        assert held.values < 0 or len(links) <= held.values
        assert all(("title" in link) == (held.type == "link") for link in links)


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        {"a": [], "b": [{}, {"c": None}], "d": True},
        {"é\u2028<": 'æ & "ø" \n 😀', "n": -1.5},
    ],
)
def test_json_is_indented_by_one_and_keeps_its_letters(value: object) -> None:
    told = json.dumps(value, ensure_ascii=False, indent=1)
    assert json_bytes(value) == f"{told}\n".encode()
    assert json_bytes({"a": "\ud800"}) == b'{\n "a": "?"\n}\n'

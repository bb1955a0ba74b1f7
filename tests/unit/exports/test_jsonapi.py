"""Pages of a site's JSON:API, in any order and however they are brought, become a dump."""

import json
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.adoption import found_on_site, recognised
from kkworkbench.exports.drupal.jsonapi import read_site
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import Choice
from kkworkbench.model.contact import Contact
from kkworkbench.workspace.errors import WorkbenchError
from tests.unit.exports.drupal_batches import DEMO, base_of, items, put, without_contact, write

DEFAULT = shipped()
BASE = base_of(DEMO)
PAGE = next(p for p in BASE.items["pages"] if p["path"] and p["boxes"])
CONTACT = next(c for c in BASE.items["contacts"] if c["phones"] and c["address"])
NUMBER = next(p["number"] for p in BASE.items["phones"] if p["id"] == CONTACT["phones"][0])
ENTRY = next(e for e in BASE.items["menu"] if e["page"])
TERM = BASE.items["terms"][0]
SITE = "https://site.dk/jsonapi"


def uuid(number: int) -> str:
    return f"{number:08d}-1111-4111-8111-111111111111"


def resource(type_: str, number: int, related: dict[str, Any] | None = None, **values: Any) -> Any:
    return {"type": type_, "id": uuid(number), "attributes": values,
            "relationships": related or {}}  # fmt: skip


def node(number: int, bundle: str, **values: Any) -> Any:
    related = values.pop("related", {})
    return resource(f"node--{bundle}", number, related, drupal_internal__nid=number, **values)


PHONE = resource("paragraph--kk_phone", 30, field_phone_number=f"+45 {NUMBER}")
RESOURCES = [
    node(1, "kk_page", title="Vores", path={"alias": PAGE["path"], "pid": 1, "langcode": "da"}),
    node(2, "article", title="Andet", path={"alias": None}),
    node(3, "kk_contact", title=f" {CONTACT['title'].upper()}",
         related={"field_phones": {"data": [{"type": "paragraph--kk_phone", "id": uuid(30)}]}}),
    PHONE,
    resource(f"taxonomy_term--{TERM['vid']}", 4, name=TERM["name"]),
    resource("menu_link_content--menu_link_content", 5, menu_name="kontakt-drill", title="Pas",
             link={"uri": "entity:node/1"}, parent=None),
    resource("menu_link_content--menu_link_content", 6, menu_name="main", title="Pas",
             link={"uri": "entity:node/1"}),
    resource("redirect--redirect", 7, redirect_source={"path": "gammel", "query": []},
             redirect_redirect={"uri": "internal:/node/1"}),
    resource("taxonomy_term--andet", 8, name=TERM["name"]),
]  # fmt: skip


def pages(found: list[Any], size: int) -> list[dict[str, Any]]:
    """Return documents of so many resources, each of which leads to the next."""
    count = max(1, -(-len(found) // size))
    made = []
    for number in range(count):
        links = {"self": {"href": f"{SITE}/x?page%5Boffset%5D={number}&a=b"}}
        if number + 1 < count:
            links["next"] = {"href": f"{SITE}/x?a=b&page[offset]={number + 1}"}
        chunk = found[number * size : (number + 1) * size]
        made.append({"jsonapi": {}, "data": chunk, "links": links})
    return made


def saved(folder: Path, documents: list[Any]) -> Path:
    folder.mkdir(exist_ok=True)
    for number, each in enumerate(documents):
        (folder / f"{number}.json").write_text(json.dumps(each), encoding="utf-8")
    return folder


def test_a_folder_becomes_a_dump(tmp_path: Path) -> None:
    found = read_site(saved(tmp_path / "site", pages(RESOURCES, 3)), DEFAULT)["items"]
    (page,) = found["pages"]
    assert (page["uuid"], page["nid"], page["aliases"]) == (uuid(1), 1, [PAGE["path"]])
    (contact,) = found["contacts"]
    assert contact["default"]["phones"] == [{"number": f"+45 {NUMBER}"}]
    (link,) = found["menu"]
    assert (link["page_uuid"], link["uri"]) == (uuid(1), "")
    (redirect,) = found["redirects"]
    assert (redirect["from"], redirect["page_uuid"]) == ("gammel", uuid(1))


def test_a_zip_and_one_file_say_the_same(tmp_path: Path) -> None:
    folder = saved(tmp_path / "site", pages(RESOURCES, 99))
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as archive:
        archive.write(folder / "0.json", "a/b/0.json")
        archive.writestr("readme.txt", "no page")
    whole = read_site(folder, DEFAULT)
    assert read_site(tmp_path / "site.zip", DEFAULT) == whole
    assert read_site(folder / "0.json", DEFAULT) == whole


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(1, 9), st.randoms(use_true_random=False))
def test_the_order_of_pages_and_what_comes_twice_say_nothing(
    tmp_path_factory: pytest.TempPathFactory, size: int, random: Random
) -> None:
    made = pages(RESOURCES, size)
    random.shuffle(made)
    found = read_site(saved(tmp_path_factory.mktemp("s"), [*made, made[0]]), DEFAULT)["items"]
    assert {part: len(each) for part, each in found.items()} == {
        "terms": 1, "contacts": 1, "pages": 1, "menu": 1, "footer": 0, "redirects": 1}  # fmt: skip
    assert found["menu"][0]["page_uuid"] == uuid(1)


def test_what_is_recognised_says_how(tmp_path: Path) -> None:
    dump = read_site(saved(tmp_path / "site", pages(RESOURCES, 4)), DEFAULT)
    found = {each.adoption.part: each for each in recognised(BASE.items, dump)}
    assert {part: each.by for part, each in found.items() if part in ("pages", "contacts")} == {
        "pages": "path", "contacts": "called"}  # fmt: skip
    assert found["contacts"].adoption.id == CONTACT["id"]
    assert found["contacts"].adoption.number == 3
    assert found["terms"].adoption.id == TERM["id"]


def contact_dump(*held: dict[str, Any]) -> dict[str, Any]:
    contacts = [
        {"uuid": uuid(n), "nid": n, "default": {"title": CONTACT["title"], **each}}
        for n, each in enumerate(held, 1)
    ]
    return {"items": {"contacts": contacts}}


def known(*held: dict[str, Any]) -> list[tuple[str, int, str]]:
    found = recognised(BASE.items, contact_dump(*held))
    return [(each.adoption.id, each.adoption.number, each.by) for each in found]


def test_a_contact_is_known_by_id_or_by_title_with_number_or_street() -> None:
    phones = {"phones": [{"number": NUMBER.replace(" ", "")}]}
    assert known(phones) == [(CONTACT["id"], 1, "called")]
    assert known({"address": CONTACT["address"]}) == [(CONTACT["id"], 1, "at")]
    assert known({"source_id": CONTACT["id"], "title": "Helt andet"}) == [
        (CONTACT["id"], 1, "source")]  # fmt: skip
    assert known({"phones": [{"number": "11 11 11 11"}]}) == []
    assert known({**phones, "title": "Helt andet"}) == []


def test_contacts_that_are_alike_are_left_to_people() -> None:
    phones = {"phones": [{"number": NUMBER}]}
    assert known(phones, phones) == []
    assert known(phones, {**phones, "source_id": CONTACT["id"]}) == [(CONTACT["id"], 2, "source")]


def test_a_contact_taken_over_keeps_its_uuid_and_is_never_archived(tmp_path: Path) -> None:
    state = put(DEMO, *found_on_site(BASE.items, contact_dump({"source_id": CONTACT["id"]})))
    write(tmp_path / "b", state)
    (item,) = [each for each in items(tmp_path / "b", "contacts") if each["id"] == CONTACT["id"]]
    assert (item["uuid"], item["adopt"]["nid"]) == (uuid(1), 1)
    record = next(c for c in DEMO.all(Contact) if c.id == CONTACT["uuid"])
    gone = without_contact(state, record)
    write(tmp_path / "c", gone, base=base_of(state), choice=Choice(only_changed=True))
    assert CONTACT["id"] not in {each["id"] for each in items(tmp_path / "c", "contacts")}


def test_links_of_the_footer_are_known_by_where_they_lead() -> None:
    called = next(each for each in BASE.items["footer"] if each["uri"].startswith("tel:"))
    number = called["uri"].removeprefix("tel:+45")
    there = {"items": {"footer": [{"uuid": uuid(1), "uri": f"tel:{number}", "page_uuid": ""}]}}
    (found,) = recognised(BASE.items, there)
    assert (found.adoption.id, found.by) == (called["id"], "uri")


def test_a_page_that_is_missing_is_told_with_the_file_that_names_it(tmp_path: Path) -> None:
    made = pages(RESOURCES, 2)
    folder = saved(tmp_path / "site", made)
    (folder / "2.json").unlink()
    with pytest.raises(WorkbenchError) as caught:
        read_site(folder, DEFAULT)
    assert (caught.value.key, caught.value.params["name"]) == ("batches.page_missing", "1.json")


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ([], "data"),
        ({"errors": [{"status": "403"}]}, "data"),
        ({"data": [1]}, "data/0"),
        ({"data": [RESOURCES[0], {"type": "node", "id": uuid(1)}]}, "data/1/type"),
        ({"data": {"type": "node--kk_page", "id": "7"}}, "data/0/id"),
        ({"data": {"type": "node--kk_page", "id": uuid(1), "attributes": []}}, None),
        ({"data": {"type": "node--kk_page", "id": uuid(1), "attributes": [1]}}, "data/0/attributes"),
        ({"data": [], "included": ["x"]}, "included/0"),
        ({"data": node(1, "kk_page", related={"f": {"data": [3]}})}, "data/0/relationships/f"),
        ({"data": [], "links": {"next": {"href": 3}}}, "links/next"),
        ({"data": [], "links": {"self": "http://[x"}}, "links/self"),
    ],
)  # fmt: skip
def test_a_hostile_document_is_refused_with_file_and_place(
    document: Any, place: str | None, tmp_path: Path
) -> None:
    folder = saved(tmp_path / "site", [*pages(RESOURCES, 99), document])
    if place is None:
        assert read_site(folder, DEFAULT)["items"]["pages"]
        return
    with pytest.raises(WorkbenchError) as caught:
        read_site(folder, DEFAULT)
    assert caught.value.params == {"name": "1.json", "place": place}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["data", "included", "links", "type", "id", "attributes", "relationships",
                         "path", "alias", "link", "uri", "next", "self", "href", "title"]),
        inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(JSON, st.dictionaries(st.sampled_from(["title", "path", "link", "name", "menu_name",
                                              "drupal_internal__nid", "redirect_source"]), JSON),
       st.sampled_from(["node--kk_page", "node--kk_contact", "redirect--redirect",
                        "menu_link_content--menu_link_content", "taxonomy_term--tags"]))  # fmt: skip
def test_whatever_a_file_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, anything: Any, values: dict[str, Any], type_: str
) -> None:
    folder = tmp_path_factory.mktemp("s")
    for document in (anything, {"data": {"type": type_, "id": uuid(1), "attributes": values}}):
        try:
            found = read_site(saved(folder, [document]), DEFAULT)
        except WorkbenchError:
            continue
        recognised(BASE.items, found)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000, b'{"data": [], "data": []}']
)
def test_a_broken_file_is_refused_by_name(data: bytes, tmp_path: Path) -> None:
    folder = saved(tmp_path / "site", pages(RESOURCES, 99))
    (folder / "x.json").write_bytes(data)
    with pytest.raises(WorkbenchError) as caught:
        read_site(folder, DEFAULT)
    assert "x.json" in caught.value.params.values()


def test_a_site_of_another_model_is_told(tmp_path: Path) -> None:
    folder = saved(tmp_path / "site", [{"data": RESOURCES[1:2]}])
    with pytest.raises(WorkbenchError) as caught:
        read_site(folder, DEFAULT)
    assert caught.value.key == "batches.nothing_known"


def test_a_dump_of_the_module_is_read_as_before(tmp_path: Path) -> None:
    path = tmp_path / "dump.json"
    path.write_text('{"format": "kkworkbench-dump/1", "items": {"pages": []}}', encoding="utf-8")
    assert read_site(path, DEFAULT)["items"] == {"pages": []}


def test_a_box_with_the_same_contact_on_the_page_gives_way_to_ours(tmp_path: Path) -> None:
    contact = next(b["contact"] for b in BASE.items["boxes"] if b["id"] == PAGE["boxes"][0])
    site_contact = next(c["uuid"] for c in BASE.items["contacts"] if c["id"] == contact)

    def box(number: int, leads_to: str) -> Any:
        related = {"field_box_contact": {"data": {"type": "node--kk_contact", "id": leads_to}}}
        return resource("paragraph--kk_contact_box", number, related)

    held = {"field_contact_boxes": {"data": [
        {"type": "paragraph--kk_contact_box", "id": uuid(n)} for n in (40, 41, 42)]}}  # fmt: skip
    page = node(1, "kk_page", title="x", path={"alias": PAGE["path"]}, related=held)
    made = [page, box(40, uuid(99)), box(41, site_contact), box(42, site_contact)]
    dump = read_site(saved(tmp_path / "site", pages(made, 2)), DEFAULT)
    found = {each.by: each.adoption for each in recognised(BASE.items, dump)}
    assert (found["contact"].id, found["contact"].uuid) == (PAGE["boxes"][0], uuid(41))
    state = put(DEMO, *found.values())
    write(tmp_path / "b", state, base=base_of(state))
    (item,) = [each for each in items(tmp_path / "b", "pages") if each["id"] == PAGE["id"]]
    assert (item["boxes"], item["boxes_removed"]) == (PAGE["boxes"], [f"box:{uuid(41)}"])
    own = {each["uuid"] for each in items(tmp_path / "b", "boxes")}
    assert uuid(41) not in own
    ours = {"uuid": BASE.items["boxes"][0]["uuid"], "contact": site_contact}
    dump["items"]["pages"][0]["default"]["boxes"] = [
        {"uuid": PAGE["boxes"][0].partition(":")[2], "contact": site_contact}, ours]  # fmt: skip
    assert "contact" not in {each.by for each in recognised(BASE.items, dump)}

"""What a written batch must hold, so that the import meets no trap: 1 to 14."""

import re
from dataclasses import replace
from typing import Any

from kkworkbench.demo import records
from kkworkbench.model.contact import Contact
from kkworkbench.state.state import State
from tests.unit.exports.traps import (
    ALWAYS,
    BY_APPOINTMENT,
    CONTACT,
    NODE,
    PARAGRAPH,
    REFERENCE,
    method,
    said_twice,
    trap,
    trapped_state,
)
from tests.unit.exports.written_batch import MODULE, PARTS, Written, written


@trap(1)
def a_draft_does_not_replace_the_live_revision(batch: Written) -> None:
    assert {batch.migration(p)["destination"]["plugin"] for p in ("contacts", "pages")} == {
        "kkworkbench_node"
    }
    php = batch.php(NODE)
    assert "->setSyncing(FALSE)" in method(php, "saved")
    assert "->setNewRevision(TRUE)" in method(php, "revised")
    assert php.count("->save()") == 1


@trap(2)
def a_changed_paragraph_gets_a_new_revision(batch: Written) -> None:
    for part in ("phones", "boxes"):
        assert batch.migration(part)["destination"]["plugin"] == "kkworkbench_paragraph"
    code = method(batch.php(PARAGRAPH), "import")
    assert code.index("->setNewRevision(TRUE)") < code.rindex("->save()")


@trap(3)
def a_hash_tells_of_a_changed_phone(batch: Written) -> None:
    for part in ("contacts", "pages"):
        source = batch.migration(part)["source"]
        assert source["track_changes"] is True
        assert {"name": "content_hash", "selector": "content_hash"} in source["fields"]
    other = batch.folder.with_name("phone")
    old = trapped_state()
    contact = old.get(Contact, CONTACT)
    assert contact is not None
    called = replace(contact, phones=(replace(contact.phones[0], number="11 11 11 11"),
                                      *contact.phones[1:]))  # fmt: skip
    new = written(other, State.of(r if r.id != CONTACT else called for r in _all(old)))
    before, after = (b.item("contacts", CONTACT) for b in (batch, new))
    assert before["phones"] == after["phones"]
    assert before["content_hash"] != after["content_hash"]


def _all(old: State) -> list[Any]:
    kinds = {type(record) for record in records()}
    return [record for kind in kinds for record in old.all(kind)]


@trap(4)
def entities_are_found_by_uuid(batch: Written) -> None:
    for part, key in (("menu", "id"), ("terms", "_by_uuid"), ("redirects", "_by_uuid")):
        lookup = batch.migration(part)["process"][key]
        assert (lookup["plugin"], lookup["value_key"]) == ("entity_lookup", "uuid")
        assert lookup["access_check"] is False
    assert "loadByProperties(['uuid' => $values['uuid']])" in batch.php(PARAGRAPH)
    assert "$this->byUuid(" in method(batch.php(NODE), "found")


@trap(5)
def an_empty_part_drops_no_address(batch: Written) -> None:
    assert batch.migration("contacts")["process"]["field_address"] == "address"
    assert batch.item("contacts", ALWAYS)["address"] is None
    for made in batch.migrations():
        skips = [p for p in made["process"].values()
                 if isinstance(p, dict) and p["plugin"] == "skip_on_empty"]  # fmt: skip
        assert all(skip["source"] == "list_tier" for skip in skips)


@trap(6)
def the_guide_tells_of_names_in_addresses(batch: Written) -> None:
    said_twice(batch, "for- og efternavn", "given and family name")


@trap(7)
def a_lost_menu_target_holds_one_row(batch: Written) -> None:
    for part, key in (("menu", "link/uri"), ("redirects", "redirect_redirect/uri")):
        process = batch.migration(part)["process"]
        assert process["_page"]["plugin"] == "kkworkbench_reference"
        assert process[key] == {"plugin": "null_coalesce", "source": ["@_page", "uri"]}
    assert "throw new MigrateSkipRowException(" in method(batch.php(REFERENCE), "resolved")
    pages = {page["id"]: page["uuid"] for page in batch.items("pages")}
    for entry in batch.items("menu"):
        assert bool(entry["page"]) != bool(entry["uri"])
        assert not entry["page"] or pages[entry["page"]] == entry["page_uuid"]


@trap(8)
def parents_come_first_and_order_is_by_weight(batch: Written) -> None:
    for part in ("pages", "menu"):
        seen = {""}
        for item in batch.items(part):
            assert item["parent"] in seen
            seen.add(item["id"])
    weights = [entry["weight"] for entry in batch.items("menu")]
    assert weights == list(range(-50, -50 + len(weights)))


@trap(9)
def files_are_utf_8_without_a_mark(batch: Written) -> None:
    for path in batch.files():
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf"), path
        data.decode("utf-8")
    assert "ø" in batch.text("contacts.csv")


@trap(10)
def nothing_deletes_what_is_not_in_the_batch(batch: Written) -> None:
    said_twice(batch, "Brug aldrig `--sync`", "Never use `--sync`")
    for path in batch.files():
        if path.name != "README.md":
            assert "sync_source" not in path.read_text("utf-8"), path


@trap(11)
def hours_are_as_the_field_wants_them(batch: Written) -> None:
    slots = batch.item("contacts", CONTACT)["opening_hours"]
    assert [(s["day"], s["starthours"], s["endhours"]) for s in slots] == [
        (1, 900, 1200), (1, 1300, 1500), (0, 1000, 1500),
    ]  # fmt: skip
    assert [len(slot["comment"]) for slot in slots] == [255, 0, 0]
    always = batch.item("contacts", ALWAYS)["opening_hours"]
    assert {(s["starthours"], s["endhours"]) for s in always} == {(0, 2400)}
    asked = batch.item("contacts", BY_APPOINTMENT)["opening_hours"]
    assert {(s["starthours"], s["endhours"]) for s in asked} == {(-1, -1)}
    assert all(slot["comment"] for slot in asked)
    # Items of the site's list are used again and keep a day that is gone.
    assert "$entity->set($name, []);" in method(batch.php("FieldValues.php"), "put")


@trap(12)
def phones_are_texts_and_links_are_uris(batch: Written) -> None:
    assert {phone["number"] for phone in batch.items("phones")} >= {"33 66 33 66", "0012"}
    links = [link["uri"] for link in batch.item("contacts", CONTACT)["links"]]
    assert links == ["internal:/bestil", "https://www.kk.dk/a?b=1&c=2"]
    uri = re.compile(r"https?://|internal:/|tel:|route:<nolink>$|entity:node/\d+$")
    for contact in batch.items("contacts"):
        assert all(uri.match(link["uri"]) for link in contact["links"])
    assert all(uri.match(entry["uri"]) for entry in batch.items("menu") if entry["uri"])


@trap(13)
def lists_are_arrays(batch: Written) -> None:
    contact = batch.item("contacts", CONTACT)
    assert len(contact["phones"]) == 2
    for page in batch.items("pages"):
        assert all(isinstance(page[name], list) for name in ("boxes", "tags"))
    row = next(line for line in batch.text("contacts.csv").splitlines() if "33 66 33 66" in line
               and "0012" in line)  # fmt: skip
    assert "A | B" in row or "A / B" in row
    assert "33 66 33 66 | 0012" in row


@trap(14)
def migrations_are_plugins_with_a_tag(batch: Written) -> None:
    made = batch.migrations()
    assert {each["id"] for each in made} == {f"kkworkbench_{part}" for part in PARTS}
    assert all(each["migration_tags"] == ["kkworkbench"] for each in made)
    assert not (batch.folder / MODULE / "config").exists()
    assert "drush migrate:import --tag=kkworkbench" in batch.text("README.md")

"""Take over what a site has: its entities keep their uuid and are updated, not made again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.model.adoption import Adoption
from kkworkbench.model.ids import AdoptionId
from kkworkbench.state.indexes import phone_key

OWNED_OF_PAGES = ("boxes", "tags")
"""What a batch says of a page that the site's editors made; the rest stays theirs."""

Key = tuple[str, object]
"""How something is recognised, and by what."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """An item of a batch that the site has, and how it was recognised ("path", "called" …)."""

    adoption: Adoption
    by: str


def found_on_site(items: Items, dump: Mapping[str, Any]) -> tuple[Adoption, ...]:
    """Return which items are entities that the site made itself."""
    return tuple(each.adoption for each in recognised(items, dump))


def recognised(items: Items, dump: Mapping[str, Any]) -> tuple[Recognised, ...]:
    """Return which items are entities that the site made itself, and how each was recognised.

    An item whose uuid the site holds is known already. Else a page is known by its address, a
    term by its name in its vocabulary, an entry of a menu by where it leads, a redirect by its
    address, and a contact by our id in its field, or by its title together with a number or an
    address. Of contacts that are alike none is taken, and no entity is taken twice. A box of the
    editors' with the same contact on the same page gives way to ours.
    """
    finder = _Finder(dump)
    numbers = {phone["id"]: phone["number"] for phone in items["phones"]}
    contacts = [
        (contact, list(_contact_keys(contact, [numbers[id_] for id_ in contact["phones"]])))
        for contact in items["contacts"]
    ]
    said = Counter(key for _, keys in contacts for key in set(keys))
    for page in items["pages"]:
        paths = [page["path"]] if page["path"] else []
        finder.look("pages", page, [("path", _path(path)) for path in paths], page["title"])
    for term in items["terms"]:
        finder.look("terms", term, [("name", (term["vid"], _name(term["name"])))], term["name"])
    for contact, keys in contacts:
        single = [key for key in keys if said[key] == 1]
        finder.look("contacts", contact, [("source", contact["id"]), *single], contact["title"])
    _look_for_boxes(finder, items, dump)
    for part in ("menu", "footer"):
        for entry in items[part]:
            page_uuid = finder.uuids.get(entry["page_uuid"], entry["page_uuid"])
            finder.look(part, entry, _link_keys({**entry, "page_uuid": page_uuid}), entry["title"])
    for redirect in items["redirects"]:
        finder.look("redirects", redirect, [("path", _path(redirect["from"]))], redirect["from"])
    return tuple(finder.found)


def _look_for_boxes(finder: "_Finder", items: Items, dump: Mapping[str, Any]) -> None:
    held = {str(page["uuid"]): page for page in dump["items"].get("pages", ())}
    boxes = {box["id"]: box for box in items["boxes"]}
    contacts = {contact["id"]: contact for contact in items["contacts"]}
    for page in items["pages"]:
        found: Item = held.get(finder.uuids.get(page["uuid"]) or page["uuid"], {})
        said = (found.get("latest") or found.get("default") or {}).get("boxes")
        there = [b for b in said if isinstance(b, dict)] if isinstance(said, list) else []
        uuids = {box.get("uuid") for box in there}
        for box in (boxes[id_] for id_ in page["boxes"] if boxes[id_]["uuid"] not in uuids):
            contact = contacts[box["contact"]]
            wanted = finder.uuids.get(contact["uuid"], contact["uuid"])
            theirs = [b for b in there if b.get("uuid") and b.get("contact") == wanted]
            finder.take("boxes", box, theirs, f"{page['title']}: {contact['title']}", "contact")


def adopt(items: Items, adoptions: Iterable[Adoption]) -> None:
    """Give items the site's uuids; of its pages a batch then owns boxes and tags alone.

    A box has a uuid of its own: the editors' box that it stands for is taken off the page.
    """
    known = {each.id: each for each in adoptions}
    if not known:
        return
    for page in items["pages"]:
        theirs = [known[AdoptionId(box)].uuid for box in page["boxes"] if AdoptionId(box) in known]
        if theirs:
            page["boxes_removed"] = [f"box:{uuid}" for uuid in theirs]
    uuids: dict[str, str] = {}
    for part, found in items.items():
        for item in found if part != "boxes" else ():
            adoption = known.get(AdoptionId(item["id"]))
            if adoption is not None:
                uuids[item["uuid"]] = adoption.uuid
                item["uuid"] = adoption.uuid
                item["adopt"] = {"nid": adoption.number, "uuid": adoption.uuid}
                if adoption.part == "pages":
                    item["owns"] = list(OWNED_OF_PAGES)
    for other, name in (
        ("pages", "parent_uuid"),
        ("menu", "page_uuid"),
        ("footer", "page_uuid"),
        ("redirects", "page_uuid"),
    ):
        for item in items[other]:
            item[name] = uuids.get(item[name], item[name])


class _Finder:
    """The site's entities by uuid and by what else tells them apart."""

    def __init__(self, dump: Mapping[str, Any]) -> None:
        self.found: list[Recognised] = []
        self.uuids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._by_uuid: set[tuple[str, str]] = set()
        self._by_key: dict[tuple[str, Key], Item] = {}
        alike: set[tuple[str, Key]] = set()
        for part, entities in dump["items"].items():
            for entity in entities:
                self._by_uuid.add((part, str(entity["uuid"])))
                for key in set(_keys(part, entity)):
                    held = self._by_key.setdefault((part, key), entity)
                    if part == "contacts" and held is not entity:
                        alike.add((part, key))
        for place in alike:
            del self._by_key[place]

    def look(self, part: str, item: Item, keys: Iterable[Key], name: str) -> None:
        if (part, item["uuid"]) in self._by_uuid:
            self._taken.add(item["uuid"])
            return
        for key in keys:
            entity = self._by_key.get((part, key))
            if entity is not None and self.take(part, item, (entity,), name, key[0]):
                return

    def take(self, part: str, item: Item, entities: Iterable[Item], name: str, by: str) -> bool:
        """Take the first of the entities that is not taken."""
        for entity in entities:
            uuid = str(entity["uuid"])
            if uuid not in self._taken:
                self._taken.add(uuid)
                self.uuids[item["uuid"]] = uuid
                number = int(entity.get("nid") or 0)
                adoption = Adoption(AdoptionId(item["id"]), part, uuid, number, name)
                self.found.append(Recognised(adoption, by))
                return True
        return False


def _keys(part: str, entity: Item) -> Iterable[Key]:
    if part == "pages":
        return [("path", _path(path)) for path in entity.get("aliases") or ()]
    if part == "terms":
        return [("name", (entity.get("vid"), _name(entity.get("name") or "")))]
    if part == "contacts":
        held = entity.get("default") or {}
        numbers = [str(phone.get("number") or "") for phone in held.get("phones") or ()]
        source = held.get("source_id")
        return [*([("source", source)] if source else []), *_contact_keys(held, numbers)]
    if part in ("menu", "footer"):
        return _link_keys(entity)
    return [("path", _path(entity.get("from") or ""))] if part == "redirects" else []


def _contact_keys(held: Item, numbers: Iterable[str]) -> Iterator[Key]:
    title = _name(str(held.get("title") or ""))
    if not title:
        return
    for number in numbers:
        if digits := phone_key(number):
            yield "called", (title, digits)
    address = held.get("address")
    if isinstance(address, dict) and address.get("address_line1"):
        yield "at", (title, _name(str(address["address_line1"])), address.get("postal_code") or "")


def _link_keys(entry: Item) -> list[Key]:
    if entry.get("page_uuid"):
        return [("target", entry["page_uuid"])]
    uri = str(entry.get("uri") or "").strip().rstrip("/")
    if uri.startswith("tel:"):
        uri = f"tel:{phone_key(uri)}"
    return [("uri", uri)] if uri and not uri.startswith("route:") else []


def _path(path: str) -> str:
    return path.strip().strip("/").casefold()


def _name(name: str) -> str:
    return " ".join(name.split()).casefold()

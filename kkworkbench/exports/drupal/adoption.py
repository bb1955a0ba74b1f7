"""Take over what a site has: its entities keep their uuid and are updated, not made again."""

from collections.abc import Iterable, Mapping
from typing import Any

from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.model.adoption import Adoption
from kkworkbench.model.ids import AdoptionId

OWNED_OF_PAGES = ("boxes", "tags")
"""What a batch says of a page that the site's editors made; the rest stays theirs."""


def found_on_site(items: Items, dump: Mapping[str, Any]) -> tuple[Adoption, ...]:
    """Return which items are entities that the site made itself.

    An item whose uuid the site holds is known already. Else a page is known by its address, a
    term by its name in its vocabulary, a menu entry by the page that it leads to and a redirect
    by its address. No entity is taken twice.
    """
    finder = _Finder(dump)
    for page in items["pages"]:
        paths = [page["path"]] if page["path"] else []
        finder.look("pages", page, [("path", _path(path)) for path in paths], page["title"])
    for term in items["terms"]:
        finder.look("terms", term, [("name", (term["vid"], _name(term["name"])))], term["name"])
    for entry in items["menu"]:
        page_uuid = finder.uuids.get(entry["page_uuid"], entry["page_uuid"])
        keys = [("target", page_uuid)] if page_uuid else []
        finder.look("menu", entry, keys, entry["title"])
    for redirect in items["redirects"]:
        finder.look("redirects", redirect, [("path", _path(redirect["from"]))], redirect["from"])
    return tuple(finder.found)


def adopt(items: Items, adoptions: Iterable[Adoption]) -> None:
    """Give items the site's uuids; of its pages a batch then owns boxes and tags alone."""
    known = {each.id: each for each in adoptions}
    if not known:
        return
    uuids: dict[str, str] = {}
    for found in items.values():
        for item in found:
            adoption = known.get(AdoptionId(item["id"]))
            if adoption is not None:
                uuids[item["uuid"]] = adoption.uuid
                item["uuid"] = adoption.uuid
                item["adopt"] = {"nid": adoption.number, "uuid": adoption.uuid}
                if adoption.part == "pages":
                    item["owns"] = list(OWNED_OF_PAGES)
    for part, name in (
        ("pages", "parent_uuid"),
        ("menu", "page_uuid"),
        ("footer", "page_uuid"),
        ("redirects", "page_uuid"),
    ):
        for item in items[part]:
            item[name] = uuids.get(item[name], item[name])


class _Finder:
    """The site's entities by uuid and by what else tells them apart."""

    def __init__(self, dump: Mapping[str, Any]) -> None:
        self.found: list[Adoption] = []
        self.uuids: dict[str, str] = {}
        self._taken: set[str] = set()
        self._by_uuid: set[tuple[str, str]] = set()
        self._by_key: dict[tuple[str, object], Item] = {}
        for part, entities in dump["items"].items():
            for entity in entities:
                self._by_uuid.add((part, str(entity["uuid"])))
                for key in _keys(part, entity):
                    self._by_key.setdefault((part, key), entity)

    def look(self, part: str, item: Item, keys: Iterable[object], name: str) -> None:
        if (part, item["uuid"]) in self._by_uuid:
            self._taken.add(item["uuid"])
            return
        for key in keys:
            entity = self._by_key.get((part, key))
            if entity is not None and entity["uuid"] not in self._taken:
                uuid = str(entity["uuid"])
                self._taken.add(uuid)
                self.uuids[item["uuid"]] = uuid
                number = int(entity.get("nid") or 0)
                self.found.append(Adoption(AdoptionId(item["id"]), part, uuid, number, name))
                return


def _keys(part: str, entity: Item) -> list[object]:
    if part == "pages":
        return [("path", _path(path)) for path in entity.get("aliases") or ()]
    if part == "terms":
        return [("name", (entity.get("vid"), _name(entity.get("name") or "")))]
    if part == "menu":
        return [("target", entity["page_uuid"])] if entity.get("page_uuid") else []
    return [("path", _path(entity.get("from") or ""))] if part == "redirects" else []


def _path(path: str) -> str:
    return path.strip().strip("/").casefold()


def _name(name: str) -> str:
    return " ".join(name.split()).casefold()

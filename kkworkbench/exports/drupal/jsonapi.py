"""Read what a site has from pages of its JSON:API that were saved as files.

The documents are the collections as Drupal's own module gives them: nodes, terms, links of menus,
redirects, aliases, and the paragraphs of phones and boxes beside them or as `included`. They come as a
folder, a zip or one file, in any order, and become a dump as far as is needed to recognise what
is there. A page that `links.next` names must be among them, as what is missing would be doubled.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from kkworkbench.exports.drupal.profile import NODE, PARAGRAPH, REVISIONS, Profile
from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.exports.drupal.verify import DUMP_FORMAT
from kkworkbench.exports.drupal.verify_dump import read_dump
from kkworkbench.sources.json_tables import json_content
from kkworkbench.sources.pages.files import LARGEST_FILE, given_files
from kkworkbench.workspace.errors import WorkbenchError

_NODE_URI = re.compile(r"(?:entity:|internal:/)node/(\d+)")
_LINKS, _TERMS, _REDIRECTS, _ALIASES = (
    "menu_link_content", "taxonomy_term", "redirect", "path_alias",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Resource:
    """An entity as a document has it; `related` has the types and ids that a field leads to."""

    entity: str
    bundle: str
    uuid: str
    values: Mapping[str, Any]
    related: Mapping[str, tuple[tuple[str, str], ...]]

    @property
    def number(self) -> int:
        """The site's own number of it, 0 for none."""
        named = (v for k, v in self.values.items() if k.startswith("drupal_internal__"))
        return next((v for v in named if isinstance(v, int) and not isinstance(v, bool)), 0)

    def text(self, name: str) -> str:
        """Return a field's first text, "" for none."""
        return next(iter(self.texts(name)), "")

    def texts(self, name: str) -> list[str]:
        """Return a field's texts."""
        found = self.values.get(name)
        values = found if isinstance(found, list) else [found]
        plain = [v.get("value") if isinstance(v, dict) else v for v in values]
        return [str(v) for v in plain if isinstance(v, str | int) and not isinstance(v, bool)]

    def part(self, name: str, key: str) -> str:
        """Return a part of a field, as an alias of "path"; "" for none."""
        found = self.values.get(name)
        found = found[0] if isinstance(found, list) and found else found
        value = found.get(key) if isinstance(found, dict) else None
        return value if isinstance(value, str) else ""


def read_site(path: Path, profile: Profile) -> dict[str, Any]:
    """Return what a site has: a dump that its module wrote, or pages of its JSON:API.

    Raises:
        WorkbenchError: it is neither, a file cannot be read, or a page is missing.
    """
    if path.is_file() and path.suffix.casefold() != ".zip":
        content = _content(path.name, _bytes(path.name, path))
        if isinstance(content, dict) and "format" in content:
            return read_dump(path)
    found: dict[tuple[str, str, str], _Resource] = {}
    pages: set[object] = set()
    wanted: dict[object, str] = {}
    for file in given_files((path,)):
        if not file.name.casefold().endswith(".json"):
            continue
        if file.refused or (file.data is None and file.path is None):
            raise _refused(file.name, "")
        data = file.data if file.data is not None else _bytes(file.name, file.path)
        content = _content(file.name, data)
        for each in _resources(file.name, content):
            found.setdefault((each.entity, each.bundle, each.uuid), each)
        pages.add(_page(file.name, content, "self"))
        wanted.setdefault(_page(file.name, content, "next"), file.name)
    for page, name in wanted.items():
        if page is not None and page not in pages:
            raise WorkbenchError("batches.page_missing", name=name)
    items = _Dump(found.values(), profile).items()
    if not any(items.values()):
        raise WorkbenchError("batches.nothing_known", name=path.name, profile=profile.name)
    return {"format": DUMP_FORMAT, "items": items}


def _bytes(name: str, path: Path | None) -> bytes:
    if path is None or path.stat().st_size > LARGEST_FILE:
        raise _refused(name, "")
    return path.read_bytes()


def _content(name: str, data: bytes) -> Any:
    return json_content(name, data)[0]


def _refused(name: str, place: str) -> WorkbenchError:
    return WorkbenchError("batches.not_jsonapi", name=name, place=place or "–")


def _resources(name: str, content: Any) -> Iterator[_Resource]:
    if not isinstance(content, dict) or "data" not in content:
        raise _refused(name, "data")
    for part in ("data", "included"):
        held = content.get(part) or []
        for number, each in enumerate(held if isinstance(held, list) else [held]):
            yield _resource(name, f"{part}/{number}", each)


def _resource(name: str, place: str, each: Any) -> _Resource:
    if not isinstance(each, dict):
        raise _refused(name, place)
    type_, id_ = each.get("type"), each.get("id")
    if not isinstance(type_, str) or "--" not in type_:
        raise _refused(name, f"{place}/type")
    if not isinstance(id_, str) or not _is_uuid(id_):
        raise _refused(name, f"{place}/id")
    values, related = each.get("attributes") or {}, each.get("relationships") or {}
    for part, value in (("attributes", values), ("relationships", related)):
        if not isinstance(value, dict):
            raise _refused(name, f"{place}/{part}")
    entity, _, bundle = type_.partition("--")
    leads = {field: tuple(_leads(name, f"{place}/relationships/{field}", value))
             for field, value in related.items()}  # fmt: skip
    return _Resource(entity, bundle, id_.lower(), values, leads)


def _leads(name: str, place: str, value: Any) -> Iterator[tuple[str, str]]:
    held = value.get("data") if isinstance(value, dict) else value
    for each in held if isinstance(held, list) else [held] if held is not None else []:
        if not isinstance(each, dict):
            raise _refused(name, place)
        yield str(each.get("type")), str(each.get("id")).lower()


def _page(name: str, content: Mapping[str, Any], which: str) -> object:
    """Return what tells a page of a collection from the others, None for none."""
    links = content.get("links")
    link = links.get(which) if isinstance(links, dict) else None
    address = link.get("href") if isinstance(link, dict) else link
    if address is None:
        return None
    if not isinstance(address, str):
        raise _refused(name, f"links/{which}")
    try:
        read = urlsplit(address)
    except ValueError as error:
        raise _refused(name, f"links/{which}") from error
    return read.path, frozenset(parse_qsl(read.query))


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return len(text) == 36


class _Dump:
    """The resources as the parts of a dump, as far as something is recognised by them."""

    def __init__(self, found: Any, profile: Profile) -> None:
        self._profile = profile
        self._found: list[_Resource] = list(found)
        self._by_id = {(f"{r.entity}--{r.bundle}", r.uuid): r for r in self._found}
        nodes = [r for r in self._found if r.entity == NODE]
        self._nodes = {r.number: r.uuid for r in nodes if r.number}
        self._aliases: dict[str, list[str]] = {}
        for each in nodes:
            self._add_alias(each.uuid, each.part("path", "alias"))
        for each in self._all(_ALIASES):
            node = _NODE_URI.fullmatch(f"internal:{each.text('path')}")
            self._add_alias(self._nodes.get(int(node[1]), "") if node else "", each.text("alias"))
        self._at = {path: uuid for uuid, paths in self._aliases.items() for path in paths}

    def items(self) -> dict[str, list[Item]]:
        """Return the parts."""
        profile = self._profile
        contact = profile.contact
        contacts = () if profile.copies_contacts else self._all(contact.entity, contact.bundle)
        return {
            "terms": [
                {"uuid": r.uuid, "vid": r.bundle, "name": r.text("name")}
                for r in self._all(_TERMS)
                if r.bundle in profile.held_vocabularies
            ],
            "contacts": [self._node(r, self._contact(r)) for r in contacts],
            "pages": [
                self._node(r, {"title": r.text("title"), "boxes": self._boxes(r)})
                for r in self._all(NODE, profile.page.bundle)
            ],
            "menu": [self._link(r) for r in self._links(profile.drill_menu)],
            "footer": [self._link(r) for r in self._links(profile.footer_menu)],
            "redirects": [self._redirect(r) for r in self._all(_REDIRECTS)],
        }

    def _all(self, entity: str, bundle: str = "") -> Iterator[_Resource]:
        return (r for r in self._found if r.entity == entity and bundle in ("", r.bundle))

    def _links(self, menu: str) -> Iterator[_Resource]:
        return (r for r in self._all(_LINKS) if menu and r.text("menu_name") == menu)

    def _add_alias(self, uuid: str, alias: str) -> None:
        if uuid and alias:
            self._aliases.setdefault(uuid, []).append(alias)

    def _node(self, found: _Resource, value: Item) -> Item:
        return {
            "uuid": found.uuid,
            "nid": found.number,
            "aliases": self._aliases.get(found.uuid, []),
            "default": value,
        }

    def _boxes(self, page: _Resource) -> list[Item]:
        if self._profile.copies_contacts:
            return []
        leads_to = self._profile.box.fields["contact"].name
        boxes = []
        for key in page.related.get(self._profile.page.fields["boxes"].name, ()):
            box = self._by_id.get(key)
            if box is not None and box.bundle == self._profile.box.bundle:
                contact = next(iter(box.related.get(leads_to, ())), ("", ""))
                boxes.append({"uuid": box.uuid, "contact": contact[1]})
        return boxes

    def _contact(self, found: _Resource) -> Item:
        fields = self._profile.contact.fields
        held = fields.get("phones")
        numbers: list[str] = []
        if held is not None and held.type == REVISIONS and self._profile.phone is not None:
            number = self._profile.phone.fields["number"].name
            for key in found.related.get(held.name, ()):
                phone = self._by_id.get(key)
                if phone is not None and phone.entity == PARAGRAPH:
                    numbers += phone.texts(number)
        elif held is not None:
            numbers = found.texts(held.name)
        made: Item = {
            "title": found.text(fields["title"].name),
            "phones": [{"number": number} for number in numbers],
        }
        if (source := fields.get("source_id")) is not None:
            made["source_id"] = found.text(source.name)
        if (address := fields.get("address")) is not None and address.type == "address":
            parts = ("address_line1", "postal_code")
            made["address"] = {part: found.part(address.name, part) for part in parts}
        return made

    def _link(self, found: _Resource) -> Item:
        page, uri = self._target(found.part("link", "uri"))
        parent = found.text("parent").removeprefix(f"{_LINKS}:")
        return {"uuid": found.uuid, "title": found.text("title"), "parent": parent,
                "page_uuid": page, "uri": uri}  # fmt: skip

    def _redirect(self, found: _Resource) -> Item:
        page, uri = self._target(found.part("redirect_redirect", "uri"))
        return {"uuid": found.uuid, "from": found.part("redirect_source", "path"),
                "page_uuid": page, "uri": uri}  # fmt: skip

    def _target(self, uri: str) -> tuple[str, str]:
        """Return the uuid of the page that an address leads to, or the address."""
        node = _NODE_URI.fullmatch(uri)
        page = (
            self._nodes.get(int(node[1])) if node else self._at.get(uri.removeprefix("internal:"))
        )
        return (page, "") if page else ("", uri)

"""Compare what a site should hold with a dump of what it holds, value by value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports.drupal.shapes import Item

HOURS = {"opening_hours", "hours"}
NUMBERS = {"weight", "order", "status", "enabled", "published"}
UNORDERED = {"channels"}
MENUS = ("menu", "footer")
MISSING = "missing"
SATURDAY = 6
DEFAULT, LATEST = "default", "latest"
_SITE = {"id", "uuid", "title", "retired"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that the site does not hold as it should.

    `revision` is "default" or "latest" for nodes, else "". `field` is a path, as
    "phones/0/number"; empty where the whole item is missing.
    """

    part: str
    id: str
    title: str
    revision: str
    field: str
    wanted: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """All differences, how many values were compared, and what the site itself complained of.

    `awaits` are those of items that wait until an editor has published a draft of them.
    """

    differences: tuple[Difference, ...]
    checked: int
    messages: tuple[str, ...] = ()
    awaits: tuple[Difference, ...] = ()


def verdict(wanted: Mapping[str, Any], dump: Mapping[str, Any]) -> Verdict:
    """Compare a verify.json with a dump.

    What the site writes in another way is no difference: empty in any form, flags as numbers,
    line ends, keys of its own, and the order of opening hours.
    """
    site = _Site(wanted, dump)
    differences: list[Difference] = []
    awaits: list[Difference] = []
    for part, items in wanted["items"].items():
        for item in items:
            found = awaits if site.awaits_editor(part, item) else differences
            found += site.differences(part, item)
    messages = tuple(str(each) for each in dump.get("messages") or ())
    return Verdict(tuple(differences), site.checked, messages, tuple(awaits))


class _Site:
    """The dump by item, with the uuids of what the site had under its own name."""

    def __init__(self, wanted: Mapping[str, Any], dump: Mapping[str, Any]) -> None:
        self.checked = 0
        self._ours: dict[str, str] = {}
        self._found: dict[tuple[str, str], Item] = {}
        held = dump["items"]
        for part, items in held.items():
            for item in items:
                self._found[part, str(item.get("uuid"))] = item
        self._same("terms", ("vid", "name"), wanted, held)
        self._same("redirects", ("from",), wanted, held)
        self._order = _ranks(wanted, self._found)

    def _same(
        self, part: str, names: Sequence[str], wanted: Mapping[str, Any], held: Mapping[str, Any]
    ) -> None:
        """Take an item of the site for ours where it has the same name: it was there before."""
        by_name = {tuple(_text(each.get(n)) for n in names): each for each in held.get(part, ())}
        for item in wanted["items"].get(part, ()):
            found = by_name.get(tuple(_text(item[n]) for n in names))
            if found is not None and (part, item["uuid"]) not in self._found:
                self._ours[str(found["uuid"])] = item["uuid"]
                self._found[part, item["uuid"]] = found

    def awaits_editor(self, part: str, item: Item) -> bool:
        """Whether an editor's draft lies on what the batch would publish or archive."""
        found = self._found.get((part, item["uuid"])) or {}
        return DEFAULT in item and item[LATEST] is None and bool(found.get("editors_draft"))

    def differences(self, part: str, item: Item) -> Iterator[Difference]:
        """Yield what differs in one item."""
        found = self._found.get((part, item["uuid"]))

        def told(revision: str, field: str, want: Any, have: Any) -> Difference:
            return Difference(part, item["id"], item["title"], revision, field, want, have)

        if found is None:
            self.checked += 1
            if not item.get("retired"):
                yield told("", "", item["uuid"], None)
        elif "default" in item:
            yield from self._node(item, found, told)
        else:
            for name in item.keys() - _SITE | ({"title"} if part in MENUS else set()):
                have = self._order.get(item["uuid"]) if name == "order" else found.get(name)
                for field, want, has in self._walk(name, item[name], have):
                    yield told("", field, want, has)

    def _node(self, item: Item, found: Item, told: Any) -> Iterator[Difference]:
        live = found.get(DEFAULT) or {}
        newest = found.get(LATEST)
        for path in item.get("aliases", ()):
            self.checked += 1
            if path not in (found.get("aliases") or ()):
                yield told("", "aliases", path, found.get("aliases"))
        # A site that missed the batch before has the draft alone.
        missed = item[LATEST] is not None and found.get("was_live") is False
        if item[DEFAULT] is not None and not missed:
            for field, want, has in self._values(item[DEFAULT], live):
                yield told(DEFAULT, field, want, has)
        if item[LATEST] is not None:
            for field, want, has in self._values(item[LATEST], newest or live):
                yield told(LATEST, field, want, has)
        else:
            self.checked += 1
            if newest:
                yield told(LATEST, "", None, newest.get("moderation_state") or "draft")

    def _values(self, wanted: Item, found: Item) -> Iterator[tuple[str, Any, Any]]:
        for name, want in wanted.items():
            if name == "boxes_removed":
                yield from self._removed(want, found)
            elif name == "boxes":
                there = {box["uuid"] for box in want}
                boxes = [b for b in found.get("boxes") or () if b.get("uuid") in there]
                yield from self._walk(name, want, boxes)
            else:
                yield from self._walk(name, want, found.get(name))

    def _removed(self, wanted: Sequence[str], found: Item) -> Iterator[tuple[str, Any, Any]]:
        held = {box.get("uuid") for box in found.get("boxes") or ()}
        for uuid in wanted:
            self.checked += 1
            if uuid in held:
                yield "boxes", None, uuid

    def _walk(self, path: str, want: Any, have: Any) -> Iterator[tuple[str, Any, Any]]:
        name = path.rpartition("/")[2]
        if isinstance(want, dict) and want.keys() == {"has", "hasnt"}:
            held = {self._own(each) for each in have or ()}
            self.checked += len(want["has"]) + len(want["hasnt"])
            yield from ((path, each, None) for each in want["has"] if each not in held)
            yield from ((path, None, each) for each in want["hasnt"] if each in held)
        elif isinstance(want, dict) and name != "address":
            have = have if isinstance(have, dict) else {}
            for key, value in want.items():
                yield from self._walk(f"{path}/{key}", value, have.get(key))
        elif name in HOURS:
            yield from self._leaf(path, _slots(want), _slots(have), want, have)
        elif "facets/" in path or name in UNORDERED:
            yield from self._leaf(path, self._set(want), self._set(have), want, have)
        elif name == "address":
            if have and not isinstance(have, dict):
                yield path, want, have
            yield from self._address(path, want or {}, have if isinstance(have, dict) else {})
        elif isinstance(want, list):
            yield from self._list(path, want, have if isinstance(have, list) else [])
        elif name in NUMBERS:
            yield from self._leaf(path, _number(want), _number(have), want, have)
        else:
            yield from self._leaf(path, _text(want), self._own(have), want, have)

    def _address(self, path: str, want: Item, have: Item) -> Iterator[tuple[str, Any, Any]]:
        names = dict.fromkeys((*want, *(name for name in have if name in _ADDRESS)))
        if not any(_text(have.get(name)) for name in names if name != "country_code"):
            have = {}
        for name in names:
            yield from self._walk(f"{path}/{name}", want.get(name), have.get(name))

    def _list(self, path: str, want: list[Any], have: list[Any]) -> Iterator[tuple[str, Any, Any]]:
        self.checked += 1
        if len(want) != len(have):
            yield f"{path}/count", len(want), len(have)
        for number, (each, other) in enumerate(zip(want, have, strict=False)):
            yield from self._walk(f"{path}/{number}", each, other)

    def _leaf(
        self, path: str, left: Any, right: Any, want: Any, have: Any
    ) -> Iterator[tuple[str, Any, Any]]:
        self.checked += 1
        if left != right:
            yield path, want, have

    def _own(self, value: Any) -> str:
        text = _text(value)
        return self._ours.get(text, text)

    def _set(self, values: Any) -> list[str]:
        return sorted({self._own(each) for each in values or ()})


_ADDRESS = ("country_code", "organization", "address_line1", "address_line2", "postal_code",
            "locality")  # fmt: skip


def _ranks(wanted: Mapping[str, Any], found: Mapping[tuple[str, str], Item]) -> dict[str, int]:
    """Return the place of each entry of ours that stands among such below the same parent."""
    below: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for part in MENUS:
        for item in wanted["items"].get(part, ()):
            entry = found.get((part, item["uuid"]))
            if entry is not None and not item.get("retired"):
                place = (_number(entry.get("order")) or 0, item["uuid"])
                below.setdefault((part, _text(entry.get("parent"))), []).append(place)
    return {
        uuid: rank for places in below.values() for rank, (_, uuid) in enumerate(sorted(places))
    }


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("value")
    if value is None or value is False or value in ([], {}):
        return ""
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _number(value: Any) -> int | None:
    if value in (None, "", False):
        return 0
    try:
        return int(value)
    except (TypeError, ValueError):
        return None


def _slots(slots: Any) -> list[tuple[Any, ...]]:
    """Return the hours of the week in one form; `day_delta` and `all_day` are the site's own.

    Those of single dates and of seasons, whose day is none of the week, are the editors'.
    """
    found = []
    for slot in slots or ():
        if (_number(slot.get("day")) or 0) > SATURDAY:
            continue
        start, end = _number(slot.get("starthours")), _number(slot.get("endhours"))
        if slot.get("all_day") not in (None, "", 0, "0", False):
            start, end = 0, 2400
        found.append((_number(slot.get("day")), start, end, _text(slot.get("comment"))))
    return sorted(found, key=repr)

"""What a site should hold after a batch, and the form of the dump that says what it holds.

The dump is one JSON object in UTF-8, written by the companion module. All names are those of the
batch's own items, and every reference is the uuid of what it leads to ("" for none):

    {"format": "kkworkbench-dump/1",
     "site": {"drupal": "10.4.9", "profile": "default", "made_at": "2026-11-26T19:00:00+00:00"},
     "items": {
      "terms":     [{"uuid", "vid", "name", "weight", "parent"}],
      "contacts":  [{"uuid", "nid", "aliases": ["/…"], "was_live", "editors_draft",
                     "default": CONTACT, "latest": CONTACT|null}],
      "pages":     [{"uuid", "nid", "aliases": ["/…"], "was_live", "editors_draft",
                     "default": PAGE, "latest": PAGE|null}],
      "menu":      [{"uuid", "parent", "title", "help", "weight", "enabled", "page_uuid", "uri",
                     "order"}],
      "footer":    [{"uuid", "title", "weight", "enabled", "page_uuid", "uri", "order"}],
      "redirects": [{"uuid", "from", "page_uuid", "uri", "status"}]},
     "messages": ["kkworkbench_pages page:…: why it was held"]}

    CONTACT  {"title", "intro", "address": {"organization", "address_line1", …}|null,
              "phones": [{"uuid", "label", "number", "note", "hours": [SLOT]}],
              "opening_hours": [SLOT], "links": [{"uri", "title"}],
              "facets": {VOCABULARY: [term uuid]}, "moderation_state", "published"}
    PAGE     {"title", "summary", "body", "search_words": [text], "parent": page uuid,
              "tags": [term uuid],
              "owner": term uuid, "contact": contact uuid,
              "boxes": [{"uuid", "contact": contact uuid, "heading", "channels": [text], "note"}],
              "list": {"tier", "title", "help", "facets": {VOCABULARY: [term uuid]}},
              "moderation_state", "published"}
    SLOT     {"day", "starthours", "endhours", "comment"}

- It holds every entity of the profile's bundles, vocabularies and menu, also those that no batch
  made; their order is free, the order inside lists is that of the site.
- `default` is the default revision. `latest` is the latest one, or null where they are the same.
  Phones and boxes are read at the paragraph revision that this node revision refers to.
- `was_live` says whether any revision was ever published, `editors_draft` whether an editor made
  the latest one and it is not the default. Dumps that cannot know leave them out.
- Boxes of other paragraph types are listed too, with "uuid" and "type" alone.
- `facets` and `vid` use the site's vocabulary names. `order` counts from 0 among all siblings as
  the menu shows them. `from` has no leading slash; `uri` is "" where `page_uuid` is set.
- Texts are the raw value, without the format. What is empty may be "", null, [] or absent; flags
  may be 0/1 or false/true; further keys are ignored.
- `moderation_state` is the site's own name of the state.
- A field that the profile cannot hold is absent from the dump, and verify.json does not ask for it.

verify.json has the form of the dump with the format "kkworkbench-verify/1" and the keys that the
batch answers for, and beside them: "id" and "title" of each item; "tags" as {"has": [], "hasnt":
[]}; "boxes_removed"; "aliases" with those that must be there; and for nodes "latest": null where
the latest revision is the default one, "default": null where the batch cannot know what is live.
What is "retired" may be missing, as the site need not have had it, and has no "order".
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.module_rows import fitted, fitted_slots, told_words
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.shapes import Item

DUMP_FORMAT = "kkworkbench-dump/1"
VERIFY_FORMAT = "kkworkbench-verify/1"

ADDRESS = ("country_code", "organization", "address_line1", "address_line2", "postal_code",
           "locality")  # fmt: skip
PUBLISHED, DRAFT = "published", "draft"


def expected(items: Items, before: Items | None, profile: Profile) -> Item:
    """Return verify.json: what a site should hold after these items.

    `before` are all items of the batch that this one builds on, if any: where a page becomes a
    draft, what was published stays live.
    """
    now, then = _Values(items, profile), _Values(before or {}, profile)
    held = [each for each in items["terms"] if each["vid"] in profile.held_vocabularies]
    found: dict[str, list[Item]] = {"terms": [_term(now, each) for each in held]}
    for part in ("contacts", "pages"):
        if part == "contacts" and profile.copies_contacts:
            continue
        old = {each["id"]: each for each in (before or {}).get(part, ())}
        found[part] = [_node(part, each, now, old.get(each["id"]), then) for each in items[part]]
    found["menu"] = _menu(now, items["menu"])
    if profile.footer_menu:
        found["footer"] = [
            {name: each[name] for name in _FOOTER if name in each}
            for each in _menu(now, items["footer"])
        ]
    found["redirects"] = [
        {**_named(each, each["from"]), **{name: each[name] for name in _REDIRECT}}
        for each in items["redirects"]
    ]
    return {"format": VERIFY_FORMAT, "profile": profile.name, "items": found}


_REDIRECT = ("from", "page_uuid", "uri", "status")
_FOOTER = ("id", "uuid", "title", "retired", "weight", "enabled", "page_uuid", "uri", "order")
_MENU = ("title", "help", "weight", "enabled", "page_uuid", "uri")


def _named(item: Item, title: str) -> Item:
    named = {"id": item["id"], "uuid": item["uuid"], "title": title}
    return {**named, "retired": True} if item.get("retired") else named


def _term(now: "_Values", item: Item) -> Item:
    return {
        **_named(item, item["name"]),
        "vid": item["vid"],
        "name": item["name"],
        "weight": item["weight"],
        "parent": now.uuid("terms", item["parent"]),
    }


def _menu(now: "_Values", items: list[Item]) -> list[Item]:
    ranks: dict[str, int] = {}
    order: dict[str, int] = {}
    for item in sorted(items, key=lambda each: (each["weight"], each["title"])):
        if item.get("retired"):
            continue
        order[item["id"]] = ranks.get(item["parent"], 0)
        ranks[item["parent"]] = order[item["id"]] + 1
    return [
        {
            **_named(item, item["title"]),
            "parent": now.uuid("menu", item["parent"]),
            **{name: item[name] for name in _MENU},
            **({"order": order[item["id"]]} if item["id"] in order else {}),
        }
        for item in items
    ]


def _node(part: str, item: Item, now: "_Values", old: Item | None, then: "_Values") -> Item:
    value = now.of(part, item)
    made: Item = {**_named(item, item["title"]), "default": value, "latest": None}
    if item["moderation_state"] == DRAFT:
        was_live = old is not None and old["moderation_state"] == PUBLISHED
        made |= {"default": then.of(part, old) if was_live and old else None, "latest": value}
    elif item["moderation_state"] == PUBLISHED and item.get("path") and _owns(item, "path"):
        made["aliases"] = [item["path"]]
    return made


def _owns(item: Item, name: str) -> bool:
    return not item.get("owns") or name in item["owns"]


class _Values:
    """Read items as the site's dump says them: references as uuids, parts in their place."""

    def __init__(self, items: Items, profile: Profile) -> None:
        self._profile = profile
        self._items = {(part, each["id"]): each for part in items for each in items[part]}
        self._site_holds = cache(profile.holds)

    def uuid(self, part: str, id_: str) -> str:
        found = self._items.get((part, id_))
        return str(found["uuid"]) if found is not None else ""

    def of(self, part: str, item: Item) -> Item:
        made = self._contact(item) if part == "contacts" else self._page(item)
        held = {name: value for name, value in made.items() if self._holds(part, name)}
        state = item["moderation_state"]
        if self._profile.has_workflow:
            held["moderation_state"] = self._profile.states.get(state, state)
        held["published"] = state == PUBLISHED
        return held

    def _holds(self, part: str, name: str) -> bool:
        if name in ("facets", "list"):
            return True
        if name == "phones" and self._profile.phone is None:
            return False
        if name == "boxes_removed":
            name = "boxes"
        return self._site_holds(part, name)

    def _contact(self, item: Item) -> Item:
        made = {
            "title": item["title"],
            "intro": item["intro"],
            "phones": [self._phone(self._items["phones", id_]) for id_ in item["phones"]],
            "opening_hours": self._slots("contacts", "opening_hours", item["opening_hours"]),
            "links": self._links(item["links"]),
            "facets": self._facets("contacts", "", item["facets"]),
        }
        field = self._profile.field_of("contacts", "address")
        if field is not None and field.type == "address":
            address = item["address"] or {}
            made["address"] = {n: address[n] for n in ADDRESS if address.get(n)} or None
        return made

    def _phone(self, phone: Item) -> Item:
        made = {name: phone[name] for name in ("label", "number", "note")}
        made["hours"] = self._slots("phones", "hours", phone["hours"])
        holds = self._site_holds
        kept = {name: value for name, value in made.items() if holds("phones", name)}
        return {"uuid": phone["uuid"], **kept}

    def _slots(self, part: str, name: str, slots: list[Item]) -> list[Item]:
        field = self._profile.field_of(part, name)
        return slots if field is None else fitted_slots(field, slots)

    def _links(self, links: list[Item]) -> list[Item]:
        field = self._profile.field_of("contacts", "links")
        if field is None:
            return []
        names = ("uri", "title") if field.type == "link" else ("uri",)
        return [{name: each[name] for name in names} for each in fitted(field, links)]

    def _page(self, item: Item) -> Item:
        made = {
            "title": item["title"],
            "summary": item["summary"],
            "body": item["body"],
            "search_words": self._words(item["search_words"]),
            "parent": item["parent_uuid"],
            "tags": {
                "has": [self.uuid("terms", tag) for tag in item["tags"]],
                "hasnt": [self.uuid("terms", tag) for tag in item.get("tags_removed", ())],
            },
            "owner": self.uuid("terms", item["owner"]),
            "contact": self.uuid("contacts", item["contact"]),
            "boxes": [self._box(self._items["boxes", id_]) for id_ in item["boxes"]],
            "boxes_removed": [id_.partition(":")[2] for id_ in item.get("boxes_removed", ())],
            "list": self._list(item["list"]),
        }
        return {name: made[name] for name in made if _owns(item, name.removesuffix("_removed"))}

    def _words(self, words: list[str]) -> list[str]:
        field = self._profile.field_of("pages", "search_words")
        return words if field is None else told_words(field, words)

    def _box(self, box: Item) -> Item:
        made = {name: box[name] for name in ("heading", "channels", "note")}
        made["contact"] = self.uuid("contacts", box["contact"])
        holds = self._site_holds
        kept = {name: value for name, value in made.items() if holds("boxes", name)}
        return {"uuid": box["uuid"], **kept}

    def _list(self, listed: Item) -> Item:
        holds = self._site_holds
        made = {n: listed[n] for n in ("tier", "title", "help") if holds("pages", f"list_{n}")}
        return {**made, "facets": self._facets("pages", "list_", listed["facets"])}

    def _facets(self, part: str, prefix: str, facets: Mapping[str, Any]) -> Item:
        return {
            name: [self.uuid("terms", term) for term in terms]
            for name, terms in facets.items()
            if self._site_holds(part, f"{prefix}{name}")
        }

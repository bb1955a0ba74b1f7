"""The entities of a recipe, made of the items of a batch by the names of a site's profile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kkworkbench.exports.drupal.checking import BrokenBatch, Items
from kkworkbench.exports.drupal.module_rows import told_words
from kkworkbench.exports.drupal.profile import FACET_KEYS, NODE, PARAGRAPH, Profile, Target
from kkworkbench.exports.drupal.recipe.values import (
    Refer,
    Values,
    field_values,
    link,
    link_to,
    plain,
)
from kkworkbench.exports.drupal.shapes import Item

TERM, MENU_LINK, REDIRECT = "taxonomy_term", "menu_link_content", "redirect"
ANY_LANGUAGE = "und"
_PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity of core's default content, with the entities that must be there before it."""

    type: str
    bundle: str
    uuid: str
    langcode: str
    fields: dict[str, Values]
    needs: dict[str, str] = field(default_factory=dict)

    def content(self) -> dict[str, Any]:
        """Return what its file holds."""
        meta: dict[str, Any] = {"version": "1.0", "entity_type": self.type, "uuid": self.uuid}
        meta |= {"bundle": self.bundle, "default_langcode": self.langcode}
        if self.needs:
            meta["depends"] = dict(sorted(self.needs.items()))
        return {"_meta": meta, "default": self.fields}


def entities(profile: Profile, items: Items) -> Iterator[Entity]:
    """Yield what becomes of all items but the redirects.

    `items` are those of a batch of everything with the further files of the profile. Phones and
    boxes are parts of the contact or page that they stand on.

    Raises:
        BrokenBatch: two entities would have one uuid, by which core tells them apart.
    """
    return _single(_Maker(profile, items).all())


def redirects(profile: Profile, items: Items) -> Iterator[Entity]:
    """Yield the redirects, which need a module of their own."""
    return _single(_Maker(profile, items).redirects())


def _single(found: Iterator[Entity]) -> Iterator[Entity]:
    seen: set[str] = set()
    for each in found:
        if each.uuid in seen:
            raise BrokenBatch("exports.broken", part=each.type, id=each.uuid)
        seen.add(each.uuid)
        yield each


class _Maker:
    def __init__(self, profile: Profile, items: Items) -> None:
        self._profile = profile
        self._items = items
        self._by_id = {each["id"]: each for found in items.values() for each in found}
        if profile.copies_contacts:
            self._boxes = {each["id"]: each for each in items["mapped"]}
        else:
            self._boxes = {each["id"]: each for each in items["boxes"]}

    def all(self) -> Iterator[Entity]:
        profile, items = self._profile, self._items
        yield from (self._term(term) for term in items["terms"] if self._is_held(term))
        if not profile.copies_contacts:
            yield from (self._contact(each) for each in items.get("mapped", items["contacts"]))
        yield from (self._page(page) for page in items["pages"])
        menus = (("page_links", profile.page_menu), ("menu", profile.drill_menu),
                 ("footer", profile.footer_menu))  # fmt: skip
        for part, menu in menus:
            yield from (self._menu_link(each, menu) for each in items.get(part, ()))

    def redirects(self) -> Iterator[Entity]:
        for item in self._items["redirects"]:
            target = self._target(item)
            fields = {
                "redirect_source": [{"path": item["from"]}],
                "redirect_redirect": [link_to(target) if target else link(item["uri"], "")],
                "status_code": plain(item["status"]),
            }
            needs = {target: NODE} if target else {}
            yield Entity(REDIRECT, REDIRECT, item["uuid"], ANY_LANGUAGE, fields, needs)

    def _is_held(self, term: Item) -> bool:
        return term["vid"] in self._profile.held_vocabularies

    def _term(self, item: Item) -> Entity:
        fields = {
            "status": plain(True),
            "name": plain(item["name"]),
            "weight": plain(item["weight"]),
        }
        return Entity(TERM, item["vid"], item["uuid"], self._profile.langcode, fields)

    def _contact(self, item: Item) -> Entity:
        target, needs = self._profile.contact, dict[str, str]()
        fields = self._of(target, self._contact_values(item), needs)
        fields |= self._state(item) if target.entity == NODE else {"status": plain(True)}
        return self._entity(target, item, fields, needs)

    def _page(self, item: Item) -> Entity:
        target, needs = self._profile.page, dict[str, str]()
        listed = {f"list_{name}": value for name, value in item["list"].items()}
        values = {**item, **listed, **self._facets(item["list"], "list_")}
        if (held := target.fields.get("search_words")) is not None:
            values["search_words"] = told_words(held, item["search_words"])
        fields = self._of(target, values, needs) | self._state(item)
        if item["path"] and item["moderation_state"] == _PUBLISHED:
            fields["path"] = [{"alias": item["path"], "langcode": self._profile.langcode}]
        return self._entity(target, item, fields, needs)

    def _menu_link(self, item: Item, menu: str) -> Entity:
        target, needs = self._target(item), dict[str, str]()
        fields = {
            "enabled": plain(bool(item["enabled"])),
            "title": plain(item["title"]),
            "menu_name": plain(menu),
            "link": [link_to(target) if target else link(item["uri"], "")],
            "weight": plain(item["weight"]),
            "expanded": plain(False),
        }
        if item["help"]:
            fields["description"] = plain(item["help"])
        if target:
            needs[target] = NODE
        if item["parent"]:
            above = self._by_id[item["parent"]]["uuid"]
            fields["parent"] = plain(f"{MENU_LINK}:{above}")
            needs[above] = MENU_LINK
        return Entity(MENU_LINK, MENU_LINK, item["uuid"], self._profile.langcode, fields, needs)

    def _entity(
        self, target: Target, item: Item, fields: dict[str, Values], needs: dict[str, str]
    ) -> Entity:
        return Entity(
            target.entity, target.bundle, item["uuid"], self._profile.langcode, fields, needs
        )

    def _of(
        self, target: Target, values: Mapping[str, Any], needs: dict[str, str]
    ) -> dict[str, Values]:
        made = {}
        for key, held in target.fields.items():
            value = values["id"] if key == "source_id" else values[key]
            found = field_values(held, value, self._profile.text_format, self._refer(key, needs))
            if found:
                made[held.name] = found
        return made

    def _refer(self, key: str, needs: dict[str, str]) -> Refer:
        def entity(id_: str) -> str:
            part = {"parent": NODE, "contact": self._profile.contact.entity}.get(key, TERM)
            uuid = str(self._by_id[id_]["uuid"])
            needs[uuid] = part
            return uuid

        def phone(id_: str) -> Any:
            target = self._profile.phone
            assert target is not None
            return self._part(target, self._by_id[id_], self._by_id[id_], needs)

        def box(id_: str) -> Any:
            item = self._boxes[id_]
            if self._profile.copies_contacts:
                return self._part(self._profile.contact, item, self._contact_values(item), needs)
            return self._part(self._profile.box, item, item, needs)

        return {"phones": phone, "boxes": box}.get(key, entity)

    def _part(
        self, target: Target, item: Item, values: Mapping[str, Any], needs: dict[str, str]
    ) -> dict[str, Any]:
        fields = {"status": plain(True), **self._of(target, values, needs)}
        return Entity(PARAGRAPH, target.bundle, item["uuid"], self._profile.langcode,
                      fields).content()  # fmt: skip

    def _contact_values(self, item: Item) -> Item:
        return {"label": item["title"], **item, **self._facets(item, "")}

    def _facets(self, item: Item, prefix: str) -> dict[str, list[str]]:
        names = self._profile.vocabularies
        return {
            f"{prefix}{key}": item["facets"][names[vocabulary]]
            for vocabulary, key in FACET_KEYS.items()
        }

    def _state(self, item: Item) -> dict[str, Values]:
        state = item["moderation_state"]
        fields = {"status": plain(state == _PUBLISHED)}
        if self._profile.has_workflow:
            fields["moderation_state"] = plain(self._profile.states.get(state, state))
        return fields

    def _target(self, item: Item) -> str:
        return str(self._by_id[item["page"]]["uuid"]) if item["page"] else ""

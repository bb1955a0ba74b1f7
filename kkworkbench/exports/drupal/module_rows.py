"""Rows for sites that hold a contact in fewer fields than the batch has values."""

from collections.abc import Mapping
from typing import Any

from kkworkbench.exports.drupal.profile import MENU, REVISIONS, Profile, SiteField
from kkworkbench.exports.drupal.shapes import (
    FIRST_WEIGHT,
    Item,
    content_hash,
    derived_uuid,
)

Items = Mapping[str, list[Item]]
BETWEEN_WORDS = ", "
MAPPED, PAGE_LINKS = "mapped", "page_links"


def needs_rows(profile: Profile) -> bool:
    """Whether the contacts must be made to fit, so that they are read from a file of their own."""
    return profile.copies_contacts or any(
        _is_narrow(key, held) for key, held in profile.contact.fields.items()
    )


def row_files(profile: Profile, items: Items, whole: Items) -> dict[str, list[Item]]:
    """Return the items of each further file that the profile's migrations read, by its name.

    `whole` are the items of everything, which give a page its place among its siblings.
    """
    files: dict[str, list[Item]] = {}
    if needs_rows(profile):
        files[MAPPED] = mapped_rows(profile, items)
    hours = profile.field_of("phones", "hours")
    if hours is not None and (hours.slots == 1 or not hours.comment):
        files["phones"] = [
            {**phone, "hours": fitted_slots(hours, phone["hours"])} for phone in items["phones"]
        ]
    if profile.parent == MENU:
        pages = {page["id"] for page in items["pages"]}
        standing = {page["id"] for page in whole["pages"]}
        retired = [page for page in items["pages"] if page["id"] not in standing]
        links = page_links({"pages": [*whole["pages"], *retired]})
        files[PAGE_LINKS] = [link for link in links if link["page"] in pages]
    return files


def mapped_rows(profile: Profile, items: Items) -> list[Item]:
    """Return the contacts, or the boxes where each is a copy of its contact, as the site's fields
    hold them."""
    phones = {phone["id"]: phone for phone in items["phones"]}
    contacts = {contact["id"]: _fitted(profile, contact, phones) for contact in items["contacts"]}
    if not profile.copies_contacts:
        return list(contacts.values())
    rows = []
    for box in items["boxes"]:
        row = {**contacts[box["contact"]], "id": box["id"], "uuid": box["uuid"]}
        if box.get("retired"):
            row["retired"] = box["retired"]
        if box["heading"]:
            row["title"] = box["heading"]
        rows.append(row | {"content_hash": content_hash(row)})
    return rows


def page_links(items: Items) -> list[Item]:
    """Return a link in the site's menu for each page, below that of the page above it."""
    weights: dict[str, int] = {}
    found = []
    for page in items["pages"]:
        parent = page.get("parent", "")
        if page.get("owns") and "parent" not in page["owns"]:
            continue
        weights[parent] = weights.get(parent, FIRST_WEIGHT - 1) + 1
        found.append({
            "id": _link_id(page["id"]),
            "uuid": derived_uuid("page_link", page["id"]),
            "parent": _link_id(parent) if parent else "",
            "title": page["title"],
            "help": "",
            "weight": weights[parent],
            "enabled": 1 if page["moderation_state"] == "published" else 0,
            "page": page["id"],
            "page_uuid": page["uuid"],
            "uri": "",
            **({"retired": 1} if page.get("retired") else {}),
        })  # fmt: skip
    return found


def fitted(held: SiteField, values: list[Any]) -> list[Any]:
    """Return as many values as a field takes."""
    return values[: held.values] if held.values > 0 else values


def told_words(held: SiteField, words: list[str]) -> list[str]:
    """Return search words as a field holds them: one text where it takes one value."""
    if held.values == 1:
        return [BETWEEN_WORDS.join(words)] if words else []
    return fitted(held, words)


def fitted_slots(held: SiteField, slots: list[Item]) -> list[Item]:
    """Return the slots that a field of opening hours holds."""
    if held.slots > 1 and held.comment:
        return slots
    days: dict[int, int] = {}
    kept = []
    for slot in slots:
        days[slot["day"]] = days.get(slot["day"], 0) + 1
        if held.slots > 1 or days[slot["day"]] == 1:
            kept.append(slot if held.comment else {**slot, "comment": ""})
    return kept


def one_line(address: Item | None) -> str:
    """Return an address as one line of text."""
    if address is None:
        return ""
    town = " ".join(filter(None, (address["postal_code"], address["locality"])))
    return ", ".join(filter(None, (address["address_line1"], address["address_line2"], town)))


def _link_id(page: str) -> str:
    return f"page_link:{derived_uuid('page_link', page)}"


def _is_narrow(key: str, held: SiteField) -> bool:
    if key == "label" or (held.values == 1 and key in ("phones", "links")):
        return True
    if key == "opening_hours":
        return held.slots == 1 or not held.comment
    usual = {"phones": REVISIONS, "links": "link", "address": "address"}
    return key in usual and held.type != usual[key]


def _fitted(profile: Profile, contact: Item, phones: Mapping[str, Item]) -> Item:
    row = dict(contact)
    fields = profile.contact.fields
    if (label := fields.get("label")) is not None:
        row["label"] = contact["title"][: max(label.length, 0) or None]
    if (held := fields.get("phones")) is not None and held.type != REVISIONS:
        row["phones"] = fitted(held, [phones[id_]["number"] for id_ in contact["phones"]])
    if (held := fields.get("links")) is not None:
        links = [link["uri"] if held.type != "link" else link for link in contact["links"]]
        row["links"] = fitted(held, links)
    if (held := fields.get("opening_hours")) is not None:
        row["opening_hours"] = fitted_slots(held, contact["opening_hours"])
    if (held := fields.get("address")) is not None and held.type != "address":
        row["address"] = one_line(contact["address"])
    return row

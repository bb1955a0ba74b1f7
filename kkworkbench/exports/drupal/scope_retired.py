"""Records that were deleted since a batch: their items stay, as archived or disabled."""

from collections.abc import Callable, Iterable

from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.footer import footer_ids, has_footer
from kkworkbench.exports.drupal.shapes import NO_LINK, Item, content_hash, item_id
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.state.state import State

ARCHIVED = "archived"


def retired(items: Items, before: Items, state: State) -> dict[str, list[Item]]:
    """Return an item for each contact, page and menu entry of `before` that was deleted.

    One that only stays out, because of an error, was not deleted. Terms, phones and boxes have
    no state: they are named no more. What a retired item led to and is gone is left out of it.
    Each is marked, as a site that never had it must not make it first.
    """
    standing = {
        "contacts": {item_id("contact", each.id) for each in state.all(Contact)},
        "pages": {
            item_id("page", each.id) for each in state.all(Page) if each.kind is not PageKind.LINK
        },
        "menu": {item_id("menu", each.id) for each in state.all(DrillEntry)},
        "footer": footer_ids(state.all(Site)),
    }
    now = {part: {each["id"] for each in found} for part, found in items.items()}
    boxes = {each["id"]: each["contact"] for each in before["boxes"]}
    paths = {each["path"] for each in items["pages"]}
    gone: dict[str, list[Item]] = {part: [] for part in items}

    def retire(part: str, make: Callable[[Item], Item]) -> None:
        deleted = [each for each in before[part] if each["id"] not in standing[part]]
        if part == "contacts":  # what the site's editors made is never archived
            deleted = [each for each in deleted if not each.get("adopt")]
        gone[part] = [{**make(each), "retired": 1} for each in deleted]

    def contact(item: Item) -> Item:
        return _archived(item, facets=_kept(item["facets"], now["terms"]))

    def page(item: Item) -> Item:
        kept = [box for box in item["boxes"] if boxes.get(box) in now["contacts"]]
        if item.get("adopt"):
            return _released(item)
        listed = item["list"]
        return _archived(
            item,
            parent=item["parent"] if item["parent"] in now["pages"] else "",
            path="" if item["path"] in paths else item["path"],
            tags=[tag for tag in item["tags"] if tag in now["terms"]],
            owner=item["owner"] if item["owner"] in now["terms"] else "",
            contact=item["contact"] if item["contact"] in now["contacts"] else "",
            boxes=kept,
            boxes_removed=[box for box in item["boxes"] if box not in kept],
            tags_removed=[],
            list={**listed, "facets": _kept(listed["facets"], now["terms"])},
        )

    def entry(item: Item) -> Item:
        there = not item["page"] or item["page"] in now["pages"]
        kept = item if there else {**item, "page": "", "page_uuid": "", "uri": NO_LINK}
        return {**kept, "parent": "", "enabled": 0}

    retire("contacts", contact)
    retire("pages", page)
    retire("menu", entry)
    stays_out = not items["footer"] and any(has_footer(site) for site in state.all(Site))
    if not stays_out:
        retire("footer", entry)
    return gone


def with_removals(items: Items, sent: Iterable[Items]) -> None:
    """Say for each page which boxes and tags it had and has no more: the site only adds."""
    had: dict[tuple[str, str], dict[str, None]] = {}
    for former in sent:
        for page in former.get("pages", ()):
            for name in ("boxes", "tags"):
                had.setdefault((page["id"], name), {}).update(dict.fromkeys(page[name]))
    for page in items["pages"]:
        for name in ("boxes", "tags"):
            former_ids = had.get((page["id"], name), {})
            gone = [id_ for id_ in former_ids if id_ not in page[name]]
            page[f"{name}_removed"] = list(dict.fromkeys((*page.get(f"{name}_removed", ()), *gone)))


def _released(item: Item) -> Item:
    """Leave a page that editors made to them, without what the batches gave it."""
    return {**item, "contact": "", "boxes": [], "boxes_removed": item["boxes"],
            "tags": [], "tags_removed": item["tags"], "parent": "", "owner": ""}  # fmt: skip


def _archived(item: Item, **values: object) -> Item:
    made = {**item, **values, "moderation_state": ARCHIVED}
    told = {
        name: value for name, value in made.items() if name not in ("content_hash", "revision_log")
    }
    return {**made, "content_hash": content_hash(told)}


def _kept(facets: dict[str, list[str]], terms: set[str]) -> dict[str, list[str]]:
    return {name: [term for term in found if term in terms] for name, found in facets.items()}

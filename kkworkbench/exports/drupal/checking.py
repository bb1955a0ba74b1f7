"""The last look at a batch's items before they are written."""

from collections.abc import Iterator, Mapping

from kkworkbench.exports.drupal.shapes import Item
from kkworkbench.workspace.errors import WorkbenchError

Items = Mapping[str, list[Item]]


class BrokenBatch(WorkbenchError):  # noqa: N818  # names what was found
    """An item points at nothing, or two items are one."""


def check(items: Items) -> None:
    """Make sure that every reference resolves, ids are single and parents come first.

    Raises:
        BrokenBatch: they do not; nothing is written.
    """
    for part, found in items.items():
        for name in ("id", "uuid"):
            seen = [item[name] for item in found]
            if len(set(seen)) != len(seen):
                twice = next(value for value in seen if seen.count(value) > 1)
                raise BrokenBatch("exports.broken", part=part, id=twice)
    known = {part: {item["id"] for item in found} for part, found in items.items()}
    for part, id_, target_part, target in references(items):
        if target not in known[target_part]:
            raise BrokenBatch("exports.broken", part=part, id=id_)
    for part in ("pages", "menu"):
        above = {""}
        for item in items[part]:
            if item["parent"] not in above:
                raise BrokenBatch("exports.broken", part=part, id=item["id"])
            above.add(item["id"])
    for part in ("menu", "footer"):
        for item in items[part]:
            if bool(item["page"]) == bool(item["uri"]):
                raise BrokenBatch("exports.broken", part=part, id=item["id"])
    for page in _showing_retired(items):
        raise BrokenBatch("exports.broken", part="pages", id=page)


def _showing_retired(items: Items) -> Iterator[str]:
    """Yield the pages that would show a contact which the batch retires."""
    retired = {c["id"] for c in items["contacts"] if c["moderation_state"] == "archived"}
    boxes = {box["id"] for box in items["boxes"] if box["contact"] in retired}
    for page in items["pages"]:
        if page["moderation_state"] != "archived" and (
            page["contact"] in retired or not boxes.isdisjoint(page["boxes"])
        ):
            yield page["id"]


def references(items: Items) -> Iterator[tuple[str, str, str, str]]:
    """Yield (part, item id, the other part, the other item's id) for each reference."""
    for contact in items["contacts"]:
        for phone in contact["phones"]:
            yield "contacts", contact["id"], "phones", phone
        yield from _terms("contacts", contact["id"], contact["facets"])
    for box in items["boxes"]:
        yield "boxes", box["id"], "contacts", box["contact"]
    for page in items["pages"]:
        id_ = page["id"]
        for name, other in (("parent", "pages"), ("owner", "terms"), ("contact", "contacts")):
            if page[name]:
                yield "pages", id_, other, page[name]
        for box in page["boxes"]:
            yield "pages", id_, "boxes", box
        for tag in (*page["tags"], *page.get("tags_removed", ())):
            yield "pages", id_, "terms", tag
        yield from _terms("pages", id_, page["list"]["facets"])
    for part in ("menu", "footer", "redirects"):
        for item in items[part]:
            if item["page"]:
                yield part, item["id"], "pages", item["page"]


def _terms(
    part: str, id_: str, facets: Mapping[str, list[str]]
) -> Iterator[tuple[str, str, str, str]]:
    for terms in facets.values():
        for term in terms:
            yield part, id_, "terms", term

"""pages.json and boxes.json: whole new pages, each with its boxes in their order."""

from collections.abc import Mapping

from kkworkbench.exports.drupal.contacts import facets
from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import Item, content_hash, item_id, uuid_of
from kkworkbench.exports.drupal.terms import tag_id
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import BOXES_BY_PAGE, LIST_BY_PAGE
from kkworkbench.state.lookups import entry_help_text, entry_title
from kkworkbench.text.html import clean_html


def box_items(job: Job) -> list[Item]:
    """Return the boxes page by page, in the page's order."""
    copied = _copied(job)
    return [_box(box, copied) for page in job.scope.pages() for box in job.scope.boxes(page)]


def page_items(job: Job) -> list[Item]:
    """Return the pages, parents before children."""
    copied = _copied(job)
    return [_page(job, page, copied) for page in job.scope.pages()]


def _copied(job: Job) -> dict[str, str]:
    """Return the hashes of contacts where each box is a copy of one, and changes with it."""
    if not job.profile.copies_contacts:
        return {}
    return {contact["id"]: contact["content_hash"] for contact in job.items["contacts"]}


def _box(box: ContactBox, copied: Mapping[str, str]) -> Item:
    made: Item = {
        "id": item_id("box", box.id),
        "uuid": uuid_of(box.id),
        "contact": item_id("contact", box.contact),
        "heading": box.heading,
        "channels": [channel.value for channel in box.channels],
        "note": box.note,
    }
    return {**made, "contact_hash": copied[made["contact"]]} if copied else made


def _page(job: Job, page: Page, copied: Mapping[str, str]) -> Item:
    boxes = [_box(box, copied) for box in job.scope.boxes(page)]
    if len(boxes) < job.scope.state.bucket_size(BOXES_BY_PAGE, page.id):
        job.note("box", "page", page.id, page.title)
    owner = job.scope.terms((page.administration,)) if page.administration else []
    content = {
        "title": page.title,
        "summary": page.summary,
        "body": clean_html(page.body),
        "search_words": search_words(page),
        "parent": item_id("page", page.parent) if page.parent else "",
        "parent_uuid": uuid_of(page.parent) if page.parent else "",
        "path": page.path,
        "tags": [tag_id(tag) for tag in dict.fromkeys(page.tags) if tag.strip()],
        "owner": item_id("term", owner[0]) if owner else "",
        "contact": boxes[0]["contact"] if boxes else "",
        "boxes": [box["id"] for box in boxes],
        "list": _list(job, page),
        "moderation_state": page.state.value,
    }
    return {
        "id": item_id("page", page.id),
        "uuid": uuid_of(page.id),
        **content,
        "content_hash": content_hash(content, boxes),
        "revision_log": job.log,
    }


def search_words(page: Page) -> list[str]:
    """Return the words by which citizens look for a page, each once."""
    words = (" ".join(word.split()) for word in page.search_words)
    return list(dict.fromkeys(word for word in words if word))


def _list(job: Job, page: Page) -> Item:
    state, scope = job.scope.state, job.scope
    found = (state.get(ListEntry, id_) for id_ in state.bucket(LIST_BY_PAGE, page.id))
    entry = next((each for each in found if each is not None and scope.has(each)), None)
    if entry is None:
        return {"tier": "", "title": "", "help": "", "facets": facets(job, (), (), ())}
    boxes = scope.boxes(page)
    contact = state.get(Contact, boxes[0].contact) if boxes else None
    administration, categories, districts = entry.administration, entry.categories, entry.districts
    if contact is not None:
        administration = administration or contact.administration
        categories = contact.categories if categories is None else categories
        districts = contact.districts if districts is None else districts
    return {
        "tier": entry.tier.value,
        "title": entry_title(state, entry),
        "help": entry_help_text(state, entry),
        "facets": facets(job, (administration,), categories or (), districts or ()),
    }

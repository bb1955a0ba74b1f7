"""menu.json: the drill menu, with what was taken out of it as disabled entries."""

from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import (
    FIRST_WEIGHT,
    NO_LINK,
    Item,
    item_id,
    link_uri,
    uuid_of,
)
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_help_text, entry_title


def menu_items(job: Job) -> list[Item]:
    """Return the entries by weight from -50; those not placed come last and are disabled."""
    state = job.scope.state
    pages = {page.id for page in job.scope.pages()}
    items: list[Item] = []
    for placed in (True, False):
        for id_ in state.bucket(DRILL, placed):
            entry = state.get(DrillEntry, id_)
            page = state.get(Page, entry.target) if entry is not None else None
            if entry is None or page is None or not job.scope.has(entry):
                continue
            is_page = page.id in pages
            uri = "" if is_page else (link_uri(page.link_url) or NO_LINK)
            if page.kind is PageKind.LINK and uri == NO_LINK:
                job.note("target", "drill_entry", entry.id, entry_title(state, entry))
            items.append({
                "id": item_id("menu", entry.id),
                "uuid": uuid_of(entry.id),
                "parent": "",
                "title": entry_title(state, entry),
                "help": entry_help_text(state, entry),
                "weight": FIRST_WEIGHT + len(items),
                "enabled": 1 if placed else 0,
                "page": item_id("page", page.id) if is_page else "",
                "page_uuid": uuid_of(page.id) if is_page else "",
                "uri": uri,
            })  # fmt: skip
    return items

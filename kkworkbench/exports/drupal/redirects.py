"""redirects.json: addresses that pages have had, each leading to the page as it is now."""

from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.shapes import Item, derived_uuid, item_id, uuid_of
from kkworkbench.model.page import Page, PageState


def redirect_items(job: Job) -> list[Item]:
    """Return a redirect for each replaced address, by address.

    An address that is in use, or that an earlier page claims, is left out and noted, and so is
    one of a draft, which citizens could not see.
    """
    live = {_bare(page.path) for page in job.scope.pages() if page.path}
    items: dict[str, Item] = {}
    for page in job.scope.pages():
        for path in page.replaced_paths:
            source = _bare(path)
            if not source:
                continue
            if source in live or source in items or page.state is PageState.DRAFT:
                job.note("redirect", "page", page.id, source)
            else:
                items[source] = _redirect(source, page)
    return [items[source] for source in sorted(items)]


def _redirect(source: str, page: Page) -> Item:
    uuid = derived_uuid("redirect", source)
    return {
        "id": f"redirect:{uuid}",
        "uuid": uuid,
        "from": source,
        "page": item_id("page", page.id),
        "page_uuid": uuid_of(page.id),
        "uri": "",
        "status": 301,
    }


def _bare(path: str) -> str:
    return path.strip().strip("/")

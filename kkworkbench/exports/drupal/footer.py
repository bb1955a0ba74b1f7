"""footer.json: the numbers and links of the site's footer, as links of the site's footer menu."""

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.shapes import (
    FIRST_WEIGHT,
    Item,
    call_uri,
    derived_uuid,
    item_id,
    link_uri,
    uuid_of,
)
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.state.state import State

FEEDBACK = "feedback"


def footer_items(job: Job) -> list[Item]:
    """Return the footer's numbers, then its links, then the way to give feedback.

    A link to a page of the batch refers to it, so that it follows the page. What leads nowhere
    is left out and noted.
    """
    if not job.profile.footer_menu:
        return []
    site = footer_site(job.profile, job.scope.state)
    if site is None or not job.scope.has(site):
        return []
    pages = {_bare(page.path): page for page in job.scope.pages() if page.path.strip("/ ")}
    items: list[Item] = []
    for name, title, url in _links(job, site):
        page = _page(pages, url, site)
        uri = "" if page is not None else link_uri(url)
        if page is None and not uri:
            job.note("footer", "site", site.id, title)
            continue
        uuid = _uuid(site, name)
        items.append({
            "id": f"footer:{uuid}",
            "uuid": uuid,
            "parent": "",
            "title": title,
            "help": "",
            "weight": FIRST_WEIGHT + len(items),
            "enabled": 1,
            "page": item_id("page", page.id) if page is not None else "",
            "page_uuid": uuid_of(page.id) if page is not None else "",
            "uri": uri,
        })  # fmt: skip
    return items


def footer_site(profile: Profile, state: State) -> Site | None:
    """Return the site whose footer a batch carries: the profile's host, else the main site.

    The main site has the main contact page; of several the first by host.
    """
    sites = sorted(state.all(Site), key=lambda site: (_host(site.host), site.id))
    if profile.footer_host:
        wanted = _host(profile.footer_host)
        return next((site for site in sites if _host(site.host) == wanted), None)
    return next((site for site in sites if site.main_contact_page), next(iter(sites), None))


def has_footer(site: Site) -> bool:
    """Whether a site says anything of its footer."""
    return bool(site.footer_phones or site.footer_links or site.feedback_url.strip())


def footer_ids(sites: Iterable[Site]) -> set[str]:
    """Return the ids of all links that footers have, also of those that stay out."""
    return {
        f"footer:{_uuid(site, name)}"
        for site in sites
        for name in (
            *(phone.part_id for phone in site.footer_phones),
            *(link.part_id for link in site.footer_links),
            *([FEEDBACK] if site.feedback_url.strip() else []),
        )
    }


def _links(job: Job, site: Site) -> Iterator[tuple[str, str, str]]:
    """Yield the name of each link within the site, its text, and where it leads."""
    for phone in site.footer_phones:
        if phone.number.strip():
            title = " ".join(filter(None, (phone.label.strip(), phone.number.strip())))
            yield phone.part_id, title, call_uri(phone.number)
    for link in site.footer_links:
        if link.url.strip() or link.text.strip():
            yield link.part_id, link.text.strip() or link.url.strip(), link.url
    if site.feedback_url.strip():
        yield FEEDBACK, job.messages.text("exports.feedback"), site.feedback_url


def _page(pages: dict[str, Page], url: str, site: Site) -> Page | None:
    """Return the page of the batch that an address of the site itself leads to."""
    try:
        read = urlsplit(url.strip())
    except ValueError:
        return None
    if read.query or read.fragment or (read.netloc and _host(read.netloc) != _host(site.host)):
        return None
    return pages.get(_bare(read.path)) if read.path.startswith("/") else None


def _uuid(site: Site, name: str) -> str:
    return derived_uuid("footer", site.id, name)


def _bare(path: str) -> str:
    return path.strip().strip("/").casefold()


def _host(host: str) -> str:
    return host.strip().casefold().removeprefix("www.")

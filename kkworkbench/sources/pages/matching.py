"""Which page of the workspace a found page is, and the ids of those that are new."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.ids import PageId, SourceRecordId
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SITE, SourceRecord
from kkworkbench.sources.pages.found import FoundPage, address_key, bare_host, path_key
from kkworkbench.state.state import State

PAGE = "page"
"""The value of a record that names the page of which it speaks."""


@dataclass(frozen=True, slots=True)
class Match:
    """A found page, the page and the record that it meets, and the id that it has or gets.

    `is_replaced` says that the page here stands at another address, which took this one's place.
    """

    found: FoundPage
    id: PageId
    page: Page | None = None
    record: SourceRecord | None = None
    is_replaced: bool = False


def fixed_id(what: str, key: str) -> str:
    """Return the id that something of a site has in every workspace."""
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:site:{what}:{key}"))


def hosts_of_sites(state: State) -> dict[str, str]:
    """Return each site's host by the site's id."""
    return {site.id: bare_host(site.host) for site in state.all(Site)}


class Matcher:
    """Finds the page that a found one is.

    A uuid that is known is stronger than an address, which another page may have taken over; then
    come the address, the address that the site said last, and an address that was replaced.
    """

    def __init__(self, state: State, default_host: str) -> None:
        """Index the pages and the site's last word on them."""
        self._state = state
        self._by_address: dict[str, Page] = {}
        self._by_replaced: dict[str, Page] = {}
        self._by_alias: dict[str, SourceRecord] = {}
        self._by_last: dict[str, SourceRecord] = {}
        self.records: dict[str, SourceRecord] = {}
        hosts = hosts_of_sites(state)
        for page in sorted(state.all(Page), key=lambda each: each.id):
            host = hosts.get(page.site or "", default_host)
            if page.path:
                self._by_address.setdefault(address_key(host, path_key(page.path)), page)
            for path in page.replaced_paths:
                self._by_replaced.setdefault(address_key(host, path_key(path)), page)
        for record in state.all(SourceRecord):
            if record.source == SITE:
                self.records[dict(record.values).get(PAGE, "")] = record
                self._by_last.setdefault(record.key, record)
                for alias in record.aliases:
                    self._by_alias.setdefault(alias, record)

    def addresses(self) -> Iterable[str]:
        """Return the addresses of all pages that stand here."""
        return self._by_address.keys()

    def matched(self, pages: Iterable[FoundPage]) -> list[Match]:
        """Return each page with what it is; two never are one.

        Surer signs go before for all pages, so that the order of a file decides nothing.
        """
        pages = list(pages)
        taken: set[str] = set()
        found: dict[str, tuple[Page, bool]] = {}
        for signs in (self._by_uuid, self._at, self._was_at, self._replaced):
            for page in pages:
                if page.key in found:
                    continue
                here = signs(page)
                if here is not None and here.id not in taken:
                    taken.add(here.id)
                    found[page.key] = here, signs == self._replaced
        return [self._match(page, found.get(page.key)) for page in pages]

    def was_deleted(self, page: FoundPage) -> bool:
        """Say whether a page was taken in once and deleted here since."""
        record = self._by_alias.get(page.uuid) or self._by_last.get(page.key)
        return record is not None and self._page_of(record) is None

    def _match(self, page: FoundPage, found: tuple[Page, bool] | None) -> Match:
        if found is None:
            return Match(page, PageId(self._free_id(page)))
        here, is_replaced = found
        return Match(page, here.id, here, self.records.get(here.id), is_replaced)

    def _by_uuid(self, page: FoundPage) -> Page | None:
        if not page.uuid:
            return None
        record = self._by_alias.get(page.uuid)
        if record is not None:
            return self._page_of(record)
        return self._state.get(Page, fixed_id("page", page.uuid)) or self._state.get(
            Page, page.uuid
        )

    def _at(self, page: FoundPage) -> Page | None:
        return self._by_address.get(page.key)

    def _was_at(self, page: FoundPage) -> Page | None:
        record = self._by_last.get(page.key)
        return self._page_of(record) if record is not None else None

    def _replaced(self, page: FoundPage) -> Page | None:
        return self._by_replaced.get(page.key)

    def _page_of(self, record: SourceRecord) -> Page | None:
        return self._state.get(Page, dict(record.values).get(PAGE, ""))

    def _free_id(self, page: FoundPage) -> str:
        """Return the page's fixed id; where another page keeps it, the next."""
        key = page.uuid or page.key
        number, found = 1, fixed_id("page", key)
        while self._state.get(Page, found) is not None:
            number += 1
            found = fixed_id("page", f"{key}#{number}")
        return found


def record_id(page_id: str) -> SourceRecordId:
    """Return the id of the record that holds the site's last word on a page."""
    return SourceRecordId(fixed_id("source", page_id))

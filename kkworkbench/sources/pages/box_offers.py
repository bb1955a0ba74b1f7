"""Offer a contact box for every page that has none, each with the reason for its contact."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.ids import BoxId, ContactId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.rules.settings import value_of
from kkworkbench.sources.pages.contact_offers import ContactOffers
from kkworkbench.sources.pages.found import FoundPage
from kkworkbench.sources.pages.matching import fixed_id
from kkworkbench.sources.pages.page_plan import Planned
from kkworkbench.state.indexes import (
    BOXES_BY_PAGE,
    CONTACTS_BY_NAME_BLOCK,
    CONTACTS_BY_PHONE,
    CONTACTS_BY_STREET,
    phone_key,
)
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.state.order import key_between
from kkworkbench.state.state import State
from kkworkbench.text.addresses import street_key
from kkworkbench.text.likeness import name_blocks, name_likeness
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange

GROUP = "boxes"
ALIKE = 0.85
"""Likeness of a page's title and a contact's name from which a box is offered for it alone."""
NEEDING = frozenset({PageKind.SERVICE, PageKind.CONTACT})
_KLE = "kle "
_KONTAKT = re.compile(r"kontakt(?: til)?[:\s]+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A contact for a page: which, why (a message key), and whether it is likely."""

    contact: ContactId
    name: str
    why: str
    is_likely: bool = False
    needs: tuple[str, ...] = ()


class BoxOffers:
    """Finds contacts for pages; what is surest of one page helps those around it."""

    def __init__(
        self, state: State, planned: Iterable[Planned], contacts: ContactOffers, takes: bool | None
    ) -> None:
        """Take the pages as they will be; `takes` None offers the boxes, True takes them."""
        self._state = state
        self._planned = list(planned)
        self._contacts = contacts
        self._takes = takes
        self._pages: dict[str, Page] = {each.page.id: each.page for each in self._planned}
        settings = ("phone.main", "phone.business")
        self._shared = {phone_key(str(value_of(state, name))) for name in settings}
        self._shown: dict[str, ContactId] = {}

    def changes(self) -> Iterator[PlannedChange]:
        """Yield the offers in the order of the pages."""
        if self._takes is False:
            return
        needing = [
            each
            for each in self._planned
            if each.page.kind in NEEDING and not self._state.bucket(BOXES_BY_PAGE, each.page.id)
        ]
        offers: dict[str, Offer] = {}
        for each in needing:
            offer = self._by_data(each.match.found)
            if offer is not None:
                offers[each.page.id] = offer
                self._shown[each.page.id] = offer.contact
        folders, numbers = self._by_folder(), self._by_kle()
        for each in needing:
            page = each.page
            offer = (
                offers.get(page.id)
                or self._same_kle(page, numbers)
                or self._near(page, folders)
                or self._alike(page)
            )
            change = self._change(each, offer) if offer is not None else None
            if change is not None:
                yield change

    def _change(self, planned: Planned, offer: Offer) -> PlannedChange | None:
        page = planned.page
        box_id = BoxId(fixed_id("box", f"{page.id}:{offer.contact}"))
        if self._state.get(ContactBox, box_id) is not None:
            return None
        needs = offer.needs
        if planned.match.page is None:
            needs = (*needs, planned.change.key)
        taken = self._takes and not (offer.needs and not self._contacts.takes)
        return PlannedChange(
            PlanKind.NEW if taken else PlanKind.OFFERED,
            f"box:{planned.change.key}",
            planned.change.title,
            planned.change.row,
            (FieldChange("contact", "", offer.name),),
            (ContactBox(box_id, page.id, offer.contact, key_between(None, None)),),
            offer.contact,
            (None,),
            GROUP,
            offer.why,
            needs,
            offer.is_likely,
        )

    def _by_data(self, found: FoundPage) -> Offer | None:
        """Offer the contact whose number or address the page itself shows."""
        for box in found.boxes:
            for number in box.phones:
                offer = self._with_number(number, box.heading or found.title, "why.box_number")
                if offer is not None:
                    return offer
            if box.street:
                at = self._state.bucket(CONTACTS_BY_STREET, street_key(box.street))
                if len(at) == 1:
                    return self._offer(at[0], "why.box_street")
            contact = self._contacts.of(box)
            if contact is not None:
                return Offer(
                    contact.id, contact.name, "why.box_new_contact",
                    needs=(self._contacts.key_of(box),),
                )  # fmt: skip
        for number in found.numbers:
            if number not in self._shared:
                offer = self._with_number(number, found.title, "why.box_number_in_text")
                if offer is not None:
                    return offer
        return None

    def _with_number(self, number: str, name: str, why: str) -> Offer | None:
        """Offer the one contact that has a number; of several the one called as the page says."""
        ids = self._state.bucket(CONTACTS_BY_PHONE, phone_key(number))
        if len(ids) == 1:
            return self._offer(ids[0], why, is_likely=True)
        best = self._best(ids, name, 0.6)
        return self._offer(best, why) if best is not None else None

    def _best(self, ids: Iterable[str], name: str, least: float) -> str | None:
        """Return the one contact whose name is most alike; None where two are equally so."""
        contacts = (self._state.get(Contact, id_) for id_ in ids)
        ranked = sorted(
            (
                (name_likeness(_bare(c.name or c.title), _bare(name)), c.id)
                for c in contacts
                if c is not None
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < least:
            return None
        if len(ranked) > 1 and ranked[1][0] == ranked[0][0]:
            return None
        return ranked[0][1]

    def _same_kle(self, page: Page, numbers: Mapping[str, frozenset[ContactId]]) -> Offer | None:
        for tag in _kle_of(page):
            contacts = numbers.get(tag, frozenset())
            if len(contacts) == 1:
                return self._offer(next(iter(contacts)), "why.box_kle")
        return None

    def _near(self, page: Page, folders: Mapping[str, frozenset[ContactId]]) -> Offer | None:
        """Offer the contact of the nearest page above, or of the one contact page beside it."""
        beside = folders.get(page.parent or "", frozenset())
        if page.kind is PageKind.SERVICE and len(beside) == 1:
            return self._offer(next(iter(beside)), "why.box_folder")
        parent, seen = page.parent, {page.id}
        while page.kind is PageKind.SERVICE and parent is not None and parent not in seen:
            seen.add(parent)
            contact = self._contact_on(parent)
            if contact is not None:
                return self._offer(contact, "why.box_above")
            above = self._page(parent)
            parent = above.parent if above is not None else None
        return None

    def _alike(self, page: Page) -> Offer | None:
        ids = {
            id_
            for block in name_blocks(page.title)
            for id_ in self._state.bucket(CONTACTS_BY_NAME_BLOCK, block)
        }
        best = self._best(sorted(ids), page.title, ALIKE)
        return self._offer(best, "why.box_name") if best is not None else None

    def _offer(self, contact_id: str, why: str, *, is_likely: bool = False) -> Offer | None:
        contact = self._state.get(Contact, contact_id)
        if contact is not None:
            return Offer(contact.id, contact.heading, why, is_likely)
        new = self._contacts.by_id(contact_id)
        if new is None:
            return None
        return Offer(new[1].id, new[1].name, why, needs=(new[0],))

    def _page(self, page_id: str) -> Page | None:
        return self._pages.get(page_id) or self._state.get(Page, page_id)

    def _contact_on(self, page_id: str) -> ContactId | None:
        contact = contact_of_page(self._state, page_id)
        return contact.id if contact is not None else self._shown.get(page_id)

    def _all_pages(self) -> Iterator[Page]:
        yield from self._pages.values()
        yield from (page for page in self._state.all(Page) if page.id not in self._pages)

    def _by_folder(self) -> dict[str, frozenset[ContactId]]:
        """Return the contacts that contact pages show, by the pages' parent."""
        found: dict[str, set[ContactId]] = defaultdict(set)
        for page in self._all_pages():
            contact = self._contact_on(page.id) if page.kind is PageKind.CONTACT else None
            if contact is not None and page.parent is not None:
                found[page.parent].add(contact)
        return {parent: frozenset(contacts) for parent, contacts in found.items()}

    def _by_kle(self) -> dict[str, frozenset[ContactId]]:
        """Return the contacts that pages with a KLE number show, by the number."""
        found: dict[str, set[ContactId]] = defaultdict(set)
        for page in self._all_pages():
            for tag in _kle_of(page):
                contact = self._contact_on(page.id)
                if contact is not None:
                    found[tag].add(contact)
        return {tag: frozenset(contacts) for tag, contacts in found.items()}


def _bare(name: str) -> str:
    """Return a name without the "Kontakt" that headings of boxes begin with."""
    return _KONTAKT.sub("", name.strip())


def _kle_of(page: Page) -> Iterator[str]:
    return (tag.casefold() for tag in page.tags if tag.casefold().startswith(_KLE))

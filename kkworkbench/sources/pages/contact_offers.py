"""Offer the contacts that boxes on the site show and that the workspace does not have."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.model.record import Record
from kkworkbench.rules.settings import value_of
from kkworkbench.sources.pages.found import FoundBox, FoundPage
from kkworkbench.sources.pages.matching import fixed_id
from kkworkbench.sources.pages.page_plan import Planned
from kkworkbench.state.indexes import CONTACTS_BY_PHONE, CONTACTS_BY_STREET, phone_key
from kkworkbench.state.state import State
from kkworkbench.text.addresses import street_key
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.urls import is_at, read_url
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange

GROUP = "contacts"
WHY = "why.contact_in_box"


@dataclass(slots=True)
class _Seen:
    contact: Contact
    row: int
    fields: list[FieldChange] = field(default_factory=list)


class ContactOffers:
    """Finds contacts in the boxes of pages; one that many pages show is one."""

    def __init__(self, state: State, planned: Iterable[Planned], takes: bool | None) -> None:
        """Take the pages; `takes` None offers the contacts, True takes them, False leaves them."""
        self._state = state
        self.takes = takes
        self._seen: dict[str, _Seen] = {}
        self._keys: dict[str, str] = {}
        generic = value_of(state, "titles.generic")
        self._generic = frozenset(generic if isinstance(generic, tuple) else ())
        hosts = value_of(state, "written.digital_post_hosts")
        self._digital_post = hosts if isinstance(hosts, tuple) else ()
        forms = value_of(state, "written.form_hosts")
        self._forms = forms if isinstance(forms, tuple) else ()
        if takes is not False:
            for each in planned:
                for box in each.match.found.boxes:
                    self._see(each, box)

    def changes(self) -> Iterator[PlannedChange]:
        """Yield the offers in the order in which the pages show them."""
        for key, seen in self._seen.items():
            yield _change(key, seen, PlanKind.NEW if self.takes else PlanKind.OFFERED)

    def key_of(self, box: FoundBox) -> str:
        """Return what tells the contact of a box from others: its numbers, else its street."""
        numbers = sorted({phone_key(number) for number in box.phones})
        return f"contact:{'+'.join(numbers) or street_key(box.street)}"

    def of(self, box: FoundBox) -> Contact | None:
        """Return the contact that is offered for a box."""
        seen = self._seen.get(self.key_of(box))
        return seen.contact if seen is not None else None

    def by_id(self, contact_id: str) -> tuple[str, Contact] | None:
        """Return an offered contact with the key of its change."""
        key = self._keys.get(contact_id)
        return (key, self._seen[key].contact) if key is not None else None

    def _see(self, planned: Planned, box: FoundBox) -> None:
        if not (box.phones or box.street) or self._is_known(box):
            return
        key = self.key_of(box)
        if key in self._seen:
            return
        id_ = ContactId(fixed_id("contact", key))
        if self._state.get(Contact, id_) is None:
            contact = self._contact(id_, planned, box)
            self._keys[id_] = key
            self._seen[key] = _Seen(contact, planned.match.found.row, list(_fields(contact, box)))

    def _is_known(self, box: FoundBox) -> bool:
        if any(self._state.bucket(CONTACTS_BY_PHONE, phone_key(number)) for number in box.phones):
            return True
        at = self._state.bucket(CONTACTS_BY_STREET, street_key(box.street)) if box.street else ()
        return bool(at)

    def _contact(self, id_: ContactId, planned: Planned, box: FoundBox) -> Contact:
        found = planned.match.found
        is_named = box.heading and box.heading.casefold() not in self._generic
        hours = read_hours(box.hours).hours if box.hours else None
        phones = [
            Phone(PartId(fixed_id("phone", f"{id_}:{phone_key(number)}")), number)
            for number in box.phones
        ]
        if hours is not None and phones and not box.street:
            phones[0] = replace(phones[0], hours=hours)
        visits = hours if hours is not None and box.street and not phones else None
        written: tuple[WrittenChannel, ...] = ()
        if box.form_url:
            url = _whole(box.form_url, found)
            part = PartId(fixed_id("written", f"{id_}:{url}"))
            written = (WrittenChannel(part, self._kind(url), url, "Skriv sikkert til os"),)
        return Contact(
            id_,
            name=box.heading if is_named else planned.page.title,
            address=Address(box.street, "", box.postal_code, box.town) if box.street else None,
            phones=tuple(phones),
            written=written,
            booking_url=_whole(box.booking_url, found) if box.booking_url else "",
            visiting_hours=visits,
            open_to_visits=visits is not None,
            administration=planned.page.administration,
        )

    def _kind(self, url: str) -> WrittenKind:
        host = read_url(url).host
        if is_at(host, self._digital_post):
            return WrittenKind.DIGITAL_POST_CITIZEN
        return WrittenKind.SECURE_FORM if is_at(host, self._forms) else WrittenKind.OTHER


def _whole(url: str, found: FoundPage) -> str:
    return f"https://{found.host}{url}" if url.startswith("/") and found.host else url


_PARTS = {
    "name": ("name",),
    "phone": ("phones",),
    "street": ("address",),
    "visiting_hours": ("visiting_hours", "open_to_visits"),
    "written": ("written",),
    "booking_url": ("booking_url",),
}
"""What is left empty where a field is not taken."""


def _fields(contact: Contact, box: FoundBox) -> Iterator[FieldChange]:
    yield FieldChange("name", "", contact.name)
    if contact.phones:
        yield FieldChange("phone", "", ", ".join(box.phones))
    if contact.address is not None:
        yield FieldChange("street", "", f"{box.street}, {box.postal_code} {box.town}".strip(", "))
    if contact.visiting_hours is not None:
        yield FieldChange("visiting_hours", "", box.hours)
    if contact.written:
        yield FieldChange("written", "", contact.written[0].url)
    if contact.booking_url:
        yield FieldChange("booking_url", "", contact.booking_url)


def _change(key: str, seen: _Seen, kind: PlanKind) -> PlannedChange:
    empty = Contact(seen.contact.id)

    def build(taken: Collection[str]) -> tuple[Record, ...]:
        left = {
            name: getattr(empty, name)
            for field_, names in _PARTS.items()
            if field_ not in taken
            for name in names
        }
        return (replace(seen.contact, **left),)

    return PlannedChange(
        kind,
        key,
        seen.contact.name,
        seen.row,
        tuple(seen.fields),
        (seen.contact,),
        seen.contact.id,
        (None,),
        GROUP,
        WHY,
        build=build,
    )

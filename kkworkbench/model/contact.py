"""Contacts and the boxes that show them on pages."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    ALL_CHANNELS,
    Ability,
    Audience,
    Channel,
    Phone,
    WrittenChannel,
)
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import BoxId, ContactId, PageId, SourceRecordId, TermId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Contact(Record):
    """A unit that citizens can reach.

    `name` is the unit's name, `title` the heading of its box (empty: the name). `org_id` is the
    unit's number in KK Org and `source` what the register said last. `note` is internal and is
    never exported. `override_reasons` pairs a field with why it differs from its source.
    """

    id: ContactId
    name: str = ""
    title: str = ""
    org_id: str = ""
    source: SourceRecordId | None = None
    address: Address | None = None
    phones: tuple[Phone, ...] = ()
    written: tuple[WrittenChannel, ...] = ()
    booking_url: str = ""
    visiting_hours: Hours | None = None
    self_service_hours: Hours | None = None
    feedback_url: str = ""
    abilities: tuple[Ability, ...] = ()
    open_to_visits: bool = False
    access_note: str = ""
    administration: TermId | None = None
    categories: tuple[TermId, ...] = ()
    districts: tuple[TermId, ...] = ()
    primary_audiences: tuple[Audience, ...] = ()
    secondary_audiences: tuple[Audience, ...] = ()
    note: str = ""
    verified_on: date | None = None
    override_reasons: tuple[tuple[str, str], ...] = ()

    @property
    def heading(self) -> str:
        """The title, or the unit's name where there is none."""
        return self.title or self.name

    @property
    def hours(self) -> tuple[tuple[str, Hours], ...]:
        """Every set of hours with the path of its field."""
        sets = (
            ("visiting_hours", self.visiting_hours),
            ("self_service_hours", self.self_service_hours),
            *((f"phones.{phone.part_id}.hours", phone.hours) for phone in self.phones),
        )
        return tuple((field, hours) for field, hours in sets if hours is not None)

    @property
    def open_weeks(self) -> tuple[Hours, ...]:
        """Every set of hours that opens on some weekdays and not always."""
        return tuple(hours for _, hours in self.hours if hours.spans and not hours.always_open)


@dataclass(frozen=True, slots=True)
class ContactBox(Record):
    """A contact shown on a page; the first box by order is the page's contact."""

    id: BoxId
    page: PageId
    contact: ContactId
    order: str = ""
    heading: str = ""
    channels: tuple[Channel, ...] = ALL_CHANNELS
    note: str = ""

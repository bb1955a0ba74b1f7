"""The ways in which a citizen reaches a contact."""

from dataclasses import dataclass
from enum import StrEnum

from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId


class Channel(StrEnum):
    """What a contact box can show."""

    PHONE = "phone"
    PHONE_HOURS = "phone_hours"
    WRITTEN = "written"
    BOOKING = "booking"
    ADDRESS = "address"
    VISITING_HOURS = "visiting_hours"


ALL_CHANNELS = tuple(Channel)


class WrittenKind(StrEnum):
    """Kinds of written channel; the first three are secure."""

    SECURE_FORM = "secure_form"
    DIGITAL_POST_CITIZEN = "digital_post_citizen"
    DIGITAL_POST_BUSINESS = "digital_post_business"
    POST = "post"
    OTHER = "other"


class Ability(StrEnum):
    """What those who answer the phone can do with a call (P29)."""

    REFER = "refer"
    TRANSFER = "transfer"
    SETTLE = "settle"


class Audience(StrEnum):
    """Whom a page or an entry is for (P5)."""

    CITIZEN = "citizen"
    BUSINESS = "business"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it was typed, with its own telephone hours."""

    part_id: PartId
    number: str = ""
    label: str = ""
    note: str = ""
    hours: Hours | None = None


@dataclass(frozen=True, slots=True)
class WrittenChannel:
    """A written way in: a secure form, Digital Post, post or something else."""

    part_id: PartId
    kind: WrittenKind = WrittenKind.SECURE_FORM
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that a citizen sees."""

    part_id: PartId
    text: str = ""
    url: str = ""

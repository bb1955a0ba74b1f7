"""The contact list, which citizens know as Kontaktoversigt."""

from dataclasses import dataclass
from enum import StrEnum

from kkworkbench.model.channels import Audience
from kkworkbench.model.ids import ListEntryId, PageId, TermId
from kkworkbench.model.record import Record


class Tier(StrEnum):
    """Whether an entry is one of the drill menu's contacts or a secondary one (P13)."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True, slots=True)
class ListEntry(Record):
    """One entry of the contact list. Texts and facets are None where they follow the page's
    texts and the contact's facets."""

    id: ListEntryId
    page: PageId
    tier: Tier = Tier.SECONDARY
    title: str | None = None
    help_text: str | None = None
    primary_audiences: tuple[Audience, ...] = ()
    secondary_audiences: tuple[Audience, ...] = ()
    feedback_url: str = ""
    administration: TermId | None = None
    categories: tuple[TermId, ...] | None = None
    districts: tuple[TermId, ...] | None = None

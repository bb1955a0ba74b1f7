"""Pages of the site: the contact hierarchy and the service pages."""

from dataclasses import dataclass
from enum import StrEnum

from kkworkbench.model.channels import Audience, Link
from kkworkbench.model.ids import PageId, SiteId, TermId
from kkworkbench.model.record import Record

CONTACT_TAG = "kontakt"
"""The tag that places a page in the contact hierarchy (P20)."""


class PageKind(StrEnum):
    """What a page is; contact and link pages take no children."""

    SECTION = "section"
    TOPIC = "topic"
    SERVICE = "service"
    CONTACT = "contact"
    OVERVIEW = "overview"
    LINK = "link"


LEAF_KINDS = frozenset({PageKind.CONTACT, PageKind.LINK})
DRILL_KINDS = frozenset({PageKind.CONTACT, PageKind.LINK, PageKind.OVERVIEW})


class PageState(StrEnum):
    """Whether citizens see the page."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Page(Record):
    """A page of a site. Siblings are ordered by `order`, a fractional key.

    `summary` is the help text, `body` is HTML, `link_url` is for link pages alone. An article
    page (P15) is a service page with self-service, a form or an action.
    """

    id: PageId
    parent: PageId | None = None
    order: str = ""
    site: SiteId | None = None
    title: str = ""
    path: str = ""
    replaced_paths: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    kind: PageKind = PageKind.SERVICE
    link_url: str = ""
    summary: str = ""
    body: str = ""
    link_boxes: tuple[Link, ...] = ()
    tags: tuple[str, ...] = ()
    administration: TermId | None = None
    primary_audiences: tuple[Audience, ...] = ()
    secondary_audiences: tuple[Audience, ...] = ()
    service_type: str = ""
    has_self_service: bool = False
    has_form: bool = False
    has_action: bool = False
    handles_sensitive_data: bool = False
    needs_attendance: bool = False
    state: PageState = PageState.PUBLISHED

    @property
    def is_article(self) -> bool:
        """Whether the page asks the citizen to act, so that a contact box is mandatory."""
        return self.kind is PageKind.SERVICE and (
            self.has_self_service or self.has_form or self.has_action
        )

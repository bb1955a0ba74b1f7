"""Sites: kk.dk and the subsites."""

from dataclasses import dataclass

from kkworkbench.model.channels import Link, Phone
from kkworkbench.model.ids import PageId, SiteId
from kkworkbench.model.record import Record


@dataclass(frozen=True, slots=True)
class Site(Record):
    """A site with its footer (P10), its feedback link and its main contact page (P11)."""

    id: SiteId
    name: str = ""
    host: str = ""
    footer_phones: tuple[Phone, ...] = ()
    footer_links: tuple[Link, ...] = ()
    feedback_url: str = ""
    main_contact_page: PageId | None = None

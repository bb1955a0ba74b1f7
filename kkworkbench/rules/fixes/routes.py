"""K6 and K9: bring a channel to its box, and a page to its place among the contacts."""

import re
from dataclasses import replace
from html import unescape

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import BoxId, PageId
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.rules.fixes.reach import new_id, page_of
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE, CHILDREN, SITES
from kkworkbench.state.order import key_between
from kkworkbench.text.link_keys import link_key

_ANCHOR = re.compile(
    r"""<a\b[^>]*?\bhref\s*=\s*(?P<href>"[^"]*"|'[^']*'|[^\s>]+)[^>]*>(?P<words>.*?)</a\s*>""",
    re.IGNORECASE | re.DOTALL,
)


def show_in_box(draft: Draft, finding: Finding, answer: str) -> bool:
    """Show a channel in its contact's box on the page; the words of the link stay in the text."""
    page, key = page_of(draft, finding), link_key(finding.value)
    contact = draft.get(Contact, dict(finding.params)["contact"])
    body = _ANCHOR.sub(
        lambda link: link["words"] if _leads_to(link["href"], key) else link[0], page.body
    )
    channel = _channel(contact, key) if contact is not None else None
    if contact is None or channel is None or body == page.body:
        return False
    boxes = [draft.need(ContactBox, id_) for id_ in draft.bucket(BOXES_BY_PAGE, page.id)]
    box = next((box for box in boxes if box.contact == contact.id), None)
    if box is None:
        order = key_between(boxes[-1].order if boxes else None, None)
        box = ContactBox(BoxId(new_id(finding, contact.id)), page.id, contact.id, order)
    shown = tuple(each for each in ALL_CHANNELS if each in box.channels or each is channel)
    draft.put(replace(box, channels=shown))
    draft.put(replace(page, body=body))
    return True


def _leads_to(href: str, key: str) -> bool:
    return link_key(unescape(href.strip("\"'"))) == key


def _channel(contact: Contact, key: str) -> Channel | None:
    """Return what a box must show for a contact's link to be seen; None where it is not theirs."""
    if any(link_key(f"tel:{phone.number}") == key for phone in contact.phones):
        return Channel.PHONE
    if any(link_key(channel.url) == key for channel in contact.written):
        return Channel.WRITTEN
    return Channel.BOOKING if link_key(contact.booking_url) == key else None


def place_page(draft: Draft, finding: Finding, answer: str) -> bool:
    """Tag a page that stands under Kontakt; move a tagged contact page there, under the overview."""
    page = page_of(draft, finding)
    if CONTACT_TAG not in page.tags:
        draft.put(replace(page, tags=(*page.tags, CONTACT_TAG)))
        return True
    parent = _overview(draft, page)
    if parent is None or page.kind is not PageKind.CONTACT or page.parent == parent:
        return False
    last = [draft.need(Page, id_).order for id_ in draft.bucket(CHILDREN, parent)]
    draft.put(replace(page, parent=parent, order=key_between(last[-1] if last else None, None)))
    return True


def _overview(draft: Draft, page: Page) -> PageId | None:
    """Return the overview under a main contact page, or that page where it has none.

    The page's own site goes first.
    """
    sites = [draft.need(Site, id_) for id_ in draft.bucket(SITES, True)]
    roots = [site.main_contact_page for site in sorted(sites, key=lambda s: s.id != page.site)]
    root = next((root for root in roots if root is not None), None)
    for child in draft.bucket(CHILDREN, root) if root is not None else ():
        if draft.need(Page, child).kind is PageKind.OVERVIEW:
            return draft.need(Page, child).id
    return root

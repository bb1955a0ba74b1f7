"""K3: written channels, and no e-mail addresses anywhere."""

from collections.abc import Iterable

from kkworkbench.model.channels import Channel, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.links import approved_hosts, folded
from kkworkbench.rules.reading import page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import BOXES_BY_PAGE
from kkworkbench.text.email import EmailKind, find_emails
from kkworkbench.text.urls import UrlKind, imitated, is_at, read_url

SEEN = (Contact, ContactBox, DrillEntry, ListEntry, Page)
DIGITAL_POST = (WrittenKind.DIGITAL_POST_CITIZEN, WrittenKind.DIGITAL_POST_BUSINESS)


@rule("K301", on=SEEN, cites=("P34",), severity=Severity.ERROR, fix="remove_text")
def nothing_shows_an_address(record: Record, context: Context) -> Iterable[Breach]:
    """Leave the running text of pages to K602: one cause gives one finding."""
    for field, text in seen_texts(record):
        for match in find_emails(text) if text else ():
            if match.kind is not EmailKind.SUSPECT:
                yield breach(field, value=match.text)


@rule("K302", on=SEEN, cites=("P34",), severity=Severity.WARNING)
def nothing_hides_an_address(record: Record, context: Context) -> Iterable[Breach]:
    texts = [*seen_texts(record), *(page_texts(record) if isinstance(record, Page) else ())]
    for field, text in texts:
        for match in find_emails(text) if text else ():
            if match.kind is EmailKind.SUSPECT:
                yield breach(field, value=match.text)


@rule(
    "K303",
    on=Contact,
    cites=("P31",),
    severity={"unknown": Severity.WARNING, "known": Severity.ADVICE},
)
def written_channels_are_secure(contact: Contact, context: Context) -> Iterable[Breach]:
    for channel in contact.written:
        case = _security(channel, context)
        if case:
            field = "url" if channel.url.strip() else "kind"
            said = channel.url.strip() or channel.text.strip()
            yield breach(f"written.{channel.part_id}.{field}", case=case, value=said, variant=case)


def _security(channel: WrittenChannel, context: Context) -> str:
    """Return "known" or "unknown", or "" where the channel is as it should be or says nothing.

    What is no address of a page, or imitates one, is left to K305 and K307.
    """
    url = read_url(channel.url)
    if url.kind is UrlKind.EMPTY:
        is_silent = not channel.text.strip() or channel.kind in DIGITAL_POST
        return "" if is_silent else "unknown"
    if url.kind is not UrlKind.WEB or imitated(url, approved_hosts(context)):
        return ""
    posts = folded(context.words("written.digital_post_hosts"))
    if is_at(url.host, folded(context.words("written.form_hosts"))):
        return ""
    if channel.kind in DIGITAL_POST and is_at(url.host, posts):
        return ""
    known = (*folded(context.words("written.secure_hosts")), *posts)
    return "known" if is_at(url.host, known) else "unknown"


@rule(
    "K304",
    on=Page,
    cites=("P32",),
    severity={"none": Severity.WARNING, "form": Severity.ADVICE},
    fix="add_digital_post",
)
def sensitive_pages_offer_digital_post(page: Page, context: Context) -> Iterable[Breach]:
    """Leave a page without a box to K101."""
    boxes = context.bucket(BOXES_BY_PAGE, page.id) if page.handles_sensitive_data else ()
    if not boxes:
        return
    form = False
    for box in boxes:
        if Channel.WRITTEN in (context.see(ContactBox, box, views.channels_of_box) or ()):
            contact = context.see(ContactBox, box, views.contact_of_box)
            if context.see(Contact, contact, views.offers_digital_post):
                return
            form = form or bool(context.see(Contact, contact, views.offers_secure_form))
    case = "form" if form else "none"
    yield breach("boxes", case=case, variant=case)

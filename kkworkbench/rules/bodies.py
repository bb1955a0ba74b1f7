"""K6: contact data stand in the box, never in running text."""

from collections.abc import Iterable, Iterator

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import address_key, page_links, page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.rules.written import SEEN
from kkworkbench.state.indexes import BOXES_BY_PAGE, CONTACTS_BY_LINK, phone_key
from kkworkbench.text.addresses import find_addresses, find_hours_in_text
from kkworkbench.text.cpr import find_cpr
from kkworkbench.text.email import EmailKind, find_emails
from kkworkbench.text.html import links
from kkworkbench.text.link_keys import link_key, links_in_text
from kkworkbench.text.phone import PhoneKind, find_phones


@rule(
    "K601",
    on=(Page, DrillEntry, ListEntry),
    cites=("P35",),
    severity={"own": Severity.ERROR, "emergency": Severity.ADVICE},
    fix="move_to_box",
)
def text_holds_no_phone(record: Record, context: Context) -> Iterable[Breach]:
    texts = page_texts(record) if isinstance(record, Page) else seen_texts(record)
    for field, text in texts:
        for match in find_phones(text) if text else ():
            others = match.kind is PhoneKind.OK_SHORT or _is_of_others(match.display, context)
            yield breach(
                field,
                case="emergency" if others else "own",
                value=match.text,
                has_fix=field == "body" and not others,
            )


def _is_of_others(number: str, context: Context) -> bool:
    """Say whether a number is another authority's, which no contact of ours can show."""
    return phone_key(number) in map(phone_key, context.words("phone.other_authorities"))


@rule("K602", on=Page, cites=("P34", "P35"), severity=Severity.ERROR, fix="remove_text")
def text_holds_no_address(page: Page, context: Context) -> Iterable[Breach]:
    """Tell an address that stands in both a text and its link once, by the text."""
    told: set[tuple[str, str]] = set()
    for field, text in page_texts(page):
        for match in find_emails(text) if text else ():
            if match.kind is not EmailKind.SUSPECT:
                told.add((field, address_key(match.text)))
                yield breach(field, value=match.text)
    for field, text in page_links(page):
        for match in find_emails(text) if text else ():
            if match.kind is not EmailKind.SUSPECT and (field, address_key(match.text)) not in told:
                told.add((field, address_key(match.text)))
                yield breach(field, value=match.text)


@rule(
    "K604",
    on=SEEN,
    cites=("P32",),
    severity={"certain": Severity.ERROR, "bare": Severity.WARNING},
    fix="remove_text",
)
def text_holds_no_cpr(record: Record, context: Context) -> Iterable[Breach]:
    """Leave telephone numbers and links alone: ten digits in them are something else."""
    texts = [*seen_texts(record), *(page_texts(record) if isinstance(record, Page) else ())]
    for field, text in texts:
        if field.endswith(("number", "url")):
            continue
        for match in find_cpr(text) if text else ():
            case = "certain" if match.is_certain else "bare"
            yield breach(field, case=case, value=match.text)


@rule("K603", on=Page, cites=("P35",), severity=Severity.WARNING)
def text_holds_no_address_or_hours(page: Page, context: Context) -> Iterable[Breach]:
    for field, text in page_texts(page):
        for match in find_addresses(text) if text else ():
            yield breach(field, value=match.text, variant="address")
        for match in find_hours_in_text(text) if text else ():
            yield breach(field, value=match.text, variant="hours")


@rule("K605", on=(Page, DrillEntry, ListEntry), cites=("P35",), severity=Severity.WARNING,
      fix="show_in_box")  # fmt: skip
def text_holds_no_channel(record: Record, context: Context) -> Iterable[Breach]:
    """Leave a tel: link whose number is read beside it to K601."""
    told: set[tuple[str, str]] = set()
    for field, url, is_anchor in _addresses(record):
        key = link_key(url)
        if not key or (field, key) in told:
            continue
        contacts = context.bucket(CONTACTS_BY_LINK, key)
        if not contacts or _is_read(record, field, key):
            continue
        told.add((field, key))
        contact = _meant(record, contacts, context)
        yield breach(
            field,
            value=url,
            variant="" if contact else "several",
            has_fix=is_anchor and bool(contact),
            contact=contact or "",
            name=context.see(Contact, contact, views.name_of_contact) or "",
        )


def _addresses(record: Record) -> Iterator[tuple[str, str, bool]]:
    """Walk through (field, address, whether it is an anchor in the body)."""
    if isinstance(record, Page):
        yield from (("body", href, True) for _, href in links(record.body))
        yield from ((f"link_boxes.{link.part_id}.url", link.url, False)
                    for link in record.link_boxes)  # fmt: skip
    texts = page_texts(record) if isinstance(record, Page) else seen_texts(record)
    for field, text in texts:
        if not field.endswith("url"):
            yield from ((field, url, False) for url in links_in_text(text))


def _is_read(record: Record, field: str, key: str) -> bool:
    if not key.startswith("tel:") or not isinstance(record, Page):
        return False
    digits = key.removeprefix("tel:")
    text = dict(page_texts(record)).get(field.replace(".url", ".text"), "")
    return any(digits == phone_key(match.text) for match in find_phones(text))


def _meant(record: Record, contacts: tuple[str, ...], context: Context) -> str | None:
    """Return the contact that a link belongs to: one that the page shows, else the only one."""
    if isinstance(record, Page):
        known = frozenset(contacts)
        for box in context.bucket(BOXES_BY_PAGE, record.id):
            shown = context.see(ContactBox, box, views.contact_of_box)
            if shown in known:
                return shown
    return contacts[0] if len(contacts) == 1 else None

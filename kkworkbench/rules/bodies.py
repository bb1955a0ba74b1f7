"""K6: contact data stand in the box, never in running text."""

from collections.abc import Iterable

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import address_key, page_links, page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.rules.written import SEEN
from kkworkbench.text.addresses import find_addresses, find_hours_in_text
from kkworkbench.text.cpr import find_cpr
from kkworkbench.text.email import EmailKind, find_emails
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
            short = match.kind is PhoneKind.OK_SHORT
            yield breach(
                field,
                case="emergency" if short else "own",
                value=match.text,
                has_fix=field == "body" and not short,
            )


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

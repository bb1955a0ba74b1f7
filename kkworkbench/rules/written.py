"""K3: written channels, and no e-mail addresses anywhere."""

from collections.abc import Iterable

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.text.email import EmailKind, find_emails

SEEN = (Contact, ContactBox, DrillEntry, ListEntry, Page)


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

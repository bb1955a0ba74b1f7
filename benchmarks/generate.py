"""Make a workspace of a size: S is 2,000 contacts and 10,000 pages, L ten times that."""

from collections.abc import Iterator

from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.state.order import keys_between

SIZES = {"S": (2_000, 10_000), "L": (20_000, 100_000)}
WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))
WORDS = "Du kan søge om hjælp hos kommunen, når du har brug for det. Vi svarer hurtigt. "
BODY = f"<p>{WORDS * 9}</p><p>{WORDS * 9}</p>"


def records(size: str) -> Iterator[Record]:
    """Yield pages in three levels with bodies of 1.5 kB, contacts, boxes and list entries."""
    contacts, pages = SIZES[size]
    orders = keys_between(None, None, pages)
    for n in range(pages):
        parent = None if n < 10 else f"page{n // 10 - 1}" if n < 1000 else f"page{n % 900 + 100}"
        kind = PageKind.SECTION if n < 1000 else PageKind.SERVICE
        if n >= pages - contacts:
            kind = PageKind.CONTACT
        yield Page(
            f"page{n}", parent, orders[n], title=f"Side {n}", kind=kind, body=BODY,
            has_form=n % 3 == 0,
        )  # fmt: skip
    for n in range(contacts):
        number = "33 66 33 66" if n % 4 == 0 else f"33 {n // 100 % 90 + 10} {n % 90 + 10} 00"
        yield Contact(
            f"contact{n}", name=f"Enhed {n}", phones=(Phone(f"p{n}", number, hours=WEEK),),
            written=(WrittenChannel(f"w{n}", url="https://kontakt.kk.dk/x"),),
        )  # fmt: skip
        page = f"page{pages - contacts + n}"
        yield ContactBox(f"box{n}", page, f"contact{n}", "a0")
        yield ListEntry(f"list{n}", page)
    for n in range(1000, pages - contacts):
        yield ContactBox(f"sbox{n}", f"page{n}", f"contact{n % contacts}", "a0")

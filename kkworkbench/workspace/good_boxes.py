"""Good boxes as examples (P62): complete boxes of this workspace that break no principle."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.rules.results import Result
from kkworkbench.rules.views import offered_channels
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key

MOST: Final = 5
TURNS: Final = 2
"""How often one administration comes: more of its boxes teach little more."""
NEEDED: Final = frozenset(ALL_CHANNELS) - {Channel.BOOKING}
"""What a good box shows; not all units take appointments, so booking only puts a box first."""


@dataclass(frozen=True, slots=True)
class GoodBox:
    """A box that serves as an example, with its page and its contact."""

    box: ContactBox
    page: Page
    contact: Contact


def flawed_subjects(results: Iterable[Result]) -> frozenset[str]:
    """Return the records that are no examples: those with errors or warnings, waived ones too.

    Advice rules nothing out: a contact that nobody has verified yet may still be a good one.
    """
    return frozenset(
        each.finding.subject
        for each in results
        if each.severity is not Severity.ADVICE or each.waiver is not None
    )


def good_boxes(state: State, flawed: Collection[str], most: int = MOST) -> tuple[GoodBox, ...]:
    """Return a few complete boxes whose records are not flawed, the same ones each time.

    Each contact and each page comes
    once, and no administration comes again before each has had its turn.
    """
    left = sorted(_candidates(state, flawed), key=_rank)
    chosen: list[GoodBox] = []
    turns: Counter[str | None] = Counter()
    while left and len(chosen) < most:
        best = min(left, key=lambda each: turns[each.contact.administration])
        chosen.append(best)
        turns[best.contact.administration] += 1
        left = [
            each
            for each in left
            if each.contact.id != best.contact.id
            and each.page.id != best.page.id
            and turns[each.contact.administration] < TURNS
        ]
    return tuple(chosen)


def _candidates(state: State, flawed: Collection[str]) -> Iterator[GoodBox]:
    for box in state.all(ContactBox):
        if box.id in flawed or box.contact in flawed:
            continue
        page, contact = state.get(Page, box.page), state.get(Contact, box.contact)
        if page is None or contact is None:
            continue
        if set(box.channels) & offered_channels(contact) >= NEEDED and _all_have_hours(contact):
            yield GoodBox(box, page, contact)


def _all_have_hours(contact: Contact) -> bool:
    return all(phone.hours is not None for phone in contact.phones)


def _rank(each: GoodBox) -> tuple[object, ...]:
    books = Channel.BOOKING in each.box.channels and bool(each.contact.booking_url.strip())
    name = sort_key(each.contact.heading)
    return not books, name, sort_key(each.page.title), each.box.id

"""What citizens use most, held against what the drill menu shows (P4, P12)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.usage import CallReason, Usage, UsageChannel
from kkworkbench.rules.periods import months_before
from kkworkbench.rules.settings import value_of
from kkworkbench.rules.usage import swaps
from kkworkbench.state.indexes import DRILL, DRILL_BY_TARGET, LIST_BY_PAGE, USAGE
from kkworkbench.state.lookups import contact_of_page, entry_title, pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key

MONTHS = "drill.usage_months"


@dataclass(frozen=True, slots=True)
class Use:
    """What was counted of something over the setting's months.

    `by_reason` holds what has a reason, in all channels, and `unexplained` the calls that have
    none; `by_month` is in the order of time, without months of which nothing was counted.
    """

    total: int
    by_channel: Mapping[UsageChannel, int]
    by_reason: Mapping[CallReason, int]
    unexplained: int
    by_month: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A row of the ranking.

    `page` and `contact` say what it is ("" for none), `entry` is its placed entry of the drill
    menu. Of two rows of the same count both have the better rank; 0 is for what nobody counted.
    `swap` is the other half of a proposed swap: the page that could take this entry's place, or
    the entry whose place this page could take.
    """

    page: str
    contact: str
    title: str
    use: Use | None
    entry: str = ""
    is_listed: bool = False
    rank: int = 0
    swap: str = ""

    @property
    def count(self) -> int:
        """How much it is used; 0 where nobody counted."""
        return self.use.total if self.use is not None else 0


def months_counted(state: State) -> int:
    """Return over how many months usage is summed."""
    return int(str(value_of(state, MONTHS)))


def use_of(state: State, subjects: Iterable[str], today: date) -> Use | None:
    """Sum what was counted of subjects over the setting's months; None for nothing counted."""
    first = months_before(today, months_counted(state))
    channels: Counter[UsageChannel] = Counter()
    reasons: Counter[CallReason] = Counter()
    months: Counter[date] = Counter()
    is_counted, unexplained = False, 0
    for id_ in (id_ for subject in subjects for id_ in state.bucket(USAGE, subject)):
        usage = state.get(Usage, id_)
        if usage is None or usage.period is None or usage.period <= first:
            continue
        is_counted = True
        channels[usage.channel] += usage.count
        months[usage.period.replace(day=1)] += usage.count
        if usage.reason is not None:
            reasons[usage.reason] += usage.count
        elif usage.channel is UsageChannel.TELEPHONE:
            unexplained += usage.count
    if not is_counted:
        return None
    return Use(
        channels.total(),
        {channel: channels[channel] for channel in UsageChannel if channels[channel]},
        {reason: reasons[reason] for reason in CallReason if reasons[reason]},
        unexplained,
        tuple(sorted(months.items())),
    )


def use_of_page(state: State, page_id: str, today: date) -> Use | None:
    """Sum what was counted of a page and of the contact that it shows first."""
    contact = contact_of_page(state, page_id)
    return use_of(state, (page_id, contact.id) if contact is not None else (page_id,), today)


def use_of_contact(state: State, contact_id: str, today: date) -> Use | None:
    """Sum what was counted of a contact and of the contact page that shows it first."""
    page = _own_page(state, contact_id)
    return use_of(state, (contact_id, page) if page else (contact_id,), today)


def ranking(state: State, today: date) -> tuple[Ranked, ...]:
    """Rank what was counted, most used first; entries of the menu that nobody counted come last."""
    rows = [row for row in _rows(state, today) if row.use is not None or row.entry]
    rows.sort(key=lambda r: (r.use is None, -r.count, sort_key(r.title), r.page, r.contact))
    rows = _with_swaps(state, rows)
    ranked: list[Ranked] = []
    for at, row in enumerate(rows, start=1):
        before = ranked[-1] if ranked else None
        rank = before.rank if before is not None and before.count == row.count else at
        ranked.append(replace(row, rank=rank if row.use is not None else 0))
    return tuple(ranked)


def _rows(state: State, today: date) -> Iterator[Ranked]:
    """Walk through the menu, the list, and whatever else something was counted of."""
    drilled = {
        entry.target: entry
        for id_ in state.bucket(DRILL, True)
        if (entry := state.get(DrillEntry, id_)) is not None
    }
    pages = dict.fromkeys((*drilled, *(entry.page for entry in state.all(ListEntry))))
    told: set[str] = set()
    for page_id in pages:
        page, contact = state.get(Page, page_id), contact_of_page(state, page_id)
        told.update((page_id, contact.id) if contact is not None else (page_id,))
        if page is not None:
            yield _row_of_page(state, page, use_of_page(state, page_id, today))
    for subject in sorted({usage.subject for usage in state.all(Usage)} - told):
        contact = state.get(Contact, subject)
        own = _own_page(state, subject) if contact is not None else subject
        page = state.get(Page, own)
        if own in told:
            continue
        if page is not None and (contact is not None or page.kind is PageKind.CONTACT):
            told.add(own)
            yield _row_of_page(state, page, use_of_page(state, own, today))
        elif page is not None:
            yield _row_of_page(state, page, use_of(state, (own,), today))
        elif contact is not None:
            pages_of = pages_of_contact(state, subject)
            use = use_of(state, (subject,), today)
            yield Ranked(pages_of[0] if pages_of else "", subject, contact.heading, use)


def _row_of_page(state: State, page: Page, use: Use | None) -> Ranked:
    contact = contact_of_page(state, page.id)
    drilled = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL_BY_TARGET, page.id))
    entry = next((each for each in drilled if each is not None and each.placed), None)
    listed = next((state.get(ListEntry, id_) for id_ in state.bucket(LIST_BY_PAGE, page.id)), None)
    titled = entry or listed
    return Ranked(
        page.id,
        contact.id if contact is not None else "",
        entry_title(state, titled) if titled is not None else page.title,
        use,
        entry.id if entry is not None else "",
        listed is not None,
    )


def _own_page(state: State, contact_id: str) -> str:
    """Return the contact page that shows a contact first, or ""."""
    for page_id in pages_of_contact(state, contact_id):
        page, first = state.get(Page, page_id), contact_of_page(state, page_id)
        is_contact_page = page is not None and page.kind is PageKind.CONTACT
        if is_contact_page and first is not None and first.id == contact_id:
            return page_id
    return ""


def _with_swaps(state: State, rows: list[Ranked]) -> list[Ranked]:
    counted = [row for row in rows if row.use is not None]
    inside = [(row.count, row.entry) for row in counted if row.entry]
    outside = [(row.count, row.page) for row in counted if row.is_listed and not row.entry]
    halves: dict[str, str] = {}
    for (_, entry), (_, page) in swaps(inside, outside):
        halves |= {entry: page, page: entry}
    return [replace(row, swap=halves.get(row.entry or row.page, "")) for row in rows]

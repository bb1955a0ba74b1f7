"""K709: the drill menu shows what citizens use most."""

from collections.abc import Iterable, Iterator
from datetime import date

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.usage import Usage
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.periods import months_before
from kkworkbench.rules.reading import first_contact, is_in_drill
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import DRILL, LIST, USAGE

Used = tuple[int, str]
"""How much something is used, and its id."""


def counted(usage: Usage) -> tuple[date | None, int]:
    return usage.period, usage.count


@rule("K709", on=DRILL, cites=("P4", "P12"), severity=Severity.ADVICE, fix="swap_entry")
def the_menu_holds_what_is_used_most(placed: bool, context: Context) -> Iterable[Breach]:
    """Pair the entry that is used least with the one outside that is used most, and so on.

    An entry of which nothing was counted is left alone: nobody knows how much it is used.
    """
    if not placed:
        return
    inside: list[Used] = []
    for entry in context.bucket(DRILL, True):
        count = _use(context.see(DrillEntry, entry, views.target_of_entry), context)
        if count is not None:
            inside.append((count, entry))
    if not inside:
        return
    for (few, entry), (many, page) in swaps(inside, _outside(context)):
        yield breach(
            "target",
            value=page,
            subject=(DrillEntry, entry),
            other=context.see(Page, page, views.title_of_page) or "",
            few=str(few),
            many=str(many),
        )


def swaps(inside: Iterable[Used], outside: Iterable[Used]) -> Iterator[tuple[Used, Used]]:
    """Pair entries of the menu with pages outside that are used more.

    The entry that is used least comes first, with the page that is used most.
    """
    most_used = sorted(outside, key=lambda used: (-used[0], used[1]))
    for entry, page in zip(sorted(inside), most_used, strict=False):
        if entry[0] >= page[0]:
            return
        yield entry, page


def _outside(context: Context) -> list[Used]:
    """Return the uses and pages of list entries that are not in the menu."""
    found: dict[str, int] = {}
    for entry in context.bucket(LIST, True):
        page = context.see(ListEntry, entry, views.page_of_entry)
        count = _use(page, context)
        if page is not None and count is not None and not is_in_drill(page, context):
            found[page] = count
    return [(count, page) for page, count in found.items()]


def _use(page: str | None, context: Context) -> int | None:
    """Sum what was counted of a page and of its contact lately; None for nothing counted."""
    if page is None:
        return None
    first = months_before(context.today(), context.number("drill.usage_months"))
    counts = [
        count
        for subject in (page, first_contact(page, context))
        if subject is not None
        for id_ in context.bucket(USAGE, subject)
        for period, count in (context.see(Usage, id_, counted) or (None, 0),)
        if period is not None and period > first
    ]
    return sum(counts) if counts else None

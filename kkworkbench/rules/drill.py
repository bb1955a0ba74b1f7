"""K7: the drill menu."""

from collections.abc import Iterable

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import DRILL_KINDS, Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import first_contact
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import DRILL, LIST_BY_PAGE


@rule("K701", on=Site, cites=("P12",), severity=Severity.WARNING)
def the_menu_has_the_agreed_number(site: Site, context: Context) -> Iterable[Breach]:
    if site.main_contact_page is None:
        return
    wanted, found = context.number("drill.count"), len(context.bucket(DRILL, True))
    if found != wanted:
        yield breach("drill", value=str(found), found=str(found), wanted=str(wanted))


def _title(entry: DrillEntry, context: Context) -> str:
    if entry.title is not None:
        return entry.title
    return context.see(Page, entry.target, views.title_of_page) or ""


def _help_text(entry: DrillEntry, context: Context) -> str:
    if entry.help_text is not None:
        return entry.help_text
    return context.see(Page, entry.target, views.summary_of_page) or ""


@rule("K702", on=DrillEntry, cites=("P24", "P37"), severity=Severity.ERROR)
def entries_have_title_and_help_text(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    if not entry.placed:
        return
    if not _title(entry, context).strip():
        yield breach("title", variant="title")
    if not _help_text(entry, context).strip():
        yield breach("help_text", variant="help_text")


@rule("K703", on=DrillEntry, cites=("P13",), severity=Severity.ERROR, fix="put_on_list", safe=True)
def contacts_of_the_menu_are_on_the_list(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    if not entry.placed:
        return
    kind = context.see(Page, entry.target, views.kind_of_page)
    if kind is PageKind.CONTACT and not context.bucket(LIST_BY_PAGE, entry.target):
        yield breach("target")


@rule("K704", on=DrillEntry, cites=("P20",), severity=Severity.ERROR)
def entries_lead_somewhere(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    if not entry.placed:
        return
    kind = context.see(Page, entry.target, views.kind_of_page)
    if kind is None:
        yield breach("target", variant="gone")
    elif kind not in DRILL_KINDS:
        yield breach("target")


@rule("K705", on=DrillEntry, cites=("P37",), severity=Severity.ADVICE)
def entries_are_of_a_good_length(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    if not entry.placed:
        return
    title, text = _title(entry, context).strip(), _help_text(entry, context).strip()
    longest = context.number("title.longest")
    if len(title) > longest:
        yield breach("title", value=title, variant="title", length=str(len(title)),
                     limit=str(longest))  # fmt: skip
    least, most = context.number("help_text.shortest"), context.number("help_text.longest")
    if text and len(text) < least:
        yield breach("help_text", value=text, variant="short", length=str(len(text)),
                     limit=str(least))  # fmt: skip
    elif len(text) > most:
        yield breach("help_text", value=text, variant="long", length=str(len(text)),
                     limit=str(most))  # fmt: skip


@rule("K706", on=(DrillEntry, ListEntry), cites=("P39",), severity=Severity.ADVICE)
def entries_have_a_target_group(
    entry: DrillEntry | ListEntry, context: Context
) -> Iterable[Breach]:
    if isinstance(entry, DrillEntry) and not entry.placed:
        return
    if entry.primary_audiences or entry.secondary_audiences:
        return
    page = entry.target if isinstance(entry, DrillEntry) else entry.page
    if not context.see(Page, page, views.has_audience):
        yield breach("primary_audiences")


@rule("K707", on=DrillEntry, cites=("P36",), severity=Severity.WARNING)
def entries_can_be_told_apart(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    """Compare an entry with those before it, so that each pair is told once."""
    if not entry.placed:
        return
    weak = frozenset(context.words("titles.weak_words"))
    own = _distinguishing(_title(entry, context), weak)
    for other_id in context.bucket(DRILL, True):
        if other_id == entry.id:
            return
        target = context.see(DrillEntry, other_id, views.target_of_entry)
        named = context.see(DrillEntry, other_id, views.title_of_entry)
        title = named if named is not None else context.see(Page, target, views.title_of_page)
        audiences = context.see(DrillEntry, other_id, views.audiences_of_entry) or ()
        if target == entry.target:
            yield breach("target", value=title or "", variant="target", other=title or "")
        elif (
            title
            and own
            and own == _distinguishing(title, weak)
            and _share(entry.primary_audiences, audiences)
        ):
            yield breach("title", value=title, other=title)


@rule("K708", on=DrillEntry, cites=("P40",), severity=Severity.ERROR)
def entries_offer_a_channel(entry: DrillEntry, context: Context) -> Iterable[Breach]:
    if not entry.placed:
        return
    if context.see(Page, entry.target, views.kind_of_page) is not PageKind.CONTACT:
        return
    contact = first_contact(entry.target, context)
    if contact is not None and not context.see(Contact, contact, views.offers_channel):
        yield breach("target")


def _distinguishing(title: str, weak: frozenset[str]) -> frozenset[str]:
    words = "".join(char if char.isalnum() else " " for char in title.casefold()).split()
    return frozenset(words) - weak


def _share(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or bool(set(first) & set(second))

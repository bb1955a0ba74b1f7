"""The sheets of the workbook: which columns each has, and its rows from a state."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import SEVERITY_RANK
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import describe, subject_title
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.state.lookups import contact_of_page, entry_help_text, entry_title, level
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key
from kkworkbench.text.hours_writing import hours_lines

Value = str | int | date | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its hidden key, its width in characters, and how its cells are made.

    `form` is "plain", "text" (never a number), "severity" or "hidden"; `choices` names a closed
    list that the cell may be chosen from.
    """

    key: str
    width: int = 18
    form: str = "plain"
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What rows are made from."""

    state: State
    results: Sequence[Result]
    messages: Messages


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its hidden key, its columns, and its rows in the columns' order."""

    key: str
    columns: tuple[Column, ...]
    rows: Callable[[Source], Iterable[tuple[Value, ...]]]


ID = Column("id", 10, "hidden")


def sheets(source: Source) -> tuple[Sheet, ...]:
    """Return the sheets in their order; the principles only where there are texts of them."""
    return SHEETS if any(_principles(source)) else SHEETS[:-1]


def choices(source: Source) -> dict[str, tuple[str, ...]]:
    """Return the closed lists by name, as the reader sees them."""
    messages = source.messages
    return {
        "administration": tuple(_terms(source, Vocabulary.ADMINISTRATION)),
        "tier": tuple(messages.text(f"exports.tier.{tier}") for tier in Tier),
        "kind": tuple(messages.text(f"exports.kind.{kind}") for kind in PageKind),
        "yes_no": (messages.text("exports.yes"), messages.text("exports.no")),
    }


def _terms(source: Source, vocabulary: Vocabulary) -> Iterator[str]:
    found = [term for term in source.state.all(Term) if term.vocabulary is vocabulary]
    for term in sorted(found, key=lambda term: (term.order, term.id)):
        yield term.name


def _name(state: State, id_: str | None) -> str:
    term = state.get(Term, id_)
    return term.name if term is not None else ""


def _names(state: State, ids: Iterable[str] | None) -> str:
    return ", ".join(_name(state, id_) for id_ in ids or ())


def _hours(hours: Hours | None, messages: Messages) -> str:
    if hours is None:
        return ""
    lines = [f"{day} {text}".strip() for day, text in hours_lines(hours, messages.language) if text]
    if hours.comment:
        lines.append(hours.comment)
    return "\n".join(lines)


def _yes(value: bool, messages: Messages) -> str:
    return messages.text("exports.yes" if value else "exports.no")


def _contacts(source: Source) -> Iterator[tuple[Value, ...]]:
    state, messages = source.state, source.messages
    for contact in sorted(state.all(Contact), key=lambda c: (sort_key(c.heading), c.id)):
        address = contact.address
        yield (
            contact.id,
            contact.name,
            contact.title,
            contact.org_id,
            "\n".join(phone.number for phone in contact.phones),
            "\n".join(text for phone in contact.phones if (text := _hours(phone.hours, messages))),
            "\n".join(filter(None, (channel.url or channel.text for channel in contact.written))),
            contact.booking_url,
            address.street if address else "",
            address.floor if address else "",
            address.postal_code if address else "",
            address.town if address else "",
            address.po_box if address else "",
            _hours(contact.visiting_hours, messages),
            _yes(contact.open_to_visits, messages),
            _name(state, contact.administration),
            _names(state, contact.categories),
            _names(state, contact.districts),
            contact.verified_on,
        )


def _drill(source: Source) -> Iterator[tuple[Value, ...]]:
    state = source.state
    for placed in (True, False):
        for position, entry_id in enumerate(state.bucket(DRILL, placed), 1):
            entry = state.get(DrillEntry, entry_id)
            if entry is None:
                continue
            page = state.get(Page, entry.target)
            yield (
                entry.id,
                position if placed else None,
                entry_title(state, entry),
                entry_help_text(state, entry),
                page.title if page else "",
                page.path if page else "",
                _yes(placed, source.messages),
            )


def _list(source: Source) -> Iterator[tuple[Value, ...]]:
    state, messages = source.state, source.messages
    entries = sorted(
        state.all(ListEntry), key=lambda e: (e.tier, sort_key(entry_title(state, e)), e.id)
    )
    for entry in entries:
        contact = contact_of_page(state, entry.page)
        administration, categories, districts = (
            entry.administration,
            entry.categories,
            entry.districts,
        )
        if contact is not None:
            administration = administration or contact.administration
            categories = contact.categories if categories is None else categories
            districts = contact.districts if districts is None else districts
        page = state.get(Page, entry.page)
        yield (
            entry.id,
            messages.text(f"exports.tier.{entry.tier}"),
            entry_title(state, entry),
            entry_help_text(state, entry),
            _name(state, administration),
            _names(state, categories),
            _names(state, districts),
            page.path if page else "",
        )


def _pages(source: Source) -> Iterator[tuple[Value, ...]]:
    state, messages = source.state, source.messages
    kinds = {kind: messages.text(f"exports.kind.{kind}") for kind in PageKind}
    states = {True: messages.text("exports.yes"), False: messages.text("exports.no")}
    administrations = {term.id: term.name for term in state.all(Term)}
    for page in in_tree_order(state):
        parent = state.get(Page, page.parent)
        yield (
            page.id,
            level(state, page.id),
            page.title,
            kinds[page.kind],
            page.path,
            parent.title if parent else "",
            page.summary,
            page.body,
            page.link_url,
            ", ".join(page.tags),
            administrations.get(page.administration, "") if page.administration else "",
            states[page.has_self_service],
            states[page.has_form],
            states[page.handles_sensitive_data],
            messages.text(f"exports.state.{page.state}"),
        )


def in_tree_order(state: State) -> Iterator[Page]:
    """Walk through the pages as the tree shows them; pages that hang nowhere come last."""
    seen: set[str] = set()
    for root in (None, *sorted(state.ids(Page))):
        if root is not None and root in seen:
            continue
        stack: list[str] = [root] if root else list(reversed(state.bucket(CHILDREN, None)))
        while stack:
            id_ = stack.pop()
            page = state.get(Page, id_)
            if page is None or id_ in seen:
                continue
            seen.add(id_)
            yield page
            stack.extend(reversed(state.bucket(CHILDREN, id_)))


def _boxes(source: Source) -> Iterator[tuple[Value, ...]]:
    state, messages = source.state, source.messages
    for box in sorted(state.all(ContactBox), key=lambda box: (box.page, box.order, box.id)):
        page, contact = state.get(Page, box.page), state.get(Contact, box.contact)
        yield (
            box.id,
            page.title if page else "",
            contact.heading if contact else "",
            box.heading,
            ", ".join(messages.text(f"exports.channel.{channel}") for channel in box.channels),
            box.note,
        )


def _findings(source: Source) -> Iterator[tuple[Value, ...]]:
    """Yield what is to be mended first, and what is waived after it."""
    state, messages = source.state, source.messages
    ordered = sorted(
        source.results,
        key=lambda r: (
            r.waiver is not None,
            SEVERITY_RANK[r.severity],
            r.finding.code,
            r.finding.subject,
            r.finding.field,
            r.finding.value,
        ),
    )
    for result in ordered:
        finding, waiver = result.finding, result.waiver
        wording = describe(result, state, messages)
        yield (
            finding.subject,
            messages.text(f"severity.{result.severity}"),
            finding.code,
            subject_title(finding, state),
            messages.text(f"exports.record.{finding.kind}"),
            wording.message,
            wording.explanation,
            ", ".join(wording.cites),
            wording.principle,
            finding.value,
            waiver.reason if waiver else "",
            waiver.by if waiver else "",
            waiver.until if waiver else None,
        )


def _principles(source: Source) -> Iterator[tuple[Value, ...]]:
    for number in range(1, 100):
        if source.messages.has(f"principle.P{number}"):
            yield (f"P{number}", source.messages.text(f"principle.P{number}"))


SHEETS = (
    Sheet("contacts", (
        ID, Column("name", 34), Column("title", 34), Column("org_id", 10, "text"),
        Column("phones", 14, "text"), Column("phone_hours", 30), Column("written", 34),
        Column("booking", 26), Column("street", 26), Column("floor", 10),
        Column("postal_code", 10, "text"), Column("town", 18), Column("po_box", 14, "text"),
        Column("visiting_hours", 30), Column("open_to_visits", 10, choices="yes_no"),
        Column("administration", 32, choices="administration"), Column("categories", 24),
        Column("districts", 22), Column("verified_on", 12, "date"),
    ), _contacts),
    Sheet("drill", (
        ID, Column("position", 8), Column("title", 34), Column("help_text", 70),
        Column("target", 30), Column("path", 36), Column("placed", 10, choices="yes_no"),
    ), _drill),
    Sheet("list", (
        ID, Column("tier", 12, choices="tier"), Column("title", 34), Column("help_text", 60),
        Column("administration", 32, choices="administration"), Column("categories", 24),
        Column("districts", 22), Column("path", 36),
    ), _list),
    Sheet("pages", (
        ID, Column("level", 7), Column("title", 38), Column("kind", 14, choices="kind"),
        Column("path", 40), Column("parent", 26), Column("help_text", 50), Column("body", 50),
        Column("link", 26), Column("tags", 16), Column("administration", 32,
        choices="administration"), Column("self_service", 12, choices="yes_no"),
        Column("form", 12, choices="yes_no"), Column("sensitive", 12, choices="yes_no"),
        Column("state", 12),
    ), _pages),
    Sheet("boxes", (
        ID, Column("page", 34), Column("contact", 34), Column("heading", 34),
        Column("channels", 40), Column("note", 40),
    ), _boxes),
    Sheet("findings", (
        ID, Column("severity", 12, "severity"), Column("code", 8), Column("subject", 34),
        Column("record", 14), Column("message", 60), Column("why", 60), Column("cites", 12),
        Column("principle", 32), Column("value", 26, "text"), Column("waiver", 30),
        Column("waived_by", 16), Column("waived_until", 16, "date"),
    ), _findings),
    Sheet("principles", (Column("number", 8), Column("short_name", 50)), _principles),
)  # fmt: skip


def cell_values(source: Source) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield (sheet key, values) for every row, as a plain loop would write them."""
    for sheet in sheets(source):
        for row in sheet.rows(source):
            yield sheet.key, row

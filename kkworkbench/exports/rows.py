"""The rows of pages, boxes, menu, list and terms, and of what was found in them."""

from collections.abc import Iterator

from kkworkbench.exports.source import Source, Value, term_name, term_names, yes_no
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import SEVERITY_RANK
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import describe, subject_title
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.state.lookups import contact_of_page, entry_help_text, entry_title, level
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key


def drill(source: Source) -> Iterator[DrillEntry]:
    """Walk through the drill menu in its order; what is left out comes last."""
    for placed in (True, False):
        for entry_id in source.state.bucket(DRILL, placed):
            entry = source.state.get(DrillEntry, entry_id)
            if entry is not None and source.keeps(entry):
                yield entry


def drill_row(source: Source, entry: DrillEntry) -> tuple[Value, ...]:
    """Return the cells of an entry of the drill menu."""
    state = source.state
    page = state.get(Page, entry.target)
    position = state.position(DRILL, True, entry.order, entry.id) + 1
    return (
        entry.id,
        position if entry.placed else None,
        entry_title(state, entry),
        entry_help_text(state, entry),
        page.title if page else "",
        page.path if page else "",
        yes_no(entry.placed, source.messages),
    )


def entries(source: Source) -> Iterator[ListEntry]:
    """Walk through the contact list by tier and title."""
    state = source.state
    found = (entry for entry in state.all(ListEntry) if source.keeps(entry))
    yield from sorted(found, key=lambda e: (e.tier, sort_key(entry_title(state, e)), e.id))


def entry_row(source: Source, entry: ListEntry) -> tuple[Value, ...]:
    """Return the cells of an entry of the contact list, with what it takes from its page."""
    state = source.state
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
    return (
        entry.id,
        source.messages.text(f"exports.tier.{entry.tier}"),
        entry_title(state, entry),
        entry_help_text(state, entry),
        term_name(state, administration),
        term_names(state, categories),
        term_names(state, districts),
        page.path if page else "",
    )


def pages(source: Source) -> Iterator[Page]:
    """Walk through the pages as the tree shows them."""
    return (page for page in in_tree_order(source.state) if source.keeps(page))


def page_row(source: Source, page: Page) -> tuple[Value, ...]:
    """Return a page's cells."""
    state, messages = source.state, source.messages
    parent = state.get(Page, page.parent)
    return (
        page.id,
        level(state, page.id),
        page.title,
        messages.text(f"exports.kind.{page.kind}"),
        page.path,
        parent.title if parent else "",
        page.summary,
        page.body,
        page.link_url,
        ", ".join(page.tags),
        term_name(state, page.administration),
        yes_no(page.has_self_service, messages),
        yes_no(page.has_form, messages),
        yes_no(page.handles_sensitive_data, messages),
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


def boxes(source: Source) -> Iterator[ContactBox]:
    """Walk through the contact boxes by page."""
    found = (box for box in source.state.all(ContactBox) if source.keeps(box))
    yield from sorted(found, key=lambda box: (box.page, box.order, box.id))


def box_row(source: Source, box: ContactBox) -> tuple[Value, ...]:
    """Return a contact box's cells."""
    state, text = source.state, source.messages.text
    page, contact = state.get(Page, box.page), state.get(Contact, box.contact)
    return (
        box.id,
        page.title if page else "",
        page.path if page else "",
        contact.heading if contact else "",
        box.heading,
        ", ".join(text(f"exports.channel.{channel}") for channel in box.channels),
        box.note,
    )


def terms(source: Source) -> Iterator[Term]:
    """Walk through the facet values by vocabulary, in their order."""
    found = (term for term in source.state.all(Term) if source.keeps(term))
    yield from sorted(found, key=lambda term: (term.vocabulary, term.order, term.id))


def term_row(source: Source, term: Term) -> tuple[Value, ...]:
    """Return a facet value's cells; its other names stand on a line each."""
    return (
        term.id,
        source.messages.text(f"exports.vocabulary.{term.vocabulary}"),
        term.code,
        term.name,
        "\n".join(term.aliases),
        term.valid_from,
        term.valid_to,
        term_name(source.state, term.successor),
    )


def found(source: Source) -> Iterator[Result]:
    """Walk through what is to be mended first, and what is waived after it."""
    yield from sorted(
        source.kept_results(),
        key=lambda r: (
            r.waiver is not None,
            SEVERITY_RANK[r.severity],
            r.finding.code,
            r.finding.subject,
            r.finding.field,
            r.finding.value,
        ),
    )


def finding_row(source: Source, result: Result) -> tuple[Value, ...]:
    """Return the cells of what was found."""
    messages, finding, waiver = source.messages, result.finding, result.waiver
    wording = describe(result, source.state, messages)
    return (
        finding.subject,
        messages.text(f"severity.{result.severity}"),
        finding.code,
        subject_title(finding, source.state),
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


def principles(source: Source) -> Iterator[str]:
    """Walk through the principles of which there are texts."""
    for number in range(1, 100):
        if source.messages.has(f"principle.P{number}"):
            yield f"P{number}"


def principle_row(source: Source, number: str) -> tuple[Value, ...]:
    """Return a principle's cells."""
    return number, source.messages.text(f"principle.{number}")

"""Which cells of the workbook can be edited, and how each is read and put into its record."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from kkworkbench.exports.contact_rows import SELF_SERVICE, VISITS
from kkworkbench.exports.sheets import DAYS
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.hours import Hours
from kkworkbench.model.page import LEAF_KINDS, Page, PageKind, PageState
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.sources import workbook_cells as cells
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.editing import with_field
from kkworkbench.workspace.commands.terms import put_term
from kkworkbench.workspace.errors import Refused

NEVER = object()
"""The field cannot be empty."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `get` takes its value from a row's item, `put` sets it in a record, by part.

    `read` gives the value of a cell or raises `UnreadCell`. `empty` is the value of a cell that
    was emptied. `check` says why a record may not be as it would become, or "". `only_new` fields
    are edited elsewhere once the record is there.
    """

    read: Callable[[object, State], Any]
    get: Callable[[Any], Any]
    put: Callable[[Any, str, Any], Any]
    empty: Any = NEVER
    check: Callable[[State, Any], str] | None = None
    only_new: bool = False


def _own(
    name: str,
    read: Callable[[object, State], Any] = cells.text,
    empty: Any = "",
    check: Callable[[State, Any], str] | None = None,
) -> Field:
    """A field of the record itself."""
    return Field(
        read,
        attrgetter(name),
        lambda record, part, value: with_field(record, name, value),
        empty,
        check,
    )


def _address(name: str, read: Callable[[object, State], Any] = cells.text) -> Field:
    def put(contact: Contact, part: str, value: str) -> Contact:
        parts: dict[str, Any] = {name: value}
        changed = replace(contact.address or Address(), **parts)
        return replace(contact, address=None if changed.is_empty else changed)

    return Field(read, lambda contact: getattr(contact.address or Address(), name), put, "")


def _part(
    parts: str, name: str, read: Callable[[object, State], Any] = cells.text, empty: Any = ""
) -> Field:
    """A field of a phone or written channel."""

    def put(contact: Contact, part: str, value: Any) -> Contact:
        values: dict[str, Any] = {name: value}
        changed = tuple(
            replace(each, **values) if each.part_id == part else each
            for each in getattr(contact, parts)
        )
        return with_field(contact, parts, changed)

    return Field(read, lambda item: getattr(item.part, name), put, empty)


def _hours_at(contact: Contact, path: str) -> Hours:
    return dict(contact.hours).get(path) or Hours()


def _with_hours(contact: Contact, path: str, hours: Hours) -> Contact:
    said = None if hours == Hours() else hours
    if path in (VISITS, SELF_SERVICE):
        return with_field(contact, path, said)
    phones = tuple(
        replace(phone, hours=said) if path == f"phones.{phone.part_id}.hours" else phone
        for phone in contact.phones
    )
    return replace(contact, phones=phones)


def _hours(name: str, read: Callable[[object, State], Any], empty: Any) -> Field:
    def put(contact: Contact, path: str, value: Any) -> Contact:
        values: dict[str, Any] = {name: value}
        return _with_hours(contact, path, replace(_hours_at(contact, path), **values))

    return Field(read, lambda item: getattr(item.hours or Hours(), name), put, empty)


def _weekday(day: int) -> Field:
    """One day of the week; its value is the hours of a Monday."""

    def of(hours: Hours) -> Hours:
        spans = tuple(sorted(replace(span, day=1) for span in hours.spans if span.day == day))
        return Hours(spans, (1,) if day in hours.closed_days and not spans else ())

    def put(contact: Contact, path: str, value: Hours) -> Contact:
        hours = _hours_at(contact, path)
        spans = [span for span in hours.spans if span.day != day]
        spans += [replace(span, day=day) for span in value.spans]
        closed = {each for each in hours.closed_days if each != day}
        closed |= {day} if value.closed_days else set()
        changed = replace(hours, spans=tuple(sorted(spans)), closed_days=tuple(sorted(closed)))
        return _with_hours(contact, path, changed)

    return Field(cells.weekday, lambda item: of(item.hours or Hours()), put, Hours())


def _may_be_leaf(state: State, page: Page) -> str:
    has_children = page.kind in LEAF_KINDS and state.bucket_size(CHILDREN, page.id) > 0
    return "reject.book_has_children" if has_children else ""


def _may_be_term(state: State, term: Term) -> str:
    try:
        put_term(Draft(state), term)
    except Refused:
        return "reject.book_term"
    return ""


def _visits(contact: Contact, part: str, value: Hours) -> Contact:
    return replace(contact, visiting_hours=value)


_ADMINISTRATION = _own("administration", cells.term(Vocabulary.ADMINISTRATION), None)
_ENTRY = {"title": _own("title", empty=None), "help_text": _own("help_text", empty=None)}

FIELDS: dict[str, dict[str, Field]] = {
    "contacts": {
        "name": _own("name"),
        "title": _own("title"),
        "org_id": _own("org_id", cells.digits(0)),
        "booking": _own("booking_url"),
        "street": _address("street"),
        "floor": _address("floor"),
        "postal_code": _address("postal_code", cells.digits(4)),
        "town": _address("town"),
        "po_box": _address("po_box", cells.digits(0)),
        "visiting_hours": Field(
            cells.hours, attrgetter("visiting_hours"), _visits, None, only_new=True
        ),
        "open_to_visits": _own("open_to_visits", cells.yes_no, NEVER),
        "administration": _ADMINISTRATION,
        "categories": _own("categories", cells.terms(Vocabulary.CATEGORY), ()),
        "districts": _own("districts", cells.terms(Vocabulary.DISTRICT), ()),
        "verified_on": _own("verified_on", cells.day, None),
    },
    "phones": {
        "number": _part("phones", "number", cells.phone),
        "label": _part("phones", "label"),
        "note": _part("phones", "note"),
    },
    "channels": {
        "written_kind": _part(
            "written", "kind", cells.word(WrittenKind, "exports.written_kind"), NEVER
        ),
        "url": _part("written", "url"),
        "text": _part("written", "text"),
    },
    "hours": {
        **{name: _weekday(day) for day, name in enumerate(DAYS, start=1)},
        "always_open": _hours("always_open", cells.yes_no, NEVER),
        "by_appointment": _hours("by_appointment", cells.yes_no, NEVER),
        "comment": _hours("comment", cells.text, ""),
    },
    "boxes": {
        "heading": _own("heading"),
        "channels": _own("channels", cells.words(Channel, "exports.channel"), ()),
        "note": _own("note"),
    },
    "drill": _ENTRY,
    "list": {
        "tier": _own("tier", cells.word(Tier, "exports.tier"), NEVER),
        **_ENTRY,
        "administration": _ADMINISTRATION,
        "categories": _own("categories", cells.terms(Vocabulary.CATEGORY), None),
        "districts": _own("districts", cells.terms(Vocabulary.DISTRICT), None),
    },
    "pages": {
        "title": _own("title"),
        "kind": _own("kind", cells.word(PageKind, "exports.kind"), NEVER, _may_be_leaf),
        "path": _own("path"),
        "help_text": _own("summary"),
        "body": _own("body", cells.html),
        "link": _own("link_url"),
        "tags": _own("tags", cells.tags, ()),
        "administration": _ADMINISTRATION,
        "self_service": _own("has_self_service", cells.yes_no, NEVER),
        "form": _own("has_form", cells.yes_no, NEVER),
        "sensitive": _own("handles_sensitive_data", cells.yes_no, NEVER),
        "state": _own("state", cells.word(PageState, "exports.state"), NEVER),
    },
    "terms": {
        "code": _own("code", cells.digits(0), check=_may_be_term),
        "name": _own("name", empty=NEVER, check=_may_be_term),
        "aliases": _own("aliases", cells.lines, (), _may_be_term),
        "valid_from": _own("valid_from", cells.day, None, _may_be_term),
        "valid_to": _own("valid_to", cells.day, None, _may_be_term),
    },
}
"""By sheet and column; all other columns are shown, but not edited there."""

ELSEWHERE = {("contacts", "phone_hours"), ("contacts", "written"), ("contacts", "visiting_hours")}
"""What is only summed up on a sheet and edited on another."""

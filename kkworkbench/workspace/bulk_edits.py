"""One edit of many entries of the contact list: what each has now, and what it would have."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, cast

from kkworkbench.model.channels import Audience, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import Hours
from kkworkbench.model.ids import PartId
from kkworkbench.model.record import Record
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.bulk import FieldEdit
from kkworkbench.workspace.search import ListRow


class BulkField(StrEnum):
    """What can be edited on many entries at once."""

    ADMINISTRATION = "administration"
    CATEGORIES = "categories"
    DISTRICTS = "districts"
    AUDIENCES = "primary_audiences"
    TIER = "tier"
    WRITTEN = "written"
    BOOKING = "booking_url"
    FEEDBACK = "feedback_url"
    HOURS = "visiting_hours"
    VERIFIED = "verified_on"


class How(StrEnum):
    """Whether a value takes the place of what is there, is put to it, or is taken from it."""

    SET = "set"
    ADD = "add"
    REMOVE = "remove"


SEVERAL = frozenset(
    {BulkField.CATEGORIES, BulkField.DISTRICTS, BulkField.AUDIENCES, BulkField.WRITTEN}
)
"""Fields that hold several values; only they can be added to and taken from."""
_OF_ENTRY = frozenset({BulkField.TIER, BulkField.AUDIENCES, BulkField.FEEDBACK})
_FACETS = frozenset({BulkField.ADMINISTRATION, BulkField.CATEGORIES, BulkField.DISTRICTS})

Value = str | date | Hours | tuple[str, ...] | WrittenChannel | None


@dataclass(frozen=True, slots=True)
class PlannedEdit:
    """What a row has now and would have; `edit` is None where that is the same."""

    row: ListRow
    before: object
    after: object
    edit: FieldEdit | None


def planned(
    state: State,
    rows: Iterable[ListRow],
    field: BulkField,
    how: How,
    value: Value,
    new_id: Callable[[], str],
) -> Iterator[PlannedEdit]:
    """Walk through the rows that have the field, with what the edit would make of it.

    Tier, audiences and feedback link belong to the entry; a facet is set where the row has it
    from: on the entry where it has its own, else on the contact. All else, and all of a contact
    that is not on the list, is the contact's. A record that two rows share is edited once.
    """
    done: set[tuple[type[Record], str]] = set()
    for row in rows:
        holder = _holder(state, row, field)
        if holder is None or (type(holder), holder.id) in done:
            continue
        done.add((type(holder), holder.id))
        before = getattr(holder, field.value)
        after = _after(before, field, how, value, new_id)
        edit = FieldEdit(type(holder), holder.id, field.value, after) if after != before else None
        yield PlannedEdit(row, before, after, edit)


def _holder(state: State, row: ListRow, field: BulkField) -> Record | None:
    entry = state.get(ListEntry, row.key) if row.is_listed else None
    contact = state.get(Contact, row.contact)
    if field is BulkField.TIER or (entry is not None and field in _OF_ENTRY):
        return entry
    if entry is not None and field in _FACETS:
        has_own = getattr(entry, field.value) is not None
        return entry if has_own or contact is None else contact
    return contact


def _after(
    before: Any, field: BulkField, how: How, value: Value, new_id: Callable[[], str]
) -> object:
    if field is BulkField.WRITTEN:
        return _written(before, how, cast(WrittenChannel, value), new_id)
    if field is BulkField.HOURS:
        if value is None or before is None:
            return value
        return replace(cast(Hours, value), exceptions=before.exceptions)
    if field not in SEVERAL:
        return value
    had = tuple(before or ())
    given = cast(tuple[str, ...], value)
    if how is How.SET:
        after = given
    elif how is How.ADD:
        after = (*had, *(each for each in given if each not in had))
    else:
        after = tuple(each for each in had if each not in given)
    if field is BulkField.AUDIENCES:
        return tuple(Audience(each) for each in after)
    return after


def _written(
    before: tuple[WrittenChannel, ...], how: How, given: WrittenChannel, new_id: Callable[[], str]
) -> tuple[WrittenChannel, ...]:
    """Channels are the same where they lead to the same address; a known one keeps its part id."""
    known = next((channel for channel in before if channel.url == given.url), None)
    others = tuple(channel for channel in before if channel.url != given.url)
    if how is How.REMOVE:
        return others
    part = known.part_id if known is not None else PartId(new_id())
    made = replace(given, part_id=part)
    if how is How.SET:
        return (made,)
    if known is None:
        return (*before, made)
    return tuple(made if channel is known else channel for channel in before)

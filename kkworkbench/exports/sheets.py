"""The sheets of the workbook: which columns each has, and where its rows come from."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kkworkbench.exports import contact_rows, question_rows, rows
from kkworkbench.exports.source import Source, Value
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term
from kkworkbench.state.state import State


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its hidden key, its width in characters, and how its cells are made.

    `form` is "plain", "text" (never a number), "date", "severity" or "hidden"; `choices` names a
    closed list that the cell may be chosen from.
    """

    key: str
    width: int = 18
    form: str = "plain"
    choices: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its hidden key, its columns, what stands in its rows, and an item's cells in order.

    `kind` is the kind of record that the rows are of or part of. `find` returns the item of a
    row by the hidden ids of its record and part ("" where rows are whole records).
    """

    key: str
    columns: tuple[Column, ...]
    items: Callable[[Source], Iterable[Any]]
    row: Callable[[Source, Any], tuple[Value, ...]]
    kind: type[Record] | None = None
    find: Callable[[State, str, str], Any] | None = None

    def rows(self, source: Source) -> Iterator[tuple[Value, ...]]:
        """Yield the cells of every row, in the columns' order."""
        return (self.row(source, item) for item in self.items(source))

    @property
    def has_parts(self) -> bool:
        """Whether a row is a part of a record, so that its second cell is the part's id."""
        return len(self.columns) > 1 and self.columns[1] is PART


META = "_kkworkbench"
"""The hidden sheet that says what a workbook was made from."""
ID = Column("id", 10, "hidden")
PART = Column("part", 10, "hidden")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def sheets(source: Source) -> tuple[Sheet, ...]:
    """Return the sheets in their order; the principles only where there are texts of them."""
    return SHEETS if any(True for _ in rows.principles(source)) else SHEETS[:-1]


def _whole(kind: type[Record]) -> Callable[[State, str, str], Any]:
    return lambda state, id_, part: state.get(kind, id_)


SHEETS = (
    Sheet("contacts", (
        ID, Column("name", 34), Column("title", 34), Column("org_id", 10, "text"),
        Column("phones", 14, "text"), Column("phone_hours", 30), Column("written", 34),
        Column("booking", 26), Column("street", 26), Column("floor", 10),
        Column("postal_code", 10, "text"), Column("town", 18), Column("po_box", 14, "text"),
        Column("visiting_hours", 30), Column("open_to_visits", 10, choices="yes_no"),
        Column("administration", 32, choices="administration"), Column("categories", 24),
        Column("districts", 22), Column("verified_on", 12, "date"),
    ), contact_rows.contacts, contact_rows.contact_row, Contact, contact_rows.find_contact),
    Sheet("phones", (
        ID, PART, Column("contact", 34), Column("number", 18, "text"), Column("label", 26),
        Column("note", 40),
    ), contact_rows.phones, contact_rows.phone_row, Contact, contact_rows.find_phone),
    Sheet("channels", (
        ID, PART, Column("contact", 34), Column("written_kind", 26, choices="written_kind"),
        Column("url", 46), Column("text", 46),
    ), contact_rows.channels, contact_rows.channel_row, Contact, contact_rows.find_channel),
    Sheet("hours", (
        ID, PART, Column("contact", 34), Column("what", 24),
        *(Column(day, 14, "text") for day in DAYS), Column("always_open", 12, choices="yes_no"),
        Column("by_appointment", 12, choices="yes_no"), Column("comment", 40),
        Column("dates", 30),
    ), contact_rows.hours, contact_rows.hours_row, Contact, contact_rows.find_hours),
    Sheet("boxes", (
        ID, Column("page", 34), Column("path", 40), Column("contact", 34), Column("heading", 34),
        Column("channels", 40), Column("note", 40),
    ), rows.boxes, rows.box_row, ContactBox, _whole(ContactBox)),
    Sheet("drill", (
        ID, Column("position", 8), Column("title", 34), Column("help_text", 70),
        Column("target", 30), Column("path", 36), Column("placed", 10),
    ), rows.drill, rows.drill_row, DrillEntry, _whole(DrillEntry)),
    Sheet("list", (
        ID, Column("tier", 12, choices="tier"), Column("title", 34), Column("help_text", 60),
        Column("administration", 32, choices="administration"), Column("categories", 24),
        Column("districts", 22), Column("path", 36),
    ), rows.entries, rows.entry_row, ListEntry, _whole(ListEntry)),
    Sheet("pages", (
        ID, Column("level", 7), Column("title", 38), Column("kind", 14, choices="kind"),
        Column("path", 40), Column("parent", 26), Column("help_text", 50), Column("body", 50),
        Column("link", 26), Column("tags", 16), Column("administration", 32,
        choices="administration"), Column("self_service", 12, choices="yes_no"),
        Column("form", 12, choices="yes_no"), Column("sensitive", 12, choices="yes_no"),
        Column("state", 12, choices="state"),
    ), rows.pages, rows.page_row, Page, _whole(Page)),
    Sheet("terms", (
        ID, Column("vocabulary", 16, choices="vocabulary"), Column("code", 12, "text"),
        Column("name", 40), Column("aliases", 40), Column("valid_from", 14, "date"),
        Column("valid_to", 14, "date"), Column("successor", 40),
    ), rows.terms, rows.term_row, Term, _whole(Term)),
    Sheet("questions", (
        ID, Column("record", 22), Column("title", 34), Column("question", 24),
        Column("verdict", 14), Column("note", 60), Column("answered_by", 16),
        Column("answered_on", 14, "date"),
    ), question_rows.asked, question_rows.asked_row),
    Sheet("findings", (
        ID, Column("severity", 12, "severity"), Column("code", 8), Column("subject", 34),
        Column("record", 14), Column("message", 60), Column("why", 60), Column("cites", 12),
        Column("principle", 32), Column("value", 26, "text"), Column("waiver", 30),
        Column("waived_by", 16), Column("waived_until", 16, "date"),
    ), rows.found, rows.finding_row),
    Sheet("principles", (Column("number", 8), Column("short_name", 50)), rows.principles, rows.principle_row),
)  # fmt: skip


def cell_values(source: Source) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Yield (sheet key, values) for every row, as a plain loop would write them."""
    for sheet in sheets(source):
        for row in sheet.rows(source):
            yield sheet.key, row

"""The tables: one for each kind of record, the change log, and what the file says of itself.

A record is a row with its whole self as JSON, and the columns that people query. One column for
nested values loads some twenty times faster than child rows.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Column, Dialect, Index, Integer, LargeBinary, MetaData, Table, Text

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES, KINDS
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.usage import Usage

metadata = MetaData()


class Bytes(LargeBinary):
    """Bytes that go to the database and come from it as they are: both drivers speak them.

    SQLAlchemy would wrap and copy each of them, which is most of the time of a large step.
    """

    def bind_processor(self, dialect: Dialect) -> None:
        return None

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        return None


COLUMNS: dict[type[Record], dict[str, Callable[[Any], str | None]]] = {
    Page: {
        "parent": lambda page: page.parent,
        "sort": lambda page: page.order,
        "title": lambda page: page.title,
        "kind": lambda page: str(page.kind),
        "path": lambda page: page.path,
    },
    Contact: {"name": lambda contact: contact.name, "org_id": lambda contact: contact.org_id},
    ContactBox: {"page": lambda box: box.page, "contact": lambda box: box.contact},
    DrillEntry: {"target": lambda entry: entry.target, "sort": lambda entry: entry.order},
    ListEntry: {"page": lambda entry: entry.page, "tier": lambda entry: str(entry.tier)},
    SourceRecord: {"source": lambda record: record.source, "key": lambda record: record.key},
    Usage: {
        "subject": lambda usage: usage.subject,
        "period": lambda usage: usage.period.isoformat() if usage.period is not None else None,
    },
}
"""The columns that people query, by kind, and how each is read off a record."""


def _table(kind: type[Record]) -> Table:
    columns = [Column(name, Text) for name in COLUMNS.get(kind, {})]
    return Table(
        KIND_NAMES[kind],
        metadata,
        Column("id", Text, primary_key=True),
        Column("version", Integer, nullable=False),
        *columns,
        Column("data", Bytes, nullable=False),
    )


TABLES: dict[type[Record], Table] = {kind: _table(kind) for kind in KINDS}

Index("page_by_parent", TABLES[Page].c.parent, TABLES[Page].c.sort)

meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text))

change_set = Table(
    "change_set",
    metadata,
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("base", Integer, nullable=False),
    Column("branch", Text, nullable=False),
    Column("step_group", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    Column("first_kind", Text, nullable=False),
    Column("first_id", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("removed", Integer, nullable=False),
)

Index("change_set_by_branch", change_set.c.branch, change_set.c.step)

change = Table(
    "change",
    metadata,
    Column("step", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("before", Bytes),
    Column("after", Bytes),
)
Index("change_by_record", change.c.record, change.c.step)

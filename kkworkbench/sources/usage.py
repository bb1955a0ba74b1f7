"""Telephone calls, page views and counts of forms by contact or page and month.

One row a month or one column a month; what is counted is a contact or a page by number, address or
name. A month's count is the sum of what one file says of it in several rows (the numbers of one
contact, the days of a month), and replaces the count that stands here: nothing adds up over files.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kkworkbench.garbage import no_collection
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.mapping import NO_PROFILE
from kkworkbench.sources.source import Field, Request, Source, checked
from kkworkbench.sources.table import Row, Table
from kkworkbench.sources.tables import TABLES, read_grid, read_table, table_of
from kkworkbench.sources.usage_plan import Counted, Key, planned
from kkworkbench.sources.usage_shape import (
    CHOICES,
    COUNTS,
    OPTIONS,
    SUBJECTS,
    Chosen,
    CountColumn,
    Shape,
    chosen_of,
    shape_of,
)
from kkworkbench.sources.usage_subjects import Found, Subjects, kind_of
from kkworkbench.sources.usage_words import (
    ANY,
    NAMED,
    Month,
    channel_of,
    count_of,
    counted_of,
    fields_by_column,
    fold,
    month_number,
    month_of,
    names_of,
    reason_of,
    year_of,
)
from kkworkbench.state.indexes import phone_key
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Plan, Rejected

NAME = "usage"


def plan(request: Request) -> Plan:
    """Read files of usage and plan which counts they would add and correct.

    Raises:
        UnreadableInputError: a file cannot be read, or does not say what it counts.
    """
    profile = _profile(request)
    columns = {**dict(profile.columns if profile else ()), **request.columns}
    options = {**dict(profile.options if profile else ()), **request.options}
    reader = _Reader(request.state, request.today)
    with no_collection():
        for path in request.paths:
            table = read_table(path, request.reading)
            chosen = chosen_of(table.file, options)
            shape = shape_of(table, columns, chosen)
            if request.key:
                shape = _told_apart_by(request.key, shape, table.file)
            reader.read(table, shape, chosen, request.check)
        changes = tuple(checked(planned(request.state, reader.counted), request.check))
    return Plan(NAME, _named(request.paths), changes, tuple(reader.rejected))


def _told_apart_by(key: str, shape: Shape, file: str) -> Shape:
    """Leave out the columns that name a subject, but one."""
    if key not in SUBJECTS or not shape.column(key):
        raise UnreadableInputError("input.usage_field", file=file, field=key)
    others = {field: column for field, column in shape.columns.items() if field not in SUBJECTS}
    return replace(shape, columns={**others, key: shape.column(key)})


def _profile(request: Request) -> MappingProfile | None:
    if request.profile in ("", NO_PROFILE):
        return None
    for profile in request.state.all(MappingProfile):
        if (profile.source, profile.name) == (NAME, request.profile):
            return profile
    raise UnreadableInputError("input.usage_profile", name=request.profile)


def _named(paths: tuple[Path, ...]) -> str:
    return ", ".join(path.name for path in paths)


class _Reader:
    """Add up the tables cell by cell; what cannot be taken is rejected with its place."""

    def __init__(self, state: State, today: date) -> None:
        self._subjects = Subjects(state)
        self._today = today
        self._seen: set[tuple[object, ...]] = set()
        self.counted: dict[Key, Counted] = {}
        self.rejected: list[Rejected] = []

    def read(self, table: Table, shape: Shape, chosen: Chosen, check: Callable[[], None]) -> None:
        """Take in a table."""
        for row in checked(table.rows, check):
            self._row(_Line(table, row, shape, chosen))

    def _row(self, line: "_Line") -> None:
        told: set[tuple[str, str]] = set()
        for at in line.shape.counts:
            text = _cell(line.row, at.column)
            if not text:
                continue
            try:
                self._count(line, at, text)
            except _NotTakenError as error:
                # A row that names nobody is told once, however many months it has.
                if (error.column, error.reason) not in told:
                    told.add((error.column, error.reason))
                    self._reject(line, error)

    def _count(self, line: "_Line", at: CountColumn, text: str) -> None:
        channel = line.channel(at)
        found = self._subjects.find(line.said, channel is UsageChannel.WEB)
        if found.why:
            raise line.unnamed(found)
        month, reason = line.month(at), line.reason(at)
        if month.first > self._today:
            raise _NotTakenError(*line.said_of_month(at), "reject.usage_future")
        count = count_of(text)
        if count is None:
            raise _NotTakenError(at.column, text, "reject.usage_count")
        twice = (line.subject_key, month, channel, reason)
        if twice in self._seen:
            raise _NotTakenError(at.column, text, "reject.usage_twice")
        self._seen.add(twice)
        key = Key(found.subject, month.first, channel, reason)
        known = self.counted.get(key)
        if known is None:
            self.counted[key] = Counted(found.title, count, line.row.number)
        else:
            total, cells = known.count + count, known.cells + 1
            self.counted[key] = replace(known, count=total, cells=cells)

    def _reject(self, line: "_Line", error: "_NotTakenError") -> None:
        table, row = line.table, line.row.number
        where = (table.file, table.sheet, row, error.column)
        self.rejected.append(Rejected(*where, error.value, error.reason))


class _NotTakenError(Exception):
    def __init__(self, column: str, value: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.value, self.reason = column, value, reason


class _Line:
    """A row, its table, and its cells by field."""

    def __init__(self, table: Table, row: Row, shape: Shape, chosen: Chosen) -> None:
        self.table, self.row, self.shape, self.chosen = table, row, shape, chosen
        self.cells = {field: _cell(row, column) for field, column in shape.columns.items()}
        self.said = {field: self.cells[field] for field in SUBJECTS if self.cells.get(field)}
        self.subject_key = _subject_key(self.said)

    def channel(self, at: CountColumn) -> UsageChannel:
        text = self.cells.get("channel", "")
        channel = channel_of(text) if text else self.chosen.channel or at.channel
        if channel is None:
            raise _NotTakenError(self.shape.column("channel"), text, "reject.usage_channel")
        return channel

    def reason(self, at: CountColumn) -> CallReason | None:
        text = self.cells.get("reason", "")
        if at.reason is not None or not text:
            return at.reason
        reason = reason_of(text)
        if reason is None and not self.chosen.keeps_unknown_reasons:
            raise _NotTakenError(self.shape.column("reason"), text, "reject.usage_reason")
        return reason

    def month(self, at: CountColumn) -> Month:
        column, text = self.said_of_month(at)
        month = at.month
        if month is None and text:
            month = month_of(text)
            if month is None and self.shape.column("year"):
                month = month_number(text)
        elif month is None:
            month = self.chosen.month
        if month is None:
            raise _NotTakenError(column, text, "reject.usage_month")
        if not month.year:
            month = month.in_year(self._year())
        return month

    def _year(self) -> int:
        text = self.cells.get("year", "")
        year = year_of(text) if text else self.chosen.year
        if not year:
            column = self.shape.column("year") or self.shape.column("month")
            raise _NotTakenError(column, text or self.cells.get("month", ""), "reject.usage_year")
        return year

    def said_of_month(self, at: CountColumn) -> tuple[str, str]:
        """Return where the month stands, and the text there."""
        if at.month is not None:
            return at.column, at.column
        return self.shape.column("month"), self.cells.get("month", "")

    def unnamed(self, found: Found) -> _NotTakenError:
        """Say that a row names nobody who is known."""
        column = self.shape.column(found.field) if found.field else ""
        first = next(self.shape.column(f) for f in SUBJECTS if self.shape.column(f))
        return _NotTakenError(column or first, self.cells.get(found.field, ""), found.why)


def _subject_key(said: Mapping[str, str]) -> tuple[str, ...]:
    """Return what two rows have in common that say the same thing twice.

    Addresses are taken as they stand: several of one page are counted apart on a site.
    """
    number = phone_key(said.get("phone", "")) or said.get("phone", "")
    return number, said.get("path", "").casefold(), fold(said.get("name", ""))


def _cell(row: Row, column: str) -> str:
    return " ".join(row.cells.get(column, "").split())


def knows(path: Path) -> bool:
    """Whether a file's columns name somebody, and months or what is counted."""
    try:
        grid = read_grid(path, most=3)
        header = grid.header or table_of(grid).header
    except UnreadableInputError:
        return False
    columns = fields_by_column(header)
    if not any(field in columns for field in SUBJECTS):
        return False
    months = sum(1 for column in header if month_of(column) is not None)
    kinds = {counted_of(column) for column in header} - {""}
    return months > 1 or bool(kinds - {ANY}) or (bool(kinds) and "month" in columns)


def _is_number(text: str) -> bool:
    return kind_of("name", text) == "phone"


def _is_address(text: str) -> bool:
    return kind_of("name", text) == "path"


def _is_month(text: str) -> bool:
    return month_of(text) is not None


def _is_year(text: str) -> bool:
    return bool(year_of(text))


def _is_count(text: str) -> bool:
    return count_of(text) is not None


def _read_for_its_name(heading: str) -> str:
    """A column of a month, or of a reason, is a column of counts."""
    return "count" if month_of(heading) or reason_of(heading) else ""


_LOOKS = {"phone": _is_number, "path": _is_address, "month": _is_month, "year": _is_year}
FIELDS = (
    *(Field(name, names_of("field", name), _LOOKS.get(name)) for name in NAMED),
    *(Field(name, names_of("count", kind), _is_count) for name, kind in COUNTS.items()),
)
SOURCE = Source(
    NAME,
    TABLES,
    plan,
    OPTIONS,
    takes_many=True,
    knows=knows,
    fields=FIELDS,
    keys=SUBJECTS,
    choices=CHOICES,
    reads=_read_for_its_name,
)

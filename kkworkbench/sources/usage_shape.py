"""Which columns of a table of usage say what: one row a month, or one column a month."""

from collections.abc import Mapping
from dataclasses import dataclass

from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.table import Table
from kkworkbench.sources.usage_words import (
    ANY,
    FIELDS,
    Month,
    channel_of,
    count_rank,
    counted_of,
    fields_by_column,
    month_of,
    reason_of,
    year_of,
)

SUBJECTS = ("phone", "path", "name")
COUNT = "count"
UNKNOWN_REASON = "unknown_reason"
KEEP = "keep"
OPTIONS = frozenset({"channel", "month", "year", UNKNOWN_REASON})


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person said of the whole table; None, 0 and False where nothing was said."""

    channel: UsageChannel | None = None
    month: Month | None = None
    year: int = 0
    keeps_unknown_reasons: bool = False


@dataclass(frozen=True, slots=True)
class CountColumn:
    """A column of counts, and what its heading says of them."""

    column: str
    month: Month | None = None
    channel: UsageChannel | None = None
    reason: CallReason | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The column of each field ("" where there is none) and all columns of counts."""

    columns: Mapping[str, str]
    counts: tuple[CountColumn, ...]

    def column(self, field: str) -> str:
        """Return the column of a field."""
        return self.columns.get(field, "")


def chosen_of(file: str, options: Mapping[str, str]) -> Chosen:
    """Read the options.

    Raises:
        UnreadableInputError: one has a value that it cannot have.
    """
    given = {name: value.strip() for name, value in options.items() if value.strip()}
    read = {name: _read_option(name, value) for name, value in given.items()}
    for name, value in given.items():
        if read[name] is None:
            raise UnreadableInputError("input.usage_option", file=file, name=name, value=value)
    channel, month, year = read.get("channel"), read.get("month"), read.get("year")
    return Chosen(
        channel if isinstance(channel, UsageChannel) else None,
        month if isinstance(month, Month) else None,
        year if isinstance(year, int) else 0,
        read.get(UNKNOWN_REASON) == KEEP,
    )


def shape_of(table: Table, overruled: Mapping[str, str], chosen: Chosen) -> Shape:
    """Find the columns by their names; `overruled` names them by field, "" for none.

    Raises:
        UnreadableInputError: it does not say whom it counts, how much, when or in which channel.
    """
    file = table.file
    for field, column in overruled.items():
        if field not in (*FIELDS, COUNT):
            raise UnreadableInputError("input.usage_field", file=file, field=field)
        if column and column not in table.header:
            raise UnreadableInputError("input.usage_column", file=file, column=column)
    taken = set(overruled.values())
    free = tuple(column for column in table.header if column not in taken)
    columns = fields_by_column(free) | {f: c for f, c in overruled.items() if f != COUNT}
    columns = {field: column for field, column in columns.items() if column}
    if not any(field in columns for field in SUBJECTS):
        raise UnreadableInputError("input.usage_no_subject", file=file)
    free = tuple(column for column in free if column not in columns.values())
    shape = Shape(columns, _counts(file, free, columns, overruled.get(COUNT)))
    if not shape.counts:
        raise UnreadableInputError("input.usage_no_count", file=file)
    _see_that_all_is_said(file, shape, chosen)
    return shape


def _read_option(name: str, value: str) -> object:
    match name:
        case "channel":
            return channel_of(value)
        case "month":
            month = month_of(value)
            return month if month is not None and month.year else None
        case "year":
            return year_of(value) or None
    return value if value in ("reject", KEEP) else None


def _counts(
    file: str, free: tuple[str, ...], columns: Mapping[str, str], named: str | None
) -> tuple[CountColumn, ...]:
    if named:
        return (CountColumn(named, month_of(named), _channel(counted_of(named))),)
    months = tuple(
        CountColumn(column, month) for column in free if (month := month_of(column)) is not None
    )
    if months and "month" not in columns:
        return months
    plain = () if named is not None else _plain(free)
    reasons = tuple(
        CountColumn(column, reason=reason)
        for column in free
        if (reason := reason_of(column)) is not None
    )
    if plain and reasons:  # the one may be the sum of the others
        raise UnreadableInputError("input.usage_both", file=file, column=plain[0].column)
    return plain or reasons or months


def _plain(free: tuple[str, ...]) -> tuple[CountColumn, ...]:
    """Return one column of counts for each channel, or else one that says only that it counts."""
    counting = [column for column in free if counted_of(column)]
    best = {counted_of(c): c for c in sorted(counting, key=count_rank, reverse=True)}
    if len(best) > 1:
        best.pop(ANY, None)
    return tuple(
        CountColumn(column, channel=_channel(counted_of(column)))
        for column in counting
        if best.get(counted_of(column)) == column
    )


def _channel(kind: str) -> UsageChannel | None:
    return UsageChannel(kind) if kind not in ("", ANY) else None


def _see_that_all_is_said(file: str, shape: Shape, chosen: Chosen) -> None:
    has_year = bool(shape.column("year") or chosen.year)
    for each in shape.counts:
        if not (each.channel or chosen.channel or shape.column("channel")):
            raise UnreadableInputError("input.usage_no_channel", file=file)
        if each.month is None and not (shape.column("month") or chosen.month):
            raise UnreadableInputError("input.usage_no_month", file=file)
        if each.month is not None and not each.month.year and not has_year:
            raise UnreadableInputError("input.usage_no_year", file=file, column=each.column)

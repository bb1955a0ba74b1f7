"""Which columns of a table of usage say what: one row a month, or one column a month."""

from collections.abc import Mapping
from dataclasses import dataclass

from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.table import Table
from kkworkbench.sources.usage_words import (
    ANY,
    NAMED,
    Month,
    channel_of,
    count_rank,
    counted_of,
    fields_by_column,
    fold,
    month_of,
    reason_of,
    year_of,
)

SUBJECTS = ("phone", "path", "name")
COUNTS = {"count": ANY, **{f"count_{channel.value}": channel.value for channel in UsageChannel}}
"""Fields of counts, and the channel that each is of; `count` leaves it to a cell or a choice."""
UNKNOWN_REASON = "unknown_reason"
KEEP = "keep"
OPTIONS = frozenset({"channel", "month", "year", UNKNOWN_REASON})
CHOICES = {"channel": tuple(each.value for each in UsageChannel), UNKNOWN_REASON: (KEEP,)}


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
    by_fold = {fold(column): column for column in reversed(table.header)}
    asked: dict[str, str] = {}
    for field, wanted in overruled.items():
        if field not in (*NAMED, *COUNTS):
            raise UnreadableInputError("input.usage_field", file=file, field=field)
        asked[field] = wanted if wanted in table.header else by_fold.get(fold(wanted), "")
        if wanted.strip() and not asked[field]:
            raise UnreadableInputError("input.usage_column", file=file, column=wanted)
    free = tuple(column for column in table.header if column not in asked.values())
    columns = fields_by_column(free) | {f: c for f, c in asked.items() if f not in COUNTS}
    columns = {field: column for field, column in columns.items() if column}
    if not any(field in columns for field in SUBJECTS):
        raise UnreadableInputError("input.usage_no_subject", file=file)
    free = tuple(column for column in free if column not in columns.values())
    counts = {field: column for field, column in asked.items() if field in COUNTS}
    shape = Shape(columns, _counts(file, free, counts, "month" in columns or bool(chosen.month)))
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
    file: str, free: tuple[str, ...], asked: Mapping[str, str], has_month: bool
) -> tuple[CountColumn, ...]:
    months = tuple(
        CountColumn(column, month) for column in free if (month := month_of(column)) is not None
    )
    if months and not has_month:
        return months
    named = {COUNTS[field]: column for field, column in asked.items() if column}
    left_out = {COUNTS[field] for field, column in asked.items() if not column}
    plain = named or {kind: c for kind, c in _plain(free).items() if kind not in left_out}
    if len(plain) > 1:  # what only says that it counts may be the sum of the others
        plain.pop(ANY, None)
    counts = tuple(CountColumn(c, channel=_channel(c, kind)) for kind, c in plain.items())
    reasons = tuple(
        CountColumn(column, reason=reason)
        for column in free
        if (reason := reason_of(column)) is not None
    )
    if not reasons or named:
        return counts or months
    if counts:
        raise UnreadableInputError("input.usage_both", file=file, column=counts[0].column)
    return reasons


def _plain(free: tuple[str, ...]) -> dict[str, str]:
    """Return one column of counts for each channel, and one that says only that it counts."""
    counting = [column for column in free if counted_of(column)]
    best = {counted_of(c): c for c in sorted(counting, key=count_rank, reverse=True)}
    return {counted_of(c): c for c in counting if best[counted_of(c)] == c}


def _channel(column: str, kind: str) -> UsageChannel | None:
    """Return the channel of a column of counts: that of its field, else of its heading."""
    kind = counted_of(column) if kind == ANY else kind
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

"""Match the columns of a table with fields: by name, by alias, by likeness and by what they hold.

`guess_columns` proposes, with a certainty and samples; only what is `SURE` is taken where nobody
looks. A saved mapping is recognised by its columns.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import islice
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.ids import MappingProfileId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Field, Reading, Request
from kkworkbench.sources.table import Table
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key

SURE = 0.85
"""The certainty from which a column is taken for a field without anyone having looked."""
ALIKE = 0.75
"""The likeness of two names from which it is worth a proposal."""
PART = 0.6
"""What a name counts that is a part of the column's, as "vej" of "gade/vej"."""
SAMPLES = 5
LOOKED_AT = 200
NO_PROFILE = "-"
"""Names no profile: none is recognised, and nothing is noted of what the table says."""
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """A column and the field that it may be ("": none), from 0 to 1, with cells to see."""

    column: str
    field: str
    certainty: float
    samples: tuple[str, ...]


def guess_columns(table: Table, fields: Sequence[Field]) -> tuple[ColumnGuess, ...]:
    """Return a guess for each column, in their order; no field is proposed twice."""
    samples = _samples(table)
    scores = sorted(
        (
            (-_certainty(column, samples[column], field), at, number)
            for at, column in enumerate(table.header)
            for number, field in enumerate(fields)
        )
    )
    found: dict[int, tuple[str, float]] = {}
    taken: set[int] = set()
    for score, at, number in scores:
        if score == 0:
            break
        if at not in found and number not in taken:
            found[at] = fields[number].name, -score
            taken.add(number)
    return tuple(
        ColumnGuess(column, *found.get(at, ("", 0.0)), tuple(samples[column][:SAMPLES]))
        for at, column in enumerate(table.header)
    )


def chosen_columns(
    request: Request, table: Table, fields: Sequence[Field], profile: MappingProfile | None
) -> dict[str, str]:
    """Return which column is read for which field.

    What the request says goes first (a blank column leaves a field out), then the profile, else
    what is surely guessed.

    Raises:
        UnreadableInputError: there is no such field or column, or a column is to be two fields.
    """
    known = {field.name for field in fields}
    by_fold = {folded(column): column for column in reversed(table.header)}
    asked: dict[str, str] = {}
    for name, wanted in request.columns.items():
        if name not in known:
            raise UnreadableInputError("input.no_field", file=table.file, field=name)
        column = wanted if wanted in table.header else by_fold.get(folded(wanted), "")
        if wanted.strip() and not column:
            raise UnreadableInputError("input.column_missing", file=table.file, column=wanted)
        asked[name] = column
    if profile is not None:
        usual = {name: by_fold.get(folded(column), "") for name, column in profile.columns}
    else:
        guesses = guess_columns(table, fields)
        usual = {each.field: each.column for each in guesses if each.certainty >= SURE}
    used = set(asked.values())
    both = {name: column for name, column in usual.items() if column not in used} | asked
    columns = {name: column for name, column in both.items() if column and name in known}
    for column in columns.values():
        if sum(1 for each in columns.values() if each == column) > 1:
            raise UnreadableInputError("input.column_twice", file=table.file, column=column)
    return columns


def profile_of(request: Request, source: str, table: Table | None = None) -> MappingProfile | None:
    """Return the profile that is asked for by name, else the one whose columns the table has.

    Raises:
        UnreadableInputError: none has that name.
    """
    profiles = [each for each in request.state.all(MappingProfile) if each.source == source]
    if request.profile and request.profile != NO_PROFILE:
        for each in profiles:
            if each.name == request.profile:
                return each
        file = request.paths[0].name if request.paths else ""
        raise UnreadableInputError("input.no_profile", file=file, profile=request.profile)
    if table is None or request.profile == NO_PROFILE:
        return None
    return recognised(profiles, table.header)


def recognised(profiles: Iterable[MappingProfile], header: Sequence[str]) -> MappingProfile | None:
    """Return the profile with most columns, all of which a header has; columns may be added."""
    here = {folded(column) for column in header}
    fitting = [
        each
        for each in profiles
        if each.columns and all(folded(column) in here for _, column in each.columns)
    ]
    return max(fitting, key=lambda each: (len(each.columns), each.name), default=None)


def profile_id(source: str, name: str) -> MappingProfileId:
    """Return the id that the profile of a name has, so that saving it again replaces it."""
    return MappingProfileId(str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:mapping:{source}:{name}")))


def saved_profiles(state: State, source: str) -> tuple[MappingProfile, ...]:
    """Return a source's profiles by name."""
    found = [each for each in state.all(MappingProfile) if each.source == source]
    return tuple(sorted(found, key=lambda each: (search_key(each.name), each.id)))


def new_profile(
    source: str, name: str, columns: Mapping[str, str], key: str, options: Mapping[str, str]
) -> MappingProfile:
    """Make the profile of what was chosen."""
    return MappingProfile(
        profile_id(source, name),
        name,
        source,
        key,
        tuple(sorted(columns.items())),
        tuple(sorted((name, value) for name, value in options.items() if value)),
    )


def options_of(reading: Reading) -> dict[str, str]:
    """Return what was chosen by hand of how the file is read, for the next time."""
    chosen = {each.name: getattr(reading, each.name) for each in fields(reading)}
    return {name: str(value) for name, value in chosen.items() if value}


def reading_of(profile: MappingProfile) -> Reading:
    """Return how a profile says that its tables are read."""
    said = dict(profile.options)
    return Reading(
        said.get("encoding", ""),
        said.get("separator", ""),
        said.get("sheet", ""),
        int(said.get("header_row", 0)),
        int(said.get("first_row", 0)),
    )


@lru_cache(maxsize=4096)
def folded(name: str) -> str:
    """Reduce a column's name to its words: small letters, no signs between them."""
    return _SIGNS.sub(" ", search_key(name)).strip()


def _samples(table: Table) -> dict[str, list[str]]:
    """Return each column's first cells that hold something and are no repetition."""
    rows = [row.texts(table.header) for row in islice(table.rows, LOOKED_AT)]
    found: dict[str, list[str]] = {}
    for column, cells in zip(table.header, zip(*rows, strict=True), strict=True):
        tidy = (" ".join(cell.split()) for cell in cells)
        found[column] = list(dict.fromkeys(cell for cell in tidy if cell))
    return found


def _certainty(column: str, samples: Sequence[str], field: Field) -> float:
    named = _likeness(folded(column), field)
    if field.looks is None or not samples:
        return named if named >= PART else 0.0
    looking = sum(1 for sample in samples if field.looks(sample)) / len(samples)
    fit = min(1.0, 2 * looking)
    if named == 1:
        return 0.9 + 0.1 * fit
    if named >= PART:
        return named * (0.5 + 0.5 * fit)
    return 0.5 * looking if looking > 0.9 else 0.0


def _likeness(column: str, field: Field) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415  # loaded when a table is first matched

    best = 0.0
    for name in (field.name, *field.names):
        ours = folded(name)
        if ours == column or ours.replace(" ", "") == column.replace(" ", ""):
            return 1.0
        if not column or not ours or _digits(column) != _digits(ours):
            continue
        alike = fuzz.token_sort_ratio(ours, column) / 100
        if alike >= ALIKE:
            best = max(best, min(0.95, alike))
        elif len(ours) > 2 and set(ours.split()) <= set(column.split()):
            best = max(best, PART)
    return best


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))

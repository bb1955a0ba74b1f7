"""KK Org, the municipality's organisation register, in each shape that it comes in.

A unit is known by its number and its location, never by its name. Persons' names and e-mail
addresses are dropped on the way in and counted. "[fjernet]", which the publisher writes where a
name was taken out, is no name and is not counted.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.kk_org_plan import REGISTER, Unit, planned
from kkworkbench.sources.kk_org_shapes import (
    ADMINISTRATION,
    UNIT,
    Shaped,
    is_shaped,
    place_of,
    shaped,
)
from kkworkbench.sources.source import Request, Source, checked, go_on
from kkworkbench.sources.table import Row, Table
from kkworkbench.sources.tables import TABLES, read_grid, read_table, table_of
from kkworkbench.state.state import State
from kkworkbench.text.addresses import location_key, split_floor
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.workspace.plan import Plan, Rejected

NUMBER = "kkorgnr"
NAMES = ("borgerrettetnavn", "enhedsnavn")
STREETS = ("adresse", "vejadresseringsnavn")
OPEN_DATA = ("borgerrettetnavn", "vejadresseringsnavn")
"""The columns by which the open-data files are known."""
IDS = ("inr", "institutions_id", "locationuuid", UNIT)
PERSONS = ("enhedsleder", "skole_eller_klyngeleder", "leder", "kontaktperson")
EMAILS = ("email", "e_mail", "mail")
HOURS = ("aabningstid_1", "aabningstider")
WEBSITES = ("hjemmeside", "www")
SEVERAL = "#"
REMOVED = "[fjernet]"
_NUMBER = re.compile(r"[0-9]{1,12}")
_ID = re.compile(r"[0-9]{7}")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_URL = re.compile(r"(?:https?://)?[^\s@/]+\.[^\s@]+")
_POSTAL = re.compile(r"(?P<code>[0-9]{4})\s+(?P<town>\S.*)")


def plan_file(path: Path, state: State, today: date) -> Plan:
    """Read a KK Org file and plan what it would change.

    Raises:
        UnreadableInputError: the file cannot be read or is not from KK Org.
    """
    return plan_table(read_table(path), state, today)


def plan(request: Request) -> Plan:
    """Read one KK Org file and plan what it would change.

    Raises:
        UnreadableInputError: the file cannot be read or is not from KK Org.
    """
    table = read_table(request.paths[0], request.reading)
    return plan_table(table, request.state, request.today, request.check)


def plan_table(table: Table, state: State, today: date, check: Callable[[], None] = go_on) -> Plan:
    """Plan what a table from KK Org would change.

    Raises:
        UnreadableInputError: the table has no unit numbers or no addresses.
    """
    terms = tuple(state.all(Term))
    found = Shaped(table) if _is_open_data(table.header) else shaped(table, terms)
    if found is None:
        raise UnreadableInputError("input.not_kk_org", file=table.file)
    reader = _Reader(found, terms)
    units = tuple(checked(reader.units(), check))
    return Plan(
        REGISTER,
        table.file,
        tuple(checked(planned(state, units, today), check)),
        tuple(reader.rejected),
        dict(reader.dropped),
    )


def _is_open_data(header: tuple[str, ...]) -> bool:
    return NUMBER in header and any(each in header for each in OPEN_DATA)


class _Reader:
    def __init__(self, found: Shaped, terms: tuple[Term, ...]) -> None:
        self._table = table = found.table
        self._found = found
        self._terms = terms
        self.rejected: list[Rejected] = []
        self.dropped: Counter[str] = Counter(email=0, person=0)
        self.dropped.update(found.passed_over)
        self._is_daycare = "enhedskategori" in table.header or "enhedstype" in table.header
        for row, column, value in found.unknown:
            self.rejected.append(
                Rejected(table.file, table.sheet, row, column, value, "reject.address_type")
            )

    def units(self) -> Iterator[Unit]:
        seen: set[str] = set()
        for row in self._table.rows:
            self._count_dropped(row)
            unit = self._unit(row)
            if unit is None:
                continue
            if unit.key in seen:
                self._reject(row, NUMBER, unit.number, "reject.twice")
                continue
            seen.add(unit.key)
            yield unit

    def _unit(self, row: Row) -> Unit | None:
        number, name, uuid = _cell(row, NUMBER), _first(row, NAMES), _cell(row, UNIT)
        street, floor = split_floor(_first(row, STREETS))
        if not _NUMBER.fullmatch(number) and (number or not uuid):
            self._reject(row, NUMBER, number, "reject.no_number")
            return None
        if not name:
            self._reject(row, NAMES[-1], name, "reject.no_name")
            return None
        values = {
            "name": name,
            "phone": self._phone(row),
            "street": street,
            "floor": floor or _floor(row),
            "district": self._district(row),
            "administration": "" if self._is_daycare else self._administration(row),
            "website": self._website(row),
            "visiting_hours": self._hours(row),
            **self._postal(row),
        }
        return Unit(
            location_key(number, street) if number else uuid,
            number,
            row.number,
            {field: value for field, value in values.items() if value},
            tuple(self._aliases(row)),
            self._is_daycare,
        )

    def _postal(self, row: Row) -> dict[str, str]:
        together = _cell(row, "postnr_og_postdistrikt")
        if together:
            match = _POSTAL.fullmatch(together)
            if match is None:
                self._reject(row, "postnr_og_postdistrikt", together, "reject.postal_code")
                return {}
            return {"postal_code": match["code"], "town": match["town"]}
        code = _cell(row, "postnummer")
        if code and not (code.isdigit() and len(code) == 4):
            self._reject(row, "postnummer", code, "reject.postal_code")
            code = ""
        return {"postal_code": code, "town": _cell(row, "postdistrikt") or _cell(row, "bynavn")}

    def _phone(self, row: Row) -> str:
        first, *more = (part.strip() for part in _cell(row, "telefon").split(SEVERAL))
        if any(more):
            self._reject(row, "telefon", _cell(row, "telefon"), "reject.several")
        return first

    def _district(self, row: Row) -> str:
        text = _cell(row, "bydel")
        if text and find_term(self._terms, Vocabulary.DISTRICT, text) is None:
            self._reject(row, "bydel", text, "reject.district")
        return text

    def _administration(self, row: Row) -> str:
        text = _cell(row, ADMINISTRATION)
        if text and find_term(self._terms, Vocabulary.ADMINISTRATION, text) is None:
            self._reject(row, ADMINISTRATION, text, "reject.administration")
        return text

    def _website(self, row: Row) -> str:
        column, text = _first_named(row, WEBSITES)
        if text and not _URL.fullmatch(text):
            self._reject(row, column, text, "reject.website")
            return ""
        return text

    def _hours(self, row: Row) -> str:
        column, text = _first_named(row, HOURS)
        if text and read_hours(text).hours is None:
            self._reject(row, column, text, "reject.hours")
        return text

    def _aliases(self, row: Row) -> Iterator[str]:
        for column in IDS:
            value = _cell(row, column)
            if not value:
                continue
            if column == "institutions_id" and not _ID.fullmatch(value):
                other = _cell(row, "institutions_orgid")
                if _ID.fullmatch(other):
                    self._reject(row, column, value, "reject.shifted")
                    yield other
                continue
            yield value

    def _count_dropped(self, row: Row) -> None:
        self.dropped["email"] += sum(1 for column in EMAILS if _cell(row, column))
        persons = (_cell(row, column).casefold() for column in PERSONS)
        self.dropped["person"] += sum(1 for person in persons if person not in ("", REMOVED))

    def _reject(self, row: Row, column: str, value: str, reason: str) -> None:
        table = self._table
        number, own = place_of(self._found, row.number, column)
        self.rejected.append(Rejected(table.file, table.sheet, number, own, value, reason))


def _cell(row: Row, column: str) -> str:
    """Return a cell with single spaces and without what nobody sees; blank is empty."""
    return " ".join(_INVISIBLE.sub("", row.cells.get(column, "")).split())


def _first_named(row: Row, columns: tuple[str, ...]) -> tuple[str, str]:
    """Return the first column that is not empty, and its cell; none: the last column."""
    named = ((column, _cell(row, column)) for column in columns)
    return next(((column, cell) for column, cell in named if cell), (columns[-1], ""))


def _first(row: Row, columns: tuple[str, ...]) -> str:
    return _first_named(row, columns)[1]


def _floor(row: Row) -> str:
    return " ".join(part for part in (_cell(row, "etage"), _cell(row, "doerbetegnelse")) if part)


def knows(path: Path) -> bool:
    """Whether a file has a shape of KK Org's own."""
    try:
        grid = read_grid(path, most=3)
        header = grid.header or table_of(grid).header
    except UnreadableInputError:
        return False
    return _is_open_data(header) or is_shaped(header)


SOURCE = Source("kkorg", TABLES, plan, knows=knows)

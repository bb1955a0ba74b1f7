"""The other shapes in which KK Org gives its units, turned into rows with the usual columns.

The wide table has a row for each unit; the long one, as OS2mo exports it, has a row for each
value with its address type and visibility. Rows of persons, and what is not for others to see,
are passed over and counted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.sources.table import Row, Table
from kkworkbench.text.danish import search_key

UNIT = "uuid"
NUMBER = "kkorgnr"
NAME = "enhedsnavn"
STREET = "adresse"
ADMINISTRATION = "forvaltning"
PARENT = "overordnet"
TYPE, VALUE, VISIBILITY, PERSON = "adressetype", "værdi", "synlighed", "person"
COLUMNS: dict[str, tuple[str, ...]] = {
    UNIT: ("uuid", "enhedsuuid", "unituuid", "orgunituuid", "orgenhedsuuid"),
    NUMBER: ("kkorgnr", "enhedsnummer", "enhedsnr", "brugervendtnøgle", "userkey", "bvn"),
    NAME: ("enhedsnavn", "navn", "name", "enhed", "unitname", "orgunitname", "organisationsenhed"),
    PARENT: ("overordnet", "overordnetenhed", "overordnetuuid", "parent", "parentuuid"),
    ADMINISTRATION: ("forvaltning", "administration"),
    "telefon": ("telefon", "telefonnummer", "tlf", "phone", "phonenumber", "hovednummer"),
    STREET: ("adresse", "vejadresse", "besøgsadresse", "postadresse", "address", "vej"),
    "postnummer": ("postnummer", "postnr", "postalcode", "zip"),
    "postdistrikt": ("postdistrikt", "by", "bynavn", "town", "city"),
    "bydel": ("bydel", "district"),
    "hjemmeside": ("hjemmeside", "www", "webadresse", "website", "url"),
    "aabningstider": ("åbningstider", "åbningstid", "openinghours", "hours"),
    "email": ("email", "mail", "mailadresse", "emailadresse"),
    TYPE: ("adressetype", "addresstype", "type", "værditype"),
    VALUE: ("værdi", "value", "adresseværdi", "indhold"),
    VISIBILITY: ("synlighed", "visibility"),
    PERSON: ("person", "personuuid", "medarbejder", "medarbejderuuid", "ansat", "employee"),
}
"""What each usual column may be called; case, accents and signs make no difference."""
TYPES: dict[str, tuple[str, ...]] = {
    **{name: COLUMNS[name] for name in ("telefon", STREET, "hjemmeside", "aabningstider", "email")},
    "": ("ean", "eannummer", "pnummer", "pnr", "fax", "faxnummer", "lokation", "location"),
}
"""The address types, by the column that they fill; those under "" hold nothing for citizens."""
INWARD = ("internt", "intern", "internal", "hemmelig", "secret", "skjult", "hidden")
_SIGNS = re.compile(r"[\W_]+")
_WHOLE = re.compile(r"(?P<street>.+?),?\s+(?P<code>[0-9]{4})\s+(?P<town>\D+)")


@dataclass(slots=True)
class Shaped:
    """A table with the usual columns.

    `places` says where in the file a cell of it stood, `named` how the file calls a column.
    """

    table: Table
    named: Mapping[str, str] = field(default_factory=dict)
    places: dict[tuple[int, str], tuple[int, str]] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)
    unknown: list[tuple[int, str, str]] = field(default_factory=list)


def shaped(table: Table, terms: Iterable[Term]) -> Shaped | None:
    """Return a wide or long table with the usual columns; None where it is neither."""
    if not is_shaped(table.header):
        return None
    named = _named(table.header)
    is_long = TYPE in named and VALUE in named
    out = Shaped(table, named)
    rows = _pivoted(table, named, out) if is_long else _wide(table, named, out)
    _split_addresses(rows)
    _fill_administrations(rows, tuple(terms))
    header = tuple(dict.fromkeys(column for _, cells in rows for column in cells))
    out.table = Table(
        table.file,
        header,
        tuple(Row(number, cells) for number, cells in rows),
        table.sheet,
        table.encoding,
        table.separator,
    )
    return out


Rows = list[tuple[int, dict[str, str]]]


def is_shaped(header: tuple[str, ...]) -> bool:
    """Whether columns are those of the wide or the long table."""
    named = _named(header)
    has_id = UNIT in named or NUMBER in named
    is_long, is_wide = TYPE in named and VALUE in named, NAME in named and STREET in named
    return has_id and (is_long or is_wide)


def place_of(found: Shaped, row: int, column: str) -> tuple[int, str]:
    """Return the row and column of the file that a usual cell stood in, or should stand in."""
    own = found.named.get(column, found.named.get(UNIT, column) if column == NUMBER else column)
    return found.places.get((row, column), (row, own))


def _named(header: tuple[str, ...]) -> dict[str, str]:
    """Return the file's own column for each usual one that it has."""
    by_key: dict[str, str] = {}
    for column in header:
        by_key.setdefault(_key(column), column)
    found = {}
    for usual, names in COLUMNS.items():
        own = next((by_key[_key(name)] for name in names if _key(name) in by_key), None)
        if own is not None:
            found[usual] = own
    return found


def _key(text: str) -> str:
    return _SIGNS.sub("", search_key(text))


def _wide(table: Table, named: Mapping[str, str], out: Shaped) -> Rows:
    rows: Rows = []
    for row in table.rows:
        if _is_passed_over(row, named, out):
            continue
        usual_cells = {usual: row.cells.get(own, "") for usual, own in named.items()}
        cells = {**row.cells, **usual_cells}
        rows.append((row.number, cells))
        for usual, own in named.items():
            out.places[row.number, usual] = row.number, own
    return rows


def _pivoted(table: Table, named: Mapping[str, str], out: Shaped) -> Rows:
    """Gather the values of each unit in one row, numbered as its first."""
    types = {_key(name): usual for usual, names in TYPES.items() for name in names}
    units: dict[str, tuple[int, dict[str, str]]] = {}
    for row in table.rows:
        if _is_passed_over(row, named, out):
            continue
        unit = _id_of(row, named)
        number, cells = units.setdefault(unit, (row.number, {}))
        for usual, own in named.items():
            if usual not in (TYPE, VALUE, VISIBILITY) and row.cells.get(own, "").strip():
                cells.setdefault(usual, row.cells[own])
                out.places.setdefault((number, usual), (row.number, own))
        said, value = row.cells.get(named[TYPE], ""), row.cells.get(named[VALUE], "").strip()
        if not value:
            continue
        column = types.get(_key(said))
        if column is None:
            out.unknown.append((row.number, named[TYPE], said))
        elif column:
            many = column == "telefon" and column in cells
            cells[column] = f"{cells[column]}#{value}" if many else value
            out.places[number, column] = row.number, named[VALUE]
    return list(units.values())


def _is_passed_over(row: Row, named: Mapping[str, str], out: Shaped) -> bool:
    """Count rows of persons, and of what only the municipality itself may see."""
    if PERSON in named and row.cells.get(named[PERSON], "").strip():
        out.passed_over["person"] += 1
        return True
    seen_by = row.cells.get(named[VISIBILITY], "") if VISIBILITY in named else ""
    if any(word in seen_by.casefold() for word in INWARD):
        out.passed_over["inward"] += 1
        return True
    return False


def _id_of(row: Row, named: Mapping[str, str]) -> str:
    return next(
        (
            row.cells[named[each]].strip()
            for each in (UNIT, NUMBER)
            if each in named and row.cells.get(named[each], "").strip()
        ),
        f"#{row.number}",
    )


def _split_addresses(rows: Rows) -> None:
    """Part an address that holds its postal code, as OS2mo writes it."""
    for _, cells in rows:
        match = _WHOLE.fullmatch(" ".join(cells.get(STREET, "").split()))
        if match is not None and not cells.get("postnummer", "").strip():
            cells[STREET] = match["street"]
            cells["postnummer"], cells["postdistrikt"] = match["code"], match["town"].strip()


def _fill_administrations(rows: Rows, terms: tuple[Term, ...]) -> None:
    """Find a unit's administration among those above it, where no column names it."""
    by_id = {cells[UNIT].strip(): cells for _, cells in rows if cells.get(UNIT, "").strip()}
    by_name = {cells[NAME].strip(): cells for _, cells in rows if cells.get(NAME, "").strip()}
    for _, cells in rows:
        if cells.get(ADMINISTRATION, "").strip():
            continue
        above: dict[str, str] | None = cells
        seen: set[int] = set()
        while above is not None and id(above) not in seen:
            seen.add(id(above))
            parent = above.get(PARENT, "").strip()
            for said in (above.get(NAME, ""), parent):
                if find_term(terms, Vocabulary.ADMINISTRATION, said) is not None:
                    cells[ADMINISTRATION] = said
            if cells.get(ADMINISTRATION, "").strip():
                break
            above = by_id.get(parent) or by_name.get(parent)

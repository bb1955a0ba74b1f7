"""Any table of contacts: its columns are matched with fields, its rows with contacts by a key.

An empty cell changes nothing, a row that is missing removes nothing, and what cannot be read is
rejected with its place.
"""

from collections.abc import Callable, Iterable

from kkworkbench.model.contact import Contact
from kkworkbench.sources.contact_table_addresses import ADDRESS, address_text
from kkworkbench.sources.contact_table_fields import FIELDS
from kkworkbench.sources.contact_table_keys import KEYS, guess_key
from kkworkbench.sources.contact_table_plan import Mapped, Rows
from kkworkbench.sources.contact_table_words import Terms, column_names
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.mapping import (
    chosen_columns,
    new_profile,
    options_of,
    profile_of,
    reading_of,
)
from kkworkbench.sources.source import GUESSED, SAVE_PROFILE, Field, Request, Source, checked
from kkworkbench.sources.tables import TABLES, read_table
from kkworkbench.workspace.plan import Plan

NAME = "table"


def table_fields() -> tuple[Field, ...]:
    """Return the fields that a column may hold; "id" is a key alone, "address" is all its parts."""
    names = column_names()
    looks: dict[str, Callable[[str], bool] | None] = {
        name: field.looks for name, field in FIELDS.items()
    }
    return tuple(Field(name, names.get(name, ()), looks.get(name)) for name in names)


def plan(request: Request) -> Plan:
    """Read one table and plan what it would change.

    Raises:
        UnreadableInputError: it cannot be read, a choice does not fit it, or no column tells its
            rows apart.
    """
    named = profile_of(request, NAME)
    reading = request.reading
    if reading == GUESSED and named is not None:
        reading = reading_of(named)
    path = request.paths[0]
    table = read_table(path, reading)
    profile = named or profile_of(request, NAME, table)
    columns = chosen_columns(request, table, SOURCE.fields, profile)
    key = request.key or (profile.key if profile else "") or guess_key(table, columns)
    if not key:
        raise UnreadableInputError("input.no_key", file=table.file)
    if key not in KEYS or not KEYS[key].columns(columns):
        raise UnreadableInputError("input.key_has_no_column", file=table.file, name=key)
    save = " ".join(request.options.get(SAVE_PROFILE, "").split())
    name = save or (profile.name if profile is not None else "")
    rows = Rows(request.state, Mapped(table, columns, KEYS[key], name, path.stem), request.today)
    changes = tuple(checked(rows.planned(), request.check))
    mapping = new_profile(NAME, name, columns, key, options_of(reading))
    return Plan(NAME, table.file, changes, tuple(rows.rejected), mapping=mapping)


def contact_texts(
    contacts: Iterable[Contact], names: Iterable[str], terms: Terms
) -> list[list[str]]:
    """Return rows of texts that come back as the same contacts: one for each, by these fields."""
    wanted = tuple(names)
    return [[_text_of(contact, name, terms) for name in wanted] for contact in contacts]


def _text_of(contact: Contact, name: str, terms: Terms) -> str:
    if name == "id":
        return contact.id
    if name == ADDRESS:
        return address_text(contact.address)
    return FIELDS[name].get(contact, terms)


SOURCE = Source(
    NAME, TABLES, plan, frozenset({SAVE_PROFILE}), fields=table_fields(), keys=tuple(KEYS)
)

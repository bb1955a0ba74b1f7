"""By what the rows of a table of contacts are told apart, and which contact a row is."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kkworkbench.model.contact import Contact
from kkworkbench.sources.contact_table_fields import whole_number
from kkworkbench.sources.contact_table_words import tidy
from kkworkbench.sources.table import Row, Table
from kkworkbench.state.indexes import phone_key
from kkworkbench.state.state import State
from kkworkbench.text.addresses import location_key, split_floor
from kkworkbench.text.danish import search_key


@dataclass(frozen=True, slots=True)
class Key:
    """A way to tell rows apart: the fields that it needs, and the keys of cells and contacts."""

    name: str
    fields: tuple[tuple[str, ...], ...]
    of_cells: Callable[[tuple[str, ...]], str]
    of_contact: Callable[[Contact], tuple[str, ...]]

    def columns(self, columns: Mapping[str, str]) -> tuple[str, ...]:
        """Return the columns that hold it, or none where one is missing."""
        found = tuple(
            next((columns[field] for field in either if field in columns), "")
            for either in self.fields
        )
        return found if all(found) else ()

    def of_row(self, row: Row, columns: tuple[str, ...]) -> str:
        """Return a row's key; "" where it has none."""
        return self.of_cells(tuple(tidy(row.cells[column]) for column in columns))


def _number(text: str) -> str:
    return whole_number(text).lstrip("0")


def _place(cells: tuple[str, ...]) -> str:
    number, street = _number(cells[0]), split_floor(cells[1])[0]
    return location_key(number, street) if number and street else ""


def _place_of(contact: Contact) -> tuple[str, ...]:
    street = contact.address.street if contact.address is not None else ""
    return (_place((contact.org_id, street)),)


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key("id", (("id",),), lambda cells: cells[0], lambda contact: (contact.id,)),
        Key(
            "org_id", (("org_id",),), lambda cells: _number(cells[0]),
            lambda contact: (_number(contact.org_id),),
        ),
        Key("kkorg", (("org_id",), ("street", "address")), _place, _place_of),
        Key(
            "name", (("name",),), lambda cells: search_key(cells[0]),
            lambda contact: (search_key(tidy(contact.name)),),
        ),
        Key(
            "phone", (("phone",),), lambda cells: phone_key(whole_number(cells[0])),
            lambda contact: tuple({phone_key(phone.number) for phone in contact.phones}),
        ),
    )
}  # fmt: skip
"""The ways, the surest first."""


def guess_key(table: Table, columns: Mapping[str, str]) -> str:
    """Return the first key that every row has and no two share, else the one nearest to it.

    "" where no column holds a key.
    """
    best, most = "", -1
    for key in KEYS.values():
        held = key.columns(columns)
        if not held:
            continue
        counts = Counter(key.of_row(row, held) for row in table.rows)
        alone = sum(1 for text, times in counts.items() if text and times == 1)
        if alone > most:
            best, most = key.name, alone
    return best


def contacts_by_key(state: State, key: Key) -> dict[str, list[Contact]]:
    """Return all contacts by key."""
    found: dict[str, list[Contact]] = {}
    for contact in state.all(Contact):
        for text in key.of_contact(contact):
            if text:
                found.setdefault(text, []).append(contact)
    return found

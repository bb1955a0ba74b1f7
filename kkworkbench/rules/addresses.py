"""K5: postal codes, towns and streets."""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources

from kkworkbench.model.address import Address
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import CONTACTS_BY_STREET
from kkworkbench.text.addresses import street_key

_TOWN_SHORT = re.compile(r"\b(?:kbh|cph|københ|copenhagen)\b\.?", re.IGNORECASE)
_STREET_NAME = re.compile(
    r"(?:gade|vej|allé|alle|plads|torv|boulevard|stræde|vænge|kaj|brygge|have|stien|bakke|vang)$",
    re.IGNORECASE,
)


@cache
def postal_codes() -> dict[str, tuple[str, ...]]:
    """Return the Danish postal codes with their towns, the usual one first."""
    towns: dict[str, list[str]] = {}
    file = resources.files("resources").joinpath("places", "postcodes.csv")
    for row in csv.reader(file.read_text(encoding="utf-8").splitlines()[1:], delimiter=";"):
        towns.setdefault(row[0], []).append(row[1])
    return {code: tuple(names) for code, names in towns.items()}


@cache
def known_streets() -> dict[str, tuple[str, ...]]:
    """Return streets with their right postal codes, by `street_key`; the first is the usual."""
    codes: dict[str, tuple[str, ...]] = {}
    file = resources.files("resources").joinpath("places", "streets.csv")
    for row in csv.reader(file.read_text(encoding="utf-8").splitlines()[1:], delimiter=";"):
        codes[street_key(row[0])] = tuple(row[1].split())
    return codes


def tidy_town(address: Address) -> str:
    """Return a town without abbreviation and trailing punctuation, by its postal code if known."""
    bare = address.town.strip().rstrip(".,; ")
    if _TOWN_SHORT.search(bare):
        towns = postal_codes().get(address.postal_code)
        return towns[0] if towns else _TOWN_SHORT.sub("København", bare)
    return bare


@rule("K501", on=Contact, cites=("P33",), severity=Severity.ERROR, fix="correct_town", safe=True)
def towns_match_postal_codes(contact: Contact, context: Context) -> Iterable[Breach]:
    address = contact.address
    if address is None or address.is_empty:
        return
    code = address.postal_code.strip()
    towns = postal_codes().get(code)
    if towns is None:
        variant = "none" if not code else ""
        yield breach("address.postal_code", value=code, variant=variant, has_fix=False)
    elif tidy_town(address).casefold() not in {town.casefold() for town in towns}:
        yield breach("address.town", value=address.town, variant="town", wanted=towns[0],
                     code=code)  # fmt: skip


@rule("K502", on=Contact, cites=("P33",), severity=Severity.WARNING, fix="tidy_address", safe=True)
def addresses_are_written_out(contact: Contact, context: Context) -> Iterable[Breach]:
    address = contact.address
    if address is None or address.is_empty:
        return
    town = tidy_town(address)
    if town != address.town:
        yield breach("address.town", value=address.town, wanted=town)
    street = address.street.strip()
    if not street and not address.po_box.strip():
        yield breach("address.street", variant="street", has_fix=False)
    tidy = street.rstrip(".,; ")
    if tidy != address.street:
        yield breach("address.street", value=address.street, wanted=tidy)
    elif not any(char.isdigit() for char in street) and _STREET_NAME.search(street):
        yield breach("address.street", value=street, variant="number", has_fix=False)


@rule("K503", on=CONTACTS_BY_STREET, cites=("P33",), severity=Severity.WARNING, fix="correct_code")
def streets_have_their_own_code(street: str, context: Context) -> Iterable[Breach]:
    """Go by the shipped list, else by what most contacts at the same street and number say.

    Where as many say one as another, nobody knows which is right: those with the higher code are
    told, without a fix.
    """
    found: dict[str, Address] = {}
    for id_ in context.bucket(CONTACTS_BY_STREET, street):
        address = context.see(Contact, id_, views.address)
        if address is not None:
            found[id_] = address
    right: tuple[str, ...] = known_streets().get(street, ())
    is_certain = True
    if not right:
        said = Counter(
            each.postal_code for each in found.values() if each.postal_code in postal_codes()
        )
        if not said:
            return
        most = max(said.values())
        right = (min(code for code in said if said[code] == most),)
        is_certain = list(said.values()).count(most) == 1
    for id_, address in found.items():
        if address.postal_code and address.postal_code not in right:
            yield breach("address.postal_code", value=address.postal_code, wanted=right[0],
                         street=address.street, subject=(Contact, id_), has_fix=is_certain,
                         town=postal_codes().get(right[0], ("",))[0],
                         variant="" if is_certain else "unsure")  # fmt: skip

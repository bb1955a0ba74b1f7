"""K803: contacts that seem to be one and the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kkworkbench.model.address import Address
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import CONTACTS_BY_NAME_BLOCK, phone_key
from kkworkbench.text.likeness import house_of, name_blocks, name_likeness, street_likeness

_NONE = frozenset({""})
ALIKE = 0.75
"""Likeness of two names, from 0 to 1, from which they may be one."""
CROWD = 12
"""Contacts with one number or house in a block up to which each is compared with each."""
REACH = 8
"""How many of the next by name one is compared with in a crowd."""


class Signs(NamedTuple):
    """What a contact is known by: its name, its numbers' digits, its address."""

    name: str
    phones: frozenset[str]
    address: Address | None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two contacts are: their names from 0 to 1, and what else they share."""

    name: float
    same_phone: bool
    same_address: bool

    @property
    def shared(self) -> str:
        """What they share besides the name: "phone", "address" or "both"."""
        if self.same_phone and self.same_address:
            return "both"
        return "phone" if self.same_phone else "address"


def signs(contact: Contact) -> Signs:
    """View what a contact is known by."""
    phones = frozenset([phone_key(phone.number) for phone in contact.phones if phone.number])
    return Signs(
        contact.name or contact.title, phones - _NONE if "" in phones else phones, contact.address
    )


def likeness(first: Signs, second: Signs) -> Likeness | None:
    """Return how alike two contacts are, or None where they are not likely to be one."""
    same_phone = not first.phones.isdisjoint(second.phones)
    same_address = _same_place(first.address, second.address)
    if not (same_phone or same_address):
        return None
    name = name_likeness(first.name, second.name)
    return Likeness(name, same_phone, same_address) if name >= ALIKE else None


@rule("K803", on=CONTACTS_BY_NAME_BLOCK, cites=("P36",), severity=Severity.WARNING)
def contacts_stand_once(block: str, context: Context) -> Iterable[Breach]:
    """Tell each pair once: in the first of the blocks that both are in, on the later id."""
    ids = context.bucket(CONTACTS_BY_NAME_BLOCK, block)
    if len(ids) < 2:  # nearly all blocks: they cost nothing more
        return
    known = {}
    for id_ in ids:
        seen = context.see(Contact, id_, signs)
        if seen is not None:
            known[id_] = seen
    for first, second in sorted(set(_pairs(known))):
        ours, theirs = known[first], known[second]
        if block != min({*name_blocks(ours.name)} & {*name_blocks(theirs.name)}):
            continue
        found = likeness(ours, theirs)
        if found is not None:
            yield breach(
                "name",
                value=first,
                variant=found.shared,
                subject=(Contact, second),
                other=ours.name,
                percent=str(round(found.name * 100)),
            )


def _pairs(known: dict[str, Signs]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that share a number or a house; a crowd is compared in order of name."""
    alone: dict[str, str] = {}
    together: dict[str, list[str]] = {}
    for id_, seen in known.items():
        address = seen.address
        house = (f"#{house_of(address.street)}",) if address is not None and address.street else ()
        for sign in (*seen.phones, *house):
            other = alone.setdefault(sign, id_)
            if other != id_:
                together.setdefault(sign, [other]).append(id_)
    for ids in together.values():
        reach = len(ids)
        if len(ids) > CROWD:
            ids.sort(key=lambda id_: known[id_].name)
            reach = REACH
        for at, id_ in enumerate(ids):
            for other in ids[at + 1 : at + 1 + reach]:
                yield (id_, other) if id_ < other else (other, id_)


def _same_place(first: Address | None, second: Address | None) -> bool:
    if first is None or second is None or not first.street or not second.street:
        return False
    codes = {first.postal_code.strip(), second.postal_code.strip()} - {""}
    towns = {first.town.strip().casefold(), second.town.strip().casefold()} - {""}
    if len(codes) > 1 and len(towns) != 1:
        return False
    return street_likeness(first.street, second.street) > 0

"""Read the results of a card sort, and tell how far its users agreed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from kkworkbench.model.workshop import Placement
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import GUESSED, Reading
from kkworkbench.sources.tables import read_table
from kkworkbench.text.danish import search_key, sort_key

NAMES: Mapping[str, frozenset[str]] = {
    "card": frozenset({"card", "cards", "card label", "kort", "indgang", "emne"}),
    "category": frozenset(
        {"category", "categories", "category label", "kategori", "gruppe", "group"}
    ),
    "user": frozenset({"user", "user id", "participant", "participant id", "bruger", "deltager"}),
}
"""What the three columns may be called, folded for search."""
LONGEST = 200
MOST_CARDS = 300
"""Cards up to which each is compared with each other; a sort has some thirty to a hundred."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: its number in the file, the column, its cell, and why, as a key."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class CardSortReading:
    """What a file said: the placements that were taken, and the rows that were not."""

    file: str
    placements: tuple[Placement, ...]
    rejected: tuple[RejectedRow, ...] = ()


def read_card_sort(path: Path, reading: Reading = GUESSED) -> CardSortReading:
    """Read a table with the columns card, category and user, one row for each placement.

    Raises:
        UnreadableInputError: it is no table, lacks a column, or holds too many cards.
    """
    table = read_table(path, reading)
    columns = _columns(table.file, table.header)
    spelt: dict[tuple[str, str], str] = {}
    taken: dict[tuple[str, str], Placement] = {}
    rejected: list[RejectedRow] = []
    for row in table.rows:
        cells = {name: " ".join(row.cells[column].split()) for name, column in columns.items()}
        bad = next((name for name in NAMES if _fault(cells[name])), "")
        if bad:
            fault = _fault(cells[bad])
            rejected.append(RejectedRow(row.number, columns[bad], cells[bad][:LONGEST], fault))
            continue
        texts = {
            name: spelt.setdefault((name, search_key(text)), text) for name, text in cells.items()
        }
        placement = Placement(texts["card"], texts["category"], texts["user"])
        if taken.setdefault((placement.card, placement.user), placement) is not placement:
            why = "workshop.reject.twice"
            rejected.append(RejectedRow(row.number, columns["card"], placement.card, why))
    if not taken:
        raise UnreadableInputError("workshop.no_placements", file=table.file)
    cards = len({card for card, _user in taken})
    if cards > MOST_CARDS:
        raise UnreadableInputError(
            "workshop.too_many_cards", file=table.file, most=str(MOST_CARDS), count=str(cards)
        )
    return CardSortReading(table.file, tuple(taken.values()), tuple(rejected))


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far the users of a card sort agreed.

    `shares` says of each card which part of its users (0 to 1) put it into each category; `pairs`
    of two cards which part of those who sorted both put them together, the strongest first.
    """

    users: tuple[str, ...]
    cards: tuple[str, ...]
    categories: tuple[str, ...]
    shares: Mapping[str, Mapping[str, float]]
    pairs: tuple[tuple[str, str, float], ...]

    def share(self, card: str, category: str) -> float:
        """Return the part of a card's users who put it into a category."""
        return self.shares[card].get(category, 0.0)

    def best(self, card: str) -> tuple[str, float]:
        """Return the category that most users put a card into, and how many of them."""
        return max(
            ((name, self.share(card, name)) for name in self.categories), key=lambda item: item[1]
        )


def agreement(placements: Iterable[Placement]) -> Agreement:
    """Work out how far the users agreed; a user's second word on a card counts for the first."""
    of_card: dict[str, dict[str, str]] = defaultdict(dict)
    for each in placements:
        of_card[each.card][each.user] = each.category
    users = {user for sorted_by in of_card.values() for user in sorted_by}
    categories = {name for sorted_by in of_card.values() for name in sorted_by.values()}
    cards = sorted(of_card, key=sort_key)
    shares = {
        card: {
            name: count / len(of_card[card])
            for name, count in Counter(of_card[card].values()).items()
        }
        for card in cards
    }
    pairs = []
    for one, other in combinations(cards, 2):
        both = of_card[one].keys() & of_card[other].keys()
        together = sum(1 for user in both if of_card[one][user] == of_card[other][user])
        if together:
            pairs.append((one, other, together / len(both)))
    pairs.sort(key=lambda pair: (-pair[2], sort_key(pair[0]), sort_key(pair[1])))
    return Agreement(
        tuple(sorted(users, key=sort_key)),
        tuple(cards),
        tuple(sorted(categories, key=sort_key)),
        shares,
        tuple(pairs),
    )


def _columns(file: str, header: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in header:
        name = search_key(column.replace("_", " ").strip())
        for wanted, names in NAMES.items():
            if name in names:
                found.setdefault(wanted, column)
    if len(found) < len(NAMES):
        raise UnreadableInputError("workshop.no_columns", file=file)
    return {name: found[name] for name in NAMES}


def _fault(cell: str) -> str:
    if not cell:
        return "workshop.reject.empty"
    return "workshop.reject.long" if len(cell) > LONGEST else ""

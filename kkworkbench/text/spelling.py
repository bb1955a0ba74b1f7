"""Misspelt weekdays and towns, by a small word list."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

_WORD = re.compile(r"[^\W\d_]{3,}")
_TOKEN = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|www\.|@|\w\.[a-z]{2,4}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelt word at [start, end) and how it is spelt."""

    start: int
    end: int
    word: str
    suggestion: str


@lru_cache(maxsize=256)
def misspellings(text: str) -> tuple[Misspelling, ...]:
    """Find words of the list in a text, addresses of the web aside.

    The suggestion keeps a leading capital, and a town has one anyway.
    """
    known = _known()
    if known.keys().isdisjoint(_WORD.findall(text.casefold())):
        return ()
    found = []
    addresses = [each.span() for each in _TOKEN.finditer(text) if _ADDRESS.search(each[0])]
    for match in _WORD.finditer(text):
        right = known.get(match.group().casefold())
        is_address = any(start <= match.start() < end for start, end in addresses)
        if right is not None and not is_address:
            shown = right.capitalize() if match.group()[0].isupper() else right
            found.append(Misspelling(match.start(), match.end(), match.group(), shown))
    return tuple(found)


@cache
def _known() -> dict[str, str]:
    file = resources.files("resources").joinpath("words", "misspellings.toml")
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    towns = {wrong: right.capitalize() for wrong, right in lists.pop("towns").items()}
    return {wrong: right for words in lists.values() for wrong, right in words.items()} | towns

"""How alike two names or two addresses are, and the blocks in which alike names meet.

Words that set units apart count in full: another number, another district or "Voksne" for
"Handicap" makes another name, however many letters the two share.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from kkworkbench.text.addresses import street_key
from kkworkbench.text.danish import search_key

_WORD = re.compile(r"[^\W_]+\.?")
_HOUSE = re.compile(r"(?<=[^\W\d_][\s.])\s*([0-9]{1,4})\s?([a-zæøåA-ZÆØÅ]?)\b")
_LETTERS = str.maketrans("æøåäöü", "aoaaou")
"""One letter for one: a name spelt with "oe" is a slip away, and a word's length stays true."""
_SHORT = {
    "adm": "administration", "afd": "afdeling", "bibl": "bibliotek", "bh": "bornehave",
    "bornehus": "bornehuset", "forv": "forvaltning", "forvaltningen": "forvaltning",
    "gl": "gammel", "gamle": "gammel", "inst": "institution", "int": "integreret",
    "integrerede": "integreret", "kbh": "kobenhavn", "kgs": "kongens", "kom": "kommune",
    "ndr": "nordre", "sct": "sankt", "sdr": "sondre", "skt": "sankt", "vug": "vuggestue",
}  # fmt: skip
_WEAK = frozenset((
    "af", "de", "den", "det", "en", "et", "for", "fra", "hos", "i", "kobenhavn", "kobenhavns",
    "kommune", "kommunes", "med", "og", "pa", "samt", "the", "til", "ved", "and", "of",
))  # fmt: skip
_TYPES = frozenset((
    "afdeling", "bibliotek", "bornegard", "bornehave", "bornehuset", "center", "centret",
    "centeret", "daginstitution", "dagtilbud", "enhed", "fritidshjem", "institution",
    "integreret", "kontor", "plejecenter", "plejehjem", "selvejende", "team", "vuggestue",
))  # fmt: skip
_STREET_ENDS = (
    (re.compile(r"(?<=\w)(?:gd|g)\.(?=\s|$)"), "gade"),
    (re.compile(r"(?<=\w)v\.(?=\s|$)"), "vej"),
    (re.compile(r"\bpl\.?(?=\s|$)"), "plads"),
    (re.compile(r"\b(?:blvd|boul)\.?(?=\s|$)"), "boulevard"),
    (re.compile(r"\bnr\.?(?=\s[^\W\d])"), "nørre"),
)


FEW_WORDS = 2
"""Words of a name up to which two letters of each make too little of it."""


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded and written out, sorted; weak ones only if no others."""
    words = [_SHORT.get(word.rstrip("."), word) for word in _WORD.findall(_folded(name))]
    telling = [word for word in words if word not in _WEAK]
    return tuple(sorted(telling or words))


@lru_cache(maxsize=65536)
def name_blocks(name: str) -> tuple[str, ...]:
    """Return the blocks of a name: two names that are alike share at least one.

    One is made of the beginnings of the words and one of their ends, so that a slip in the one
    leaves the other whole and a shortened word keeps its beginning. Numbers are whole in all. A
    name with "bibliotek" or its like has the blocks that it would have without.
    """
    words = [word.rstrip(".") for word in name_words(name)]
    telling = [word for word in words if word not in _TYPES]
    blocks = list(_ends(words))
    if len(telling) < len(words):
        blocks += _ends(telling)
    return tuple(dict.fromkeys(blocks))


def _ends(words: list[str]) -> Iterator[str]:
    """Yield the blocks that words make; of few, three longer ones, so that none is a crowd.

    A word that allows no slip is whole in all.
    """
    if not words:
        return
    cut = [(word, _is_exact(word)) for word in words]
    yield " ".join(sorted([word if whole else word[:3] for word, whole in cut]))
    if len(words) <= FEW_WORDS:
        yield "-" + " ".join(sorted([word if whole else word[-3:] for word, whole in cut]))
        both = [word if whole else word[:2] + word[-2:] for word, whole in cut]
        yield "+" + " ".join(sorted(both))
    else:
        yield "-" + " ".join(sorted([word if whole else word[-2:] for word, whole in cut]))


@lru_cache(maxsize=65536)
def name_likeness(first: str, second: str) -> float:
    """Return how alike two names are, from 0 to 1; 0 where they are told apart by a word."""
    ours, theirs = name_words(first), name_words(second)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    from rapidfuzz import fuzz  # noqa: PLC0415  # loaded when the first two names are compared

    if "".join(ours) == "".join(theirs):
        return 1.0
    pairs = _paired(_written_out(ours, theirs), _written_out(theirs, ours))
    if pairs is None:
        return 0.0
    first, second = (" ".join(words) for words in zip(*pairs, strict=True))
    least = fuzz.token_sort_ratio(" ".join(ours), " ".join(theirs))
    return max(least, fuzz.ratio(first, second)) / 100


@lru_cache(maxsize=65536)
def house_of(street: str) -> str:
    """Return a street's house number as in "43b", or an empty text where there is none."""
    house = _HOUSE.search(street)
    return f"{int(house[1])}{house[2].casefold()}" if house else ""


@lru_cache(maxsize=65536)
def street_likeness(first: str, second: str) -> float:
    """Return how alike two streets with house number are, from 0 to 1; 0: not the same place."""
    (ours, house), (theirs, other) = _street(first), _street(second)
    if not house or house != other:
        return 0.0
    if ours == theirs:
        return 1.0
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # as above

    return float(OSA.normalized_similarity(ours, theirs)) if _is_slip(ours, theirs) else 0.0


@lru_cache(maxsize=65536)
def _street(street: str) -> tuple[str, str]:
    text = street.casefold()
    for pattern, whole in _STREET_ENDS:
        text = pattern.sub(whole, text)
    name, _, house = street_key(text).rpartition(" ")
    return _folded(name), house


def _folded(text: str) -> str:
    folded = text.casefold().translate(_LETTERS)
    return folded if folded.isascii() else search_key(folded)


def _is_exact(word: str) -> bool:
    """Whether a word allows no slip: a single letter, or a number ("2", "12b")."""
    return len(word) == 1 or word[0].isdigit() or word[-1].isdigit()


def _paired(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[tuple[str, str]] | None:
    """Pair each word with its equal in the other name; None where one that tells has none."""
    same, other = Counter(ours) & Counter(theirs), Counter(theirs) - Counter(ours)
    pairs = [(word, word) for word in same.elements()]
    alone, left = list((Counter(ours) - same).elements()), list(other.elements())
    for word in tuple(alone):
        match = next((other for other in left if _same_word(word, other)), None)
        if match is not None:
            alone.remove(word)
            left.remove(match)
            pairs.append((word, match))
    types = [word.rstrip(".") in _TYPES for word in (*alone, *left)]
    if not pairs or (alone and left) or not all(types):
        return None
    return pairs


def _written_out(words: tuple[str, ...], by: tuple[str, ...]) -> tuple[str, ...]:
    """Write "bibl." out as the other name does, if it does."""
    return tuple(
        next((whole for whole in by if whole.startswith(word[:-1])), word)
        if word.endswith(".") and len(word) > 2
        else word
        for word in words
    )


def _same_word(first: str, second: str) -> bool:
    first, second = first.rstrip("."), second.rstrip(".")
    if first == second:
        return True
    return not (_is_exact(first) or _is_exact(second)) and _is_slip(first, second)


def _is_slip(first: str, second: str) -> bool:
    """Whether one word is the other with a slip of the pen, or two in a long one."""
    shorter = min(len(first), len(second))
    if shorter < 4:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415  # as above

    slips = OSA.distance(first, second, score_cutoff=2)
    return slips <= 1 or (slips == 2 and shorter >= 8 and first[0] == second[0])

"""Find a text in plain text or in the texts of HTML, exactly or as Danes spell it, and replace it."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kkworkbench.text.danish import short_key

_DIGRAPHS = {"aa": "a", "oe": "o", "ae": "a"}
_FADING = str.maketrans("", "", "aeoåæøäöéèêáàâóòôü")
"""Letters that two spellings of a word may not share."""
_TAG = r"""</?[a-zA-Z!?](?:"[^"]*"|'[^']*'|[^>"'])*>"""
_TOKEN = re.compile(
    rf"<!--.*?-->|<(script|style)\b.*?</\1\s*>|{_TAG}|&(?:#\d+|#x[\da-f]+|\w+);|.",
    re.DOTALL | re.IGNORECASE,
)
_BORDER = "\0"
"""Stands where a tag does: nothing is found across it."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for, and how closely; `folded` passes over case, and reads å as aa and a."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    folded: bool = False

    def spans(self, text: str, *, is_html: bool = False) -> list[Span]:
        """Return where it stands in a text, as [start, end) without overlaps.

        Of HTML only texts are read, no tags and attributes; an entity is the sign it stands for.
        """
        if not self.text or _rough(self.text) not in _rough(html.unescape(text)):
            return []
        signs, places = _signs(text) if is_html else (text, None)
        folded, origins = self._folded(signs)
        needle = self._folded(self.text)[0]
        found: list[Span] = []
        at = folded.find(needle) if needle else -1
        while at >= 0:
            start, end = origins[at][0], origins[at + len(needle) - 1][1]
            if self.whole_words and _is_inside_word(signs, start, end):
                at = folded.find(needle, at + 1)
                continue
            found.append((start, end) if places is None else (places[start][0], places[end - 1][1]))
            at = folded.find(needle, at + len(needle))
        return found

    def replaced(self, text: str, by: str, *, is_html: bool = False) -> str:
        """Return a text with another in each of its places."""
        out, done = [], 0
        written = html.escape(by, quote=False) if is_html else by
        for start, end in self.spans(text, is_html=is_html):
            out += [text[done:start], written]
            done = end
        return "".join([*out, text[done:]])

    def _folded(self, signs: str) -> tuple[str, list[Span]]:
        """Return signs as they are compared, and of each where it came from."""
        letters: list[str] = []
        origins: list[Span] = []
        at = 0
        while at < len(signs):
            pair = signs[at : at + 2].casefold() if self.folded else ""
            size = 2 if pair in _DIGRAPHS else 1
            for letter in _DIGRAPHS.get(pair) or self._letter(signs[at]):
                letters.append(letter)
                origins.append((at, at + size))
            at += size
        return "".join(letters), origins

    def _letter(self, sign: str) -> str:
        if self.folded:
            return short_key(sign)
        small = sign.casefold()
        return sign if self.match_case or len(small) != 1 else small


def _signs(text: str) -> tuple[str, list[Span]]:
    """Return the signs of the texts of HTML, and where each stands."""
    signs: list[str] = []
    places: list[Span] = []
    for token in _TOKEN.finditer(text):
        sign = token[0]
        if len(sign) > 1:
            plain = html.unescape(sign) if sign[0] == "&" else _BORDER
            sign = plain if len(plain) == 1 else _BORDER
        signs.append(sign)
        places.append(token.span())
    return "".join(signs), places


def _is_inside_word(signs: str, start: int, end: int) -> bool:
    before = start > 0 and signs[start - 1].isalnum() and signs[start].isalnum()
    after = end < len(signs) and signs[end].isalnum() and signs[end - 1].isalnum()
    return before or after


@lru_cache(maxsize=256)
def _rough(text: str) -> str:
    """Return what all spellings of a text share, to rule most texts out at once."""
    return unicodedata.normalize("NFC", text).casefold().translate(_FADING)

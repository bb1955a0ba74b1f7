"""Readability (LIX) and length of Danish text."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:bl\.\s?a|f\.\s?eks|d\.\s?v\.\s?s|m\.\s?v|m\.\s?m|m\.\s?fl|o\.\s?l|p\.\s?t|pr|ca|kl|nr|tlf|jf"
    r"|evt|inkl|ekskl|fx|mv|osv|stk|str|max|min|mio|kr|sct|skt|kgs|gl|hr|dr|st|tv|th|mf)\.(?!\s+[A-ZÆØÅ]\w{3,})",
    re.IGNORECASE,
)
_DECIMAL = re.compile(r"(?<=[0-9])[.:](?=[0-9])")
LONG = 6
"""Letters over which a word is long."""


@lru_cache(maxsize=256)
def word_count(text: str) -> int:
    """Count the words of a text."""
    return len(_WORD.findall(text))


@lru_cache(maxsize=256)
def lix(text: str) -> float | None:
    """Return words per sentence plus the percentage of long words; None for no words.

    Abbreviations, times and decimals end no sentence; a line break does.
    """
    words = _WORD.findall(text)
    if not words:
        return None
    plain = _DECIMAL.sub("", _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text))
    sentences = sum(1 for part in _END.split(plain) if _WORD.search(part))
    long_words = sum(1 for word in words if len(word) > LONG)
    return len(words) / max(1, sentences) + 100 * long_words / len(words)

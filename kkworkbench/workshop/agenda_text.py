"""An agenda as lines that a person types: the minutes, then the point."""

import re

from kkworkbench.model.workshop import AgendaItem

MOST_MINUTES = 600
_LINE = re.compile(r"(?:(?P<minutes>\d{1,3})(?:\s*min\.?(?=\s|$))?)?\s*(?P<title>.*)", re.DOTALL)


def agenda_of(text: str) -> tuple[AgendaItem, ...]:
    """Read an agenda, one point a line; a line without minutes has none, an empty one is no point."""
    found = []
    for line in text.splitlines():
        match = _LINE.fullmatch(" ".join(line.split()))
        if match is None or not match["title"]:
            continue
        found.append(AgendaItem(match["title"], min(int(match["minutes"] or 0), MOST_MINUTES)))
    return tuple(found)


def agenda_text(agenda: tuple[AgendaItem, ...]) -> str:
    """Write an agenda as lines that `agenda_of` reads."""
    return "\n".join(f"{item.minutes} {item.title}" for item in agenda)

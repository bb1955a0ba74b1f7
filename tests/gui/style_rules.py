"""The style sheet read as rules, and what they come to for one kind of widget in one state."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import resources
from typing import Final

from PySide6 import QtWidgets

_PART: Final = re.compile(
    r"(?P<kind>\w+)(?P<name>#\w+)?(?P<attributes>(\[[^\]]+\])*)"
    r"(::(?P<piece>[\w-]+))?(?P<states>(:[\w-]+)*)$"
)


@dataclass(frozen=True)
class Subject:
    """What a rule dresses: a class, an id, properties, a piece of it, and the states it is in."""

    kind: str
    name: str
    attributes: frozenset[str]
    piece: str
    states: frozenset[str]

    @property
    def widget(self) -> type:
        """Return the class; Qt keeps the button in a table's corner to itself."""
        found: type = getattr(QtWidgets, self.kind, QtWidgets.QAbstractButton)
        return found

    def covers(self, other: Subject) -> bool:
        """Tell whether a rule with this subject dresses another."""
        have = other.attributes | {each.partition("=")[0] for each in other.attributes}
        return (
            self.piece == other.piece
            and self.name in ("", other.name)
            and self.attributes <= have
            and self.states <= other.states
            and issubclass(other.widget, self.widget)
        )

    def __str__(self) -> str:
        piece = f"::{self.piece}" if self.piece else ""
        attributes = "".join(f"[{each}]" for each in sorted(self.attributes))
        states = "".join(f":{each}" for each in sorted(self.states))
        return f"{self.kind}{self.name}{attributes}{piece}{states}"


@dataclass(frozen=True)
class Rule:
    """What stands around a subject, the subject, and what is said of it."""

    within: tuple[Subject, ...]
    subject: Subject
    says: dict[str, str]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Return how far the rule goes before others, as style sheets count it."""
        parts = (*self.within, self.subject)
        named = sum(bool(part.name) for part in parts)
        return named, sum(len(part.attributes) + len(part.states) for part in parts), len(parts)


Dressed = tuple[tuple[Subject, ...], Subject]


def _subject(text: str) -> Subject:
    match = _PART.match(text)
    assert match, text
    attributes = frozenset(re.findall(r"\[([^\]]+)\]", match["attributes"]))
    states = frozenset(filter(None, match["states"].split(":")))
    return Subject(match["kind"], match["name"] or "", attributes, match["piece"] or "", states)


def _declared(body: str) -> Iterator[tuple[str, str]]:
    """Yield what is said, a border parted into its width and its colour."""
    for each in filter(str.strip, body.split(";")):
        key, _, value = (part.strip() for part in each.partition(":"))
        if key == "border":
            yield "border-width", value.split()[0]
            yield "border-color", value.split()[-1]
        else:
            yield key, value


def read_sheet() -> tuple[Rule, ...]:
    """Read the style sheet of the program, what goes first last; no token is filled in."""
    text = resources.files("resources").joinpath("qss", "app.qss").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).replace("${px8}", "$px8")
    rules = (
        Rule(tuple(map(_subject, around)), _subject(last), dict(_declared(body)))
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text)
        for selector in selectors.split(",")
        for *around, last in [selector.replace(">", " ").split()]
    )
    return tuple(sorted(rules, key=lambda rule: rule.weight))


def dressed(rules: tuple[Rule, ...]) -> Iterator[Dressed]:
    """Yield every look that a rule speaks of, in its state and in each that may come on top."""
    seen = set()
    for rule in rules:
        for other in rules:
            if replace(other.subject, states=frozenset()).covers(rule.subject):
                states = rule.subject.states | other.subject.states
                look = rule.within, replace(rule.subject, states=states)
                if look not in seen:
                    seen.add(look)
                    yield look


def dress(rules: tuple[Rule, ...], look: Dressed) -> dict[str, str]:
    """Return what all rules come to."""
    within, subject = look
    said: dict[str, str] = {}
    for rule in rules:
        if rule.within in ((), within) and rule.subject.covers(subject):
            said |= rule.says
    return said

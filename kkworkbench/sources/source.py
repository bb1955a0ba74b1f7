"""What a source is: it reads files and plans what they would change; it writes nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Plan

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a table is to be read where the guess is overruled; "" and 0 leave it to the reader.

    Rows count from 1 as the file shows them.
    """

    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    header_row: int = 0
    first_row: int = 0


SAVE_PROFILE = "save_profile"
"""The option of a table's source that names the mapping, so that it is kept and known again."""
GUESSED = Reading()
"""Nothing is overruled."""


def go_on() -> None:
    """Call nothing off."""


def checked(items: Iterable[T], check: Callable[[], None]) -> Iterator[T]:
    """Yield the items, and look before each whether the work was called off."""
    for item in items:
        check()
        yield item


@dataclass(frozen=True, slots=True)
class Request:
    """What a source is asked: files, the workspace as it stands, and what a person chose.

    `columns` pairs fields with columns, `key` is the field that tells rows apart and `profile`
    the name of a saved mapping; `options` are what this source alone asks for. `workspace` is the
    workspace's id, and `base` gives it as it was after a step of its log, or raises `Refused`.
    `check` is called between two rows, and raises where the work was called off.
    """

    paths: tuple[Path, ...]
    state: State
    today: date
    reading: Reading = GUESSED
    columns: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    profile: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    workspace: str = ""
    base: Callable[[int], State] | None = None
    check: Callable[[], None] = go_on


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a column may hold: its name, what people call it, and how its cells look."""

    name: str
    names: tuple[str, ...] = ()
    looks: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source: its name in the registry, the suffixes that it reads, and how it plans.

    `plan` raises UnreadableInputError where a file cannot be read or is none of its own.
    `options` names what `Request.options` may hold; `takes_many` files are read as one plan.
    `knows` says whether a file looks like the source's own; where none does, it is a mere table.
    Of a table, `fields` are what its columns can be chosen to be, `keys` those that tell rows apart.
    `choices` are the values of an option that has only a few. `reads` names the field that a
    column is read as for its name alone, where nobody chooses it, or "".
    """

    name: str
    suffixes: tuple[str, ...]
    plan: Callable[[Request], Plan]
    options: frozenset[str] = frozenset()
    takes_many: bool = False
    knows: Callable[[Path], bool] | None = None
    fields: tuple[Field, ...] = ()
    keys: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reads: Callable[[str], str] | None = None

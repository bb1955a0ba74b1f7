"""What a rule can see, and the record of what it saw."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, TypeVar

from kkworkbench.model.record import Record
from kkworkbench.rules.settings import Value, value_of
from kkworkbench.state.indexes import Index
from kkworkbench.state.state import State

R = TypeVar("R", bound=Record)
V = TypeVar("V")
View = Callable[[Any], Any]
TODAY = "today"
"""The name under which a reading of the date is kept among the settings."""


class Context:
    """The only way for a rule to see more than its subject. What it reads is remembered."""

    __slots__ = ("_state", "_today", "_views", "reads", "settings")

    def __init__(
        self, state: State, today: Callable[[], date], views: dict[type[Record], set[View]]
    ) -> None:
        self._state = state
        self._today = today
        self._views = views
        self.reads: list[tuple[object, object]] = []
        self.settings: list[str] = []

    def forget(self) -> None:
        """Begin anew to note what is read, for the next evaluation."""
        self.reads.clear()
        self.settings.clear()

    def see(self, kind: type[R], id_: str | None, view: Callable[[R], V]) -> V | None:
        """Return a view of a record, or None where there is none.

        `view` is a module-level function; the rule runs again when the view's value differs.
        """
        if id_ is None:
            return None
        self._views[kind].add(view)
        self.reads.append((view, id_))
        record = self._state.get(kind, id_)
        return None if record is None else view(record)

    def subject(self, kind: type[R], id_: str) -> R | None:
        """Return the rule's own subject: it runs again at any change of it, so nothing is noted."""
        return self._state.get(kind, id_)

    def exists(self, kind: type[Record], id_: str | None) -> bool:
        """Say whether there is such a record."""
        return self.see(kind, id_, identity) is not None

    def bucket(self, index: Index, key: Hashable) -> tuple[str, ...]:
        """Return the ids under a key of an index."""
        self.reads.append((index.name, key))
        return self._state.bucket(index, key)

    def setting(self, name: str) -> Value:
        """Return a setting of the workspace, or its default."""
        self.settings.append(name)
        return value_of(self._state, name)

    def number(self, name: str) -> int:
        """Return a setting that is a whole number."""
        return int(self.setting(name))  # type: ignore[arg-type]  # the table of settings says so

    def words(self, name: str) -> tuple[str, ...]:
        """Return a setting that is a list of texts."""
        value = self.setting(name)
        return value if isinstance(value, tuple) else (str(value),)

    def today(self) -> date:
        """Return the date; the rule runs again when it changes."""
        self.settings.append(TODAY)
        return self._today()


def identity(record: Record) -> str:
    """View a record as its id: it changes only when the record comes or goes."""
    return record.id

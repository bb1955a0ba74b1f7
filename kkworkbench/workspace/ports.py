"""What the workspace asks of a store. The SQLite and memory stores pass the same contract tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kkworkbench.model.record import Record
from kkworkbench.state.changes import ChangeSet


@dataclass(frozen=True, slots=True)
class WorkspaceInfo:
    """What a file says of itself. `created` is in UTC."""

    id: str
    title: str
    created: datetime


@dataclass(frozen=True, slots=True)
class LogHeader:
    """A change set in the log without its changes; `step` counts from 1 in order of commit.

    `first_kind` and `first_id` name the record that the step is mainly about, `size` counts its
    changes and `removed` those that took a record out.
    """

    step: int
    id: str
    label: str
    author: str
    at: datetime
    base: int
    branch: str
    group: str
    undoes: str
    first_kind: str
    first_id: str
    size: int
    removed: int


@dataclass(frozen=True, slots=True)
class Stood:
    """A record at a point of the log; None where there was none."""

    kind: type[Record]
    id: str
    record: Record | None


class Store(Protocol):
    """Keeps one workspace: its records and the log of its change sets."""

    @property
    def info(self) -> WorkspaceInfo: ...

    @property
    def read_only(self) -> bool: ...

    @property
    def step(self) -> int:
        """The number of the newest change set in the log; 0 in a new workspace."""
        ...

    def load(self) -> Iterable[Record]:
        """Return all records as they stand."""
        ...

    def apply(self, change_set: ChangeSet) -> int:
        """Write records and log row in one transaction, durable on return; return the step.

        Of a change set with a branch only the log row is written.

        Raises:
            StaleWriteError: a record's version is not the one that this store saw last.
            ReadOnlyError: the store was opened read-only.
        """
        ...

    def fill(self, records: Iterable[Record]) -> None:
        """Write the first records of a new workspace without a log row; fast for many.

        Raises:
            ReadOnlyError: the store was opened read-only.
        """
        ...

    def headers(
        self, *, limit: int | None = None, before: int | None = None, branch: str | None = None
    ) -> list[LogHeader]:
        """Return log headers, newest first, those with a step under `before`.

        With `branch` only those of that branch; "" is the main line.
        """
        ...

    def change_sets(self, steps: Sequence[int]) -> list[ChangeSet]:
        """Return whole change sets by step, in the order asked for."""
        ...

    def befores(self, since: int, branch: str = "") -> list[Stood]:
        """Return how each record stood after a step that changed later, of one branch."""
        ...

    def afters(self, branch: str, until: int | None = None) -> list[Stood]:
        """Return how each record stands that a branch changed, by the end of step `until`."""
        ...

    def steps_of(self, kind: str, id_: str) -> list[int]:
        """Return the steps that touched a record, newest first."""
        ...

    def backup(self, path: str) -> None:
        """Write a copy of the whole workspace to a new file, whole or not at all."""
        ...

    def close(self) -> None:
        """Let go of the file; further calls fail."""
        ...

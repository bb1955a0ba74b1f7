"""A store that keeps a workspace in memory: for trials, variants and tests."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import uuid4

from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.changes import ChangeSet, composed
from kkworkbench.workspace.errors import ReadOnlyError, StaleWriteError, WorkbenchError
from kkworkbench.workspace.ports import LogHeader, Stood, WorkspaceInfo
from kkworkbench.workspace.workspace import header_of


class MemoryStore:
    """Keeps records and log in memory; passes the same contract tests as the SQLite store."""

    def __init__(
        self, records: Iterable[Record] = (), *, title: str = "", read_only: bool = False
    ) -> None:
        self._records = {(type(record), record.id): record for record in records}
        self._log: list[ChangeSet] = []
        self._read_only = read_only
        self._info = WorkspaceInfo(str(uuid4()), title, datetime.now(UTC))

    @property
    def info(self) -> WorkspaceInfo:
        return self._info

    @property
    def read_only(self) -> bool:
        return self._read_only

    @property
    def step(self) -> int:
        return len(self._log)

    def load(self) -> Iterable[Record]:
        return list(self._records.values())

    def apply(self, change_set: ChangeSet) -> int:
        self._refuse_read_only()
        if not change_set.branch:
            self._write(change_set)
        self._log.append(change_set)
        return len(self._log)

    def fill(self, records: Iterable[Record]) -> None:
        self._refuse_read_only()
        self._records.update({(type(record), record.id): record for record in records})

    def headers(
        self, *, limit: int | None = None, before: int | None = None, branch: str | None = None
    ) -> list[LogHeader]:
        last = len(self._log) if before is None else min(before - 1, len(self._log))
        steps = [
            step
            for step in range(last, 0, -1)
            if branch is None or self._log[step - 1].branch == branch
        ]
        return [header_of(self._log[step - 1], step) for step in steps[:limit]]

    def change_sets(self, steps: Sequence[int]) -> list[ChangeSet]:
        return [self._log[step - 1] for step in steps]

    def befores(self, since: int, branch: str = "") -> list[Stood]:
        later = composed(each for each in self._log[since:] if each.branch == branch)
        return [Stood(change.kind, change.id, change.before) for change in later]

    def afters(self, branch: str, until: int | None = None) -> list[Stood]:
        made = composed(each for each in self._log[:until] if each.branch == branch)
        return [Stood(change.kind, change.id, change.after) for change in made]

    def steps_of(self, kind: str, id_: str) -> list[int]:
        return [
            step
            for step in range(len(self._log), 0, -1)
            if any(
                KIND_NAMES[change.kind] == kind and change.id == id_
                for change in self._log[step - 1].changes
            )
        ]

    def backup(self, path: str) -> None:
        raise WorkbenchError("file.no_backup")

    def close(self) -> None:
        """Nothing is held."""

    def _write(self, change_set: ChangeSet) -> None:
        for change in change_set.changes:
            if self._records.get((change.kind, change.id)) != change.before:
                raise StaleWriteError("file.stale", id=change.id)
        for change in change_set.changes:
            if change.after is None:
                self._records.pop((change.kind, change.id), None)
            else:
                self._records[change.kind, change.id] = change.after

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise ReadOnlyError("file.read_only")

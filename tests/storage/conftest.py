"""Stores to hold against the contract: in memory and in a file."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

import db
from kkworkbench.model.record import Record
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.ports import Store


class Ground:
    """Makes a store, and opens the same workspace again as a later program would."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind = kind
        self.path = folder / "trial.kkw"
        self._stores: list[Any] = []

    def make(self, records: Iterable[Record] = ()) -> Store:
        made: Store
        if self.kind == "memory":
            made = MemoryStore(records, title="Trial")
        else:
            made = db.create_store(self.path, "Trial", records)
        self._stores.append(made)
        return made

    def again(self, *, read_only: bool = False) -> Store:
        """Close what is open and open the workspace anew."""
        if self.kind == "memory":
            store = self._stores[-1]
            store._read_only = read_only
            return store
        self.close()
        self._stores = [db.open_store(self.path, read_only=read_only)]
        return self._stores[-1]

    def close(self) -> None:
        for store in self._stores:
            store.close()


@pytest.fixture(params=["memory", "sqlite"])
def ground(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    made = Ground(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def change_set() -> Callable[..., ChangeSet]:
    """Make a change set of (before, after) pairs."""

    def make(*pairs: tuple[Record | None, Record | None], **values: Any) -> ChangeSet:
        changes = []
        for before, after in pairs:
            one = after if after is not None else before
            assert one is not None
            changes.append(Change(type(one), one.id, before, after))
        return ChangeSet("command.trial", tuple(changes), **values)

    return make

"""The bin: what was deleted and can be brought back, derived from the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import LogHeader, Store

DELETING = frozenset(
    {
        "command.delete_pages",
        "command.delete_contacts",
    }
)
"""Labels of the commands whose deletions stand in the bin."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """One step that deleted pages or contacts; `titles` names them, the main one first."""

    step: int
    at: datetime
    author: str
    titles: tuple[str, ...]


def deleted(store: Store, state: State, branch: str = "") -> Iterator[Deleted]:
    """Walk through deletions of a branch of which something is still gone, newest first."""
    for header in store.headers(branch=branch):
        if not _deletes(header):
            continue
        (change_set,) = store.change_sets((header.step,))
        titles = []
        for change in change_set.changes:
            before = change.before
            if change.after is not None or state.get(change.kind, change.id) is not None:
                continue
            if isinstance(before, Page):
                titles.append(before.title)
            elif isinstance(before, Contact):
                titles.append(before.name or before.title)
        if titles:
            yield Deleted(header.step, header.at, header.author, tuple(titles))


def _deletes(header: LogHeader) -> bool:
    return header.label in DELETING and header.removed > 0 and not header.undoes

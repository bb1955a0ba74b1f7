"""The workspace: the only writer. Every edit, undo and import goes through it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import SnapshotId, VariantId
from kkworkbench.model.records import KIND_NAMES, OVERALL
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.variant import Variant, VariantState
from kkworkbench.state.changes import Change, ChangeSet, Conflict, composed, rebased_inverse
from kkworkbench.state.draft import Draft, MissingRecordError
from kkworkbench.state.state import State
from kkworkbench.workspace.branches import (
    MAIN,
    shown_state,
    state_at,
    variant_of,
    with_overall,
    within,
)
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.events import Listener, StateChanged
from kkworkbench.workspace.history import SHOWN, SNAPSHOT, Group, History
from kkworkbench.workspace.ports import LogHeader, Store

HISTORY_DEPTH = 2000
"""Steps of the log that the undo stack is derived from when a workspace is opened."""

KEPT = (Snapshot, Batch)
"""Kinds that no undo takes back: what has a name or has left stays known."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did: the change set (None: nothing was left) and the conflicts."""

    group: Group
    change_set: ChangeSet | None
    conflicts: tuple[Conflict, ...] = ()


class Workspace:
    """An open workspace: its state, its store and its history.

    The state is that of the main line or of the variant that is shown, and edits go there. What
    stands once for the workspace, its variants and batches, is the same in all of them. An earlier
    state can be shown too; it is looked at and not edited.

    What is acknowledged is on disk: `execute` returns after the commit. Listeners are called in
    order, after the state was swapped.
    """

    def __init__(
        self,
        store: Store,
        author: str,
        *,
        state: State | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        new_id: Callable[[], str] = lambda: str(uuid4()),
    ) -> None:
        """Open what the store holds; `state` spares loading where it is known already."""
        self._store = store
        self._author = author
        self._clock = clock
        self._new_id = new_id
        self._state = State.of(store.load()) if state is None else state
        self._main = self._state
        self._branch = MAIN
        self._looks_at: int | None = None
        self._kept: dict[str, State] = {}
        self._histories: dict[str, History] = {}
        self._group = ("", "")
        self._listeners: list[Listener] = []

    @property
    def state(self) -> State:
        """The workspace as it stands, or the variant that is shown."""
        return self._state

    @property
    def main(self) -> State:
        """The main line as it stands, whichever variant is shown."""
        return self._main

    @property
    def branch(self) -> str:
        """The id of the variant that is shown; "" on the main line."""
        return self._branch

    @property
    def looks_at(self) -> int | None:
        """The step after which what is shown stood so; None where it is shown as it stands."""
        return self._looks_at

    @property
    def step_shown(self) -> int:
        """The step after which it stood as it is shown: the newest, unless it is looked back."""
        return self._store.step if self._looks_at is None else self._looks_at

    @property
    def is_current(self) -> bool:
        """Whether the main line is shown as it stands."""
        return self._branch == MAIN and self._looks_at is None

    @property
    def store(self) -> Store:
        """The store that keeps this workspace."""
        return self._store

    @property
    def author(self) -> str:
        """The login name under which edits are logged."""
        return self._author

    @property
    def history(self) -> History:
        """The undo stack of what is shown, read from the log at first use."""
        if self._branch not in self._histories:
            headers = self._store.headers(limit=HISTORY_DEPTH, branch=self._branch)
            self._histories[self._branch] = History(self._author, reversed(headers))
        return self._histories[self._branch]

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener after each change; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def preview(self, command: Command) -> tuple[State, tuple[Change, ...]]:
        """Return the state and changes that a command would make; nothing is written.

        Raises:
            Refused: the command may not be done.
        """
        draft = self._drafted(command)
        return draft.state, draft.changes()

    def execute(self, command: Command, *, snapshot: str = "") -> ChangeSet | None:
        """Do a command and return what was committed, or None where it changed nothing.

        With `snapshot`, what stood before gets that name in the same step; undoing the step
        leaves the name.

        Raises:
            Refused: it may not be done; nothing was written.
            WorkbenchError: the store could not write; nothing was written.
        """
        draft = self._drafted(command)
        changes, after = draft.changes(), draft.state
        if not changes:
            return None
        branch = self._branch
        if branch or self._looks_at is not None:
            branch, changes = within(branch, command.label, changes)
            self._check_shown_as_it_stands(changes)
            if snapshot:
                self._name(snapshot, automatic=True)
            if (
                Change(Variant, self._branch, self._main.get(Variant, self._branch), None)
                in changes
            ):
                self.show(MAIN)  # it is about to go
            after = self._state.apply(changes)
        elif snapshot:
            taken = self._snapshot(snapshot, automatic=True)
            marked = Change(Snapshot, taken.id, None, taken)
            changes, after = (*changes, marked), after.apply((marked,))
        key = command.merge_key()
        if key is None or key != self._group[0]:
            self._group = (key or "", self._new_id())
        whole = ChangeSet(command.label, changes, branch=branch, group=self._group[1])
        return self._commit(whole, after)

    def show(self, branch: str, step: int | None = None) -> None:
        """Show a variant, or the main line where it is "", as it stands or stood after a step.

        Nothing is written. Listeners are told by a change set of what differs.

        Raises:
            Refused: there is no such variant, or no such step.
        """
        if (branch, step) == (self._branch, self._looks_at):
            return
        self.close_group()
        if step is None:
            after = self.state_of(branch)
        else:
            after = with_overall(self.as_it_was(step, branch), self._main)
        if self._branch and self._looks_at is None:
            self._kept[self._branch] = self._state
        changes = self._state.changes_to(after)
        self._branch, self._looks_at = branch, step
        self._publish(after, ChangeSet(SHOWN, changes, author=self._author, branch=branch))

    def state_of(self, branch: str) -> State:
        """Return a variant as it stands, or the main line where it is "".

        Raises:
            Refused: there is no such variant.
        """
        if branch == self._branch and self._looks_at is None:
            return self._state
        if branch == MAIN:
            return self._main
        if branch in self._kept and self._main.get(Variant, branch) is not None:
            return with_overall(self._kept[branch], self._main)
        found = self._kept[branch] = shown_state(self._store, self._main, branch)
        return found

    def close_group(self) -> None:
        """End the group of merging edits: the next edit undoes on its own."""
        self._group = ("", "")

    def undo(self) -> Undone | None:
        """Take back the author's newest step, or return None where there is none."""
        group = self.history.next_undo
        return None if group is None else self._take_back(group, self.history.drop_undo)

    def redo(self) -> Undone | None:
        """Take back the author's newest undo, or return None where there is none."""
        group = self.history.next_redo
        return None if group is None else self._take_back(group, self.history.drop_redo)

    def revert(self, steps: Iterable[int], label: str) -> Undone:
        """Take back any steps of the log, by anyone, as a step of one's own.

        Raises:
            Refused: one of them is of another variant than is shown.
        """
        sets = self._store.change_sets(tuple(steps))
        if any(each.branch != self._branch for each in sets):
            raise Refused("refused.other_variant")
        changes, conflicts = self._inverse(sets)
        self.close_group()
        group = Group(self._new_id(), label, self._author, ())
        if not changes:
            return Undone(group, None, conflicts)
        return Undone(group, self._commit(self._set(label, changes, group=group.id)), conflicts)

    def snapshot(self, name: str) -> Snapshot:
        """Give the workspace as it stands a name. It is a step that undo passes over."""
        self.close_group()
        return self._name(name, automatic=False)

    def as_it_was(self, step: int, branch: str = MAIN) -> State:
        """Return the main line, or a variant, as it stood after a step of the log; 0 is before
        the first.

        Raises:
            Refused: the log has no such step, or there is no such variant.
        """
        return state_at(self._store, self._main, step, branch)

    def follow(self, change_set: ChangeSet) -> None:
        """Take in a change set of the main line that someone else committed: nothing is written."""
        self._main = self._main.apply(change_set.changes)
        if self.is_current:
            self._publish(self._main, change_set)
        else:
            after = with_overall(self._state, self._main)
            self._publish(after, replace(change_set, changes=self._state.changes_to(after)))

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _snapshot(self, name: str, *, automatic: bool) -> Snapshot:
        id_ = SnapshotId(self._new_id())
        variant = VariantId(self._branch) if self._branch else None
        return Snapshot(id_, name, self.step_shown, self._clock(), automatic, variant)

    def _name(self, name: str, *, automatic: bool) -> Snapshot:
        taken = self._snapshot(name, automatic=automatic)
        changes = (Change(Snapshot, taken.id, None, taken),)
        self._commit(ChangeSet(SNAPSHOT, changes, group=self._new_id()))
        return taken

    def _set(
        self, label: str, changes: tuple[Change, ...], *, group: str, undoes: str = ""
    ) -> ChangeSet:
        return ChangeSet(label, changes, branch=self._branch, group=group, undoes=undoes)

    def _drafted(self, command: Command) -> Draft:
        draft = Draft(self._state)
        try:
            command.apply(draft)
        except MissingRecordError as missing:
            kind = KIND_NAMES[missing.kind]
            raise Refused("refused.missing", kind=kind, id=missing.id) from missing
        return draft

    def _take_back(self, group: Group, drop: Callable[[], None]) -> Undone:
        self.close_group()
        changes, conflicts = self._inverse(self._store.change_sets(group.steps))
        if not changes:
            drop()
            return Undone(group, None, conflicts)
        made = self._commit(self._set(group.label, changes, group=self._new_id(), undoes=group.id))
        return Undone(group, made, conflicts)

    def _inverse(
        self, sets: Iterable[ChangeSet]
    ) -> tuple[tuple[Change, ...], tuple[Conflict, ...]]:
        if self._looks_at is not None:
            raise Refused("refused.in_past")
        changes: list[Change] = []
        conflicts: list[Conflict] = []
        for change in composed(sets):
            if change.kind in KEPT:
                continue
            back, clashes = rebased_inverse(change, self._state.get(change.kind, change.id))
            conflicts.extend(clashes)
            if back is not None:
                changes.append(back)
        return tuple(changes), tuple(conflicts)

    def _commit(self, change_set: ChangeSet, after: State | None = None) -> ChangeSet:
        """Write a change set; `after` is the state that it leads to, where that is known."""
        self._check_shown_as_it_stands(change_set.changes)
        if change_set.branch:
            variant = variant_of(self._main, change_set.branch)
            if variant.state is VariantState.CLOSED:
                raise Refused("refused.variant_closed", name=variant.name)
        _ = self.history  # read before the step is in the log
        whole = replace(
            change_set,
            id=self._new_id(),
            author=self._author,
            at=self._clock(),
            base=self._store.step,
        )
        if after is None:
            after = self._state.apply(whole.changes)
        step = self._store.apply(whole)
        if whole.branch in self._histories:
            self._histories[whole.branch].note(header_of(whole, step))
        if self.is_current:
            self._main = after
        elif whole.branch == MAIN:
            self._main = self._main.apply(whole.changes)
        self._publish(after, whole)
        return whole

    def _check_shown_as_it_stands(self, changes: tuple[Change, ...]) -> None:
        """Refuse what would edit the past."""
        if self._looks_at is not None and any(each.kind not in OVERALL for each in changes):
            raise Refused("refused.in_past")

    def _publish(self, after: State, change_set: ChangeSet) -> None:
        before, self._state = self._state, after
        event = StateChanged(before, after, change_set)
        for listener in tuple(self._listeners):
            listener(event)


def header_of(change_set: ChangeSet, step: int) -> LogHeader:
    """Return the log header of a committed change set."""
    first = change_set.changes[0]
    return LogHeader(
        step=step,
        id=change_set.id,
        label=change_set.label,
        author=change_set.author,
        at=change_set.at or datetime.min.replace(tzinfo=UTC),
        base=change_set.base,
        branch=change_set.branch,
        group=change_set.group,
        undoes=change_set.undoes,
        first_kind=KIND_NAMES[first.kind],
        first_id=first.id,
        size=len(change_set.changes),
        removed=sum(1 for change in change_set.changes if change.after is None),
    )

"""Run rules, remember what each evaluation read, run again exactly those that read what changed.

A cell is a rule's number and its subject: a record's id, or an index key. `readers` maps what was
read, an id by view or a key by index, to the cells that read it, as bit masks of rules for each
subject. A stale registration costs one more run and hides none, so no forward table is kept.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from time import perf_counter

from kkworkbench.model.finding import Finding
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Setting
from kkworkbench.rules.context import TODAY, Context, View
from kkworkbench.rules.registry import Rule, findings_of
from kkworkbench.state.changes import Change
from kkworkbench.state.indexes import Index, index_moves
from kkworkbench.state.state import State

Cell = tuple[int, Hashable]
Readers = tuple[Hashable, int] | dict[Hashable, int]


class Engine:
    """Findings for a state, kept in step with its changes.

    Work is queued by `touch` and done by `settle`, as much as its budget allows.
    """

    def __init__(
        self, state: State, rules: Sequence[Rule] | None = None, *, today: Callable[[], date]
    ) -> None:
        """Take a state; nothing is checked before `check_all` and `settle`."""
        if rules is None:
            from kkworkbench.rules.all_rules import RULES  # noqa: PLC0415  # tests bring their own

            rules = RULES
        self.rules = tuple(rules)
        self._state = state
        self._today = today
        self._readers: dict[object, dict[object, Readers]] = {}
        self._kinds = tuple(None if isinstance(rule.on, Index) else rule.on for rule in self.rules)
        self._bit = tuple(1 << n for n in range(len(self.rules)))
        self._views: dict[type[Record], set[View]] = {kind: set() for kind in KINDS}
        self._setting_readers: dict[str, set[int]] = {}
        self._pending: dict[Cell, None] = {}
        self._sweep: Iterator[Cell] | None = None
        self._to_sweep = 0
        self._found: dict[Cell, tuple[Finding, ...]] = {}
        self._cells: dict[str, set[Cell]] = {}
        self._on: dict[type[Record], tuple[int, ...]] = {
            kind: tuple(n for n, rule in enumerate(self.rules) if kind in _kinds(rule))
            for kind in KINDS
        }
        self._on_index: dict[object, tuple[int, ...]] = {}
        for n, rule in enumerate(self.rules):
            if isinstance(rule.on, Index):
                name = rule.on.name
                self._on_index[name] = (*self._on_index.get(name, ()), n)

    @property
    def state(self) -> State:
        """The state that the findings are for, once settled."""
        return self._state

    @property
    def today(self) -> date:
        """The date that the rules go by."""
        return self._today()

    @property
    def is_settled(self) -> bool:
        """Whether all findings stand for the state."""
        return not self._pending and self._sweep is None

    @property
    def left(self) -> int:
        """About how many runs of rules are queued."""
        return len(self._pending) + (max(0, self._to_sweep) if self._sweep is not None else 0)

    def check_all(self) -> None:
        """Queue every rule on every subject."""
        self._sweep = self._all_cells()
        self._to_sweep = sum(
            self._state.count(kind) * len(numbers) for kind, numbers in self._on.items()
        )

    def touch(self, state: State, changes: Iterable[Change]) -> None:
        """Follow the workspace: take the new state and queue what read what changed."""
        changes = tuple(changes)
        self._state = state
        self._pending.update(dict.fromkeys(self._affected(changes)))
        for change in changes:
            for what, key in self._touched(change):
                self._readers.get(what, {}).pop(key, None)

    def date_changed(self) -> None:
        """Queue the rules that read the date."""
        self._pending.update(dict.fromkeys(self._cells_of_setting(TODAY)))

    def settle(self, budget: float | None = None, first: Collection[str] = ()) -> set[str]:
        """Run what is queued, `first` subjects before the rest, for at most `budget` seconds.

        Returns the ids of the subjects whose findings differ. None as the budget runs it all.
        """
        changed: set[str] = set()
        until = None if budget is None else perf_counter() + budget
        context = Context(self._state, self._today, self._views)
        for cell in chain(self._first_cells(first), self._queue()):
            before, after = self._run(cell, context)
            if before != after:
                changed.update(f.subject for f in (*before, *after))
            if until is not None and perf_counter() >= until:
                break
        return changed

    def findings(self) -> Iterator[Finding]:
        """Walk through all findings, in no particular order."""
        return chain.from_iterable(self._found.values())

    def findings_of(self, subject: str) -> tuple[Finding, ...]:
        """Return the findings on a record, in the order of the rules."""
        cells = sorted(self._cells.get(subject, ()), key=_rule_number)
        return tuple(f for cell in cells for f in self._found[cell] if f.subject == subject)

    def preview(
        self, state: State, changes: Iterable[Change], shown: Collection[str]
    ) -> Mapping[str, tuple[Finding, ...]]:
        """Return the findings that the shown subjects would have in a draft; keeps nothing."""
        shown = frozenset(shown)
        affected = self._affected(tuple(changes)) | self._pending.keys()
        standing = [cell for subject in shown for cell in self._cells.get(subject, ())]
        found: dict[Cell, tuple[Finding, ...]] = {
            cell: self._found[cell] for cell in standing if cell not in affected
        }
        for cell in affected:
            n, subject = cell
            if subject in shown or isinstance(self.rules[n].on, Index):
                found[cell] = self._evaluate(cell, Context(state, self._today, self._views))
        out: dict[str, list[Finding]] = {subject: [] for subject in shown}
        for cell in sorted(found, key=_rule_number):
            for finding in found[cell]:
                if finding.subject in out:
                    out[finding.subject].append(finding)
        return {subject: tuple(findings) for subject, findings in out.items()}

    # inside

    def _all_cells(self) -> Iterator[Cell]:
        for kind, numbers in self._on.items():
            for id_ in self._state.ids(kind) if numbers else ():  # of a map that never changes
                for n in numbers:
                    yield n, id_
        for n, rule in enumerate(self.rules):
            if isinstance(rule.on, Index):
                for key in self._state.keys(rule.on):
                    yield n, key

    def _first_cells(self, first: Collection[str]) -> Iterator[Cell]:
        if not first or not self._pending:
            return
        for cell in [cell for cell in self._pending if cell[1] in first]:
            del self._pending[cell]
            yield cell

    def _queue(self) -> Iterator[Cell]:
        while self._pending:
            yield self._pending.popitem()[0]
        while self._sweep is not None:
            cell = next(self._sweep, None)
            if cell is None:
                self._sweep = None
            else:
                self._to_sweep -= 1
                yield cell

    def _affected(self, changes: Iterable[Change]) -> set[Cell]:
        cells: set[Cell] = set()
        for change in changes:
            cells.update((n, change.id) for n in self._on[change.kind])
            if change.kind is Setting:
                cells.update(self._cells_of_setting(change.id))
            for what, key in self._touched(change):
                cells.update((n, key) for n in self._on_index.get(what, ()))
                readers = self._readers.get(what, {}).get(key)
                if isinstance(readers, dict):
                    for subject, mask in readers.items():
                        cells.update((n, subject) for n in _bits(mask))
                elif readers is not None:
                    cells.update((n, readers[0]) for n in _bits(readers[1]))
        return cells

    def _touched(self, change: Change) -> Iterator[tuple[object, Hashable]]:
        """Yield every view and index with the key under which a rule may have read the change."""
        before, after = change.before, change.after
        for view in self._views[change.kind]:
            if before is None or after is None or view(before) != view(after):
                yield view, change.id
        for index, key, _, _ in index_moves(change):
            yield index.name, key

    def _cells_of_setting(self, name: str) -> Iterator[Cell]:
        for n in self._setting_readers.get(name, ()):
            on = self.rules[n].on
            if isinstance(on, Index):
                yield from ((n, key) for key in self._state.keys(on))
            else:
                yield from ((n, id_) for kind in on for id_ in self._state.ids(kind))

    def _evaluate(self, cell: Cell, context: Context) -> tuple[Finding, ...]:
        n, subject = cell
        kinds = self._kinds[n]
        if kinds is None:
            return findings_of(self.rules[n], subject, context)
        for kind in kinds:
            record = context.subject(kind, subject)  # type: ignore[arg-type]  # a record's id
            if record is not None:
                return findings_of(self.rules[n], record, context)
        return ()

    def _run(self, cell: Cell, context: Context) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """Evaluate a cell, note what it read, and return its findings before and after."""
        context.forget()
        after = self._evaluate(cell, context)
        before = self._found.get(cell, ())
        if before or after:
            self._keep(cell, before, after)
        n, subject = cell
        bit = self._bit[n]
        for what, key in context.reads:
            readers = self._readers.get(what)
            if readers is None:
                readers = self._readers[what] = {}
            have = readers.get(key)
            if have is None:
                readers[key] = subject, bit
            elif isinstance(have, dict):
                have[subject] = have.get(subject, 0) | bit
            elif have[0] != subject:
                readers[key] = {have[0]: have[1], subject: bit}
            elif not have[1] & bit:
                readers[key] = subject, have[1] | bit
        for name in context.settings:
            numbers = self._setting_readers.get(name)
            if numbers is None:
                self._setting_readers[name] = {n}
            else:
                numbers.add(n)
        return before, after

    def _keep(self, cell: Cell, before: tuple[Finding, ...], found: tuple[Finding, ...]) -> None:
        if found:
            self._found[cell] = found
        else:
            del self._found[cell]
        for finding in before:
            cells = self._cells.get(finding.subject)
            if cells is not None:
                cells.discard(cell)
                if not cells:
                    del self._cells[finding.subject]
        for finding in found:
            self._cells.setdefault(finding.subject, set()).add(cell)


def _kinds(rule: Rule) -> tuple[type[Record], ...]:
    return () if isinstance(rule.on, Index) else rule.on


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _rule_number(cell: Cell) -> int:
    return cell[0]

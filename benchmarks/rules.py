"""The rules and their engine: python -m benchmarks.rules [XS|S|L].

Times are of the processor, so that a busy machine alters little; but for the slices, whose budget
is time on the clock.
"""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from time import process_time

from benchmarks.figures import Figure, p95, ratio, tell
from benchmarks.figures import seconds_of as on_the_clock
from benchmarks.generate import records
from kkworkbench.garbage import keep_for_good, no_collection
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.ids import BoxId, ContactId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules import loading
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.context import Context
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.registry import Rule, findings_of
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
SLICE = 0.008
READS_TEXT = frozenset(
    {
        "K301",
        "K302",
        "K305",
        "K306",
        "K307",
        "K601",
        "K602",
        "K603",
        "K604",
        "K605",
        "K1101",
        "K1102",
        "K1103",
    }
)
"""Rules that search running text; their speed is told for each MB."""
SHOWN_ON = 500


def seconds_of(work: Callable[[], object]) -> float:
    """Time one run, by the processor."""
    start = process_time()
    work()
    return process_time() - start


def contact_rules(state: State) -> list[Figure]:
    """Time all rules on one contact, and on one whose note is 5,000 characters long."""
    ours = [rule for rule in RULES if isinstance(rule.on, tuple) and Contact in rule.on]
    context = Context(state, lambda: TODAY, Engine(state, today=lambda: TODAY)._views)
    plain, long = [], []
    text = "Vi svarer hurtigt og hjælper dig videre med det, du har brug for. " * 76
    for n, contact in enumerate(state.all(Contact)):
        if n == 300:
            break
        plain.append(seconds_of(lambda c=contact: _run(ours, c, context)))
        wordy = replace(contact, access_note=f"{n} {text[:5000]}")
        long.append(seconds_of(lambda c=wordy: _run(ours, c, context)))
    return [
        Figure("all rules on one contact, p95", p95(plain) * 1000, "ms", 0.5),
        Figure("with a text of 5,000 characters, p95", p95(long) * 1000, "ms", 2.5),
    ]


def full_run(state: State) -> list[Figure]:
    """Hold a full run against a loop that calls an empty rule as often; time its slices."""
    engine = Engine(state, today=lambda: TODAY)
    engine.check_all()
    cells = list(engine._all_cells())  # what the loop is to call as often
    keep_for_good()
    loading.load()  # as the window does before the first slice
    slices = []
    start = process_time()
    while not engine.is_settled:
        with no_collection():
            slices.append(on_the_clock(lambda: engine.settle(SLICE)))
    ours = process_time() - start

    def loop() -> None:
        for cell in cells:
            _nothing(cell, state)

    bare = min(seconds_of(loop) for _ in range(3))
    plain = tuple(rule for rule in RULES if rule.code not in READS_TEXT)
    quick = Engine(state, plain, today=lambda: TODAY)
    quick.check_all()
    count = sum(1 for _ in quick._all_cells())
    gc.collect()
    seconds = seconds_of(quick.settle)
    wordy = Engine(state, [r for r in RULES if r.code in READS_TEXT], today=lambda: TODAY)
    wordy.check_all()
    megabytes = sum(len(page.body.encode()) for page in state.all(Page)) / 1e6
    reading = seconds_of(wordy.settle)
    return [
        ratio("full run | empty rule called as often", ours, bare, 10),
        Figure("evaluations a second, rules without text search", count / seconds, "1/s (200,000)"),
        Figure("text rules, for each MB of bodies", reading / megabytes * 1000, "ms"),
        Figure("longest slice", max(slices) * 1000, "ms", 16),
        Figure("slices over 16 ms, of all", sum(s > 0.016 for s in slices) / len(slices), ""),
    ]


def rerun(state: State) -> Figure:
    """Hold what an edit of a number on 500 pages sets off against a full run."""
    contact = next(state.all(Contact))
    pages = [page.id for page in state.all(Page)][:SHOWN_ON]
    boxes: list[Record] = [
        ContactBox(BoxId(f"many{n}"), page, ContactId(contact.id), f"z{n:04}")
        for n, page in enumerate(pages)
    ]
    state = state.apply(Change(type(box), box.id, None, box) for box in boxes)
    engine = Engine(state, today=lambda: TODAY)
    engine.check_all()
    full = seconds_of(engine.settle)
    taken = []
    for n in range(20):
        now = engine.state.get(Contact, contact.id)
        assert now is not None
        phone = replace(now.phones[0], number=f"33 66 33 {n + 10}")
        change = Change(Contact, now.id, now, replace(now, phones=(phone,)))
        after = engine.state.apply((change,))

        def work(change: Change = change, after: State = after) -> None:
            engine.touch(after, (change,))
            engine.settle()

        taken.append(seconds_of(work))
    return ratio("edit of a number on 500 pages | full run", min(taken), full, 1 / SHOWN_ON)


def table(state: State) -> Figure:
    """Weigh what the engine remembers of what each rule read."""
    engine = Engine(state, today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    gc.collect()
    tracemalloc.start()
    again = [
        {key: dict(has) if isinstance(has, dict) else (*has,) for key, has in readers.items()}
        for readers in engine._readers.values()  # the table itself
    ]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del again
    return Figure("dependency table", size / 1e6, "MB", 40)


def _run(rules: list[Rule], contact: Contact, context: Context) -> None:
    for rule in rules:
        findings_of(rule, contact, context)


def _nothing(_cell: object, _state: State) -> tuple[()]:
    return ()


def measure(size: str) -> list[Figure]:
    """Measure on one state of the size."""
    state = State.of(records(size))
    return [*contact_rules(state), *full_run(state), rerun(state), table(state)]


if __name__ == "__main__":
    tell(measure)

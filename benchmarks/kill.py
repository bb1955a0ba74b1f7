"""Kill a process that edits a workspace in a loop, again and again, and look for losses.

    python -m benchmarks.kill [ROUNDS]

After each kill the file must open, be whole, hold every edit that was acknowledged, and hold no
half edit, on the main line and in a variant: every record is what its last log row says, and what
stands above is the next step.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import db
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import VariantId
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.variant import Variant
from kkworkbench.state.changes import composed
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.variants import MakeVariant
from kkworkbench.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
PAGES = 30
VARIANT = VariantId("kill")


@dataclass(frozen=True, slots=True)
class EditMany(Alone):
    """Set the titles of all pages and the name of a contact to one number: all or none."""

    number: int
    label = "command.edit_page"

    def apply(self, draft: Draft) -> None:
        for index in range(PAGES):
            page = draft.need(Page, f"p{index}")
            title = f"{self.number}"
            draft.put(replace(page, title=title, body=title * 400))
        draft.put(replace(draft.need(Contact, "c"), name=f"{self.number}"))


def first_records() -> list[Record]:
    return [*(Page(f"p{index}", title="0") for index in range(PAGES)), Contact("c", name="0")]


def edit_for_ever(path: Path) -> None:
    """Edit, undo now and then, and print each step after it was acknowledged."""
    workspace = Workspace(db.open_store(path, author="kill"), "kill")
    print("ready", workspace.store.step, flush=True)
    number = workspace.store.step
    if workspace.main.get(Variant, VARIANT) is None:
        workspace.execute(MakeVariant(Variant(VARIANT, "Kill", number)))
        print(workspace.store.step, flush=True)
    while True:
        number += 1
        if number % 3 == 0:
            workspace.show("" if workspace.branch else VARIANT)
        if number % 5 == 0:
            workspace.undo()
        else:
            workspace.execute(EditMany(number))
        print(workspace.store.step, flush=True)


def kill_once(path: Path, delay: float) -> int:
    """Let a process edit for `delay` seconds, kill it, and return the last step it told of."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kill", "--child", str(path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    with child.stdout:
        told = [child.stdout.readline()]
        timer = threading.Timer(delay, child.kill)
        timer.start()
        told.extend(child.stdout)
    child.wait()
    timer.join()
    whole = [line for line in told if line.endswith("\n")]
    return int(whole[-1].split()[-1])


def losses(path: Path, acknowledged: int) -> list[str]:
    """Say what is wrong with a file after a kill; read-only first, as a look at it would be."""
    found = []
    with closing(db.open_store(path, read_only=True)) as store:
        seen = State.of(store.load())
    with closing(sqlite3.connect(path)) as file:
        if file.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("the file is not whole")
    with closing(db.open_store(path)) as store:
        state = State.of(store.load())
        if state != seen:
            found.append("read-only shows something else")
        if not acknowledged <= store.step <= acknowledged + 1:
            found.append(f"{acknowledged} steps were acknowledged, {store.step} are there")
        steps = [header.step for header in reversed(store.headers())]
        if steps != list(range(1, store.step + 1)):
            found.append("the log has a gap")
        main = [each for each in store.change_sets(steps) if not each.branch]
        if State.of(first_records()).apply(composed(main)) != state:
            found.append("the rows are not what the log says")
        lines = [state]
        if state.get(Variant, VARIANT) is not None:
            lines.append(Workspace(store, "kill").state_of(VARIANT))
        for line in lines:
            titles = {page.title for page in line.all(Page)} | {c.name for c in line.all(Contact)}
            if len(titles) != 1:
                found.append(f"half an edit in {KIND_NAMES[Page]}: {sorted(titles)}")
    return found


def kill_rounds(path: Path, rounds: int, seed: int) -> list[str]:
    """Kill `rounds` times and return what was lost, each with its round."""
    chance = random.Random(seed)
    db.create_store(path, "Kill", first_records()).close()
    found: list[str] = []
    for number in range(rounds):
        acknowledged = kill_once(path, chance.uniform(0.0, 0.15))
        found.extend(f"round {number}: {loss}" for loss in losses(path, acknowledged))
    return found


def main() -> int:
    """Run the rounds, or be the process that is killed."""
    if sys.argv[1:2] == ["--child"]:
        edit_for_ever(Path(sys.argv[2]))
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kill.kkw"
        found = kill_rounds(path, rounds, seed=1)
        with closing(db.open_store(path)) as store:
            print(f"{rounds} kills, {store.step} steps kept, {len(found)} losses")
    for loss in found:
        print(loss)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

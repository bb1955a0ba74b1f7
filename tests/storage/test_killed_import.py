"""An import that is killed while it writes leaves the workspace as it was."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import db
from kkworkbench.cli.main import main
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.shipped_terms import terms
from kkworkbench.state.state import State

ROOT = Path(__file__).resolve().parents[2]
ROWS = 300
STUCK = """
import sys, time
from db import change_log
from kkworkbench.cli.main import main
where = sys.argv.pop(1)
def stuck(*arguments):
    if where == "log":
        real(*arguments)
    print("writing", flush=True)
    time.sleep(600)
if where == "rows":
    change_log.append = stuck
else:
    real, change_log.append = change_log.append, stuck
raise SystemExit(main())
"""


@pytest.mark.parametrize("where", ["rows", "log"])
def test_a_killed_import_leaves_the_workspace_as_it_was(tmp_path: Path, where: str) -> None:
    path, table = tmp_path / "x.kkw", tmp_path / "x.csv"
    contacts = [Contact(ContactId(f"c{n}"), name=f"Enhed {n}", org_id=f"{n}") for n in range(ROWS)]
    db.create_store(path, "Prøve", (*terms(), *contacts)).close()
    rows = "".join(f"{n};Enhed {n};note {n}\n" for n in range(ROWS + 5))
    table.write_text("orgnr;navn;note\n" + rows, "utf-8")
    before = State.of((*terms(), *contacts))
    verb = ["import", "table", str(table), "--into", str(path), "--apply"]
    child = subprocess.Popen(
        [sys.executable, "-c", STUCK, where, *verb], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "writing\n"
        child.kill()
        child.wait()
    with closing(db.open_store(path, read_only=True)) as store:
        assert State.of(store.load()) == before
    with closing(db.open_store(path)) as store:
        assert State.of(store.load()) == before
        assert store.step == 0
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert main(verb) == 0

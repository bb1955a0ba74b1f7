"""Reading stops between two rows once it is called off, whatever the source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kkworkbench import demo
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.sources.all_sources import SOURCES, source_of
from kkworkbench.sources.source import Request
from kkworkbench.state.state import State
from kkworkbench.workspace.memory_store import MemoryStore

ROWS = 12
TODAY = date(2026, 11, 27)


class CalledOffError(Exception):
    """The work was called off."""


@pytest.fixture(scope="module")
def state() -> State:
    return State.of(demo.records())


def file_of(name: str, folder: Path, state: State) -> Path:
    """Write a file of the source with at least so many rows."""
    path = folder / f"{name}.csv"
    contacts = sorted(each.id for each in state.all(Contact))[:ROWS]
    match name:
        case "kkorg":
            head = "kkorgnr;enhedsnavn;adresse;vejadresseringsnavn"
            rows = [f"{90_000 + n};Enhed {n};Vej {n};Vej {n}" for n in range(ROWS)]
        case "table":
            head, rows = "id;name", [f"{id_};Nyt navn" for id_ in contacts]
        case "usage":
            head = "Navn;Måned;Opkald"
            rows = [f"Enhed {n};2026-08;{n}" for n in range(ROWS)]
        case "pages":
            head = "url;titel"
            rows = [f"/en/side/{n};Side {n}" for n in range(ROWS)]
        case _:
            path = folder / "bog.xlsx"
            store = MemoryStore(demo.records(), title="Demo")
            results = Results(Engine(state, today=lambda: TODAY))
            write_workbook(path, state, results, Messages("da"), store.info)
            return path
    path.write_text("\n".join((head, *rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_a_plan_that_is_called_off_ends_between_two_rows(
    name: str, state: State, tmp_path: Path
) -> None:
    path, asked = file_of(name, tmp_path, state), 0

    def count() -> None:
        nonlocal asked
        asked += 1

    source_of(name).plan(Request((path,), state, TODAY, check=count))
    assert asked >= ROWS
    whole, asked = asked, 0

    def stop() -> None:
        count()
        if asked == whole // 2:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        source_of(name).plan(Request((path,), state, TODAY, check=stop))
    assert asked == whole // 2

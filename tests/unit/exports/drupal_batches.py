"""What the tests of batches share: the demo, a batch of a state, and a site that took it in."""

import json
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kkworkbench.demo import records
from kkworkbench.exports.drupal.batch import BatchReport, causes, items_of, write_batch
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import EVERYTHING, Base, Choice
from kkworkbench.exports.drupal.verify import DUMP_FORMAT
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.rules.results import Result
from kkworkbench.state.changes import Change
from kkworkbench.state.lookups import descendants
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
INFO = WorkspaceInfo("w", "Demo", NOW)
DA = Messages("da")
RECORDS = records()
DEMO = State.of(RECORDS)
PARTS = ("terms", "phones", "contacts", "boxes", "pages", "menu", "footer", "redirects")


@dataclass
class Found:
    results: tuple[Result, ...] = ()

    def all(self) -> Iterable[Result]:
        return self.results


def base_of(state: State, roots: Iterable[tuple[str, str]] = ()) -> Base:
    items = items_of(state, causes(state, roots), DA, shipped(), "b1")
    return Base("b1", 1, items)


def write(
    folder: Path,
    state: State = DEMO,
    *errors: Result,
    base: Base | None = None,
    choice: Choice = EVERYTHING,
    batch_id: str = "b2",
) -> BatchReport:
    return write_batch(
        folder, state, Found(errors), DA, INFO, made_by="anna", now=NOW, batch_id=batch_id,
        leave_out=True, base=base, choice=choice,
    )  # fmt: skip


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_bytes())


def items(folder: Path, part: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = read(folder, part)["items"]
    return found


def ids(folder: Path, part: str) -> set[str]:
    return {each["id"] for each in items(folder, part)}


def put(state: State, *after: Any) -> State:
    return state.apply(
        Change(type(each), each.id, state.get(type(each), each.id), each) for each in after
    )


def without(state: State, *gone: Any) -> State:
    return state.apply(Change(type(each), each.id, each, None) for each in gone)


def without_page(state: State, page: Page) -> State:
    """Take a page out with all that stands on it or below it."""
    below = {page.id, *descendants(state, page.id)}
    gone: list[Any] = [each for each in state.all(Page) if each.id in below]
    gone += [each for each in state.all(ContactBox) if each.page in below]
    gone += [each for each in state.all(DrillEntry) if each.target in below]
    gone += [each for each in state.all(ListEntry) if each.page in below]
    return without(state, *gone)


def without_contact(state: State, contact: Contact) -> State:
    boxes = [each for each in state.all(ContactBox) if each.contact == contact.id]
    return without(state, contact, *boxes)


def dump_of(verify: dict[str, Any]) -> dict[str, Any]:
    """Return the dump of a site that took all in and holds nothing else."""
    made = deepcopy(verify["items"])
    for found in made.values():
        for item in found:
            for revision in ("default", "latest"):
                value = item.get(revision)
                if isinstance(value, dict) and "tags" in value:
                    value["tags"] = value["tags"]["has"]
            if "default" in item and item["default"] is None:
                item["default"], item["latest"] = item["latest"], None
    return {"format": DUMP_FORMAT, "items": made}

"""Workbooks come back through the guide; the log is read in the thread of the store."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import PlanKind
from kkworkbench.workspace.ports import Stood
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.edited_workbook import TODAY, Edited, NoResults
from tests.unit.sources.small_workspace import RECORDS
from ui.bridge import Bridge
from ui.importing.guide import ImportGuide
from ui.importing.past import Past
from ui.jobs import Cancelled, Job


class Watched(MemoryStore):
    """A store that notes in which thread its log is read."""

    threads: set[int]

    def befores(self, since: int, branch: str = "") -> list[Stood]:
        self.threads.add(threading.get_ident())
        return super().befores(since, branch)


@pytest.fixture
def store() -> Watched:
    made = Watched(RECORDS)
    made.threads = set()
    return made


@pytest.fixture
def guide(styled_app: QApplication, qtbot: Any, store: Watched) -> Iterator[ImportGuide]:
    bridge = Bridge(Workspace(store, "prøve"), Messages("da"), today=lambda: TODAY)
    made = ImportGuide(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    bridge.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def exported(guide: ImportGuide, path: Path) -> Edited:
    workspace = guide.plan._bridge.workspace
    info, step = workspace.store.info, workspace.store.step
    write_workbook(path, workspace.state, NoResults(), Messages("da"), info, step=step)
    return Edited(path)


def test_edits_in_two_files_are_merged_with_what_was_done_here_since(
    guide: ImportGuide, qtbot: Any, store: Watched, tmp_path: Path
) -> None:
    first = exported(guide, tmp_path / "a.xlsx").set("contacts", "c1", "name", "Pas og visum")
    second = exported(guide, tmp_path / "b.xlsx").set("contacts", "c2", "name", "Flytning!")
    workspace = guide.plan._bridge.workspace
    workspace.execute(EditContact("c1", "title", "Rettet her"))
    guide.take_files([first.save(), second.save()])
    assert guide.files.source_name() == "workbook"
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)
    assert store.threads == {threading.get_ident()}
    guide.accept()
    found = {contact.id: contact for contact in workspace.state.all(Contact)}
    assert (found["c1"].name, found["c1"].title) == ("Pas og visum", "Rettet her")
    assert found["c2"].name == "Flytning!"


def test_fields_are_named_as_their_columns_and_a_missing_row_is_not_ticked(
    guide: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    book = exported(guide, tmp_path / "a.xlsx").set("phones", "c1", "label", "Ny", part="p1")
    guide.take_files([book.delete("pages", "h").save()])
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)
    assert [change.kind for change in guide.plan.chosen()] == [PlanKind.CHANGED]
    before = guide.plan._bridge.state
    guide.accept()
    assert len(list(guide.plan._bridge.state.all(Contact))) == len(list(before.all(Contact)))


def test_what_the_log_does_not_have_is_told_in_the_other_thread(qtbot: Any) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "prøve")
    past = Past(workspace.as_it_was)
    assert past.as_it_was(0) == workspace.state
    failed: list[object] = []
    job = Job(lambda token: past.as_it_was(9))
    job.failed.connect(failed.append)
    with qtbot.waitSignal(job.failed, timeout=5000):
        job.start()
    assert isinstance(failed[0], Refused)


def test_the_end_of_the_program_lets_the_other_thread_go(qapp: QApplication) -> None:
    past = Past(lambda step: pytest.fail("nobody is there to answer"))
    left: list[bool] = []

    def ask() -> None:
        with pytest.raises(Cancelled):
            past.as_it_was(0)
        left.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    qapp.aboutToQuit.emit()
    thread.join(5)
    assert left == [True]
    QCoreApplication.removePostedEvents(past)

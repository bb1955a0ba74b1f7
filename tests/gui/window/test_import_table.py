"""The guide with a table: columns are chosen beside their cells, kept by name, and rows mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.shipped_terms import terms
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import PlanKind
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.importing.columns_page import COLUMN, SAMPLES
from ui.importing.guide import COLUMNS, FILE, ImportGuide

TABLE = """Rettelser fra Socialforvaltningen;;;
Enhed;Ring på;Gruppe;Post nr
Døgnvagten;33173334;X;1666
Hjemløseenheden;12;Y;2200
"""


@pytest.fixture
def bridge(styled_app: QApplication) -> Iterator[Bridge]:
    contact = Contact("c", name="Døgnvagten", phones=(Phone("t", "33 17 33 33"),))
    made = Bridge(Workspace(MemoryStore((*terms(), contact)), "an"), Messages("da"))
    yield made
    made.close()


@pytest.fixture
def guide(bridge: Bridge) -> Iterator[ImportGuide]:
    made = ImportGuide(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rettelser.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def choose(guide: ImportGuide, column: str, field: str) -> None:
    page = guide.columns
    rows = range(page.columns.rowCount())
    row = next(n for n in rows if page.columns.item(n, COLUMN).text() == column)
    box = page.box(row)
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def planned(guide: ImportGuide, qtbot: Any) -> None:
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)


def test_columns_are_guessed_and_shown_with_cells(guide: ImportGuide, file: Path) -> None:
    guide.take_files([file])
    assert guide.files.source_name() == "table"
    guide.go_on()
    page = guide.columns
    assert guide.pages.currentIndex() == COLUMNS
    assert page.columns.item(0, SAMPLES).text() == "Døgnvagten · Hjemløseenheden"
    chosen = {field: column for field, column in page.chosen().items() if column}
    assert chosen == {"name": "Enhed", "postal_code": "Post nr"}
    assert page.left_out.text() == "Læses ikke: Ring på, Gruppe"


def test_a_column_is_chosen_by_hand_and_what_it_changes_is_shown(
    guide: ImportGuide, bridge: Bridge, qtbot: Any, file: Path
) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Ring på", "phone")
    planned(guide, qtbot)
    (change,) = [c for c in guide.plan.chosen() if c.kind is PlanKind.CHANGED]
    assert [(f.field, f.here, f.wanted) for f in change.fields] == [
        ("phone", "33 17 33 33", "33 17 33 34"),
        ("postal_code", "", "1666"),
    ]
    guide.accept()
    contact = bridge.state.get(Contact, "c")
    assert contact is not None
    assert contact.phones[0].number == "33 17 33 34"


def test_one_field_is_filled_by_one_column(guide: ImportGuide, file: Path) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Gruppe", "name")
    assert guide.columns.chosen()["name"] == "Gruppe"
    assert guide.columns.box(0).currentData() == ""


def test_a_choice_is_kept_by_name_and_known_next_time(
    guide: ImportGuide, bridge: Bridge, file: Path
) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Ring på", "phone")
    assert not guide.columns.save_button.isEnabled()
    guide.columns.save_as.setText("Fra SOF")
    guide.columns.save_button.click()
    (profile,) = bridge.state.all(MappingProfile)
    assert (profile.name, dict(profile.columns)["phone"]) == ("Fra SOF", "Ring på")
    guide.take_files([file])
    guide.go_on()
    assert guide.columns.profile_name() == "Fra SOF"
    assert guide.columns.chosen()["phone"] == "Ring på"
    guide.columns.profile.setCurrentIndex(0)
    guide.columns.profile.activated.emit(0)
    assert guide.columns.chosen().get("phone", "") == ""


def test_one_goes_back_step_by_step(guide: ImportGuide, qtbot: Any, file: Path) -> None:
    guide.take_files([file])
    guide.go_on()
    planned(guide, qtbot)
    guide.go_back()
    assert guide.pages.currentIndex() == COLUMNS
    guide.go_back()
    assert guide.pages.currentIndex() == FILE


def test_rejected_rows_are_saved_whole_to_be_corrected(
    guide: ImportGuide, qtbot: Any, file: Path, tmp_path: Path
) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Ring på", "phone")
    planned(guide, qtbot)
    out = tmp_path / "afviste.csv"
    guide.plan.save_rejected(out)
    assert "afviste.csv" in guide.plan.saved.text()
    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].startswith("Enhed;Ring på;Gruppe;Post nr;")
    assert [line.split(";")[0] for line in lines[1:]] == ["Hjemløseenheden"]


def test_a_file_that_cannot_be_written_is_told(
    guide: ImportGuide, bridge: Bridge, qtbot: Any, file: Path, tmp_path: Path
) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Ring på", "phone")
    planned(guide, qtbot)
    with qtbot.waitSignal(bridge.failed) as told:
        guide.plan.save_rejected(tmp_path / "no" / "afviste.csv")
    assert "afviste.csv" in told.args[0]

"""A contact without a link to KK Org is matched to a unit that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

import db
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from ui.app import Application
from ui.dialogs.picker import Picker
from ui.editor.unit_picker import UnitPicker


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


NAME = "Borgercenter Handicap"


@dataclass(frozen=True, slots=True)
class AddUnits(Alone):
    """Put units of the register, as an import leaves them."""

    units: tuple[SourceRecord, ...]
    label: ClassVar[str] = "command.apply_plan"

    def apply(self, draft: Draft) -> None:
        for unit in self.units:
            draft.put(unit)


def unit(id_: str, **values: str) -> SourceRecord:
    return SourceRecord(id_, "kk_org", id_, id_, values=tuple(sorted(values.items())))


UNITS = (
    unit("7001", name="Ålekistevej Fritidshjem", phone="38719911"),
    unit("7002", name="Handicap København", phone="33178800", street="Borups Allé 43"),
    unit("7003", name="Aktivitetscenter", street="Amagerbrogade 1", town="København S"),
)


def finding_of(application: Application) -> Finding:
    bridge = application.desk.bridge
    contact = next(c for c in bridge.state.all(Contact) if c.name == NAME)
    results = bridge.results_of(contact.id)
    return next(result.finding for result in results if result.finding.code == "K110")


def contact_of(application: Application) -> Contact:
    bridge = application.desk.bridge
    return next(c for c in bridge.state.all(Contact) if c.name == NAME)


def shown_rows(picker: Picker) -> list[str]:
    return [picker.list.item(n).text() for n in range(picker.list.count())]


def answer(act: object) -> None:
    """Do something with the picker that opens next."""

    def when_open() -> None:
        picker = QApplication.activeModalWidget()
        assert isinstance(picker, UnitPicker)
        act(picker)  # type: ignore[operator]

    QTimer.singleShot(0, when_open)


def test_the_likely_units_come_first_and_say_why(opened: Application) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(AddUnits(UNITS))
    bridge.settle()
    picker = UnitPicker(bridge, finding_of(opened).subject, opened.window)
    first, *rest = (row for row in shown_rows(picker) if "700" in row)
    assert first.startswith("Handicap København · nr. 7002 · samme nummer, samme adresse")
    assert first.endswith("\nBorups Allé 43 · 33178800")
    assert rest == [
        "Aktivitetscenter · nr. 7003\nAmagerbrogade 1 · København S",
        "Ålekistevej Fritidshjem · nr. 7001\n38719911",
    ]
    spoken = picker.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == first.replace("\n", ", ")
    picker.deleteLater()


@pytest.mark.parametrize("query", ["aktivitets", "7003", "amagerbrogade", "københavn s"])
def test_a_unit_is_found_by_a_part_of_what_it_says(opened: Application, query: str) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(AddUnits(UNITS))
    picker = UnitPicker(bridge, contact_of(opened).id, opened.window)
    picker.search.setText(query)
    picker.search.search_changed.emit(query)
    assert "7003" in "".join(shown_rows(picker))
    assert "7001" not in "".join(shown_rows(picker))
    picker.search.search_changed.emit("findes ikke")
    assert picker.list.count() == 0
    assert picker.empty.accessibleName() == "Ingen passer til »findes ikke«."
    assert not picker._ok.isEnabled()
    picker.deleteLater()


def test_the_problem_asks_for_a_unit_and_one_undo_takes_it_back(opened: Application) -> None:
    bridge, panel = opened.desk.bridge, opened.desk.problems
    assert bridge.run(AddUnits(UNITS))
    bridge.settle()
    before = bridge.state
    finding = finding_of(opened)
    row = next(
        n for n in range(panel.model.rowCount()) if panel.model.problem(n).result.finding == finding
    )
    panel.table.setCurrentIndex(panel.filter.mapFromSource(panel.model.index(row, 0)))
    assert panel.current().words.fix_label == "Vælg enhed i KK Org…"
    answer(QDialog.accept)
    panel.fix_current()
    assert (contact_of(opened).source, contact_of(opened).org_id) == ("7002", "7002")
    bridge.settle()
    assert all(r.finding.code != "K110" for r in bridge.results_of(finding.subject))
    opened.desk.undo()
    assert bridge.state == before


def test_the_editor_asks_too_and_esc_leaves_all_as_it_is(opened: Application) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(AddUnits(UNITS))
    bridge.settle()
    before = bridge.state
    opened.desk.show_contact(finding_of(opened).subject)
    editing = opened.desk.editor.editing
    result = next(
        r for r in bridge.results_of(finding_of(opened).subject) if r.finding.code == "K110"
    )
    answer(QDialog.reject)
    editing.messages.fix_requested.emit(result)
    assert bridge.state == before
    answer(QDialog.accept)
    editing.messages.fix_requested.emit(result)
    assert contact_of(opened).source == "7002"


def test_without_free_units_the_picker_says_what_to_do(
    application: Application, tmp_path: Path
) -> None:
    units = [SourceRecord("u", "kk_org", "u", "u")]
    for at, records in enumerate(([], [*units, Contact("d", name="Anden", source="u")])):
        path = tmp_path / f"{at}.kkw"
        db.create_store(path, "Prøve", [Contact("c", name=NAME), *records]).close()
        assert application.open(path)
        picker = UnitPicker(application.desk.bridge, "c", application.window)
        assert picker.list.count() == 0
        said = picker.empty.accessibleName()
        assert ("Kontrol, Dubletter" in said, "Importer fra KK Org" in said) == (at == 1, at == 0)
        picker.deleteLater()

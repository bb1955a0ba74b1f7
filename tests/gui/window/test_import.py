"""The import guide: conflicts are settled field by field, an excerpt flags nobody by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.registers import csv_file, geojson, unit_2024, workspace
from ui.app import Application
from ui.bridge import Bridge
from ui.importing.guide import ImportGuide
from ui.models.history import Column, HistoryModel

UNITS = [unit_2024(kkorgnr=str(9001 + n), adresse=f"Prøvevej {n}") for n in range(5)]


@pytest.fixture
def bridge(styled_app: QApplication, tmp_path: Path) -> Iterator[Bridge]:
    made = workspace()
    plan = plan_file(geojson(tmp_path / "a.geojson", *UNITS), made.state, date(2026, 3, 2))
    made.execute(ApplyPlan(plan.applicable()))
    found = Bridge(made, Messages("da"))
    yield found
    found.close()


@pytest.fixture
def dialog(bridge: Bridge, qtbot: Any) -> Iterator[ImportGuide]:
    made = ImportGuide(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def first(bridge: Bridge) -> Contact:
    return next(c for c in bridge.state.all(Contact) if c.org_id == "9001")


def said(bridge: Bridge) -> dict[str, str]:
    source = next(r for r in bridge.state.all(SourceRecord) if r.org_id == "9001")
    return dict(source.values)


def read(guide: ImportGuide, qtbot: Any, path: Path) -> None:
    """Read a file up to its plan."""
    guide.take_files([path])
    guide.make_plan()
    qtbot.waitUntil(lambda: guide.is_ready)


def conflict(bridge: Bridge, dialog: ImportGuide, qtbot: Any, folder: Path) -> Path:
    """Read a file that changes the name and the phone, which were changed here too."""
    contact = first(bridge)
    phones = (replace(contact.phones[0], number="99 99 99 99"),)
    assert bridge.run(EditContact(contact.id, "phones", phones))
    assert bridge.run(EditContact(contact.id, "name", "Vores navn"))
    changed = unit_2024(
        kkorgnr="9001", adresse="Prøvevej 0", telefon="11112222", borgerrettetnavn="Deres navn"
    )
    path = geojson(folder / "b.geojson", changed, *UNITS[1:])
    read(dialog, qtbot, path)
    return path


def test_a_conflict_shows_three_values_and_nothing_is_decided(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    conflict(bridge, dialog, qtbot, tmp_path)
    unit = dialog.plan.changes.group(PlanKind.CONFLICT).child(0)
    rows = {
        unit.child(n).text(0): [unit.child(n).text(c) for c in range(1, 5)]
        for n in range(unit.childCount())
    }
    assert rows["Navn"] == ["Vores navn", "Myretuen (Tuerne)", "Deres navn", "Ikke afgjort"]
    assert rows["Telefon"] == ["99 99 99 99", "12345678", "11112222", "Ikke afgjort"]
    assert dialog.focusWidget() is dialog.plan.changes
    assert dialog.plan.chosen() == ()
    assert not dialog.apply_button.isEnabled()


def test_keys_decide_field_by_field_and_it_is_one_step(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    path = conflict(bridge, dialog, qtbot, tmp_path)
    steps = bridge.workspace.store.step
    unit = dialog.plan.changes.group(PlanKind.CONFLICT).child(0)
    fields = {unit.child(n).text(0): unit.child(n) for n in range(unit.childCount())}
    dialog.plan.changes.setCurrentItem(fields["Telefon"])
    qtbot.keyClick(dialog.plan.changes, Qt.Key.Key_A)
    assert fields["Telefon"].text(4) == "Tages"
    assert fields["Navn"].text(4) == "Beholdes"
    dialog.plan.changes.setCurrentItem(unit)
    qtbot.keyClick(dialog.plan.changes, Qt.Key.Key_A)
    assert fields["Navn"].text(4) == "Tages"
    dialog.plan.changes.setCurrentItem(fields["Navn"])
    qtbot.keyClick(dialog.plan.changes, Qt.Key.Key_B)
    qtbot.waitUntil(dialog.apply_button.isEnabled)
    dialog.accept()
    assert bridge.workspace.store.step == steps + 1
    assert first(bridge).phones[0].number == "11112222"
    assert first(bridge).name == "Vores navn"
    assert said(bridge)["name"] == "Deres navn"
    again = plan_file(path, bridge.state, date(2026, 4, 2))
    assert again.count(PlanKind.CONFLICT) == 0
    bridge.undo()
    assert first(bridge).phones[0].number == "99 99 99 99"


def test_a_file_that_lacks_most_units_flags_none_until_it_is_told_to(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "c.geojson", UNITS[0]))
    assert dialog.plan.excerpt.isVisible()
    assert "4 af det" in dialog.plan.excerpt.text()
    group = dialog.plan.changes.group(PlanKind.GONE)
    assert group.text(0) == "Mangler i filen (4) – mærkes, men slettes ikke"
    assert dialog.plan.chosen() == ()
    group.setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.plan.chosen()) == 4
    qtbot.waitUntil(lambda: "4" in dialog.apply_button.text())
    group.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.plan.chosen() == ()


def test_a_file_that_lacks_few_units_flags_them_and_one_tick_lets_them_be(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "c.geojson", *UNITS[:4]))
    assert not dialog.plan.excerpt.isVisible()
    assert len(dialog.plan.chosen()) == 1
    dialog.plan.changes.group(PlanKind.GONE).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.plan.chosen() == ()


def test_how_the_file_was_read_is_said(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    dialog.take_files([csv_file(tmp_path / "d.csv", *UNITS)])
    said_of = dialog.files.as_read.text()
    assert said_of.startswith("tegnkodning ")
    assert "skilletegn »;«" in said_of
    assert said_of.endswith("kolonnenavne i række 1")


def changed_units() -> list[dict[str, Any]]:
    """One unit with two changes, one with a change, one that is new."""
    first = unit_2024(
        kkorgnr="9001", adresse="Prøvevej 0", telefon="11112222", borgerrettetnavn="Nyt navn"
    )
    second = unit_2024(kkorgnr="9002", adresse="Prøvevej 1", telefon="33334444")
    new = unit_2024(kkorgnr="9009", adresse="Andetvej 9", telefon="55556666")
    return [first, second, *UNITS[2:], new]


def key_of(guide: ImportGuide, number: str) -> str:
    return next(
        key for key in guide.plan.changes._decisions.changes if key.startswith(f"{number}|")
    )


def test_a_field_without_its_tick_stays_and_the_name_of_the_file_is_kept(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    before = first(bridge).name
    unit = dialog.plan.changes.unit(key_of(dialog, "9001"))
    fields = {unit.child(n).text(0): unit.child(n) for n in range(unit.childCount())}
    fields["Navn"].setCheckState(0, Qt.CheckState.Unchecked)
    assert fields["Navn"].text(4) == "Beholdes"
    assert unit.checkState(0) is Qt.CheckState.PartiallyChecked
    dialog.accept()
    assert first(bridge).name == before
    assert first(bridge).phones[0].number == "11112222"
    assert [taken.name for taken in bridge.state.all(Snapshot)] == ["e.geojson"]
    history = HistoryModel(bridge)
    told = [history.index(0, column).data() for column in (Column.WHAT, Column.ABOUT)]
    assert told == ["Anvendte en import", "e.geojson"]


def test_a_change_whose_last_field_is_kept_is_not_applied(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    key = key_of(dialog, "9002")
    dialog.plan.changes.setCurrentItem(dialog.plan.changes.unit(key).child(0))
    qtbot.keyClick(dialog.plan.changes, Qt.Key.Key_B)
    assert dialog.plan.changes.unit(key).checkState(0) is Qt.CheckState.Unchecked
    assert key not in [change.key for change in dialog.plan.chosen()]
    qtbot.keyClick(dialog.plan.changes, Qt.Key.Key_A)
    assert key in [change.key for change in dialog.plan.chosen()]


def test_all_that_was_not_changed_here_is_taken_in_one_go(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    assert bridge.run(EditContact(first(bridge).id, "name", "Vores navn"))
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    dialog.plan.changes.group(PlanKind.NEW).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.mouseClick(dialog.plan.untouched_button, Qt.MouseButton.LeftButton)
    dialog.accept()
    assert (first(bridge).name, first(bridge).phones[0].number) == ("Vores navn", "11112222")
    assert bridge.state.count(Contact) == 6


def test_units_are_grouped_by_administration(
    bridge: Bridge, dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    chosen = [change.key for change in dialog.plan.chosen()]
    dialog.plan.grouped.click()
    tree = dialog.plan.changes
    rows = [tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())]
    assert rows == ["Børne- og Ungdomsforvaltningen (3)"]
    assert tree.unit(key_of(dialog, "9009")).text(4) == "Ny"
    assert [change.key for change in dialog.plan.chosen()] == chosen


def test_j_and_k_go_from_change_to_change(dialog: ImportGuide, qtbot: Any, tmp_path: Path) -> None:
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    tree = dialog.plan.changes
    keys = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        qtbot.keyClick(tree, key)
        keys.append(tree._key(tree.currentItem()).split("|")[0])
    assert keys == ["9001", "9002", "9002", "9001"]


def test_a_file_of_no_source_is_told_and_nothing_is_planned(
    dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    dialog.files.take_files([path], source="kkorg")
    dialog.make_plan()
    qtbot.waitUntil(dialog.trouble.isVisible)
    assert "f.csv" in dialog.trouble.text()
    assert not dialog.is_ready


def test_another_row_of_names_can_be_chosen_and_is_seen(
    dialog: ImportGuide, tmp_path: Path
) -> None:
    path = tmp_path / "g.csv"
    path.write_text("Navn;Telefon\nkkorgnr;adresse\n9001;Prøvevej 0\n", encoding="utf-8")
    dialog.take_files([path])
    dialog.files.header_row.setValue(2)
    grid = dialog.files.grid
    assert grid is not None
    assert (grid.header_row, dialog.files.reading().header_row) == (2, 2)
    assert dialog.files.preview.item(1, 0).font().bold()
    assert not dialog.files.preview.item(0, 0).font().bold()


def test_a_file_that_cannot_be_read_is_told_at_once(dialog: ImportGuide, tmp_path: Path) -> None:
    path = tmp_path / "h.xlsx"
    path.write_bytes(b"no workbook")
    dialog.take_files([path])
    assert "h.xlsx" in dialog.files.trouble.text()
    assert not dialog.next_button.isEnabled()


def test_one_can_go_back_and_choose_another_file(
    dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    read(dialog, qtbot, geojson(tmp_path / "e.geojson", *changed_units()))
    dialog.back_button.click()
    assert not dialog.is_ready
    assert dialog.next_button.isVisible()
    read(dialog, qtbot, geojson(tmp_path / "i.geojson", *UNITS))
    assert dialog.plan.chosen() == ()


def test_rejected_cells_are_saved_as_a_file(
    dialog: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    odd = unit_2024(kkorgnr="9001", adresse="Prøvevej 0", bydel="=Atlantis")
    read(dialog, qtbot, geojson(tmp_path / "j.geojson", odd, *UNITS[1:]))
    assert dialog.plan.rejected.topLevelItemCount() == 1
    dialog.plan.rejected.save(tmp_path / "afviste.csv")
    lines = (tmp_path / "afviste.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines == [
        "Fil;Ark;Række;Kolonne;Værdi;Hvorfor",
        "j.geojson;;1;bydel;'=Atlantis;Bydelen er ukendt",
    ]


def test_files_dropped_on_the_window_open_the_guide(opened: Application, tmp_path: Path) -> None:
    path = geojson(tmp_path / "k.geojson", *UNITS)
    seen: list[tuple[str, str]] = []

    def look() -> None:
        guide = QApplication.activeModalWidget()
        assert isinstance(guide, ImportGuide)
        seen.append((guide.files.named.text(), guide.files.source_name()))
        guide.reject()

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    ways = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(300, 300), Qt.DropAction.CopyAction, data, *ways)
    drop = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, data, *ways)
    QTimer.singleShot(300, look)
    QApplication.sendEvent(opened.window, enter)
    QApplication.sendEvent(opened.window, drop)
    QTest.qWait(600)
    assert seen == [("k.geojson", "kkorg")]

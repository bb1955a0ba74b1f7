"""The import dialog: conflicts are settled field by field, an excerpt flags nobody by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.registers import csv_file, geojson, unit_2024, workspace
from ui.bridge import Bridge
from ui.dialogs.import_kk_org import ImportKkOrgDialog

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
def dialog(bridge: Bridge, qtbot: Any) -> Iterator[ImportKkOrgDialog]:
    made = ImportKkOrgDialog(bridge)
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


def conflict(bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, folder: Path) -> Path:
    """Read a file that changes the name and the phone, which were changed here too."""
    contact = first(bridge)
    phones = (replace(contact.phones[0], number="99 99 99 99"),)
    assert bridge.run(EditContact(contact.id, "phones", phones))
    assert bridge.run(EditContact(contact.id, "name", "Vores navn"))
    changed = unit_2024(
        kkorgnr="9001", adresse="Prøvevej 0", telefon="11112222", borgerrettetnavn="Deres navn"
    )
    path = geojson(folder / "b.geojson", changed, *UNITS[1:])
    dialog.read(path)
    qtbot.waitUntil(lambda: dialog.is_ready)
    return path


def test_a_conflict_shows_three_values_and_nothing_is_decided(
    bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, tmp_path: Path
) -> None:
    conflict(bridge, dialog, qtbot, tmp_path)
    unit = dialog.changes.group(PlanKind.CONFLICT).child(0)
    rows = {
        unit.child(n).text(0): [unit.child(n).text(c) for c in range(1, 5)]
        for n in range(unit.childCount())
    }
    assert rows["Navn"] == ["Vores navn", "Myretuen (Tuerne)", "Deres navn", "Ikke afgjort"]
    assert rows["Telefon"] == ["99 99 99 99", "12345678", "11112222", "Ikke afgjort"]
    assert dialog.focusWidget() is dialog.changes
    assert dialog.chosen() == ()
    assert not dialog.apply_button.isEnabled()


def test_keys_decide_field_by_field_and_it_is_one_step(
    bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, tmp_path: Path
) -> None:
    path = conflict(bridge, dialog, qtbot, tmp_path)
    steps = bridge.workspace.store.step
    unit = dialog.changes.group(PlanKind.CONFLICT).child(0)
    fields = {unit.child(n).text(0): unit.child(n) for n in range(unit.childCount())}
    dialog.changes.setCurrentItem(fields["Telefon"])
    qtbot.keyClick(dialog.changes, Qt.Key.Key_A)
    assert fields["Telefon"].text(4) == "Tag KK Org"
    assert fields["Navn"].text(4) == "Behold"
    dialog.changes.setCurrentItem(unit)
    qtbot.keyClick(dialog.changes, Qt.Key.Key_A)
    assert fields["Navn"].text(4) == "Tag KK Org"
    dialog.changes.setCurrentItem(fields["Navn"])
    qtbot.keyClick(dialog.changes, Qt.Key.Key_B)
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
    bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, tmp_path: Path
) -> None:
    dialog.read(geojson(tmp_path / "c.geojson", UNITS[0]))
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.excerpt.isVisible()
    assert "4 enheder" in dialog.excerpt.text()
    group = dialog.changes.group(PlanKind.GONE)
    assert group.text(0) == "Ikke længere i KK Org (4)"
    assert dialog.chosen() == ()
    group.setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.chosen()) == 4
    qtbot.waitUntil(lambda: "4" in dialog.apply_button.text())
    group.setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.chosen() == ()


def test_a_file_that_lacks_few_units_flags_them_and_one_tick_lets_them_be(
    bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, tmp_path: Path
) -> None:
    dialog.read(geojson(tmp_path / "c.geojson", *UNITS[:4]))
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert not dialog.excerpt.isVisible()
    assert len(dialog.chosen()) == 1
    dialog.changes.group(PlanKind.GONE).setCheckState(0, Qt.CheckState.Unchecked)
    assert dialog.chosen() == ()


def test_how_the_file_was_read_is_said(
    bridge: Bridge, dialog: ImportKkOrgDialog, qtbot: Any, tmp_path: Path
) -> None:
    dialog.read(csv_file(tmp_path / "d.csv", *UNITS))
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert dialog.as_read.startswith("d.csv · tegnkodning ")
    assert "skilletegn »;«" in dialog.as_read
    assert dialog.as_read.endswith("5 rækker")

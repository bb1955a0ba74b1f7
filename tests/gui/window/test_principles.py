"""The rule catalogue and the settings: what is set there is kept, counted and undone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from kkworkbench.model.finding import Severity
from kkworkbench.model.setting import Setting
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.settings import SETTINGS, value_of
from ui.app import Application
from ui.dialogs.catalogue import COUNT, CatalogueDialog
from ui.dialogs.settings import SettingsDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


def _count(application: Application, code: str) -> int:
    results = application.desk.bridge.results.all()
    return sum(result.finding.code == code for result in results)


def test_the_catalogue_shows_every_rule_with_its_findings(opened: Application) -> None:
    dialog = CatalogueDialog(opened.desk.bridge, parent=opened.window)
    for rule in RULES:
        dialog.select(rule.code)
        shown = dialog.tree.currentItem()
        assert shown.text(COUNT) == (str(_count(opened, rule.code) or ""))
        assert dialog.detail.findings.isEnabled() is bool(_count(opened, rule.code))
        assert opened.desk.bridge.text(f"rule.{rule.code}.why") == dialog.detail.why.text()
        assert list(dialog.detail.grades) == [case for case, _ in rule.cases]
    dialog.deleteLater()


def test_a_rule_is_switched_off_and_on_again_by_undo(opened: Application) -> None:
    bridge = opened.desk.bridge
    dialog = CatalogueDialog(bridge, "K202", opened.window)
    before = _count(opened, "K202")
    assert before
    dialog.detail.on.click()
    assert _count(opened, "K202") == 0
    assert not dialog.detail.grades[""].isEnabled()
    opened.desk.undo()
    assert _count(opened, "K202") == before
    assert dialog.detail.on.isChecked()
    dialog.deleteLater()


def test_a_severity_is_set_for_one_case_and_taken_back(opened: Application) -> None:
    bridge = opened.desk.bridge
    dialog = CatalogueDialog(bridge, "K202", opened.window)
    box = dialog.detail.grades[""]
    errors = bridge.counts()[Severity.ERROR]
    box.setCurrentIndex(box.findData("advice"))
    box.activated.emit(box.currentIndex())
    assert bridge.counts()[Severity.ERROR] == errors - _count(opened, "K202")
    assert bridge.state.get(Setting, "severity.K202").value == "advice"
    box.setCurrentIndex(box.findData("error"))
    box.activated.emit(box.currentIndex())
    assert bridge.state.get(Setting, "severity.K202") is None
    dialog.deleteLater()


def test_the_search_keeps_only_what_speaks_of_it(opened: Application) -> None:
    dialog = CatalogueDialog(opened.desk.bridge, parent=opened.window)
    dialog._filter("K202")
    shown = [code for code, row in dialog._rows.items() if not row.isHidden()]
    assert shown == ["K202"]
    dialog.deleteLater()


def test_the_findings_of_a_rule_are_shown_among_the_problems(opened: Application) -> None:
    dialog = CatalogueDialog(opened.desk.bridge, "K202", opened.window)
    dialog.findings_requested.connect(opened.desk.show_findings_of)
    dialog.detail.findings.click()
    panel = opened.desk.problems
    assert panel.filter.rowCount() == _count(opened, "K202")
    panel.table.setCurrentIndex(panel.filter.index(0, 0))
    assert panel.current().result.finding.code == "K202"
    dialog.deleteLater()


def test_settings_are_kept_as_one_step(opened: Application) -> None:
    bridge = opened.desk.bridge
    before = bridge.state
    dialog = SettingsDialog(bridge, opened.window)
    assert set(dialog.fields) == {e.name for e in SETTINGS} - {"rules.off", "drill.locked"}
    dialog.fields["drill.count"].editor.setValue(10)
    dialog.fields["titles.generic"].editor.setPlainText("kontakt\n\n  ring til os ")
    dialog.accept()
    assert value_of(bridge.state, "drill.count") == 10
    assert value_of(bridge.state, "titles.generic") == ("kontakt", "ring til os")
    bridge.settle()
    assert _count(opened, "K701") == 1
    opened.desk.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_the_default_is_one_click_away(opened: Application) -> None:
    bridge = opened.desk.bridge
    dialog = SettingsDialog(bridge, opened.window)
    field = dialog.fields["drill.count"]
    assert not field.reset.isEnabled()
    field.editor.setValue(9)
    assert field.reset.isEnabled()
    field.reset.click()
    assert field.value() == 12
    dialog.accept()
    assert bridge.state.get(Setting, "drill.count") is None
    dialog.deleteLater()


def test_a_profile_is_taken_in_or_refused_with_its_lines(
    opened: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.informativeText()))
    monkeypatch.setattr(QMessageBox, "information", lambda *args: said.append(args[2]))
    bridge = opened.desk.bridge
    before = bridge.state
    dialog = SettingsDialog(bridge, opened.window)
    file = tmp_path / "profil.toml"
    file.write_text("[drill]\ncount = 99\n", encoding="utf-8")
    dialog.take_profile(file)
    assert "Linje 2" in said[-1]
    assert bridge.state == before
    file.write_text('[drill]\ncount = 11\n[severity]\nK202 = "advice"\n', encoding="utf-8")
    dialog.take_profile(file)
    assert dialog.fields["drill.count"].value() == 11
    assert bridge.state.get(Setting, "severity.K202").value == "advice"
    opened.desk.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_each_case_of_a_severity_has_a_name(opened: Application) -> None:
    messages = opened.desk.bridge.messages
    for rule in RULES:
        assert messages.has(f"family.{rule.family}")
        for case, _ in rule.cases:
            assert not case or messages.has(f"case.{rule.code}.{case}"), (rule.code, case)

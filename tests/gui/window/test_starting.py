"""What a person meets at the start: a demo and a tour at first, then what was open lately."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QToolButton

from kkworkbench.login import login_name
from kkworkbench.preferences import RecentFile
from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.window.conftest import page_id
from ui import app as app_module
from ui import fault_report
from ui.app import Application
from ui.dialogs.fault_report import FaultReportDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.settings_personal import PersonalPages
from ui.pages.welcome import WelcomePage
from ui.tour import TourStrip
from ui.widgets import MessageLine


@pytest.fixture
def at_home(application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documents folder of a person who starts the program for the first time."""
    monkeypatch.setattr(app_module, "documents", lambda: tmp_path / "Documents")
    return tmp_path / "Documents"


def strips(application: Application) -> list[TourStrip]:
    return [each for each in application.window.findChildren(TourStrip) if each.isVisible()]


def test_the_first_start_opens_a_demo_of_ones_own_and_leads_through_it(
    application: Application, at_home: Path
) -> None:
    application.start(None)
    assert application.path is not None
    assert application.path.parent == at_home
    assert len(strips(application)) == 1
    assert QApplication.activeModalWidget() is None


def test_the_tour_points_at_five_things_and_is_not_shown_again(
    opened: Application, at_home: Path
) -> None:
    desk = opened.desk
    assert desk is not None
    opened.do("tour")
    tour = opened.dialogs.tour
    assert tour is not None
    ended = tour.ended
    pointed, pages = [], []
    heard: list[bool] = []
    ended.connect(lambda: heard.append(True))
    for step in range(5):
        pointed.append(tour.ring.target())
        pages.append(opened.window.current_page)
        assert tour.strip.words.text().startswith(f"{step + 1} af 5")
        assert tour.ring.isVisible()
        assert opened.window.focusWidget() is tour.strip.next_button
        tour.strip.next_button.click()
    export = opened.window.toolbar.widgetForAction(opened.window.actions_by_name["export"])
    assert pointed[0] is desk.hierarchy.tree
    assert isinstance(pointed[1], MessageLine)
    assert pointed[2:] == [desk.drill, desk.contact_list, export]
    assert pages == ["hierarchy", "hierarchy", "drill", "list", "list"]
    assert heard == [True]
    assert strips(opened) == []
    assert opened.prefs.coach_done
    opened.start(opened.path)
    assert strips(opened) == []


def test_esc_skips_the_tour_and_the_menu_shows_it_again(opened: Application, qtbot: Any) -> None:
    opened.window.activateWindow()
    qtbot.waitUntil(opened.window.isActiveWindow)
    opened.do("tour")
    (strip,) = strips(opened)
    assert strip.next_button.hasFocus()
    qtbot.keyClick(strip.next_button, Qt.Key.Key_Escape)
    assert strips(opened) == []
    opened.window.actions_by_name["tour"].trigger()
    assert len(strips(opened)) == 1


def test_a_change_of_language_keeps_the_tour_where_it_is(opened: Application) -> None:
    opened.do("tour")
    assert opened.dialogs.tour is not None
    opened.dialogs.tour.next()
    opened.set_language("en")
    (strip,) = strips(opened)
    assert strip.words.text().startswith("2 of 5")


def test_closing_the_workspace_ends_the_tour(opened: Application, demo_file: Path) -> None:
    opened.do("tour")
    assert opened.open(demo_file)
    QApplication.processEvents()
    assert opened.dialogs.tour is None


def test_recent_workspaces_are_pinned_and_found_again(
    application: Application, demo_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = str(demo_file.with_name("gone.kkw"))
    recent = (RecentFile(gone), RecentFile(str(demo_file)))
    application.prefer(replace(application.prefs, recent=recent))
    application.show_welcome()
    page = application.window.findChild(WelcomePage)
    pins = page.findChildren(QToolButton)
    assert [pin.accessibleName() for pin in pins] == [
        "Hold gone.kkw øverst",
        "Hold demo.kkw øverst",
    ]
    pins[1].click()
    assert application.prefs.recent[0] == RecentFile(str(demo_file), pinned=True)
    missing = next(b for b in page.findChildren(QPushButton) if b.text().startswith("gone"))
    assert not missing.isEnabled()
    monkeypatch.setattr("ui.welcoming.ask_existing", lambda *_: demo_file)
    next(b for b in page.findChildren(QPushButton) if b.text() == "Find…").click()
    assert application.path == demo_file
    assert [file.path for file in application.prefs.recent] == [str(demo_file)]


def test_the_welcome_page_leads_to_an_import_in_a_new_workspace(
    application: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "ask_new", lambda *_: tmp_path / "new.kkw")
    asked: list[Path | None] = []
    monkeypatch.setattr(
        "ui.desk_dialogs.DeskDialogs.import_files", lambda _self: asked.append(application.path)
    )
    application.show_welcome()
    application.window.findChild(QPushButton, "new_import").click()
    assert asked == [tmp_path / "new.kkw"]


# an unclean end


def leave_open(path: Path) -> None:
    """Leave beside a workspace what a program that was killed leaves."""
    note = {"by": "Anne", "host": "pc1", "since": "26.11.2026 08.15"}
    Path(f"{path.resolve()}.lock-note").write_text(json.dumps(note), encoding="utf-8")


def recovery(application: Application) -> RecoveryDialog | None:
    found = application.window.findChildren(RecoveryDialog)
    return next((each for each in found if each.isVisible()), None)


def test_after_an_unclean_end_the_newest_changes_are_shown(
    opened: Application, demo_file: Path
) -> None:
    assert opened.desk is not None
    for text in "abcdef":
        opened.desk.bridge.run(EditPage(page_id(opened, "Døgnvagten"), "summary", text))
        opened.desk.bridge.close_group()
    opened.close_workspace()
    leave_open(demo_file)
    assert opened.open(demo_file)
    dialog = recovery(opened)
    assert dialog is not None
    assert "26.11.2026 08.15 af Anne (pc1)" in dialog.words.text()
    assert "er gemt" in dialog.words.text()
    assert dialog.list.topLevelItemCount() == 5
    assert dialog.list.topLevelItem(0).text(2) == "Døgnvagten"
    dialog.go_on.click()
    assert recovery(opened) is None


def test_after_a_clean_end_and_when_only_read_nothing_is_said(
    opened: Application, demo_file: Path
) -> None:
    opened.close_workspace()
    assert opened.open(demo_file)
    assert recovery(opened) is None
    opened.close_workspace()
    leave_open(demo_file)
    assert opened.open(demo_file, read_only=True)
    assert recovery(opened) is None


def test_the_fault_report_is_read_first_and_names_nobody(
    opened: Application, tmp_path: Path, told_is_closed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fault_report, "login_name", lambda: "anneand")
    logs = tmp_path / "logs"
    logs.mkdir()
    home = Path.home()
    (logs / "kkworkbench.log").write_text(f"File {home}/x.py\nanneand\n", encoding="utf-8")
    dialog = FaultReportDialog(logs, opened.window)
    shown = dialog.text.toPlainText()
    assert "kkworkbench " in shown
    assert "~/x.py" in shown
    assert str(home) not in shown
    assert "anneand" not in shown
    dialog.save_to(tmp_path / "report.zip")
    with zipfile.ZipFile(tmp_path / "report.zip") as file:
        written = {name: file.read(name).decode() for name in file.namelist()}
    assert fault_report.worded(written) == shown
    assert [p.name for p in tmp_path.glob("*.part")] == []
    dialog.deleteLater()


# settings


def test_ones_own_settings_are_taken_over(opened: Application, monkeypatch: Any) -> None:
    def choose(dialog: QDialog) -> int:
        personal = dialog.personal  # type: ignore[attr-defined]
        assert isinstance(personal, PersonalPages)
        personal.language.setCurrentIndex(personal.language.findData("en"))
        personal.theme.setCurrentIndex(personal.theme.findData("contrast"))
        personal.zoom.setCurrentIndex(personal.zoom.findData(1.25))
        personal.name.setText("  Anne And ")
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr("ui.dialogs.settings.SettingsDialog.exec", choose)
    opened.do("settings")
    prefs = opened.prefs
    assert (prefs.language, prefs.theme, prefs.zoom) == ("en", "contrast", 1.25)
    assert prefs.display_name == "Anne And"
    assert opened.appearance.theme.scheme == "contrast"
    assert opened.desk is not None
    assert opened.window.menus["file"].title() == "&File"
    opened.desk.bridge.run(EditPage(page_id(opened, "Døgnvagten"), "summary", "Ring."))
    (header,) = opened.desk.bridge.workspace.store.headers(limit=1)
    assert header.author == "Anne And"


def test_without_a_name_of_ones_own_the_log_has_that_of_the_computer(opened: Application) -> None:
    assert opened.desk is not None
    opened.desk.bridge.run(EditPage(page_id(opened, "Døgnvagten"), "summary", "Ring."))
    (header,) = opened.desk.bridge.workspace.store.headers(limit=1)
    assert header.author == login_name()

"""Dispensations in the window: granted, listed, edited, ended, and gone on their day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QDialog

from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId, WaiverId
from kkworkbench.model.setting import Waiver
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.app import Application
from ui.bridge import Bridge
from ui.dialogs.waivers import REASON, RULE, STATE, SUBJECT, UNTIL, VALUE, WaiversDialog
from ui.editor.waive import WaiverDialog
from ui.models.problems import Column
from ui.panels.problem_menu import problem_menu
from ui.panels.problems import ProblemsPanel


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


TODAY = date(2026, 11, 25)
STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


class Clock:
    today = TODAY


@pytest.fixture
def clock() -> Clock:
    return Clock()


def phone(number: str) -> tuple[Phone, ...]:
    return (Phone(PartId("p"), number),)


def waiver(id_: str, contact: str, value: str, until: date | None = None) -> Waiver:
    field = "phones.p.number"
    return Waiver(WaiverId(id_), "K202", contact, field, value, "aftalt", "an", until)


@pytest.fixture
def make_bridge(styled_app: QApplication, clock: Clock) -> Iterator[Callable[..., Bridge]]:
    made: list[Bridge] = []

    def make(*waivers: Waiver, read_only: bool = False) -> Bridge:
        contacts = (
            Contact(ContactId("a"), name="Ørestad", phones=phone("33178800")),
            Contact(ContactId("b"), name="Amager", phones=phone("33173333")),
            Contact(ContactId("c"), name="Zoo", phones=phone("33 17 44 44")),
        )
        store = MemoryStore((*contacts, *waivers), read_only=read_only)
        bridge = Bridge(Workspace(store, "an"), Messages("da"), today=lambda: clock.today)
        made.append(bridge)
        bridge.start_checking()
        bridge.settle()
        return bridge

    yield make
    for bridge in made:
        bridge.close()


@pytest.fixture
def make_dialog(
    make_bridge: Callable[..., Bridge], qtbot: Any
) -> Callable[..., tuple[Bridge, WaiversDialog]]:
    def make(*waivers: Waiver, read_only: bool = False) -> tuple[Bridge, WaiversDialog]:
        bridge = make_bridge(*waivers, read_only=read_only)
        dialog = WaiversDialog(bridge)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.list.setFocus()
        return bridge, dialog

    return make


def told(dialog: WaiversDialog, column: int) -> list[str]:
    return [item.text(column) for item in dialog._items()]


def codes(panel: ProblemsPanel, contact: str) -> list[str]:
    rows = (
        panel.filter.mapToSource(panel.filter.index(n, 0)) for n in range(panel.filter.rowCount())
    )
    findings = (panel.model.problem(row.row()).result.finding for row in rows)
    return sorted(f.code for f in findings if f.subject == contact)


def go_to_rule(panel: ProblemsPanel, contact: str, code: str = "K202") -> None:
    for n in range(panel.filter.rowCount()):
        finding = panel.model.problem(
            panel.filter.mapToSource(panel.filter.index(n, 0)).row()
        ).result.finding
        if (finding.code, finding.subject) == (code, contact):
            panel.table.setCurrentIndex(panel.filter.index(n, 0))
            return
    raise AssertionError((contact, code))


def test_all_waivers_are_listed_with_what_they_do(make_dialog: Callable[..., Any]) -> None:
    _bridge, dialog = make_dialog(
        waiver("w1", "a", "33178800", date(2026, 12, 24)),
        waiver("w2", "b", "33173333", date(2026, 11, 24)),
        waiver("w3", "c", "33174444"),
    )
    assert told(dialog, SUBJECT) == ["Amager", "Zoo", "Ørestad"]
    assert told(dialog, STATE) == ["Udløbet", "Intet at dispensere for længere", "Gælder"]
    assert told(dialog, UNTIL) == ["24.11.2026", "uden slutdato", "24.12.2026"]
    assert told(dialog, VALUE) == ["33173333", "33174444", "33178800"]
    assert all(text.endswith("(K202)") for text in told(dialog, RULE))
    assert dialog.count.text() == "1 dispensation gælder"
    dialog.list.sortByColumn(UNTIL, Qt.SortOrder.AscendingOrder)
    assert told(dialog, SUBJECT) == ["Amager", "Ørestad", "Zoo"]


def test_a_waiver_is_edited_as_one_step(
    make_dialog: Callable[..., Any], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge, dialog = make_dialog(waiver("w1", "a", "33178800", date(2026, 12, 24)))
    before = bridge.state

    def answer(asked: WaiverDialog) -> Any:
        assert asked.reason.text() == "aftalt"
        assert asked.last_day() == date(2026, 12, 24)
        assert asked.ok.isEnabled()
        asked.reason.edit.selectAll()
        qtbot.keyClicks(asked.reason.edit, "Flytter i januar")
        asked.until.setDate(QDate(2027, 1, 31))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(WaiverDialog, "exec", answer)
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    assert told(dialog, REASON) == ["Flytter i januar"]
    assert told(dialog, UNTIL) == ["31.01.2027"]
    bridge.undo()
    assert bridge.state == before
    assert told(dialog, REASON) == ["aftalt"]


def test_a_waiver_taken_back_is_a_finding_again_until_undo(
    make_dialog: Callable[..., Any], qtbot: Any
) -> None:
    bridge, dialog = make_dialog(waiver("w1", "a", "33178800"), waiver("w2", "b", "33173333"))
    assert bridge.results.waived() == 2
    assert dialog.current().waiver.id == "w2"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert bridge.state.get(Waiver, "w2") is None
    assert bridge.results.waived() == 1
    assert dialog.current().waiver.id == "w1"
    dialog.end()
    assert dialog.empty.isVisible()
    assert not dialog.end_button.isEnabled()
    bridge.undo()
    assert told(dialog, SUBJECT) == ["Ørestad"]
    assert bridge.results.waived() == 1


def test_a_waiver_leads_to_its_place(make_dialog: Callable[..., Any], qtbot: Any) -> None:
    _bridge, dialog = make_dialog(waiver("w1", "a", "33178800"))
    with qtbot.waitSignal(dialog.place_requested) as gone_to:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert gone_to.args == ["contact", "a", "phones.p.number"]
    assert not dialog.isVisible()


def test_where_the_record_is_gone_there_is_nowhere_to_go(make_dialog: Callable[..., Any]) -> None:
    _bridge, dialog = make_dialog(replace(waiver("w1", "a", "33178800"), subject="gone"))
    assert told(dialog, SUBJECT) == ["(slettet)"]
    assert not dialog.go_button.isEnabled()
    assert dialog.end_button.isEnabled()


def test_a_read_only_workspace_shows_but_does_not_edit(
    make_dialog: Callable[..., Any], qtbot: Any
) -> None:
    bridge, dialog = make_dialog(waiver("w1", "a", "33178800"), read_only=True)
    assert not dialog.edit_button.isEnabled()
    assert not dialog.end_button.isEnabled()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert bridge.state.get(Waiver, "w1") is not None


def test_the_problems_count_waived_ones_apart_and_show_them_when_asked(
    make_bridge: Callable[..., Bridge], qtbot: Any
) -> None:
    bridge = make_bridge(waiver("w1", "a", "33178800"))
    panel = ProblemsPanel(bridge)
    qtbot.addWidget(panel)
    QAbstractItemModelTester(panel.model, STRICT, panel.model)
    assert panel.waived.text() == "1 dispensation"
    assert "K202" not in codes(panel, "a")
    assert panel.filter.rowCount() == sum(bridge.counts().values())
    panel.waived.click()
    assert "K202" in codes(panel, "a")
    last = panel.filter.index(panel.filter.rowCount() - 1, Column.FIX)
    assert last.data() == "Dispensation"
    go_to_rule(panel, "a")
    panel.fix_current()
    assert bridge.state.get(Contact, "a").phones[0].number == "33178800"
    bridge.run(Waive(waiver("w2", "b", "33173333", date(2026, 12, 24))))
    assert panel.waived.text() == "2 dispensationer"
    go_to_rule(panel, "b")
    row = panel.table.currentIndex().row()
    assert panel.filter.index(row, Column.FIX).data() == "Dispensation til og med 24.12.2026"


def test_a_problem_is_waived_and_taken_back_from_its_menu(
    make_bridge: Callable[..., Bridge], qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = make_bridge()
    panel = ProblemsPanel(bridge)
    qtbot.addWidget(panel)

    def answer(asked: WaiverDialog) -> Any:
        qtbot.keyClicks(asked.reason.edit, "aftalt")
        return QDialog.DialogCode.Accepted

    def choose(text: str) -> None:
        problem = panel.current()
        assert problem is not None
        menu = problem_menu(panel, problem, is_read_only=False)
        next(a for a in menu.actions() if a.text().replace("&", "") == text).trigger()
        menu.deleteLater()

    monkeypatch.setattr(WaiverDialog, "exec", answer)
    go_to_rule(panel, "a")
    choose("Giv dispensation…")
    assert bridge.results.waived() == 1
    assert "K202" not in codes(panel, "a")
    panel.waived.click()
    go_to_rule(panel, "a")
    choose("Tilbagekald dispensation")
    assert bridge.results.waived() == 0
    bridge.undo()
    bridge.undo()
    assert not list(bridge.state.all(Waiver))


def test_past_its_day_a_waiver_gives_its_finding_back_at_midnight(
    make_dialog: Callable[..., Any], clock: Clock, qtbot: Any
) -> None:
    bridge, dialog = make_dialog(waiver("w1", "a", "33178800", TODAY))
    panel = ProblemsPanel(bridge)
    qtbot.addWidget(panel)
    assert "K202" not in codes(panel, "a")
    clock.today = date(2026, 11, 26)
    bridge._midnight.timeout.emit()
    bridge.settle()
    assert "K202" in codes(panel, "a")
    assert panel.waived.text() == "0 dispensationer"
    assert told(dialog, STATE) == ["Udløbet"]


def test_a_mended_finding_leaves_its_waiver_idle(make_dialog: Callable[..., Any]) -> None:
    bridge, dialog = make_dialog(waiver("w1", "a", "33178800"))
    assert told(dialog, STATE) == ["Gælder"]
    bridge.run(EditContact(ContactId("a"), "phones", phone("33 17 88 00")))
    bridge.settle()
    assert told(dialog, STATE) == ["Intet at dispensere for længere"]


def test_the_menu_waives_the_current_problem_and_opens_the_list(
    opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    actions = opened.window.actions_by_name
    actions["waive"].trigger()
    assert opened.window._sentence.text() == "Vælg et problem først."

    def grant(dialog: WaiverDialog) -> Any:
        qtbot.keyClicks(dialog.reason.edit, "aftalt")
        return QDialog.DialogCode.Accepted

    def listed(dialog: WaiversDialog) -> Any:
        asked.extend(told(dialog, REASON))
        dialog.go_there()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(WaiverDialog, "exec", grant)
    monkeypatch.setattr(WaiversDialog, "exec", listed)
    opened.desk.problems.next_problem()
    actions["waive"].trigger()
    actions["waivers"].trigger()
    assert asked == ["aftalt"]
    assert opened.desk.bridge.results.waived() == 1

"""The drill menu, the list, the panels and the window itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.contacts import AddContact
from kkworkbench.workspace.commands.drill import EditDrillEntry, PlaceInDrill, TakeOutOfDrill
from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.window.conftest import page_id, select
from ui.app import Application
from ui.models.mime import DRILL_ENTRIES, mime_of

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def drill_ids(application: Application) -> tuple[str, ...]:
    return application.desk.bridge.state.bucket(DRILL, True)


def test_the_drill_menu_is_reordered_by_drag_keys_and_number(
    opened: Application, qtbot: Any
) -> None:
    page = opened.desk.drill
    opened.window.show_page("drill")
    QAbstractItemModelTester(page.model, STRICT, page.model)
    first, *others = drill_ids(opened)
    data = mime_of(DRILL_ENTRIES, [first])
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 3, 0, page.model.index(-1))
    assert drill_ids(opened)[2] == first
    page.view.setCurrentIndex(page.model.index_of(first))
    page.cards_action.setChecked(False)
    page.up_action.trigger()
    assert drill_ids(opened)[1] == first
    page._number.setValue(12)
    page.move_to_number()
    assert drill_ids(opened)[11] == first
    for _ in range(3):
        opened.desk.undo()
    assert drill_ids(opened) == (first, *others)


def test_a_full_menu_offers_a_swap_and_pushes_nothing_out(
    opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened.desk.drill
    before = drill_ids(opened)
    bibliotek = page_id(opened, "Valby Bibliotek", PageKind.CONTACT)
    asked: list[object] = []

    def answer(dialog: Any, code: Any) -> Any:
        def exec_() -> Any:
            asked.append(dialog)
            dialog.list.setCurrentRow(3)
            return code

        return exec_

    from ui.dialogs import swap as module

    real = module.SwapDialog
    for code, expected in ((real.DialogCode.Rejected, before), (real.DialogCode.Accepted, None)):

        class Answered(real):  # type: ignore[misc,valid-type]
            def exec(self, code: Any = code) -> Any:
                return answer(self, code)()

        monkeypatch.setattr("ui.pages.drill.SwapDialog", Answered)
        page.add_pages((bibliotek,))
        if expected is not None:
            assert drill_ids(opened) == expected
    assert len(asked) == 2
    assert len(drill_ids(opened)) == 12
    assert opened.desk.bridge.state.get(DrillEntry, drill_ids(opened)[3]).target == bibliotek
    assert opened.desk.bridge.state.bucket(DRILL, False) == (before[3],)
    assert page.left_out.isVisibleTo(page)


def test_the_list_counts_filters_and_sorts_the_danish_way(opened: Application, qtbot: Any) -> None:
    opened.window.show_page("list")
    page = opened.desk.contact_list
    QAbstractItemModelTester(page.model, STRICT, page.model)
    assert page.count.text() == "83 af 83 indgange"
    names = [page.filter.index(row, 0).data() for row in range(page.filter.rowCount())]
    assert names[0] == "7-Springeren"
    assert names[-1][0] in "ÆØÅ"
    page.search.setText("bibliotek")
    qtbot.waitUntil(lambda: not page.count.text().startswith("83 af"))
    shown = page.filter.rowCount()
    assert page.count.text() == f"{shown} af 83 indgange"
    page.clear_filter()
    qtbot.waitUntil(lambda: page.filter.rowCount() == 83)
    page.search.setText("33 17 33 33".replace(" ", ""))
    qtbot.waitUntil(lambda: page.filter.rowCount() == 1)
    assert page.filter.index(0, 0).data() == "Døgnvagten"


def test_a_facet_leaves_what_it_counted(opened: Application, qtbot: Any) -> None:
    opened.window.show_page("list")
    page = opened.desk.contact_list
    group = page.facets.topLevelItem(0)
    item = next(
        group.child(n) for n in range(group.childCount()) if "SOF" in group.child(n).text(0)
    )
    counted = int(item.text(0).rpartition("(")[2].rstrip(")"))
    item.setCheckState(0, Qt.CheckState.Checked)
    assert page.filter.rowCount() == counted > 0


def test_problems_walk_and_count(opened: Application, qtbot: Any) -> None:
    problems = opened.desk.problems
    QAbstractItemModelTester(problems.model, STRICT, problems.model)
    counts = opened.desk.bridge.counts()
    assert problems.model.rowCount() == sum(counts.values())
    gone_to: list[str] = []
    problems.finding_activated.connect(lambda kind, id_, field: gone_to.append(id_))
    for _ in range(problems.filter.rowCount() + 1):
        problems.next_problem()
    assert len(gone_to) == problems.filter.rowCount() + 1
    assert gone_to[0] == gone_to[-1]
    problems._counts[Severity.WARNING].setChecked(False)
    assert problems.filter.rowCount() == counts[Severity.ERROR] + counts[Severity.ADVICE]


def test_a_fix_from_the_problems_takes_its_row_away(opened: Application, qtbot: Any) -> None:
    problems = opened.desk.problems
    row = next(
        r
        for r in range(problems.filter.rowCount())
        if problems.model.problem(
            problems.filter.mapToSource(problems.filter.index(r, 0)).row()
        ).result.finding.code
        == "K202"
    )
    before = problems.model.rowCount()
    problems.table.setCurrentIndex(problems.filter.index(row, 0))
    problems.fix_current()
    opened.desk.bridge.settle()
    assert problems.model.rowCount() == before - 1


def test_the_history_tells_and_takes_back(opened: Application, qtbot: Any) -> None:
    history = opened.desk.history
    QAbstractItemModelTester(history.model, STRICT, history.model)
    pas = page_id(opened, "Pas")
    opened.desk.bridge.run(EditPage(pas, "title", "Pas A"))
    opened.desk.bridge.close_group()
    opened.desk.bridge.run(EditPage(pas, "summary", "Ny"))
    history.table.setCurrentIndex(history.model.index(1, 0))
    texts = [history.details.topLevelItem(0).child(0).text(n) for n in range(3)]
    assert texts == ["Titel", "Pas", "Pas A"]
    history.revert()
    page = opened.desk.bridge.state.get(Page, pas)
    assert (page.title, page.summary) == ("Pas", "Ny")


def test_undo_works_after_restart(opened: Application, demo_file: Path) -> None:
    pas = page_id(opened, "Pas")
    opened.desk.bridge.run(EditPage(pas, "title", "Andet"))
    opened.close_workspace()
    assert opened.open(demo_file)
    assert opened.desk.undo_action.isEnabled()
    opened.desk.undo()
    assert opened.desk.bridge.state.get(Page, pas).title == "Pas"


def test_the_language_switches_without_losing_work(opened: Application, qtbot: Any) -> None:
    pas = select(opened, "Pas")
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, "X")
    opened.set_language("en")
    assert opened.desk.bridge.state.get(Page, pas).title.endswith("X")
    assert opened.window.menus["file"].title() == "&File"
    assert opened.desk.undo_action.isEnabled()
    opened.set_language("da")
    assert opened.window.menus["file"].title() == "&Filer"


def test_a_second_instance_is_offered_read_only(
    opened: Application,
    demo_file: Path,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = Application(qapp, tmp_path / "other.json")
    asked: list[str] = []
    monkeypatch.setattr(
        "ui.app.ask_read_only", lambda _parent, sentence: not asked.append(sentence)
    )
    refused: list[str] = []
    other.show_error = refused.append  # type: ignore[method-assign]
    assert other.open(demo_file)
    assert other.desk.bridge.is_read_only
    assert "allerede åben" in asked[0]
    assert not other.desk.bridge.run(EditPage(page_id(other, "Pas"), "title", "Nej"))
    assert "skrivebeskyttet" in refused[0]
    other.close_workspace()
    other.window.deleteLater()


def test_a_file_that_is_no_workspace_is_told_in_a_sentence(
    application: Application, tmp_path: Path
) -> None:
    bad = tmp_path / "billede.kkw"
    bad.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 100)
    assert not application.open(bad)
    assert "ikke et arbejdsrum" in application.errors_shown[0]  # type: ignore[attr-defined]


def test_every_widget_that_takes_the_focus_has_a_name(opened: Application) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    nameless = []
    for name in ("hierarchy", "drill", "list"):
        opened.window.show_page(name)
        for widget in opened.window.findChildren(QWidget):
            takes = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible()
            own = not widget.objectName().startswith("qt_")
            text = getattr(widget, "text", lambda: "")
            named = widget.accessibleName() or (callable(text) and str(text()))
            if takes and own and not named:
                nameless.append((name, type(widget).__name__, type(widget.parent()).__name__))
    assert nameless == []


def test_no_shortcut_is_ctrl_alt_letter_and_access_keys_are_unique(opened: Application) -> None:
    for name, menu in opened.window.menus.items():
        letters = [
            action.text()[action.text().index("&") + 1].casefold()
            for action in menu.actions()
            if "&" in action.text()
        ]
        assert len(letters) == len(set(letters)), (name, letters)
        for action in menu.actions():
            for keys in action.shortcuts():
                assert not keys.toString().startswith("Ctrl+Alt+"), action.text()


def test_models_know_their_rows(opened: Application) -> None:
    models: list[QAbstractItemModel] = [
        opened.desk.drill.model,
        opened.desk.drill.candidates_model,
        opened.desk.contact_list.model,
        opened.desk.history.model,
    ]
    assert [model.rowCount() for model in models] == [12, 74, 83, 0]
    assert contact_of_page(
        opened.desk.bridge.state, page_id(opened, "Døgnvagten", PageKind.CONTACT)
    )


def test_a_page_without_a_box_shows_no_empty_box(opened: Application, qtbot: Any) -> None:
    select(opened, "Politik")
    box = opened.desk.preview.box
    qtbot.waitUntil(lambda: not box._box.isVisibleTo(box))
    select(opened, "Pas")
    qtbot.waitUntil(lambda: box._box.isVisibleTo(box))


def test_an_entry_left_out_is_placed_with_its_tier_or_asks_for_a_swap(
    opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, bridge = opened.desk.drill, opened.desk.bridge
    first = drill_ids(opened)[0]
    bridge.run(TakeOutOfDrill((first,)))
    data = mime_of(DRILL_ENTRIES, [first])
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, page.model.index(-1))
    qtbot.waitUntil(lambda: drill_ids(opened)[0] == first)  # it waits until the mouse is free
    bridge.run(TakeOutOfDrill((first,)))
    bridge.run(PlaceInDrill("new", page_id(opened, "Valby Bibliotek", PageKind.CONTACT), 0))
    asked: list[str] = []
    monkeypatch.setattr(page, "swap", lambda target: bool(asked.append(target)))
    page.model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, page.model.index(-1))
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert len(drill_ids(opened)) == 12


def test_contacts_off_the_list_are_put_on_it_in_one_step(opened: Application, qtbot: Any) -> None:
    page, bridge = opened.desk.contact_list, opened.desk.bridge
    for name in ("Ny enhed A", "Ny enhed B"):
        bridge.run(AddContact(name, name))
    page.scope.set_value("others")
    page._on_filter_changed()
    assert page.filter.rowCount() == 2
    page.table.selectAll()
    page.add_to_list()
    assert bridge.state.count(ListEntry) == 85
    page.scope.set_value("listed")
    page._on_filter_changed()
    assert page.count.text() == "85 af 85 indgange"
    opened.desk.undo()
    assert bridge.state.count(ListEntry) == 83


def test_an_entry_follows_its_page_again_in_one_step(opened: Application) -> None:
    page, bridge = opened.desk.drill, opened.desk.bridge
    first = drill_ids(opened)[0]
    bridge.run(EditDrillEntry(first, "title", "Egen titel"))
    bridge.run(EditDrillEntry(first, "help_text", "Egen hjælpetekst"))
    page.view.setCurrentIndex(page.model.index_of(first))
    page.form.follow.click()
    entry = bridge.state.get(DrillEntry, first)
    assert (entry.title, entry.help_text) == (None, None)
    opened.desk.undo()
    entry = bridge.state.get(DrillEntry, first)
    assert (entry.title, entry.help_text) == ("Egen titel", "Egen hjælpetekst")


def test_a_sentence_leaves_the_status_bar_in_time(opened: Application, qtbot: Any) -> None:
    window = opened.window
    window._said.setInterval(20)
    window.say("Kan ikke placeres her")
    assert window._sentence.text() == "Kan ikke placeres her"
    qtbot.waitUntil(lambda: window._sentence.text() == "", timeout=3000)

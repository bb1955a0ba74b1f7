"""The main job, done in the real window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

import db
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.pages import DeletePages, EditPage, MovePages
from kkworkbench.workspace.workspace import Workspace
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.models.badges import PageBadges
from ui.models.mime import DRILL_ENTRIES, PAGES, mime_of
from ui.models.page_tree import PageTreeModel

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


def select(application: Application, title: str, kind: PageKind | None = None) -> str:
    id_ = page_id(application, title, kind)
    application.desk.show_page(id_)
    QApplication.processEvents()
    return id_


def phone_row(application: Application) -> Any:
    return next(iter(application.desk.editor.phones_card.rows.values()))


def contact_shown(application: Application) -> Contact:
    contact = application.desk.bridge.state.get(
        Contact, application.desk.editor.editing.shown.contact
    )
    assert contact is not None
    return contact


def test_an_unspaced_number_is_told_mended_and_undone(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    qtbot.waitUntil(lambda: place.line.message() is not None)
    assert place.line.message().fix_text == "Ret til 33 17 88 00"
    row.number.setFocus()
    opened.desk.apply_fix()
    assert contact_shown(opened).phones[0].number == "33 17 88 00"
    assert row.number.text() == "33 17 88 00"
    qtbot.waitUntil(lambda: place.line.message() is None)
    opened.desk.undo()
    assert contact_shown(opened).phones[0].number == "33178800"


def test_typing_the_right_number_clears_the_message_at_once(
    opened: Application, qtbot: Any
) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    qtbot.waitUntil(lambda: place.line.message() is not None)
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "33 17 88 00")
    assert place.line.message() is None
    assert contact_shown(opened).phones[0].number == "33178800"
    qtbot.keyClick(row.number, Qt.Key.Key_Return)
    assert contact_shown(opened).phones[0].number == "33 17 88 00"


def test_new_errors_wait_until_the_field_is_left(opened: Application, qtbot: Any) -> None:
    select(opened, "Københavns Borgerservice", PageKind.CONTACT)
    row = phone_row(opened)
    place = opened.desk.editor.editing.place_of(
        contact_shown(opened).id, f"phones.{row.part_id}.number"
    )
    row.number.setFocus()
    row.number.selectAll()
    qtbot.keyClicks(row.number, "3366")
    assert place.line.message() is None
    row.label.setFocus()
    qtbot.waitUntil(lambda: place.line.message() is not None)
    assert contact_shown(opened).phones[0].number == "3366"


def test_the_preview_follows_each_key_and_nothing_is_saved(opened: Application, qtbot: Any) -> None:
    select(opened, "Døgnvagten", PageKind.CONTACT)
    steps = opened.desk.bridge.workspace.store.step
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "Døgnet rundt")
    spoken = opened.desk.preview.box.accessibleName
    qtbot.waitUntil(lambda: "Døgnet rundt" in opened.desk.preview.box.accessibleDescription()
                    or "Døgnet rundt" in spoken())  # fmt: skip
    assert opened.desk.bridge.workspace.store.step == steps


def test_changing_page_saves_what_is_being_typed(opened: Application, qtbot: Any) -> None:
    id_ = select(opened, "Pas")
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, " og kort")
    select(opened, "Flytning")
    assert opened.desk.bridge.state.get(Page, id_).title == "Pas og kort"


def test_closing_saves_what_is_being_typed(
    opened: Application, demo_file: Path, qtbot: Any
) -> None:
    id_ = select(opened, "Pas")
    field = opened.desk.editor.title_card.title_field
    field.setFocus()
    field.end(False)
    qtbot.keyClicks(field, "sX")
    opened.close_workspace()
    store = db.open_store(demo_file, read_only=True)
    assert Workspace(store, "x").state.get(Page, id_).title.endswith("sX")
    store.close()


def test_a_refresh_keeps_the_focus_and_the_widgets(opened: Application, qtbot: Any) -> None:
    id_ = select(opened, "Pas")
    field = opened.desk.editor.title_card.summary_field.edit
    opened.window.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    opened.desk.bridge.run(EditPage(id_, "title", "Pas og andet"))
    assert QApplication.focusWidget() is field
    assert opened.desk.editor.title_card.title_field.text() == "Pas og andet"


def test_a_postal_code_fills_in_its_town(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    fields = opened.desk.editor.attendance_card.fields
    fields["postal_code"].setFocus()
    fields["postal_code"].selectAll()
    qtbot.keyClicks(fields["postal_code"], "2500")
    qtbot.keyClick(fields["postal_code"], Qt.Key.Key_Return)
    assert contact_shown(opened).address.town == "Valby"


def test_typed_hours_fill_the_grid_and_monday_is_copied(opened: Application, qtbot: Any) -> None:
    select(opened, "Borgercenter Handicap", PageKind.CONTACT)
    grid = opened.desk.editor.hours_card.grid
    grid.typed.setFocus()
    grid.typed.selectAll()
    qtbot.keyClicks(grid.typed, "man 10-12")
    qtbot.keyClick(grid.typed, Qt.Key.Key_Return)
    assert [s.day for s in contact_shown(opened).visiting_hours.spans] == [1]
    grid.copy_button.click()
    hours = contact_shown(opened).visiting_hours
    assert [(s.day, s.start, s.end) for s in hours.spans] == [(d, 600, 720) for d in range(1, 6)]
    grid.typed.selectAll()
    qtbot.keyClicks(grid.typed, "ring først")
    qtbot.keyClick(grid.typed, Qt.Key.Key_Return)
    assert contact_shown(opened).visiting_hours == hours


def test_phones_are_added_and_removed(opened: Application, qtbot: Any) -> None:
    select(opened, "Døgnvagten", PageKind.CONTACT)
    card = opened.desk.editor.phones_card
    card.add_button.click()
    assert len(card.rows) == len(contact_shown(opened).phones) == 2
    opened.desk.undo()
    assert len(card.rows) == 1


def rows_of(model: PageTreeModel, parent: str | None = None) -> Iterator[str]:
    index = model.index_of(parent)
    for row in range(model.rowCount(index)):
        child = model.id_of(model.index(row, 0, index))
        yield child
        yield from rows_of(model, child)


def state_rows(application: Application, parent: str | None = None) -> Iterator[str]:
    for child in application.desk.bridge.state.bucket(CHILDREN, parent):
        yield child
        yield from state_rows(application, child)


def test_the_tree_follows_moves_deletes_and_undo_without_reset(
    opened: Application, qtbot: Any
) -> None:
    model = opened.desk.hierarchy.tree.model
    QAbstractItemModelTester(model, STRICT, model)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    bridge = opened.desk.bridge
    pas, flytning = page_id(opened, "Pas"), page_id(opened, "Flytning")
    handicap = page_id(opened, "Handicap", PageKind.TOPIC)
    om = page_id(opened, "Om kommunen")
    bridge.run(MovePages((flytning, pas), handicap, 0))
    assert list(rows_of(model)) == list(state_rows(opened))
    bridge.run(MovePages((handicap,), None, 0))
    bridge.run(DeletePages((om,)))
    assert list(rows_of(model)) == list(state_rows(opened))
    while bridge.undo() is not None:
        assert list(rows_of(model)) == list(state_rows(opened))
    while bridge.redo() is not None:
        assert list(rows_of(model)) == list(state_rows(opened))
    assert resets == []


def test_badges_equal_a_count_from_scratch(opened: Application) -> None:
    tree = opened.desk.hierarchy.tree
    bridge = opened.desk.bridge
    pas = page_id(opened, "Meld dig ledig")
    bridge.run(MovePages((pas,), page_id(opened, "Handicap", PageKind.TOPIC), 0))
    bridge.run(DeletePages((page_id(opened, "Affald og miljø"),)))
    bridge.undo()
    bridge.settle()
    fresh = PageBadges(bridge)
    for page in bridge.state.all(Page):
        assert tree.badges.of(page.id) == fresh.of(page.id), page.title
    total = fresh.of(page_id(opened, "Borger"))
    assert total.errors >= 3


def test_illegal_drops_are_refused_with_a_sentence(opened: Application) -> None:
    tree = opened.desk.hierarchy.tree
    said: list[str] = []
    tree.refused.connect(said.append)
    om, kontakt = page_id(opened, "Om kommunen"), page_id(opened, "Kontakt")
    into_itself = tree.model.index_of(kontakt)
    move = Qt.DropAction.MoveAction
    assert not tree.model.canDropMimeData(mime_of(PAGES, [om]), move, 0, 0, into_itself)
    overview = tree.model.index_of(page_id(opened, "Kontaktoversigt", PageKind.OVERVIEW))
    branch = page_id(opened, "Handicap", PageKind.TOPIC)
    assert not tree.model.canDropMimeData(mime_of(PAGES, [branch]), move, 0, 0, overview)
    assert any("ind under sig selv" in sentence for sentence in said)
    assert any("højst 4 niveauer" in sentence for sentence in said)


def test_a_drop_moves_rows_and_the_view_removes_none(opened: Application) -> None:
    model = opened.desk.hierarchy.tree.model
    pas, flytning = page_id(opened, "Pas"), page_id(opened, "Flytning")
    target = page_id(opened, "Handicap", PageKind.TOPIC)
    move = Qt.DropAction.MoveAction
    data = mime_of(PAGES, [pas, flytning])
    assert not model.dropMimeData(data, move, 0, 0, model.index_of(target))
    assert opened.desk.bridge.state.bucket(CHILDREN, target)[:2] == (pas, flytning)


def test_the_keyboard_renames_moves_cuts_and_deletes(opened: Application, qtbot: Any) -> None:
    tree = opened.desk.hierarchy.tree
    pas = select(opened, "Pas")
    parent = opened.desk.bridge.state.get(Page, pas).parent
    tree.down_action.trigger()
    assert opened.desk.bridge.state.bucket(CHILDREN, parent)[1] == pas
    tree.up_action.trigger()
    assert opened.desk.bridge.state.bucket(CHILDREN, parent)[0] == pas
    tree.cut_action.trigger()
    target = select(opened, "Handicap", PageKind.TOPIC)
    tree.paste_action.trigger()
    assert opened.desk.bridge.state.get(Page, pas).parent == target
    select(opened, "Pas")
    tree.delete_action.trigger()
    assert opened.desk.bridge.state.get(Page, pas) is None
    opened.desk.undo()
    assert opened.desk.bridge.state.get(Page, pas).parent == target


def test_the_filter_keeps_ancestors_and_the_selection(opened: Application, qtbot: Any) -> None:
    tree = opened.desk.hierarchy.tree
    pas = select(opened, "Pas")
    tree.search.setText("doegnvagten")
    qtbot.waitUntil(lambda: tree.view._kept is not None)
    hit = tree.model.index_of(page_id(opened, "Døgnvagten", PageKind.CONTACT))
    while hit.isValid():
        assert not tree.view.isRowHidden(hit.row(), hit.parent())
        hit = hit.parent()
    borger = tree.model.index_of(page_id(opened, "Borger"))
    assert tree.view.isRowHidden(borger.row(), borger.parent())
    tree.search.clear()
    qtbot.waitUntil(lambda: tree.view._kept is None)
    assert tree.view.current_page == pas
    tree.search.setText("tandlæge")
    qtbot.waitUntil(lambda: tree._stack.currentWidget() is tree._empty)


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
    opened: Application, demo_file: Path, qapp: QApplication, tmp_path: Path
) -> None:
    other = Application(qapp, tmp_path / "other.json")
    asked: list[str] = []
    other.ask_read_only = lambda sentence: not asked.append(sentence)  # type: ignore[method-assign,func-returns-value]
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

"""The export of a batch in the window: what is chosen, seen, and written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from kkworkbench.exports.drupal.history_words import Group
from kkworkbench.exports.drupal.profile_losses import Loss
from kkworkbench.exports.drupal.scope import ADMINISTRATION, SITE, Why
from kkworkbench.model.batch import Batch
from kkworkbench.model.page import Page
from kkworkbench.model.setting import Waiver
from kkworkbench.model.site import Site
from kkworkbench.workspace.commands.settings import Waive
from kkworkbench.workspace.errors import WorkbenchError
from tests.gui.window.batches import Put, edit, export, foreseen, rows_of
from tests.unit.exports.drupal_batches import read
from ui.app import Application
from ui.dialogs.export_batch import DIFFERENCE, GATE, ExportBatchDialog
from ui.exporting import difference, site_profile, writing
from ui.exporting import gate as gate_module
from ui.exporting.chosen import selected_records
from ui.exporting.gate import OMIT
from ui.widgets import WrapLabel


@pytest.fixture
def dialog(opened: Application, qtbot: Any) -> ExportBatchDialog:
    return foreseen(ExportBatchDialog(opened.desk.bridge, opened.window), qtbot)


def test_what_was_written_is_kept_and_the_next_holds_what_changed(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    first = export(opened, qtbot, tmp_path / "p1")
    (batch,) = opened.desk.bridge.state.all(Batch)
    assert (batch.number, batch.note, batch.folder) == (1, "Til mødet", "p1")
    contact = edit(opened, first)
    second = export(opened, qtbot, tmp_path / "p2", "changed")
    assert [each["uuid"] for each in read(second, "contacts")["items"]] == [contact.id]
    assert read(second, "manifest")["only_changed"] is True


def test_a_part_can_be_chosen(opened: Application, qtbot: Any) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(Put(Site("subsite", "Subsite")))  # type: ignore[arg-type]
    dialog = foreseen(ExportBatchDialog(bridge, opened.window), qtbot)
    what = dialog.what
    assert not what.changed.isEnabled()
    assert not what.selected.isEnabled()
    what.drill.setChecked(True)
    assert what.choice().only == ("drill",)
    assert not what.administrations.isEnabled()
    what.administration.setChecked(True)
    what.administrations.setCurrentIndex(2)
    assert what.administrations.isEnabled()
    assert what.choice().only == (f"{ADMINISTRATION}{what.administrations.itemData(2)}",)
    what.site.setChecked(True)
    what.sites.setCurrentIndex(what.sites.findText("Subsite"))
    assert what.choice().only == (f"{SITE}subsite",)
    foreseen(dialog, qtbot)
    assert not dialog.write_button.isEnabled()
    assert dialog.status.text() == bridge.text("batches.empty")
    dialog.done(0)


def test_what_is_selected_in_the_tree_is_exported_alone(
    opened: Application, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = next(
        p for p in opened.desk.bridge.state.all(Page) if p.title == "Kulturhuset Islands Brygge"
    )
    opened.desk.show_page(page.id)
    seen: list[tuple[Any, ...]] = []

    def look(dialog: ExportBatchDialog) -> None:
        foreseen(dialog, qtbot)
        what = dialog.what
        seen.append((what.choice().only, what.selected.text(), what.selected.isEnabled()))
        seen[-1] += (len(dialog.gate.results()),)
        dialog.done(0)

    monkeypatch.setattr(ExportBatchDialog, "exec", look)
    opened.desk.hierarchy.tree.export_action.trigger()
    opened.window.actions_by_name["export"].trigger()
    (alone, words, _is_enabled, few), (everything, _words, is_enabled, many) = seen
    assert alone == (page.id,)
    assert "(1)" in words
    assert everything == ()
    assert is_enabled
    assert 0 < few < many


def test_errors_block_until_each_is_mended_waived_or_left_out(
    dialog: ExportBatchDialog, opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, bridge = dialog.gate, opened.desk.bridge
    count = gate.standing
    assert count > 3
    assert not dialog.write_button.isEnabled()
    assert dialog.status.text() == bridge.text("batches.barred", n=count)
    assert f"({count})" in dialog.steps.tabText(GATE)

    safe = next(r for r in gate.results() if gate._is_safe(r))
    gate.errors.setCurrentItem(gate._items()[gate.results().index(safe)])
    gate.fix_button.click()
    foreseen(dialog, qtbot)
    assert safe not in gate.results()
    assert gate.standing == count - 1

    def waived(_bridge: Any, result: Any, _parent: Any) -> Waive:
        found = result.finding
        return Waive(Waiver("w", found.code, found.subject, found.field, found.value, "Aftalt"))  # type: ignore[arg-type]

    monkeypatch.setattr(gate_module, "ask_waiver", waived)
    gate.waive_button.click()
    foreseen(dialog, qtbot)
    assert gate.standing == count - 2

    item = gate.errors.currentItem()
    gate.errors.setFocus()
    item.setCheckState(OMIT, Qt.CheckState.Checked)
    foreseen(dialog, qtbot)
    assert gate.standing < count - 2
    assert len(gate.omitted) == 1
    gate.omit_button.click()
    assert not gate.omitted
    gate.leave_out.setChecked(True)
    foreseen(dialog, qtbot)
    assert gate.standing == 0
    assert dialog.write_button.isEnabled()
    gate.omit_button.click()
    assert not gate.leave_out.isChecked()
    assert not dialog.write_button.isEnabled()
    dialog.accept()
    assert not hasattr(dialog, "working")
    dialog.done(0)


def test_a_waived_error_stands_in_the_manifest_with_its_reason(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    dialog = foreseen(ExportBatchDialog(opened.desk.bridge, opened.window), qtbot)
    finding = dialog.gate.results()[0].finding
    waiver = Waiver(
        "w", finding.code, finding.subject, finding.field, finding.value, "Aftalt", "Anne"
    )  # type: ignore[arg-type]
    assert opened.desk.bridge.run(Waive(waiver))
    dialog.done(0)
    folder = export(opened, qtbot, tmp_path / "p1")
    (told,) = [each for each in read(folder, "manifest")["waivers"] if each["id"] == "w"]
    assert (told["rule"], told["reason"], told["by"]) == (finding.code, "Aftalt", "Anne")


def test_going_to_an_error_closes_and_names_its_field(
    dialog: ExportBatchDialog, qtbot: Any
) -> None:
    heard: list[tuple[str, str, str]] = []
    dialog.finding_activated.connect(lambda *place: heard.append(place))
    finding = dialog.gate.results()[0].finding
    dialog.show()
    dialog.gate.go_button.click()
    assert heard == [(finding.kind, finding.subject, finding.field)]
    assert not dialog.isVisible()


def test_the_difference_is_told_field_by_field_and_follows_edits(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    first = export(opened, qtbot, tmp_path / "p1")
    bridge = opened.desk.bridge
    dialog = ExportBatchDialog(bridge, opened.window)
    dialog.leave_out.setChecked(True)
    foreseen(dialog, qtbot)
    assert dialog.difference.is_empty
    assert not dialog.write_button.isEnabled()
    edit(opened, first)
    foreseen(dialog, qtbot)
    (group,) = rows_of(dialog.difference.tree)
    assert group[0][0].startswith("~ Helt ny titel")
    assert group[1][0][2] == "Helt ny titel"
    assert dialog.count.text() == "0 nye · 1 ændret · 0 fjernede"
    assert "(1)" in dialog.steps.tabText(DIFFERENCE)
    assert dialog.write_button.isEnabled()
    dialog.done(0)


def test_the_first_batch_has_nothing_to_be_compared_with(
    dialog: ExportBatchDialog, opened: Application
) -> None:
    assert dialog.difference.is_empty
    assert dialog.difference.empty.accessibleName() == opened.desk.bridge.text("batches.first")
    dialog.done(0)


def test_what_a_site_cannot_hold_is_told_before_anything_is_written(
    dialog: ExportBatchDialog, opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    names = dialog.site.names
    before = dialog.site.losses.topLevelItemCount()
    names.setCurrentIndex(names.findData("os2web_contact"))
    assert dialog.site._empty.accessibleName() == "Ser efter, hvad webstedet kan rumme…"
    foreseen(dialog, qtbot)
    assert dialog.site._empty.accessibleName() == "Webstedet kan rumme alt i pakken."
    tree = dialog.site.losses
    assert tree.topLevelItemCount() > before
    assert opened.desk.bridge.text("drupal.loss.phone_hours") in " ".join(
        tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount())
    )
    dialog.leave_out.setChecked(True)
    dialog.folder.setText(str(tmp_path / "p1"))
    dialog.accept()
    with qtbot.waitSignal(dialog.working.succeeded, timeout=20000):
        pass
    assert read(tmp_path / "p1", "manifest")["profile"] == "os2web_contact"
    qtbot.waitUntil(lambda: dialog.written is not None)
    dialog.written.close()  # type: ignore[union-attr]


def test_a_profile_of_ones_own_is_kept_and_a_wrong_one_told_by_line(
    dialog: ExportBatchDialog, opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    text = (Path(__file__).parents[3] / "resources/drupal/profiles/default.toml").read_text(
        encoding="utf-8"
    )
    file = tmp_path / "min.toml"
    file.write_text(text, encoding="utf-8")
    dialog.site.take(file)
    assert "default" in dialog.site.losses.topLevelItem(0).text(0)
    assert dialog.site.names.count() == 3
    file.write_text(text.replace('name = "default"', 'name = "mit_site"'), encoding="utf-8")
    dialog.site.take(file)
    assert dialog.site.profile().name == "mit_site"
    file.write_text(text.replace('name = "default"', 'name = "x"\nsprog = 1'), encoding="utf-8")
    dialog.site.take(file)
    said = [
        dialog.site.losses.topLevelItem(n).text(0)
        for n in range(dialog.site.losses.topLevelItemCount())
    ]
    assert any("sprog" in line and line.startswith("Linje ") for line in said)
    assert dialog.site.profile().name == "mit_site"
    dialog.done(0)
    again = ExportBatchDialog(opened.desk.bridge, opened.window)
    assert again.site.names.findData("mit_site") >= 0
    again.done(0)


def test_the_files_are_told_with_size_and_sum_and_can_be_copied(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    dialog.leave_out.setChecked(True)
    dialog.excel.setChecked(True)
    dialog.recipe.setChecked(True)
    dialog.folder.setText(str(tmp_path / "p1"))
    dialog.accept()
    with qtbot.waitSignal(dialog.working.succeeded, timeout=20000):
        pass
    qtbot.waitUntil(lambda: dialog.written is not None)
    written = dialog.written
    assert written is not None
    sums = {written.files.topLevelItem(n).text(0): written.files.topLevelItem(n).text(2)
            for n in range(written.files.topLevelItemCount())}  # fmt: skip
    named = {
        str(each.relative_to(tmp_path / "p1"))
        for each in (tmp_path / "p1").rglob("*")
        if each.is_file()
    }
    assert set(sums) == named | {"../p1.xlsx", "../p1-recipe/"}
    assert sums.pop("../p1-recipe/") == ""
    assert (tmp_path / "p1-recipe/README.md").exists()
    for name, sum_ in sums.items():
        assert sha256((tmp_path / "p1" / name).read_bytes()).hexdigest() == sum_
    written.copy_path.click()
    assert QGuiApplication.clipboard().text() == str(tmp_path / "p1")
    written.copy_list.click()
    assert f"{sums['manifest.json']}  manifest.json" in QGuiApplication.clipboard().text()
    assert sorted(each.name for each in tmp_path.iterdir() if "p1" in each.name) == [
        "p1",
        "p1-recipe",
        "p1.xlsx",
    ]
    written.close()


def test_a_batch_that_cannot_be_kept_is_taken_away_again(
    opened: Application, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    dialog.leave_out.setChecked(True)
    dialog.excel.setChecked(True)
    dialog.recipe.setChecked(True)
    dialog.folder.setText(str(tmp_path / "out" / "p1"))
    monkeypatch.setattr(opened.desk.bridge, "run", lambda _command: False)
    dialog.accept()
    with qtbot.waitSignal(dialog.working.succeeded, timeout=20000):
        pass
    qtbot.waitUntil(dialog.isEnabled)
    assert list((tmp_path / "out").iterdir()) == []
    assert dialog.written is None
    dialog.done(0)


def test_what_fails_leaves_nothing_of_what_is_beside_it(
    opened: Application, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_known: object) -> None:
        raise WorkbenchError("exports.not_empty", name="p1")

    monkeypatch.setattr(writing, "write", refuse)
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    dialog.leave_out.setChecked(True)
    dialog.excel.setChecked(True)
    dialog.recipe.setChecked(True)
    dialog.folder.setText(str(tmp_path / "out" / "p1"))
    dialog.accept()
    with qtbot.waitSignal(dialog.working.failed, timeout=20000):
        pass
    assert list((tmp_path / "out").iterdir()) == []
    assert dialog.isEnabled()
    assert opened.errors_shown  # type: ignore[attr-defined]
    dialog.done(0)


def test_a_recipe_is_of_all_and_of_nothing_less(dialog: ExportBatchDialog) -> None:
    assert dialog.recipe.isEnabled()
    dialog.what.drill.setChecked(True)
    assert not dialog.recipe.isEnabled()
    dialog.done(0)


def test_what_is_much_is_named_in_part_and_counted(
    dialog: ExportBatchDialog, opened: Application, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_profile, "MOST", 2)
    dialog.site.show_losses(Loss("tags", "page", str(n), f"Side {n}") for n in range(5))
    ((_top, rows),) = rows_of(dialog.site.losses)
    assert [row[0] for row in rows] == ["Side 0", "Side 1", "… og 3 til"]
    monkeypatch.setattr(difference, "MOST", 2)
    groups = [Group(Why.NEW, "pages", f"Side {n}") for n in range(5)]
    dialog.difference.show_groups(groups)
    assert [top[0] for top, _rows in rows_of(dialog.difference.tree)][2:] == ["… og 3 til"]
    dialog.difference.save(tmp_path / "f.csv")
    assert len((tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()) == 6
    dialog.done(0)


def test_an_answer_to_a_former_choice_is_not_taken(opened: Application, qtbot: Any) -> None:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    assert dialog._foreseer.is_busy
    dialog.what.drill.setChecked(True)
    assert not dialog._foreseer.is_busy
    dialog.leave_out.setChecked(True)
    few = foreseen(dialog, qtbot).status.text()
    dialog.what.all.setChecked(True)
    assert dialog.status.text() != few
    assert foreseen(dialog, qtbot).status.text() != few
    dialog.done(0)


def test_what_is_selected_is_that_of_the_page_in_front(opened: Application) -> None:
    desk, window = opened.desk, opened.window
    window.show_page("list")
    desk.contact_list.table.selectRow(0)
    (row,) = desk.contact_list.chosen()
    assert selected_records(desk) == (row.page,)
    window.show_page("drill")
    assert selected_records(desk) == tuple(desk.drill.chosen())
    window.show_page("hierarchy")
    assert selected_records(desk) == desk.hierarchy.tree.view.selected_pages()


def test_a_batch_of_a_read_only_workspace_says_that_it_is_not_in_the_history(
    opened: Application, qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bridge = opened.desk.bridge
    monkeypatch.setattr(type(bridge), "is_read_only", property(lambda _bridge: True))
    dialog = ExportBatchDialog(bridge, opened.window)
    dialog.leave_out.setChecked(True)
    assert not dialog.gate.waive_button.isEnabled()
    dialog.folder.setText(str(tmp_path / "p1"))
    dialog.accept()
    qtbot.waitUntil(lambda: dialog.written is not None, timeout=20000)
    assert dialog.written is not None
    said = dialog.written.findChild(WrapLabel).text()
    assert bridge.text("batches.not_kept") in said
    assert not list(bridge.state.all(Batch))
    assert (tmp_path / "p1" / "manifest.json").exists()
    dialog.written.close()

"""Variants in the window: made, shown everywhere, compared side by side and taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QInputDialog

from kkworkbench.exports.prototype.writing import write_prototype
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.variant import Variant
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.commands.drill import MoveDrillEntries, TakeOutOfDrill
from kkworkbench.workspace.commands.pages import EditPage
from ui.app import Application
from ui.desk_variants import DeskVariants
from ui.dialogs.compare import CompareDialog
from ui.exporting.prototype import PrototypeDialog, write_to
from ui.points import now


@pytest.fixture
def variants(opened: Application, monkeypatch: pytest.MonkeyPatch) -> DeskVariants:
    """Make a variant, and show it."""
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args, text="", **_more: (text, True))
    found: DeskVariants = opened.desk.findChild(DeskVariants)
    found.make()
    return found


def entries(application: Application) -> tuple[str, ...]:
    found: tuple[str, ...] = application.desk.bridge.state.bucket(DRILL, True)
    return found


def rows(application: Application) -> list[Any]:
    model = application.desk.drill.model
    return [model.entry_id(model.index(row)) for row in range(model.filled)]


def page_of(application: Application, entry_id: str) -> str:
    entry = application.desk.bridge.state.get(DrillEntry, entry_id)
    return str(entry.target)


def dialog_of(application: Application) -> CompareDialog:
    bridge = application.desk.bridge
    variant = next(bridge.workspace.main.all(Variant))
    return CompareDialog(bridge, now(bridge), now(bridge, variant.id), application.window)


def test_a_variant_is_shown_on_every_page_and_leads_back(
    opened: Application, variants: DeskVariants
) -> None:
    shown = variants.shown
    assert shown is not None
    assert shown.name == "Forslag 1"
    assert variants.bar.isVisible()
    assert "»Forslag 1«" in variants.bar.sentence.text()
    assert variants.choice.box.currentText() == "Forslag 1"
    variants.bar.back_button.click()
    assert not variants.bar.isVisible()
    assert variants.choice.box.currentText() == "Gældende"
    variants.choice.box.setCurrentIndex(1)
    variants.choice.box.activated.emit(1)
    assert variants.shown == shown


def test_the_board_follows_the_variant_with_the_smallest_row_operations(
    opened: Application, variants: DeskVariants, qtbot: Any
) -> None:
    before = entries(opened)
    QAbstractItemModelTester(
        opened.desk.drill.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    resets: list[object] = []
    opened.desk.drill.model.modelReset.connect(lambda: resets.append(1))
    bridge = opened.desk.bridge
    assert bridge.run(MoveDrillEntries((before[4],), 0))
    assert bridge.run(TakeOutOfDrill((before[2],)))
    tried = entries(opened)
    assert rows(opened) == list(tried) != list(before)
    variants.show("")
    assert rows(opened) == list(before)
    variants.show(variants.choice.box.itemData(1))
    assert rows(opened) == list(tried)
    assert resets == []


def test_each_variant_has_its_own_findings_and_coverage(
    opened: Application, variants: DeskVariants
) -> None:
    bridge, strip = opened.desk.bridge, opened.desk.drill.coverage
    opened.window.show_page("drill")
    bridge.settle()
    first, sizes = dict(bridge.counts()), [part.size for part in strip.coverage.parts]
    page = page_of(opened, entries(opened)[0])
    assert bridge.run(EditPage(page, "title", "Telefon 33663366"))
    assert bridge.run(TakeOutOfDrill((entries(opened)[1],)))
    bridge.settle()
    tried = dict(bridge.counts())
    assert tried != first
    variants.show("")
    bridge.settle()
    assert dict(bridge.counts()) == first
    assert [part.size for part in strip.coverage.parts] == sizes
    variants.show(variants.choice.box.itemData(1))
    bridge.settle()
    assert dict(bridge.counts()) == tried
    assert [part.size for part in strip.coverage.parts] != sizes


def test_each_variant_has_its_own_prototype_beside_that_of_the_main_line(
    opened: Application, variants: DeskVariants, qtbot: Any, tmp_path: Path, told_is_closed: None
) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(EditPage(page_of(opened, entries(opened)[0]), "title", "Prøvet navn"))
    variants.show("")
    main = PrototypeDialog(bridge, opened.window)
    assert main.name.text() == "Demo"
    first = main._place_in(tmp_path / "vis")
    write_prototype(first, bridge.state, main.name.text(), bridge.today())
    variants.show(variants.choice.box.itemData(1))
    tried = PrototypeDialog(bridge, opened.window)
    assert tried.name.text() == "Forslag 1"
    second = tried._place_in(first)
    assert second == tried._place_in(tmp_path) == tried._place_in(second) == tmp_path / "Forslag 1"
    working = write_to(bridge, second, tried.name.text(), opened.window)
    with qtbot.waitSignal(working.succeeded, timeout=8000):
        pass
    read = {
        folder: "".join(each.read_text("utf-8") for each in folder.rglob("*.html"))
        for folder in (first, second)
    }
    assert "Prototype · Demo" in read[first]
    assert "Prototype · Forslag 1" in read[second]
    assert ("Prøvet navn" in read[first], "Prøvet navn" in read[second]) == (False, True)
    for dialog in (main, tried):
        dialog.deleteLater()


def test_what_is_ticked_is_taken_over_as_one_step(
    opened: Application, variants: DeskVariants
) -> None:
    bridge = opened.desk.bridge
    first, second = (page_of(opened, entries(opened)[n]) for n in (0, 1))
    assert bridge.run(EditPage(first, "title", "Prøvet A"))
    assert bridge.run(EditPage(first, "summary", "Prøvet tekst"))
    assert bridge.run(EditPage(second, "title", "Prøvet B"))
    variants.show("")
    before = bridge.state
    dialog = dialog_of(opened)
    assert dialog.takes_over
    assert dialog.rows.topLevelItemCount() == 2
    dialog.none_button.click()
    assert not dialog.take_button.isEnabled()
    item = next(
        item for number in range(2) if (item := dialog.rows.topLevelItem(number)).childCount() == 2
    )
    item.child(0).setCheckState(0, Qt.CheckState.Checked)
    told: list[str] = []
    dialog.taken.connect(told.append)
    dialog.take_button.click()
    assert told == ["1 indgang er overtaget."]
    page = bridge.state.get(Page, first)
    assert page.title == "Prøvet A"
    assert page.summary == before.get(Page, first).summary
    assert bridge.state.get(Page, second) == before.get(Page, second)
    assert dialog.rows.topLevelItemCount() == 2
    bridge.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_what_both_changed_is_left_until_it_is_ticked(
    opened: Application, variants: DeskVariants
) -> None:
    bridge = opened.desk.bridge
    page = page_of(opened, entries(opened)[0])
    assert bridge.run(EditPage(page, "title", "I varianten"))
    variants.show("")
    assert bridge.run(EditPage(page, "title", "I det gældende"))
    dialog = dialog_of(opened)
    item = dialog.rows.topLevelItem(0)
    assert "Begge har ændret »I det gældende«" in item.text(0)
    assert not dialog.take_button.isEnabled()
    child = item.child(0)
    assert (child.text(1), child.text(2)) == ("I det gældende", "I varianten")
    assert "I det gældendevarianten" in dialog.words.toPlainText()
    child.setCheckState(0, Qt.CheckState.Checked)
    dialog.take_button.click()
    assert bridge.state.get(Page, page).title == "I varianten"
    assert dialog.summary.text().startswith("Der er ingen forskel.")
    dialog.deleteLater()


def test_words_signs_and_text_tell_the_difference(
    opened: Application, variants: DeskVariants
) -> None:
    bridge, before = opened.desk.bridge, entries(opened)
    assert bridge.run(MoveDrillEntries((before[4],), 1))
    assert bridge.run(EditPage(page_of(opened, before[0]), "title", "Prøvet navn"))
    assert bridge.run(EditPage(page_of(opened, before[4]), "summary", "Ring."))
    assert bridge.run(TakeOutOfDrill((before[2],)))
    dialog = dialog_of(opened)
    menu = [
        (item.text(1), item.text(2))
        for number in range(dialog.menus.topLevelItemCount())
        if (item := dialog.menus.topLevelItem(number))
    ]
    assert menu[0][1] == "✎ Prøvet navn"
    assert menu[1][1].startswith("▲3 ✎ ")
    assert menu[2][0].startswith("✖ ")
    dialog.tabs.setCurrentWidget(dialog.menus)
    for place, shown, gone in ((1, "Ring.", True), (3, menu[3][1], False)):
        dialog.menus.setCurrentItem(dialog.menus.topLevelItem(place))
        assert shown in dialog.words.toPlainText()
        assert ("line-through" in dialog.words.toHtml()) == gone
    dialog.tabs.setCurrentWidget(dialog.rows)
    item = next(
        item
        for number in range(dialog.rows.topLevelItemCount())
        if "Omdøbt" in (item := dialog.rows.topLevelItem(number)).text(0)
    )
    dialog.rows.setCurrentItem(item)
    assert "line-through" in dialog.words.toHtml()
    assert "Prøvet navn" in dialog.words.toPlainText()
    dialog.copy()
    pasted = QGuiApplication.clipboard().text()
    assert pasted.startswith("Gældende → Forslag 1\n")
    assert "{+Prøvet navn+}" in pasted
    dialog.deleteLater()


def test_imports_and_batches_say_that_they_belong_to_the_main_line(
    opened: Application, variants: DeskVariants
) -> None:
    said: list[str] = []
    opened.desk.bridge.refused.connect(said.append)
    for name in ("import", "export", "take_over"):
        opened.window.actions_by_name[name].trigger()
    assert len(said) == 3
    assert all("Skift til »Gældende«" in sentence for sentence in said)


def test_a_variant_is_renamed_closed_opened_and_deleted(
    opened: Application, variants: DeskVariants, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_a, **_k: ("Nyt navn", True))
    variants.rename_action.trigger()
    assert variants.choice.box.currentText() == "Nyt navn"
    variants.close_action.trigger()
    assert variants.choice.box.currentText() == "Nyt navn (lukket)"
    assert "lukket" in variants.bar.sentence.text()
    page = page_of(opened, entries(opened)[0])
    assert not opened.desk.bridge.run(EditPage(page, "title", "Nej"))
    variants.close_action.trigger()
    assert opened.desk.bridge.run(EditPage(page, "title", "Ja"))
    variants.delete_action.trigger()
    assert variants.shown is None
    assert variants.choice.box.count() == 1
    assert not variants.bar.isVisible()
    opened.desk.bridge.undo()
    assert variants.choice.box.count() == 2


def test_a_read_only_workspace_shows_variants_and_makes_none(
    opened: Application, variants: DeskVariants, demo_file: Any
) -> None:
    opened.close_workspace()
    assert opened.open(demo_file, read_only=True)
    found: DeskVariants = opened.desk.findChild(DeskVariants)
    assert not found.new_action.isEnabled()
    found.show(found.choice.box.itemData(1))
    assert found.bar.isVisible()
    dialog = dialog_of(opened)
    assert not dialog.take_button.isVisibleTo(dialog)
    dialog.deleteLater()

"""What citizens use most, ranked against the menu."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.usage import Usage, UsageChannel
from kkworkbench.state.indexes import DRILL
from kkworkbench.workspace.ranking import Use
from tests.gui.stage import heard, shown
from tests.gui.window.conftest import page_id
from tests.gui.window.usage_counts import IN, NOW, OUT, PHONE, WEB, count, subjects, use_both
from ui import theme
from ui.app import Application
from ui.delegates.usage_bar import USE, colour_of, paint_bar
from ui.dialogs.usage_ranking import (
    ADVICE,
    IN_MENU,
    ON_LIST,
    RANK,
    TITLE,
    USED,
    UsageRankingDialog,
)
from ui.widgets import Bar, Bars, Columns


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


@pytest.fixture
def used(opened: Application) -> Application:
    return use_both(opened)


def ranked(application: Application) -> UsageRankingDialog:
    dialog = UsageRankingDialog(application.desk.bridge, application.window)
    dialog.show()
    return dialog


def row_of(dialog: UsageRankingDialog, title: str) -> Any:
    items = (dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount()))
    return next(item for item in items if item is not None and item.text(TITLE) == title)


def choose(dialog: UsageRankingDialog, title: str) -> None:
    dialog.tree.setCurrentItem(row_of(dialog, title))


def test_the_ranking_tells_count_menu_list_and_advice(used: Application) -> None:
    dialog = ranked(used)
    first = dialog.tree.topLevelItem(0)
    assert [first.text(n) for n in (RANK, TITLE, USED, IN_MENU, ON_LIST, ADVICE)] == [
        "1",
        OUT,
        "1.300",
        "—",
        "ja",
        f"Tag pladsen fra »{IN}«",
    ]
    second = dialog.tree.topLevelItem(1)
    assert (second.text(RANK), second.text(TITLE)) == ("2", IN)
    assert second.text(IN_MENU).startswith("Plads ")
    assert second.text(ADVICE) == f"Giv pladsen til »{OUT}«"
    assert second.data(USED, USE).total == 40
    third = dialog.tree.topLevelItem(2)
    assert (third.text(RANK), third.text(USED)) == ("", "ikke talt")
    assert dialog.tree.topLevelItemCount() == 13
    assert dialog.summary.text() == ("Talt over 12 mdr. Af de 2 mest brugte er 1 i drill-menuen.")
    dialog.deleteLater()


def test_a_row_is_broken_down_by_channel_reason_and_month(used: Application) -> None:
    dialog = ranked(used)
    assert dialog.no_reasons.isVisible()
    assert not dialog.reasons.isVisible()
    choose(dialog, IN)
    month = f"{NOW:%m.%Y}"
    assert [(b.name, b.count) for b in dialog.channels.bars] == [
        ("Telefon", 30),
        ("Sidevisninger", 10),
    ]
    assert [(b.name, b.count) for b in dialog.reasons.bars] == [("Tryghed", 25), ("Uden årsag", 5)]
    assert [(b.name, b.count) for b in dialog.months.bars] == [(month, 40)]
    assert dialog.reasons.isVisible()
    assert dialog.reasons.accessibleName() == "Årsager til opkald: Tryghed 25, Uden årsag 5"
    assert dialog.months.accessibleName() == f"Måneder: {month} 40"
    dialog.deleteLater()


def test_a_swap_is_one_step_and_the_row_stays_chosen(used: Application) -> None:
    dialog, bridge = ranked(used), used.desk.bridge
    before, page = bridge.state, page_id(used, IN)
    choose(dialog, IN)
    dialog.swap_button.click()
    placed = (bridge.state.get(DrillEntry, id_) for id_ in bridge.state.bucket(DRILL, True))
    targets = {entry.target for entry in placed if entry is not None}
    assert page_id(used, OUT) in targets
    assert page not in targets
    current = dialog.current()
    assert current is not None
    assert current.page == page
    assert (current.entry, current.swap) == ("", "")
    assert not dialog.swap_button.isEnabled()
    used.desk.undo()
    assert bridge.state == before
    dialog.deleteLater()


def test_the_outer_half_of_a_swap_takes_the_place_too(used: Application) -> None:
    dialog = ranked(used)
    choose(dialog, OUT)
    dialog.swap()
    assert row_of(dialog, OUT).text(IN_MENU).startswith("Plads ")
    assert row_of(dialog, IN).text(IN_MENU) == "—"
    dialog.deleteLater()


def test_enter_in_the_list_and_the_button_lead_to_the_page(used: Application, qtbot: Any) -> None:
    dialog = ranked(used)
    asked = heard(dialog.page_requested)
    dialog.activateWindow()
    choose(dialog, IN)
    dialog.tree.setFocus()
    qtbot.waitUntil(dialog.tree.hasFocus)
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    assert asked == [page_id(used, IN)]
    assert not dialog.isVisible()
    dialog.deleteLater()
    dialog = ranked(used)
    asked = heard(dialog.page_requested)
    dialog.go_button.click()
    assert asked == [page_id(used, OUT)]
    dialog.deleteLater()


def test_a_contact_without_a_page_is_shown_itself(opened: Application) -> None:
    from kkworkbench.workspace.commands.contacts import AddContact

    assert opened.desk.bridge.run(AddContact("zz", "Ny linje"))
    count(opened, Usage("u1", "zz", NOW, PHONE, None, 9))
    dialog = ranked(opened)
    asked = heard(dialog.contact_requested)
    choose(dialog, "Ny linje")
    dialog.go_there()
    assert asked == ["zz"]
    dialog.deleteLater()


def test_without_counts_the_ranking_says_how_they_come_in(opened: Application) -> None:
    dialog = ranked(opened)
    asked: list[int] = []
    dialog.import_requested.connect(lambda: asked.append(1))
    assert not dialog.tree.isVisible()
    assert not dialog.go_button.isVisible()
    assert "Importer" in dialog.empty.accessibleName()
    assert "endnu" in dialog.empty.accessibleName()
    dialog.empty.action_requested.emit()
    assert len(asked) == 1
    assert not dialog.isVisible()
    dialog.deleteLater()
    old = Usage("u", subjects(opened, IN)[1], date(NOW.year - 2, 1, 1), PHONE, None, 9)
    count(opened, old)
    dialog = ranked(opened)
    assert "seneste 12 måneder" in dialog.empty.accessibleName()
    dialog.deleteLater()


def test_the_menu_opens_the_ranking_and_leads_where_it_is_asked_to(
    used: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, window = used.desk, used.window
    done: list[str] = []
    window.actions_by_name["import"].triggered.disconnect()
    window.actions_by_name["import"].triggered.connect(lambda: done.append("import"))

    def exec_(dialog: UsageRankingDialog) -> int:
        dialog.import_requested.emit()
        choose(dialog, IN)
        dialog.go_there()
        return 1

    monkeypatch.setattr(UsageRankingDialog, "exec", exec_)
    window.show_page("drill")
    action = window.actions_by_name["usage"]
    assert action in window.menus["check"].actions()
    action.trigger()
    QApplication.processEvents()
    assert done == ["import"]
    assert window.current_page == "hierarchy"
    assert desk.editor.editing.shown.page == page_id(used, IN)


def test_a_file_that_is_only_read_offers_no_swap(
    used: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(used.desk.bridge), "is_read_only", property(lambda _self: True))
    dialog = ranked(used)
    assert dialog.current().swap
    assert not dialog.swap_button.isEnabled()
    assert dialog.go_button.isEnabled()
    dialog.deleteLater()


def test_every_control_of_the_ranking_has_a_name(used: Application) -> None:
    dialog = ranked(used)
    for widget in dialog.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            name = widget.accessibleName() or getattr(widget, "text", str)()
            assert name or widget.inherits("QHeaderView"), widget
    dialog.deleteLater()


# what is painted


def test_the_ranking_paints_a_bar_for_each_count(used: Application) -> None:
    dialog = ranked(used)
    dialog.resize(1100, 700)
    choose(dialog, dialog.tree.topLevelItem(5).text(TITLE))  # so that neither bar is selected
    QApplication.processEvents()
    for title, most in ((OUT, 1.0), (IN, 40 / 1300)):
        rect = dialog.tree.visualItemRect(row_of(dialog, title))
        image = dialog.tree.viewport().grab(rect).toImage()
        y, colour = image.height() // 2, colour_of(PHONE)
        painted = sum(1 for x in range(image.width()) if image.pixelColor(x, y) == colour)
        room = dialog.tree.columnWidth(USED)
        assert 0 < painted <= room * most * 0.9 + 1
    dialog.deleteLater()


def test_a_bar_is_parted_by_channel_in_proportion_to_the_most_used(styled_app: Any) -> None:
    image = QImage(200, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    use = Use(100, {PHONE: 75, WEB: 25}, {}, 75, ())
    paint_bar(painter, QRect(0, 0, 200, 10), use, 200)
    painter.end()
    colours = [image.pixelColor(QPoint(x, 5)) for x in (1, 70, 80, 98, 110)]
    white = QColor("white")
    assert colours == [*[colour_of(PHONE)] * 2, *[colour_of(WEB)] * 2, white]
    assert len({colour_of(channel).name() for channel in UsageChannel}) == len(UsageChannel)


@pytest.mark.parametrize("look", [theme.Theme(), theme.Theme(theme.Scheme.DARK, 1.5)])
def test_bars_and_columns_paint_what_they_say(
    styled_app: QApplication, qtbot: Any, look: theme.Theme
) -> None:
    theme.apply(styled_app, look)
    bars, columns = Bars("Kanaler"), Columns("Måneder")
    shown(qtbot, bars, columns)
    empty = [widget.grab().toImage() for widget in (bars, columns)]
    told = [Bar("Telefon", 1200), Bar("Web", 0, QColor("red")), Bar("Brev", 600)]
    for widget in (bars, columns):
        widget.show_bars(told)
        assert widget.accessibleName().endswith(": Telefon 1.200, Web 0, Brev 600")
        assert widget.toolTip().splitlines()[0] == "Telefon: 1.200"
    QApplication.processEvents()
    accent, red = look.color("accent"), QColor("red")
    for widget, before in zip((bars, columns), empty, strict=True):
        image = widget.grab().toImage()
        assert image != before
        pixels = [
            image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        ]
        assert accent in pixels
        assert red not in pixels

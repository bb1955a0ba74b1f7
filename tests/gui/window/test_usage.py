"""How much is used stands beside entries and candidates, and is ranked against the menu."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.usage import CallReason, Usage, UsageChannel
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.settings import SetSetting
from kkworkbench.workspace.plan import PlanKind, PlannedChange
from kkworkbench.workspace.ranking import Use
from tests.gui.stage import heard, shown
from tests.gui.window.conftest import page_id
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
from ui.models import candidates, drill_list
from ui.models.contact_table import Column
from ui.widgets import Bar, Bars, Columns

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal
IN, OUT = "Borgercenter Handicap", "Husum Skole"
WEB, PHONE = UsageChannel.WEB, UsageChannel.TELEPHONE
NOW = date.today().replace(day=1)


def count(application: Application, *usages: Usage) -> None:
    """Take in counts as an import does, in one step."""
    bridge = application.desk.bridge
    changes = tuple(
        PlannedChange(
            PlanKind.NEW,
            each.id,
            "",
            1,
            records=(each,),
            before=(bridge.state.get(Usage, each.id),),
        )
        for each in usages
    )
    assert bridge.run(ApplyPlan(changes))
    bridge.settle()


def subjects(application: Application, title: str) -> tuple[str, str]:
    """Return the ids of a page and of its contact."""
    page = page_id(application, title)
    contact = contact_of_page(application.desk.bridge.state, page)
    assert contact is not None
    return page, contact.id


@pytest.fixture
def used(opened: Application) -> Application:
    """An entry of the menu with 40 uses, and one outside it with 1,300."""
    (page, contact), (outside, other) = subjects(opened, IN), subjects(opened, OUT)
    count(
        opened,
        Usage("u1", contact, NOW, PHONE, CallReason.REASSURANCE, 25),
        Usage("u2", contact, NOW, PHONE, None, 5),
        Usage("u3", page, NOW, WEB, None, 10),
        Usage("u4", other, NOW, PHONE, None, 1000),
        Usage("u5", outside, NOW, WEB, None, 300),
    )
    return opened


# beside entries and candidates


def test_the_menus_entries_show_and_say_how_much_they_are_used(used: Application) -> None:
    board = used.desk.drill
    QAbstractItemModelTester(board.model, STRICT, board.model)
    entries = {
        board.model.index(row).data(): board.model.index(row)
        for row in range(board.model.rowCount())
    }
    index = entries[IN]
    assert index.data(drill_list.USED) == "40"
    assert "brugt 40 gange" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    tip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tip.endswith("Brug i 12 mdr.: 40 (Telefon 30 · Sidevisninger 10)")
    other = next(index for title, index in entries.items() if title != IN)
    assert other.data(drill_list.USED) == ""
    assert "brugt" not in other.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Brug" not in other.data(Qt.ItemDataRole.ToolTipRole).split("\n")[-1][:5]


def test_a_corrected_count_and_a_shorter_period_are_seen_at_once(used: Application) -> None:
    board, (_, contact) = used.desk.drill, subjects(used, IN)
    index = board.model.index_of(
        next(
            entry
            for entry in used.desk.bridge.state.bucket(DRILL, True)
            if board.model.index_of(entry).data() == IN
        )
    )
    assert index.data(drill_list.USED) == "40"
    count(used, Usage("u2", contact, NOW, PHONE, None, 9))
    assert index.data(drill_list.USED) == "44"
    old = Usage("u9", contact, date(NOW.year - 2, NOW.month, 1), PHONE, None, 100)
    count(used, old)
    assert index.data(drill_list.USED) == "44"
    assert used.desk.bridge.run(SetSetting("drill.usage_months", 36))
    assert index.data(drill_list.USED) == "144"


def test_candidates_show_their_use_and_sort_by_it(used: Application) -> None:
    pane = used.desk.drill.side
    QAbstractItemModelTester(pane.model, STRICT, pane.model)
    orders = [pane._order.itemData(n) for n in range(pane._order.count())]
    assert "usage" in orders
    pane._order.setCurrentIndex(orders.index("usage"))
    pane._order.activated.emit(orders.index("usage"))
    first = pane.model.index(0)
    assert (first.data(), first.data(candidates.USED)) == (OUT, "1.300")
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith("brugt 1300 gange")
    assert "Brug i 12 mdr.: 1.300" in first.data(Qt.ItemDataRole.ToolTipRole)
    assert pane.model.index(1).data(candidates.USED) == ""
    _, contact = subjects(used, "Nørrebro Bibliotek")
    count(used, Usage("u6", contact, NOW, PHONE, None, 2000))
    assert [pane.model.index(n).data() for n in range(2)] == ["Nørrebro Bibliotek", OUT]


def test_the_list_has_a_column_of_use_once_something_is_counted(opened: Application) -> None:
    page = opened.desk.contact_list
    QAbstractItemModelTester(page.model, STRICT, page.model)
    QAbstractItemModelTester(page.filter, STRICT, page.filter)
    assert page.table.isColumnHidden(Column.USAGE)
    (_, contact), (_, other) = subjects(opened, IN), subjects(opened, OUT)
    page.table.sortByColumn(Column.USAGE, Qt.SortOrder.AscendingOrder)
    count(opened, Usage("u1", contact, NOW, PHONE, None, 9), Usage("u2", other, NOW, WEB, None, 10))
    assert not page.table.isColumnHidden(Column.USAGE)
    told = [
        (page.filter.index(n, 0).data(), page.filter.index(n, Column.USAGE).data())
        for n in range(3)
    ]
    assert told[:2] == [(OUT, "10"), (IN, "9")]
    assert told[2][1] == "—"
    said = [
        page.filter.index(n, Column.USAGE).data(Qt.ItemDataRole.AccessibleTextRole) for n in (1, 2)
    ]
    assert said == ["brugt 9 gange", "ikke talt"]
    opened.desk.undo()
    assert page.table.isColumnHidden(Column.USAGE)


# the ranking


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

"""Where there is nothing to show, it is said what would stand there and what can be done next."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QHeaderView, QWidget

import db
from kkworkbench.shipped_terms import new_workspace_records
from tests.gui.window.conftest import window_in
from ui.app import Application
from ui.bridge import Bridge
from ui.dialogs.bin import BinDialog
from ui.dialogs.duplicates import DuplicatesDialog
from ui.dialogs.few_routes import RoutesDialog
from ui.dialogs.find_replace import FindReplaceDialog
from ui.dialogs.fix_all import FixAllDialog
from ui.dialogs.try_search import TrySearchDialog
from ui.dialogs.usage_ranking import UsageRankingDialog
from ui.dialogs.waivers import WaiversDialog
from ui.dialogs.where_used import WhereUsedDialog
from ui.importing.guide import ImportGuide
from ui.widgets import EmptyState, SearchField

NO_HIT = "zzqqxx"
Make = Callable[[Bridge, QWidget], QDialog]


@pytest.fixture(scope="module")
def empty(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """Give the window on a workspace that was just made."""
    folder = tmp_path_factory.mktemp("empty")
    db.create_store(folder / "ny.kkw", "Ny", new_workspace_records()).close()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KKWORKBENCH_CONFIG", str(folder))
        with window_in(qapp, folder) as made:
            assert made.open(folder / "ny.kkw")
            made.desk.bridge.settle()
            yield made


def said(root: QWidget) -> list[str]:
    """Return what the empty states in sight say; no list beside them is empty and silent."""
    QApplication.processEvents()
    for view in root.findChildren(QAbstractItemView):
        if view.isVisible() and not isinstance(view, QHeaderView) and view.model() is not None:
            assert view.model().rowCount(), view.accessibleName()
    found = [each for each in root.findChildren(EmptyState) if each.isVisible()]
    return [each.accessibleName() for each in found]


@pytest.mark.parametrize(
    ("page", "sentences"),
    [
        ("hierarchy", []),
        (
            "drill",
            ["Drill-menuen er tom.", "Kontaktlisten er tom, så der er ingen kandidater."],
        ),
        ("list", ["Der er ingen kontakter endnu."]),
    ],
)
def test_an_empty_page_says_what_would_stand_there(
    empty: Application, page: str, sentences: list[str]
) -> None:
    empty.window.show_page(page)
    assert sorted(said(empty.window.stack)) == sorted(sentences)


def test_an_empty_list_leads_to_the_import(empty: Application) -> None:
    empty.window.show_page("list")
    seen: list[QWidget | None] = []

    def look() -> None:
        guide = QApplication.activeModalWidget()
        seen.append(guide)
        if isinstance(guide, QDialog):
            guide.reject()

    QTimer.singleShot(0, look)
    empty.desk.contact_list._empty.action_requested.emit()
    assert isinstance(seen[0], ImportGuide)


DIALOGS: tuple[tuple[str, Make], ...] = (
    ("Papirkurven er tom.", BinDialog),
    ("Ingen kontakter ligner hinanden.", DuplicatesDialog),
    ("Skriv den tekst, der skal erstattes.", FindReplaceDialog),
    ("Der er intet, der kan rettes uden at spørge.", FixAllDialog),
    ("", WaiversDialog),
    ("", UsageRankingDialog),
    ("", lambda bridge, window: RoutesDialog(bridge, "", window)),
    ("", lambda bridge, window: TrySearchDialog(bridge, "", window)),
    ("Ingen side kommer frem.", lambda bridge, window: TrySearchDialog(bridge, NO_HIT, window)),
    ("", lambda bridge, window: WhereUsedDialog(bridge, "", "", window)),
    ("", lambda bridge, window: WhereUsedDialog(bridge, "11 22 33 44", "", window)),
)


@pytest.mark.parametrize(("sentence", "make"), DIALOGS)
def test_an_empty_dialog_says_what_would_stand_there(
    empty: Application, sentence: str, make: Make
) -> None:
    dialog = make(empty.desk.bridge, empty.window)
    dialog.show()
    found = said(dialog)
    dialog.close()
    dialog.deleteLater()
    assert any(sentence in each and each for each in found), found


FILTERS: tuple[tuple[str, Callable[[Application], SearchField]], ...] = (
    ("drill", lambda opened: opened.desk.drill.search),
    ("list", lambda opened: opened.desk.contact_list.search),
    ("hierarchy", lambda opened: opened.desk.hierarchy.tree.search),
)


@pytest.mark.parametrize(("page", "field"), FILTERS)
def test_a_filter_without_hits_says_so_and_is_cleared_by_its_button(
    opened_once: Application, qtbot: Any, page: str, field: Callable[[Application], SearchField]
) -> None:
    opened_once.window.show_page(page)
    search = field(opened_once)

    def silent() -> list[EmptyState]:
        states = opened_once.window.stack.findChildren(EmptyState)
        return [each for each in states if each.isVisible() and NO_HIT in each.accessibleName()]

    search.setText(NO_HIT)
    qtbot.waitUntil(lambda: len(silent()) == 1)
    silent()[0].action_requested.emit()
    assert search.text() == ""
    qtbot.waitUntil(lambda: not silent())

"""A workspace that is closed is let go of: window, rules and records."""

import gc
import weakref
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidgetItem

import db
from kkworkbench.model.page import Page
from kkworkbench.workspace.workspace import Workspace
from tests.gui.window.conftest import select
from ui.app import Application


def dispose() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
    gc.collect()


def test_nothing_of_a_closed_workspace_lives_on(application: Application, demo_file: Path) -> None:
    widgets, held = [], []
    for _ in range(2):
        assert application.open(demo_file)
        desk = application.desk
        assert desk is not None
        desk.bridge.settle()
        QApplication.processEvents()
        held += [weakref.ref(each) for each in (desk, desk.bridge, desk.bridge.workspace)]
        held += [weakref.ref(each) for each in (desk.editor, desk.contact_list, desk.drill)]
        del desk
        application.close_workspace()
        dispose()
        widgets.append(len(QApplication.allWidgets()))
    assert [each() for each in held if each() is not None] == []
    assert widgets[0] == widgets[1]


def test_what_a_closed_workspace_left_is_collected_though_another_is_open(
    application: Application, demo_file: Path, qtbot: Any
) -> None:
    assert application.open(demo_file)
    assert application.desk is not None
    old = weakref.ref(application.desk.bridge.workspace)
    application.desk.bridge.settle()
    QApplication.processEvents()
    assert application.open(demo_file)
    application.desk.bridge.settle()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def is_gone() -> None:
        assert old() is None

    qtbot.waitUntil(is_gone)


def test_no_wrapper_of_a_dropped_layout_item_is_kept(
    application: Application, demo_file: Path
) -> None:
    """It would be taken for whatever comes to lie in its place in memory."""

    def kept() -> int:
        dispose()
        return sum(isinstance(each, QWidgetItem) for each in gc.get_objects())

    before = kept()
    assert application.open(demo_file)
    application.close_workspace()
    assert kept() <= before


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

"""What nobody should paste or type: far too much, control characters, what reads like a pattern."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QMenuBar

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.text.contact_block import LONGEST
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.dialogs.find_replace import FindReplaceDialog
from ui.dialogs.go_to import GoToDialog
from ui.dialogs.paste_block import PasteBlockDialog

RECORDS = (Contact("c", "Pas"), Page("p", None, "a0", title="Pas (.*) og [kørekort"))


@pytest.fixture
def bridge(styled_app: Any) -> Any:
    made = Bridge(Workspace(MemoryStore(RECORDS), "an"), Messages("da"))
    assert made.finder.find("pas") != []
    yield made
    made.close()


@pytest.mark.parametrize(
    "text", ["x" * 10_000_000, "\x00\x07\u202e33 66 33 66\n" * 600_000, "<p>" * 3_000_000]
)
def test_of_ten_megabytes_no_more_is_shown_than_is_read(
    bridge: Bridge, qtbot: Any, text: str
) -> None:
    data = QMimeData()
    data.setText(text)
    dialog = PasteBlockDialog(bridge, "c", data)
    qtbot.addWidget(dialog)
    assert len(dialog.text.text()) <= LONGEST
    assert len(dialog.accepted_offers()) <= 20


@pytest.mark.parametrize("query", ["a" * 10_000, "12 " * 3_300, "\u202e\x00" * 5_000, "(.*)+\\1["])
def test_a_query_of_ten_thousand_signs_finds_nothing_and_widens_nothing(
    bridge: Bridge, qtbot: Any, query: str
) -> None:
    menus = QMenuBar()
    dialog = GoToDialog(bridge, menus)
    for widget in (menus, dialog):
        qtbot.addWidget(widget)
    wide = dialog.sizeHint().width()
    dialog.search.setText(query)
    assert dialog.row() is None
    assert dialog.empty.isVisibleTo(dialog)
    assert dialog.sizeHint().width() <= wide


def test_what_reads_like_a_pattern_is_replaced_as_it_stands(bridge: Bridge, qtbot: Any) -> None:
    dialog = FindReplaceDialog(bridge)
    qtbot.addWidget(dialog)
    dialog.wanted.setText("(.*) og [")
    dialog.new.setText(r"\1 $0")
    dialog.look_up()
    qtbot.waitUntil(lambda: len(dialog.ticked()) == 1)
    dialog.replace_all()
    page = bridge.state.get(Page, "p")
    assert page is not None
    assert page.title == r"Pas \1 $0kørekort"

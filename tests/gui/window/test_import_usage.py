"""Counts come in through the guide, with what the file does not say chosen there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from kkworkbench.messages import Messages
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.usage import Usage, UsageChannel
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.usage_tables import LONG, RECORDS, TODAY, table
from ui.bridge import Bridge
from ui.importing.columns_page import FIELD
from ui.importing.guide import ImportGuide
from ui.widgets import NoWheelComboBox

WIDE = ("Kontakt", "jan 2026", "feb 2026", "Noter")


@pytest.fixture
def guide(styled_app: QApplication, qtbot: Any) -> Iterator[ImportGuide]:
    bridge = Bridge(Workspace(MemoryStore(RECORDS), "prøve"), Messages("da"), today=lambda: TODAY)
    made = ImportGuide(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    bridge.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def choose(guide: ImportGuide, name: str, value: str) -> None:
    field = guide.columns.options.fields[name]
    assert isinstance(field, NoWheelComboBox)
    field.setCurrentIndex(field.findData(value))
    field.activated.emit(field.currentIndex())


def at_columns(guide: ImportGuide, path: Path) -> None:
    guide.take_files([path])
    assert guide.files.source_name() == "usage"
    guide.go_on()
    assert guide.pages.currentWidget() is guide.columns


def test_the_channel_that_a_file_does_not_say_is_chosen_in_the_guide(
    guide: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    at_columns(guide, table(tmp_path, WIDE, ("Døgnvagten", "1", "2", "x")))
    assert guide.columns.options.isVisible()
    shown = [guide.columns.columns.cellWidget(row, FIELD).currentText() for row in range(4)]
    assert shown == ["Navn", "Antal", "Antal", "Læses ikke"]
    assert guide.columns.left_out.text() == "Læses ikke: Noter"
    guide.go_on()
    qtbot.waitUntil(guide.trouble.isVisible)
    assert "kanal" in guide.trouble.text()
    choose(guide, "channel", "personal")
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)
    guide.accept()
    state = guide.plan._bridge.state
    assert {(each.channel, each.count) for each in state.all(Usage)} == {
        (UsageChannel.PERSONAL, 1),
        (UsageChannel.PERSONAL, 2),
    }


def test_what_was_chosen_is_saved_with_the_columns_and_taken_the_next_time(
    guide: ImportGuide, qtbot: Any, tmp_path: Path
) -> None:
    path = table(tmp_path, LONG[:1] + LONG[2:], ("33178800", "12"))
    at_columns(guide, path)
    month = guide.columns.options.fields["month"]
    assert isinstance(month, QLineEdit)
    month.setText("2026-01")
    choose(guide, "channel", "telephone")
    guide.columns.save_as.setText("Telefoni")
    guide.columns.save()
    (profile,) = guide.columns._bridge.state.all(MappingProfile)
    assert dict(profile.options) == {"channel": "telephone", "month": "2026-01"}
    at_columns(guide, path)
    assert guide.columns.options.chosen() == {"channel": "telephone", "month": "2026-01"}
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)


def test_a_source_that_asks_for_nothing_shows_no_options(
    guide: ImportGuide, tmp_path: Path
) -> None:
    guide.take_files([table(tmp_path, ("Navn", "Telefon"), ("Døgnvagten", "33173333"))])
    guide.files.choose_source("table")
    guide.go_on()
    assert not guide.columns.options.isVisible()
    assert guide.columns.options.chosen() == {}


def test_every_option_has_a_name_and_says_what_holds_without_it(
    guide: ImportGuide, tmp_path: Path
) -> None:
    at_columns(guide, table(tmp_path, WIDE, ("Døgnvagten", "1", "2", "x")))
    names = {name: field.accessibleName() for name, field in guide.columns.options.fields.items()}
    assert names == {
        "channel": "Kanal",
        "month": "Måned",
        "unknown_reason": "Ukendte årsager",
        "year": "År",
    }
    usual = {
        name: field.itemText(0)
        for name, field in guide.columns.options.fields.items()
        if isinstance(field, NoWheelComboBox)
    }
    assert usual == {"channel": "Som filen siger", "unknown_reason": "Afvises"}

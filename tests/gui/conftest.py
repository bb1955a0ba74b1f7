"""Ground for tests on real widgets: no screen, no traces of the person, no Qt warnings."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QtMsgType
from PySide6.QtWidgets import QApplication

from ui import i18n, theme

# The offscreen platform says these of itself; they are no fault of ours.
_PLATFORM_TALK = ("This plugin does not support",)


@pytest.fixture(autouse=True, scope="module")
def garbage_is_cleared() -> Iterator[None]:
    """Collect what the windows of a module left, before it adds up to a gigabyte.

    A workspace that is open is passed over by the collector, which therefore seldom finds time.
    """
    yield
    gc.unfreeze()
    gc.collect()


@pytest.fixture(autouse=True)
def own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the preferences of whoever runs the tests out of them."""
    folder = tmp_path / "config"
    monkeypatch.setenv("KKWORKBENCH_CONFIG", str(folder))
    return folder


@pytest.fixture(autouse=True)
def qt_warnings_fail(qtlog: Any) -> Iterator[None]:
    """Fail the test in which Qt warned."""
    yield
    told = [
        record.message
        for record in qtlog.records
        if record.type in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg}
        and not record.message.startswith(_PLATFORM_TALK)
    ]
    assert told == []


@pytest.fixture
def styled_app(qapp: QApplication) -> Iterator[QApplication]:
    """Answer the application in Danish and the light theme; put it back afterwards."""
    i18n.install(qapp, "da")
    theme.apply(qapp, theme.Theme())
    yield qapp
    i18n.install(qapp, "da")
    theme.apply(qapp, theme.Theme())

"""Exports run beside the window: it lives on, and what is called off leaves nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMessageBox

from ui.app import Application
from ui.dialogs.export_batch import ExportBatchDialog
from ui.dialogs.export_excel import write_all_to, write_to
from ui.dialogs.working import PATIENCE_MS, Working
from ui.jobs import Token

pytestmark = pytest.mark.usefixtures("told_is_closed")


def test_a_workbook_is_written_beside_the_window(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    out = tmp_path / "ud.xlsx"
    working = write_to(opened.desk.bridge, out, opened.window)
    assert not out.exists()
    with qtbot.waitSignal(working.succeeded, timeout=8000):
        pass
    assert out.read_bytes()[:2] == b"PK"


def test_workbooks_for_all_administrations_are_written_or_none(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    out = tmp_path / "ud"
    out.mkdir()
    working = write_all_to(opened.desk.bridge, out, opened.window)
    with qtbot.waitSignal(working.stopped, timeout=8000):
        working.cancel()
    assert list(out.iterdir()) == []
    working = write_all_to(opened.desk.bridge, out, opened.window)
    with qtbot.waitSignal(working.succeeded, timeout=20000):
        pass
    assert len(list(out.glob("*.xlsx"))) == 8
    assert any(path.stem.endswith(" BUF") for path in out.iterdir())


def test_a_workbook_that_is_called_off_leaves_nothing(
    opened: Application, qtbot: Any, tmp_path: Path
) -> None:
    working = write_to(opened.desk.bridge, tmp_path / "out" / "ud.xlsx", opened.window)
    (tmp_path / "out").mkdir()
    with qtbot.waitSignal(working.stopped, timeout=8000):
        working.cancel()
    assert list((tmp_path / "out").iterdir()) == []
    assert opened.errors_shown == []


@pytest.mark.parametrize("called_off", [True, False])
def test_a_batch_is_whole_or_nothing(
    opened: Application, qtbot: Any, tmp_path: Path, called_off: bool
) -> None:
    dialog = ExportBatchDialog(opened.desk.bridge, opened.window)
    dialog.leave_out.setChecked(True)
    dialog.folder.setText(str(tmp_path / "out" / "pakke"))
    (tmp_path / "out").mkdir()
    dialog.accept()
    if called_off:
        with qtbot.waitSignal(dialog.working.stopped, timeout=8000):
            dialog.working.cancel()
        assert list((tmp_path / "out").iterdir()) == []
        assert dialog.isEnabled()
    else:
        with qtbot.waitSignal(dialog.working.succeeded, timeout=8000):
            pass
        assert (tmp_path / "out" / "pakke" / "manifest.json").exists()
    dialog.close()
    dialog.deleteLater()


def test_long_work_shows_itself_late_and_closing_it_asks(
    opened: Application, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def work(token: Token) -> None:
        token.progress(1, 4)
        while not go.wait(0.01):
            token.check()

    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    working = Working("Eksporter", work, opened.window)
    working.start()
    assert not working.isVisible()
    qtbot.waitUntil(working.isVisible, timeout=PATIENCE_MS * 10)
    assert (working.bar.value(), working.bar.maximum()) == (1, 4)
    working.reject()
    assert working.isVisible()
    with qtbot.waitSignal(working.stopped, timeout=5000):
        working.reject()
    assert not answers

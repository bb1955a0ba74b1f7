"""The dialogs of the frame fit a small projector in both languages, all looks and at 200 %."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from ui import i18n, theme
from ui.app import Application
from ui.dialogs.fault_report import FaultReportDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.settings_personal import PersonalPages

ROOM = (1178, 662)
DIALOGS: dict[str, Callable[[Application], QDialog]] = {
    "settings": lambda a: SettingsDialog(
        a.desk.bridge, a.window, PersonalPages(a.prefs, a.window.menuBar())
    ),
    "recovery": lambda a: RecoveryDialog(a.desk.bridge, "Anne (pc1)", "26.11.2026 08.15", a.window),
    "fault report": lambda a: FaultReportDialog(Path("none"), a.window),
}


@pytest.fixture(scope="module", params=[(s, z) for s in theme.Scheme for z in (1.0, 2.0)], ids=str)
def looked_at(request: Any, opened_once: Application, qapp: QApplication) -> Iterator[Application]:
    """Apply a look to the open window: it applies its own when it opens."""
    theme.apply(qapp, theme.Theme(*request.param))
    yield opened_once
    theme.apply(qapp, theme.Theme())


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_all_is_in_sight_and_has_a_name(
    looked_at: Application, qapp: QApplication, language: str
) -> None:
    i18n.install(qapp, language)
    for name, make in DIALOGS.items():
        dialog = make(looked_at)
        dialog.resize(*ROOM)
        dialog.show()
        QApplication.processEvents()
        assert (dialog.width(), dialog.height()) == ROOM, name
        for button in dialog.findChildren(QAbstractButton):
            if button.isVisible() and not button.visibleRegion().isEmpty():
                at = button.mapTo(dialog, QPoint(0, 0))
                assert dialog.rect().contains(button.rect().translated(at)), button.text()
                assert button.width() >= button.minimumSizeHint().width(), button.text()
        for each in dialog.findChildren(QWidget):
            if each.focusPolicy() and each.isVisibleTo(dialog) and each.focusProxy() is None:
                text = each.text() if isinstance(each, QAbstractButton) else ""
                assert each.accessibleName() or text or "qt_" in each.objectName(), each
        dialog.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    i18n.install(qapp, "da")

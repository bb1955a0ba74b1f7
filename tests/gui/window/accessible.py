"""What assistive technology is told of the widgets of a window, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QWidget

from ui import i18n

NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane)


def of_the_other_language(language: str) -> set[str]:
    """Return what the program says in the other language and never in this one."""
    pairs = [
        (danish.replace("&", ""), english.replace("&", ""))
        for danish, english in i18n.catalogue("en").items()
        if isinstance(english, str) and "{" not in danish
    ]
    danish, english = {each for each, _en in pairs}, {each for _da, each in pairs}
    return danish - english if language == "en" else english - danish


def controls(root: QWidget) -> Iterator[QWidget]:
    """Yield what can be used by keyboard, but for Qt's own parts of it."""
    for each in root.findChildren(QWidget):
        within_field = isinstance(each, QLineEdit) and each.objectName().startswith("qt_")
        if (
            each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isEnabled()
            and each.isVisibleTo(root)
            and each.focusProxy() is None
            and not within_field
        ):
            yield each


def faults(root: QWidget, language: str) -> list[str]:
    """Tell of each control without a name in the language, a role, or its state."""
    foreign = of_the_other_language(language)
    found = []
    for each in controls(root):
        told = QAccessible.queryAccessibleInterface(each)
        name = told.text(QAccessible.Text.Name).strip()
        if not name:
            found.append(f"no name: {each}")
        if name.replace("&", "") in foreign:
            found.append(f"not in {language}: {name}")
        if told.role() in NO_ROLES and not isinstance(each, QScrollArea):  # Qt has none for it
            found.append(f"no role: {each} {name}")
        if isinstance(each, QAbstractButton) and each.isCheckable():
            state = told.state()
            if bool(state.checked) != each.isChecked():
                found.append(f"not told whether it is down: {name}")
    return found

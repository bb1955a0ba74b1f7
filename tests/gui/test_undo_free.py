"""Text fields: what is typed is pending, and Ctrl+Z has one owner."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from ui.widgets import (
    NoWheelComboBox,
    NoWheelSpinBox,
    NoWheelTimeEdit,
    UndoFreeLineEdit,
    UndoFreePlainTextEdit,
)
from ui.widgets.undo_free import drop_undo

Field = UndoFreeLineEdit | UndoFreePlainTextEdit
KINDS = [UndoFreeLineEdit, UndoFreePlainTextEdit]


class Window(QMainWindow):
    """A window with fields and an Undo action that counts."""

    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        middle = QWidget()
        column = QVBoxLayout(middle)
        for field in fields:
            column.addWidget(field)
        self.setCentralWidget(middle)
        self.undone = 0
        self.redone = 0
        for keys, slot in (
            (QKeySequence.StandardKey.Undo, self._on_undo),
            (QKeySequence.StandardKey.Redo, self._on_redo),
        ):
            action = QAction(self)
            action.setShortcuts(keys)
            action.triggered.connect(slot)
            self.addAction(action)

    def _on_undo(self) -> None:
        self.undone += 1

    def _on_redo(self) -> None:
        self.redone += 1


def text_of(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def open_window(qtbot, *fields: QWidget) -> Window:
    window = Window(*fields)
    qtbot.addWidget(window)
    # The test holds the field, and the field its window.
    fields[0].window_of_test = window
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fields[0].setFocus()
    qtbot.waitUntil(fields[0].hasFocus)
    return window


def put_cursor(field: Field, at: int) -> None:
    if isinstance(field, QLineEdit):
        field.setCursorPosition(at)
    else:
        cursor = QTextCursor(field.document())
        cursor.setPosition(at)
        field.setTextCursor(cursor)


def cursor_of(field: Field) -> int:
    return field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()


def heard(signal) -> list[str]:
    got: list[str] = []
    signal.connect(got.append)
    return got


@pytest.mark.parametrize("kind", KINDS)
def test_ctrl_z_takes_back_what_is_pending_and_then_goes_to_the_window(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field = kind("33 17")
    window = open_window(qtbot, field)
    put_cursor(field, 5)
    qtbot.keyClicks(field, " 88")
    assert field.has_pending()
    told = heard(field.edited)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (text_of(field), window.undone, told) == ("33 17", 0, ["33 17"])
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (text_of(field), window.undone) == ("33 17", 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shift", [False, True])
def test_redo_keys_always_go_to_the_window(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field], shift: bool
) -> None:
    field = kind("a")
    window = open_window(qtbot, field)
    qtbot.keyClicks(field, "b")
    key, modifiers = Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier
    if shift:
        key, modifiers = Qt.Key.Key_Z, modifiers | Qt.KeyboardModifier.ShiftModifier
    typed = text_of(field)
    qtbot.keyClick(field, key, modifiers)
    # Which of the two keys the platform binds to Redo differs; neither changes the field.
    assert text_of(field) == typed
    bound = QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)
    pressed = QKeySequence("Ctrl+Shift+Z" if shift else "Ctrl+Y")
    assert window.redone == (1 if pressed in bound else 0)


@pytest.mark.parametrize("kind", KINDS)
def test_leaving_the_field_commits_once(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field, other = kind("a"), QLineEdit()
    open_window(qtbot, field, other)
    put_cursor(field, 1)
    told = heard(field.committed)
    qtbot.keyClicks(field, "bc")
    assert told == []
    other.setFocus()
    field.setFocus()
    other.setFocus()
    assert told == ["abc"]
    assert not field.has_pending()


@pytest.mark.parametrize("kind", KINDS)
def test_a_pause_commits(qtbot, styled_app: QApplication, kind: Callable[..., Field]) -> None:
    field = kind("", idle_ms=30)
    open_window(qtbot, field)
    with qtbot.waitSignal(field.committed) as told:
        qtbot.keyClicks(field, "ny")
    assert told.args == ["ny"]
    assert field.hasFocus()


def test_enter_commits_a_line_and_ctrl_enter_a_text(qtbot, styled_app: QApplication) -> None:
    line, text = UndoFreeLineEdit(), UndoFreePlainTextEdit()
    open_window(qtbot, line, text)
    told = heard(line.committed)
    qtbot.keyClicks(line, "a")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert told == ["a"]
    text.setFocus()
    told = heard(text.committed)
    qtbot.keyClicks(text, "a")
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.keyClicks(text, "b")
    assert told == []
    qtbot.keyClick(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == ["a\nb"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_text_from_the_workspace_moves_and_tells_nothing(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field = kind("Døgnvagten")
    open_window(qtbot, field)
    put_cursor(field, 4)
    told = heard(field.edited), heard(field.committed)
    field.set_committed("Døgnvagten")
    assert (cursor_of(field), told) == (4, ([], []))


@pytest.mark.parametrize("kind", KINDS)
def test_another_text_from_the_workspace_keeps_the_cursor_and_tells_nothing(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field = kind("Døgnvagten")
    open_window(qtbot, field)
    put_cursor(field, 4)
    told = heard(field.edited), heard(field.committed)
    field.set_committed("Døgnvagt")
    assert (text_of(field), cursor_of(field), told) == ("Døgnvagt", 4, ([], []))
    assert not field.has_pending()


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_being_typed_is_never_overwritten_but_another_record_replaces_it(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field = kind("a")
    open_window(qtbot, field)
    put_cursor(field, 1)
    qtbot.keyClicks(field, "b")
    field.set_committed("fra en anden")
    assert (text_of(field), field.has_pending()) == ("ab", True)
    field.load("en anden kontakt")
    assert (text_of(field), field.has_pending()) == ("en anden kontakt", False)


@pytest.mark.parametrize("kind", KINDS)
def test_the_context_menu_has_no_undo_of_its_own(
    qtbot, styled_app: QApplication, kind: Callable[[str], Field]
) -> None:
    field = kind("a")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    names = {action.objectName() for action in menu.actions()}
    assert {"edit-undo", "edit-redo"} <= names
    drop_undo(menu)
    left = list(menu.actions())
    assert not {"edit-undo", "edit-redo"} & {action.objectName() for action in left}
    assert not left[0].isSeparator()
    menu.deleteLater()


def test_tab_leaves_the_text(qtbot, styled_app: QApplication) -> None:
    text, after = UndoFreePlainTextEdit(), QLineEdit()
    open_window(qtbot, text, after)
    qtbot.keyClick(text, Qt.Key.Key_Tab)
    assert after.hasFocus()
    assert text.toPlainText() == ""


@pytest.mark.parametrize("kind", [NoWheelSpinBox, NoWheelTimeEdit, NoWheelComboBox])
def test_ctrl_z_in_other_fields_goes_to_the_window(
    qtbot, styled_app: QApplication, kind: Callable[[], QWidget]
) -> None:
    field = kind()
    window = open_window(qtbot, field)
    if isinstance(field, NoWheelSpinBox):
        qtbot.keyClicks(field, "7")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.undone == 1

"""Cards whose rows are the parts of a record: numbers, written channels, link boxes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workspace.command import Command
from ui import theme
from ui.editor.editing import Editing
from ui.editor.fields import Binding, EditorCard, at_left
from ui.icons import icon
from ui.widgets import Themed


class PartHandle(Themed, QToolButton):
    """What a part is dragged by; Alt+Up and Alt+Down in its fields do the same.

    Signals:
        dropped(int): the height on the screen, in pixels, at which it was let go.
    """

    dropped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = self.tr("Træk for at flytte (Alt+Op, Alt+Ned)")
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAutoRaise(True)
        self.dress()

    def restyle(self, look: theme.Theme) -> None:
        self.setIcon(icon("handle", look))
        self.setIconSize(QSize(look.px(16), look.px(16)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        event.accept()
        self.dropped.emit(event.globalPosition().toPoint().y())


class PartRow(QWidget):
    """The fields of one part; a row with more than bindings adds its own to each step."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.handle = PartHandle(self)
        self.handle.hide()
        self.bindings: Sequence[Binding] = ()

    def with_handle(self, button: QWidget) -> QWidget:
        """Return the handle beside the button at the end of the row's fields."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.handle)
        row.addWidget(button)
        return holder

    def load(self) -> None:
        """Fill the fields anew."""
        for binding in self.bindings:
            binding.load()

    def refresh(self) -> None:
        """Follow a change, leaving what is being typed."""
        for binding in self.bindings:
            binding.refresh()

    def flush(self) -> None:
        """Save what is being typed."""
        for binding in self.bindings:
            binding.flush()


class PartsCard(EditorCard):
    """Keeps one row for each part, in their order; a row that stays keeps its focus."""

    def __init__(self, title: str, editing: Editing, add_text: str) -> None:
        super().__init__("", editing)
        self.name(title)
        self.rows: dict[str, Any] = {}
        self._row_place = QVBoxLayout()
        self._row_place.setSpacing(theme.current().px(12))
        self.body.addLayout(self._row_place)
        self.add_button = QPushButton(add_text)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(self.add_part)
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _on, by=by: self.move_focused(by))
            self.addAction(action)

    def lay_out_adding(self, subject: Any, path: str) -> None:
        """Place the button, and above it what is said of the parts as a whole."""
        self.body.addWidget(self.add_message(self.add_button, subject, path))
        self.body.addLayout(at_left(self.add_button))

    def part_ids(self) -> Sequence[str]:
        """Return the ids of the parts in their order."""
        raise NotImplementedError

    def make_row(self, part_id: str) -> PartRow:
        """Make the row of a part."""
        raise NotImplementedError

    def add_part(self) -> None:
        """Add an empty part and go to its first field."""
        raise NotImplementedError

    def move_of(self, part_id: str, position: int) -> Command | None:
        """Return what moves a part to a position (0: first), where parts can be moved."""
        return None

    def move_focused(self, by: int) -> None:
        """Move the part whose field has the focus one place up (-1) or down (+1)."""
        focused = QApplication.focusWidget()
        for part_id, row in self.rows.items():
            if focused is not None and row.isAncestorOf(focused):
                self._move(part_id, list(self.part_ids()).index(part_id) + by)
                # A widget that is laid out anew loses the focus.
                focused.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    def drop_at(self, part_id: str, height: int) -> None:
        """Move a part to where it was let go: before the first part whose middle is lower."""
        others = [id_ for id_ in self.part_ids() if id_ != part_id]
        middles = [self.rows[id_].mapToGlobal(self.rows[id_].rect().center()).y() for id_ in others]
        self._move(part_id, sum(1 for middle in middles if middle < height))

    def _move(self, part_id: str, position: int) -> None:
        order = list(self.part_ids())
        if not 0 <= position < len(order) or order.index(part_id) == position:
            return
        self.rows[part_id].flush()
        command = self.move_of(part_id, position)
        if command is not None:
            self.editing.commit(command)

    def set_parts(self) -> None:
        wanted = list(self.part_ids())
        for part_id in [part for part in self.rows if part not in wanted]:
            self._drop(part_id)
        for at, part_id in enumerate(wanted):
            row = self.rows.get(part_id)
            if row is None:
                row = self.rows[part_id] = self.make_row(part_id)
                row.handle.dropped.connect(lambda y, part_id=part_id: self.drop_at(part_id, y))
                self._row_place.insertWidget(at, row)
                row.load()
                self.editing.fields_added.emit()
            elif self._row_place.indexOf(row) != at:
                self._row_place.removeWidget(row)
                self._row_place.insertWidget(at, row)
        for row in self.rows.values():
            has_place = row.handle.parentWidget() is not row
            row.handle.setVisible(has_place and len(wanted) > 1)

    def load(self) -> None:
        super().load()
        for row in self.rows.values():
            row.load()

    def refreshed(self) -> None:
        for row in self.rows.values():
            row.refresh()

    def flush(self) -> None:
        super().flush()
        for row in list(self.rows.values()):
            row.flush()

    def _drop(self, part_id: str) -> None:
        row: Any = self.rows.pop(part_id)
        assert isinstance(row, QWidget)
        self.editing.drop_places(row)
        self._row_place.removeWidget(row)
        # What is typed in a part that is gone must not be saved when its field is hidden.
        row.load()
        row.hide()
        row.deleteLater()

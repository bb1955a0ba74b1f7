"""The layout of a message: in one line where there is room, else its actions in a second one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class MessageLayout(QLayout):
    """Lay out glyph, text, principle, and then actions at the right edge.

    Add the widgets in that order. The text wraps where even a line of its own is too narrow.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = self._width(shown)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        head, rest = self._parts()
        least = sum(item.minimumSize().width() for item in head) + self._gaps(head)
        height = max((item.minimumSize().height() for item in (*head, *rest)), default=0)
        return QSize(max(least, self._width(rest)), height)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _parts(self) -> tuple[list[QLayoutItem], list[QLayoutItem]]:
        """Split what is shown into glyph and text, and the rest."""
        head = set(map(id, self._items[:2]))
        shown = self._shown()
        return [i for i in shown if id(i) in head], [i for i in shown if id(i) not in head]

    def _gaps(self, items: list[QLayoutItem]) -> int:
        return max(0, self.spacing()) * max(0, len(items) - 1)

    def _width(self, items: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in items) + self._gaps(items)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height that is taken; `move` sets the geometries."""
        head, rest = self._parts()
        gap = max(0, self.spacing())
        if self._width(self._shown()) <= rect.width():
            height = max((item.sizeHint().height() for item in (*head, *rest)), default=0)
            if move:
                x = self._place(head, rect.x(), rect.y(), height)
                self._place_rest(rest, x, rect, rect.y(), height)
            return height
        glyph, text = head[:-1], head[-1:]
        indent = self._width(glyph) + (gap if glyph else 0)
        first = max((item.sizeHint().height() for item in glyph), default=0)
        room = max(1, rect.width() - indent)
        for item in text:
            tall = item.heightForWidth(room) if item.hasHeightForWidth() else -1
            first = max(first, tall if tall > 0 else item.sizeHint().height())
        second = max((item.sizeHint().height() for item in rest), default=0)
        if move:
            line = max((item.sizeHint().height() for item in glyph), default=0)
            self._place(glyph, rect.x(), rect.y(), line)
            for item in text:
                item.setGeometry(QRect(rect.x() + indent, rect.y(), room, first))
            x = rect.x() + max(0, min(indent, rect.width() - self._width(rest)))
            self._place_rest(rest, x, rect, rect.y() + first, second)
        return first + second

    def _place(self, items: list[QLayoutItem], x: int, y: int, height: int) -> int:
        """Set items side by side, centred in the height; return where the next one starts."""
        for item in items:
            hint = item.sizeHint()
            top = y + (height - hint.height()) // 2
            item.setGeometry(QRect(QPoint(x, top), hint))
            x += hint.width() + max(0, self.spacing())
        return x

    def _place_rest(
        self, rest: list[QLayoutItem], x: int, rect: QRect, y: int, height: int
    ) -> None:
        principle = [item for item in rest if item is self._items[2]] if rest else []
        actions = [item for item in rest if item not in principle]
        self._place(principle, x, y, height)
        self._place(actions, rect.right() + 1 - self._width(actions), y, height)

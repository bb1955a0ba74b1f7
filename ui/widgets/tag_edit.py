"""Search words as chips."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.icons import icon
from ui.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.led_focus import LedFocus
from ui.widgets.styling import set_property
from ui.widgets.themed import Themed
from ui.widgets.undo_free import UndoFreeLineEdit


class TagEdit(Themed, LedFocus, QFrame):
    """Type a word and press Enter or a comma; Backspace in the empty line goes to the last chip.

    On a chip the arrows move, and Delete, Backspace, Enter or a click removes it. A word that is
    there already (in any case) is not added twice.

    Signals:
        tags_changed(tuple): all words after a change by the person.
    """

    tags_changed = Signal(object)

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._chips: list[QPushButton] = []
        self._line = UndoFreeLineEdit(parent=self, idle_ms=0)
        self._line.setProperty("bare", True)
        self._line.setAccessibleName(name)
        self._line.setPlaceholderText(hint or self.tr("Tilføj ord"))
        self._line.installEventFilter(self)
        self._line.committed.connect(self._on_line_left)
        self._line.textEdited.connect(self._on_typed)
        self._flow = FlowLayout(self, stretch_last=True)
        self._flow.addWidget(self._line)
        self.lead_focus_to(self._line)
        self.dress()

    def tags(self) -> tuple[str, ...]:
        """Answer the words in order."""
        return tuple(chip.text() for chip in self._chips)

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other words without a signal; the line that is being typed stays."""
        if tuple(tags) == self.tags():
            return
        while self._chips:
            self._drop(self._chips[-1])
        for tag in tags:
            self._add(tag)

    def restyle(self, theme: Theme) -> None:
        self._flow.setContentsMargins(QMargins(theme.px(6), theme.px(5), theme.px(6), theme.px(5)))
        self._flow.setSpacing(theme.px(4))
        self._line.setMinimumWidth(QFontMetrics(theme.font()).averageCharWidth() * 10)
        for chip in self._chips:
            self._dress_chip(chip, theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent):
            set_property(self, "focused", event.type() == QEvent.Type.FocusIn)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._line:
                return self._on_line_key(event)
            if isinstance(watched, QPushButton):
                return self._on_chip_key(watched, event)
        return super().eventFilter(watched, event)

    def _on_line_key(self, event: QKeyEvent) -> bool:
        line = self._line
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and line.text().strip():
            self._take_line()
            return True
        at_start = line.cursorPosition() == 0 and not line.hasSelectedText()
        if self._chips and at_start and event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Left}:
            self._chips[-1].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _on_chip_key(self, chip: QPushButton, event: QKeyEvent) -> bool:
        at = self._chips.index(chip)
        key = event.key()
        if key == Qt.Key.Key_Left:
            self._chips[max(0, at - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Right:
            following = self._chips[at + 1] if at + 1 < len(self._chips) else self._line
            following.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._remove(chip)
        else:
            return False
        return True

    def _on_typed(self, text: str) -> None:
        if "," in text:
            self._take_line()

    def _on_line_left(self, _text: str) -> None:
        self._take_line()

    def _take_line(self) -> None:
        words = [word.strip() for word in self._line.text().split(",")]
        self._line.load("")
        known = {tag.casefold() for tag in self.tags()}
        added = False
        for word in words:
            if word and word.casefold() not in known:
                known.add(word.casefold())
                self._add(word)
                added = True
        if added:
            self.tags_changed.emit(self.tags())

    def _add(self, tag: str) -> None:
        chip = QPushButton(tag, self)
        chip.setProperty("role", "chip")
        chip.setAutoDefault(False)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setAccessibleName(self.tr("Fjern »{word}«").format(word=tag))
        chip.setToolTip(chip.accessibleName())
        chip.installEventFilter(self)
        chip.clicked.connect(self._on_chip_clicked)
        if self._dressed is not None:
            self._dress_chip(chip, self._dressed)
        self._flow.insert_widget(len(self._chips), chip)
        # The line stays where it is in the order of Tab; each new chip comes right before it.
        before = self._chips[-1] if self._chips else self._line.previousInFocusChain()
        self._chips.append(chip)
        QWidget.setTabOrder(before, chip)
        QWidget.setTabOrder(chip, self._line)
        chip.show()
        self.updateGeometry()

    def _dress_chip(self, chip: QPushButton, theme: Theme) -> None:
        chip.setIcon(icon("close", theme, "mute"))
        chip.setIconSize(QSize(theme.px(12), theme.px(12)))

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, QPushButton):
            self._remove(chip)

    def _remove(self, chip: QPushButton) -> None:
        at = self._chips.index(chip)
        self._drop(chip)
        following = self._chips[at] if at < len(self._chips) else self._line
        following.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tags_changed.emit(self.tags())

    def _drop(self, chip: QPushButton) -> None:
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()

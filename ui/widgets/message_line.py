"""The line under a field that says what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ui.icons import icon, pixmap
from ui.theme import Theme
from ui.widgets.labels import WrapLabel
from ui.widgets.message_layout import MessageLayout
from ui.widgets.styling import set_severity
from ui.widgets.themed import Themed


@dataclass(frozen=True, slots=True)
class FieldMessage:
    """What the line says.

    ``finding_key`` and ``principle_key`` come back in the signals; ``severity`` is error, warning
    or advice and ``severity_text`` its word; ``fix_text`` says the result ("Ret til 33 17 88 00").
    """

    finding_key: str
    severity: str
    severity_text: str
    text: str
    principle_key: str = ""
    principle_text: str = ""
    fix_text: str = ""
    explanation: str = ""


class MessageLine(Themed, QWidget):
    """Glyph, text, principle, fix and more, in one line; hidden while there is no message.

    Signals:
        fix_requested(str): the finding key whose fix was pressed.
        principle_requested(str): the key of the principle whose link was pressed.
        more_requested(str): the finding key whose ⋯ was pressed.
    """

    fix_requested = Signal(str)
    principle_requested = Signal(str)
    more_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message: FieldMessage | None = None
        self._home: QWidget | None = None
        self._glyph = QLabel()
        self._text = WrapLabel()
        self._principle = QPushButton()
        self._fix = QPushButton()
        self._more = QToolButton()
        self._principle.setProperty("kind", "link")
        self._fix.setProperty("kind", "fix")
        self._more.setAccessibleName(self.tr("Flere handlinger for beskeden"))
        self._more.setToolTip(self._more.accessibleName())
        self._more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for button in (self._principle, self._fix):
            button.setAutoDefault(False)
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._principle.clicked.connect(self._on_principle)
        self._fix.clicked.connect(self._on_fix)
        self._more.clicked.connect(self._on_more)
        row = MessageLayout(self)
        for part in (self._glyph, self._text, self._principle, self._fix, self._more):
            row.addWidget(part)
        self.dress()
        self.hide()

    def set_home(self, field: QWidget) -> None:
        """Name the field that gets the focus back when a fix mended it."""
        self._home = field

    def message(self) -> FieldMessage | None:
        """Answer what the line says now."""
        return self._message

    def show_message(self, message: FieldMessage | None) -> None:
        """Say something else, or nothing."""
        if message == self._message:
            return
        self._message = message
        self._fill()
        held_focus = self.isAncestorOf(QApplication.focusWidget())
        self.setVisible(message is not None)
        if held_focus and message is None and self._home is not None:
            self._home.setFocus(Qt.FocusReason.OtherFocusReason)

    def restyle(self, theme: Theme) -> None:
        self.layout().setSpacing(theme.px(6))
        self._more.setIcon(icon("more", theme, "mute"))
        self._more.setIconSize(QSize(theme.px(16), theme.px(16)))
        self._fill_glyph(theme)

    def _fill(self) -> None:
        message = self._message
        if message is None:
            self.setAccessibleName("")
            self.setAccessibleDescription("")
            return
        self._text.setText(message.text)
        self._text.setToolTip(message.explanation)
        set_severity(self._text, message.severity)
        self._text.updateGeometry()
        self._principle.setText(message.principle_text)
        self._principle.setVisible(bool(message.principle_text))
        self._principle.setAccessibleName(
            self.tr("Vis princippet {name}").format(name=message.principle_text)
        )
        self._fix.setText(message.fix_text)
        self._fix.setVisible(bool(message.fix_text))
        self._fix.setAccessibleName(message.fix_text)
        self._fix.setAccessibleDescription(message.text)
        spoken = f"{message.severity_text}: {message.text}"
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(message.explanation or message.principle_text)
        if self._dressed is not None:
            self._fill_glyph(self._dressed)

    def _fill_glyph(self, theme: Theme) -> None:
        if self._message is not None:
            self._glyph.setPixmap(pixmap(self._message.severity, theme, 16))
            self._glyph.setAccessibleName(self._message.severity_text)

    def _on_fix(self) -> None:
        if self._message is not None:
            self.fix_requested.emit(self._message.finding_key)

    def _on_principle(self) -> None:
        if self._message is not None:
            self.principle_requested.emit(self._message.principle_key)

    def _on_more(self) -> None:
        if self._message is not None:
            self.more_requested.emit(self._message.finding_key)

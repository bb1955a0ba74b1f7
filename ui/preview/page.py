"""The frame of a page of kk.dk: band, breadcrumb, title and a column to fill.

The site has one look, so a preview is light in both schemes; only the zoom changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.preview.views import Missing, Shown
from ui.theme import Scheme, Theme, current, pictures
from ui.widgets.styling import set_property
from ui.widgets.themed import Themed

Part = TypeVar("Part", bound=QWidget)

NAVY: Final = "#000C2E"
WHITE: Final = "#FFFFFF"
PINK: Final = "#FFB4AB"
# The same lack, readable on the white part of the page.
RED: Final = "#B3261E"
MUTE: Final = "#4A5470"
LINE: Final = "#C9CEDA"
FIELD: Final = "#6F7890"


class Screen(StrEnum):
    """How wide a page is shown: as the panel is, as a phone, or at least as a desktop's text."""

    PANEL = "panel"
    PHONE = "phone"
    DESKTOP = "desktop"


PHONE_WIDTH, DESKTOP_WIDTH = 360, 760
"""Pixels before the zoom; on a desktop the site's text is no wider than this."""
_NO_LIMIT = 16_777_215


class PagePreview(Themed, QScrollArea):
    """A page of the site; subclasses put their parts into ``column``."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._screen = Screen.PANEL
        self._name = name
        self.setAccessibleName(name)
        self.page = QWidget()
        self.page.setObjectName("site")
        self._band = text_label("brand")
        self._breadcrumb = text_label("breadcrumb")
        self._title = text_label("title")
        self.column = QVBoxLayout()
        self._inside = QVBoxLayout()
        for part in (self._breadcrumb, self._title):
            self._inside.addWidget(part)
        self._inside.addLayout(self.column)
        self._inside.addStretch(1)
        outer = QVBoxLayout(self.page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._band)
        outer.addLayout(self._inside)
        self.setWidget(self.page)
        show(self._band, self.tr("Københavns Kommune"))

    def set_screen(self, screen: Screen) -> None:
        """Show the page as wide as on another screen."""
        self._screen = screen
        self._fit(current())

    def restyle(self, theme: Theme) -> None:
        self._fit(theme)
        self.page.setStyleSheet(_sheet(theme))
        edge = theme.px(24)
        self._inside.setContentsMargins(edge, theme.px(20), edge, edge)
        self._inside.setSpacing(theme.px(12))
        self.column.setSpacing(theme.px(16))

    def _fit(self, theme: Theme) -> None:
        is_phone, is_desktop = self._screen is Screen.PHONE, self._screen is Screen.DESKTOP
        self.page.setMaximumWidth(theme.px(PHONE_WIDTH) if is_phone else _NO_LIMIT)
        self.page.setMinimumWidth(theme.px(DESKTOP_WIDTH) if is_desktop else 0)
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAsNeeded if is_desktop else policy.ScrollBarAlwaysOff
        )

    def show_head(self, breadcrumb: Sequence[str], title: Shown) -> None:
        """Fill the breadcrumb and the title."""
        show(self._breadcrumb, " / ".join(breadcrumb))
        show(self._title, title)

    def speak(self, parts: Sequence[str]) -> None:
        """Make the whole page one text for a screen reader."""
        spoken = ". ".join(part for part in parts if part)
        self.setAccessibleName(f"{self._name}: {spoken}" if spoken else self._name)


def text_label(role: str) -> QLabel:
    """Answer a wrapping label in a role of the site's style sheet, hidden until it has text."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    made.setProperty("site", role)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    made.hide()
    return made


def show(target: QLabel, value: Shown) -> None:
    """Put a value into a label: a lack as a coloured dash, an empty text as nothing."""
    is_lack = isinstance(value, Missing)
    text = value.value if isinstance(value, Missing) else value
    if target.text() != text:
        target.setText(text)
    set_property(target, "lack", is_lack)
    target.setVisible(bool(text))


def spoken(value: Shown, lack: str) -> str:
    """Answer a value for a screen reader, ``lack`` where it is missing."""
    return lack if isinstance(value, Missing) else value


class LabelColumn(QVBoxLayout):
    """A column of labels in one role, of changing number."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self._labels: list[QLabel] = []
        self.setSpacing(2)

    def show_values(self, values: Sequence[Shown]) -> None:
        """Show the values one under the other."""
        fill(self._labels, len(values), self._make)
        for target, value in zip(self._labels, values, strict=False):
            show(target, value)

    def _make(self) -> QLabel:
        made = text_label(self._role)
        self.addWidget(made)
        return made


def fill(parts: list[Part], count: int, make: Callable[[], Part]) -> None:
    """See that there are at least ``count`` parts and hide those beyond it."""
    while len(parts) < count:
        parts.append(make())
    for at, part in enumerate(parts):
        part.setVisible(at < count)


def _sheet(theme: Theme) -> str:
    px = theme.px
    arrow = pictures(Scheme.LIGHT) + "/down.svg"
    return f"""
        #site {{ background: {WHITE}; }}
        #site QLabel {{ color: {NAVY}; background: transparent; font-size: {px(15)}px; }}
        #site QLabel[site="brand"] {{ background: {NAVY}; color: {WHITE}; font-weight: 700;
            font-size: {px(14)}px; padding: {px(12)}px {px(24)}px; }}
        #site QLabel[site="breadcrumb"] {{ color: {MUTE}; font-size: {px(13)}px; }}
        #site QLabel[site="title"] {{ font-size: {px(30)}px; font-weight: 700; }}
        #site QLabel[site="intro"] {{ font-size: {px(17)}px; }}
        #site QLabel[site="row-title"] {{ font-size: {px(17)}px; font-weight: 700; }}
        #site QLabel[site="row-text"] {{ font-size: {px(14)}px; color: {MUTE}; }}
        #site QLabel[site="link"] {{ font-size: {px(14)}px; font-weight: 600;
            text-decoration: underline; }}
        #site QLabel[lack="true"] {{ color: {RED}; text-decoration: none; }}
        #site QFrame[site="line"] {{ background: {LINE}; border: none;
            min-height: 1px; max-height: 1px; }}
        #site QFrame[site="box"] {{ background: {NAVY}; border: none; }}
        #site QFrame[site="box"] QLabel {{ color: {WHITE}; }}
        #site QFrame[site="box"] QLabel[lack="true"] {{ color: {PINK}; }}
        #site QLabel[site="box-heading"] {{ font-size: {px(13)}px; font-weight: 700; }}
        #site QLabel[site="strong"] {{ font-weight: 700; }}
        #site QLabel[site="phone"] {{ font-size: {px(24)}px; font-weight: 700; }}
        #site QLabel[site="table-head"] {{ font-weight: 700; }}
        #site QLineEdit, #site QComboBox {{ background: {WHITE}; color: {NAVY};
            border: 1px solid {FIELD}; border-radius: 0; padding: {px(8)}px {px(10)}px;
            font-size: {px(14)}px; }}
        #site QLineEdit:focus, #site QComboBox:focus {{ border: 2px solid {NAVY}; }}
        #site QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
        #site QComboBox::down-arrow {{ image: url({arrow}); width: {px(16)}px;
            height: {px(16)}px; }}
        #site QComboBox QAbstractItemView {{ background: {WHITE}; color: {NAVY};
            selection-background-color: {LINE}; selection-color: {NAVY}; }}
        #site QPushButton {{ background: {WHITE}; color: {NAVY}; border: 2px solid {NAVY};
            border-radius: 0; padding: {px(7)}px {px(16)}px; font-weight: 600;
            font-size: {px(14)}px; }}
        #site QPushButton[site="apply"] {{ background: {NAVY}; color: {WHITE}; }}
        #site QPushButton:focus {{ border: 2px solid {FIELD}; }}
    """

"""The look: a scheme and a zoom become a palette, a font and one style sheet.

What was applied last is a property of the application, as its palette and font are, so a widget
or delegate asks ``current()`` and is told of a change by the event that Qt sends every widget
when the style sheet changes (see ``ui.widgets.themed``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final

import fontpkg_inter
from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from ui.tokens import CONTRAST, DARK, LIGHT, Tokens

ZOOM_STEPS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
FAMILY: Final = "Inter"
_FALLBACKS: Final = (FAMILY, "Segoe UI", "Noto Sans", "DejaVu Sans")
_PROPERTY: Final = "kk_theme"


class Scheme(StrEnum):
    """Light, dark, or with high contrast on black."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"

    @property
    def is_dark(self) -> bool:
        """Tell whether the ground is darker than what stands on it."""
        return self is not Scheme.LIGHT


class TextRole(StrEnum):
    """The steps of the type scale."""

    H1 = "h1"
    SECTION = "section"
    BODY = "body"
    SECONDARY = "secondary"


_POINTS: Final[Mapping[TextRole, tuple[float, QFont.Weight]]] = {
    TextRole.H1: (20.0, QFont.Weight.Bold),
    TextRole.SECTION: (11.0, QFont.Weight.DemiBold),
    TextRole.BODY: (10.0, QFont.Weight.Normal),
    TextRole.SECONDARY: (9.2, QFont.Weight.Normal),
}


_TOKENS: Final[Mapping[Scheme, Tokens]] = {
    Scheme.LIGHT: LIGHT,
    Scheme.DARK: DARK,
    Scheme.CONTRAST: CONTRAST,
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A scheme at a zoom (1.0 is 100 %)."""

    scheme: Scheme = Scheme.LIGHT
    zoom: float = 1.0

    @property
    def tokens(self) -> Tokens:
        """Answer the colours of the scheme."""
        return _TOKENS[self.scheme]

    def color(self, name: str) -> QColor:
        """Answer a token as a colour."""
        return QColor(getattr(self.tokens, name))

    def px(self, pixels: float) -> int:
        """Answer a length at this zoom, at least one pixel unless it is nought."""
        return max(1, round(pixels * self.zoom)) if pixels else 0

    def pt(self, role: TextRole) -> float:
        """Answer the size of a step of the type scale in points."""
        return round(_POINTS[role][0] * self.zoom, 2)

    def font(self, role: TextRole = TextRole.BODY) -> QFont:
        """Answer the font of a step of the type scale."""
        font = QFont()
        font.setFamilies(list(_FALLBACKS))
        font.setPointSizeF(self.pt(role))
        font.setWeight(_POINTS[role][1])
        return font


def current() -> Theme:
    """Answer the theme that was applied last; the light one before that."""
    app = QApplication.instance()
    theme = app.property(_PROPERTY) if app is not None else None
    return theme if isinstance(theme, Theme) else Theme()


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the application; every widget gets a style change event, unless nothing changes."""
    if app.property(_PROPERTY) == theme:
        return
    if app.property(_PROPERTY) is None:
        _load_font()
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setProperty(_PROPERTY, theme)
    app.setFont(theme.font())
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def palette(theme: Theme) -> QPalette:
    """Answer the palette that Fusion and delegates paint with."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    built = QPalette()
    for name, roles in (
        ("bg", (role.Window,)),
        ("surface", (role.Base, role.Button, role.ToolTipBase)),
        ("alt", (role.AlternateBase,)),
        ("text", (role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.BrightText)),
        ("mute", (role.PlaceholderText,)),
        ("accent", (role.Link, role.LinkVisited, role.Accent)),
        ("selection", (role.Highlight,)),
        ("line", (role.Midlight, role.Mid)),
        ("field", (role.Dark,)),
    ):
        for each in roles:
            built.setColor(each, theme.color(name))
    built.setColor(role.HighlightedText, theme.color("text"))
    built.setColor(role.Light, theme.color("surface"))
    built.setColor(role.Shadow, QColor("#000000"))
    for each in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        built.setColor(group.Disabled, each, theme.color("disabled"))
    return built


def style_sheet(theme: Theme) -> str:
    """Fill the template: ``$text`` is a token, ``$px8`` a length, ``$pt_h1`` a text size."""
    template = resources.files("resources").joinpath("qss", "app.qss")
    values = _Values(theme, pictures(theme.scheme))
    return Template(template.read_text(encoding="utf-8")).substitute(values)


def pictures(scheme: Scheme) -> str:
    """Answer the folder of the arrows and ticks of a scheme, as a style sheet writes it."""
    folder = resources.files("resources").joinpath("qss", scheme.value)
    return str(folder).replace("\\", "/")


class _Values(Mapping[str, str]):
    def __init__(self, theme: Theme, pictures: str) -> None:
        self._theme = theme
        self._named = {**asdict(theme.tokens), "pictures": pictures}

    def __getitem__(self, name: str) -> str:
        if name in self._named:
            return self._named[name]
        if name.startswith("px"):
            return f"{self._theme.px(int(name[2:]))}px"
        if name.startswith("pt_"):
            return f"{self._theme.pt(TextRole(name[3:]))}pt"
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._named)

    def __len__(self) -> int:
        return len(self._named)


def _load_font() -> None:
    file = Path(fontpkg_inter.__file__).parent / "files" / "Inter[opsz,wght].ttf"
    if file.exists():
        # From the file itself Qt takes the regular weight only; from its bytes, all named ones.
        QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))


class Appearance(QObject):
    """Keep the application in the look that a person chose.

    The choice is ``"system"`` or the value of a scheme; the system's own changes are followed
    while it is ``"system"``.

    Signals:
        theme_changed(Theme): the look after a change.
    """

    theme_changed = Signal(object)

    def __init__(
        self,
        app: QApplication,
        choice: str = "system",
        zoom: float = 1.0,
        system_scheme: Callable[[], Qt.ColorScheme] | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Apply the look at once; ``system_scheme`` is asked in place of the platform.

        The look is kept as long as the parent lives, else as the application does.
        """
        super().__init__(parent or app)
        self._system_scheme = system_scheme or app.styleHints().colorScheme
        self._app = app
        self._choice = choice
        self._zoom = zoom
        self._ask_platform()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        apply(app, self.theme)

    @property
    def choice(self) -> str:
        """Answer what was chosen: system, or the value of a scheme."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """Answer the look that the choice comes to now."""
        if self._choice != "system":
            return Theme(Scheme(self._choice), self._zoom)
        is_dark = self._system_scheme() == Qt.ColorScheme.Dark
        return Theme(Scheme.DARK if is_dark else Scheme.LIGHT, self._zoom)

    def choose(self, choice: str) -> None:
        """Change the scheme."""
        self._choice = choice
        self._ask_platform()
        self._refresh()

    def set_zoom(self, zoom: float) -> None:
        """Change the zoom, held between the first and the last step."""
        self._zoom = min(ZOOM_STEPS[-1], max(ZOOM_STEPS[0], zoom))
        self._refresh()

    def zoom_in(self) -> None:
        """Go to the next larger step."""
        self.set_zoom(next((step for step in ZOOM_STEPS if step > self._zoom), ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """Go to the next smaller step."""
        smaller = [step for step in ZOOM_STEPS if step < self._zoom]
        self.set_zoom(smaller[-1] if smaller else ZOOM_STEPS[0])

    def zoom_reset(self) -> None:
        """Go back to 100 %."""
        self.set_zoom(1.0)

    def _ask_platform(self) -> None:
        """Let window frames and native dialogs follow the choice."""
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        else:
            is_dark = Scheme(self._choice).is_dark
            hints.setColorScheme(Qt.ColorScheme.Dark if is_dark else Qt.ColorScheme.Light)

    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        theme = self.theme
        if theme != current():
            apply(self._app, theme)
            self.theme_changed.emit(theme)

"""Line icons in the colours of the theme.

The drawings in ``resources/icons`` say ``currentColor`` for the line and ``knockout`` for a sign
cut out of a filled shape; both become colours when a drawing is loaded.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ui.theme import Theme

SIZES: Final = (16, 20, 24)
SEVERITIES: Final = ("error", "warning", "advice", "ok")


class UnknownIconError(Exception):
    """There is no drawing of that name."""


def icon(name: str, theme: Theme, color: str | None = None) -> QIcon:
    """Answer an icon with a picture for each usual size, normal and disabled.

    ``color`` is a token name; a severity has its own, everything else is drawn as text.

    Raises:
        UnknownIconError: no drawing has the name.
    """
    wanted = QIcon()
    source = _Source(name, theme.color(color or _token(name)), theme)
    for size in SIZES:
        for ratio in _ratios():
            wanted.addPixmap(source.picture(theme.px(size), ratio), QIcon.Mode.Normal)
            wanted.addPixmap(source.disabled(theme.px(size), ratio), QIcon.Mode.Disabled)
    return wanted


def pixmap(
    name: str,
    theme: Theme,
    size: int = 16,
    color: str | QColor | None = None,
    ratio: float | None = None,
) -> QPixmap:
    """Answer one picture, ``size`` pixels before the zoom, for a label or a delegate.

    Qt's pixmap cache keeps what was drawn, so a delegate may ask at each paint. ``ratio`` is the
    device pixel ratio, that of the application when left out.

    Raises:
        UnknownIconError: no drawing has the name.
    """
    shade = color if isinstance(color, QColor) else theme.color(color or _token(name))
    return _Source(name, shade, theme).picture(theme.px(size), ratio or _ratios()[-1])


def names() -> tuple[str, ...]:
    """Answer the names of all drawings."""
    folder = resources.files("resources").joinpath("icons")
    return tuple(sorted(file.name[:-4] for file in folder.iterdir() if file.name.endswith(".svg")))


def _token(name: str) -> str:
    return {"error": "error", "warning": "warning", "advice": "advice", "ok": "ok"}.get(
        name, "mute" if name == "handle" else "text"
    )


@cache
def _drawing(name: str) -> str:
    file = resources.files("resources").joinpath("icons", f"{name}.svg")
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise UnknownIconError(name) from error


class _Source:
    """A drawing in a colour, parsed when Qt's cache lacks a picture of it."""

    def __init__(self, name: str, shade: QColor, theme: Theme) -> None:
        self._name = name
        self._shade = shade
        self._theme = theme
        self._renderer: QSvgRenderer | None = None

    def picture(self, pixels: int, ratio: float) -> QPixmap:
        """Answer the drawing ``pixels`` wide, in device-independent pixels."""
        key = self._key(pixels, ratio)
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = _render(self._parsed(), pixels, ratio)
            QPixmapCache.insert(key, picture)
        return picture

    def disabled(self, pixels: int, ratio: float) -> QPixmap:
        """Answer the drawing as it is where nothing can be done."""
        key = f"{self._key(pixels, ratio)}/disabled"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = _tinted(self.picture(pixels, ratio), self._theme.color("disabled"))
            QPixmapCache.insert(key, picture)
        return picture

    def _key(self, pixels: int, ratio: float) -> str:
        return f"kk/{self._name}/{self._shade.name()}/{self._theme.scheme}/{pixels}/{ratio}"

    def _parsed(self) -> QSvgRenderer:
        if self._renderer is None:
            coloured = (
                _drawing(self._name)
                .replace("currentColor", self._shade.name())
                .replace("knockout", self._theme.tokens.surface)
            )
            self._renderer = QSvgRenderer(QByteArray(coloured.encode("utf-8")))
        return self._renderer


def _ratios() -> tuple[float, ...]:
    app = QGuiApplication.instance()
    most = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return (1.0,) if most <= 1.0 else (1.0, most)


def _render(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


def _tinted(picture: QPixmap, shade: QColor) -> QPixmap:
    tinted = QPixmap(picture)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(tinted.rect(), shade)
    painter.end()
    return tinted

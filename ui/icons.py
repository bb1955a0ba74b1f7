"""Line icons in the colours of the theme.

The drawings in ``resources/icons`` say ``currentColor`` for the line and ``knockout`` for a sign
cut out of a filled shape; both become colours when a drawing is loaded.
"""

from __future__ import annotations

from importlib import resources
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
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
    drawing = _drawing(name)
    wanted = QIcon()
    token = color or _token(name)
    for mode, shade in (
        (QIcon.Mode.Normal, theme.color(token)),
        (QIcon.Mode.Disabled, theme.color("disabled")),
    ):
        renderer = _renderer(drawing, shade, theme)
        for size in SIZES:
            for ratio in _ratios():
                wanted.addPixmap(_render(renderer, theme.px(size), ratio), mode)
    return wanted


def pixmap(
    name: str,
    theme: Theme,
    size: int = 16,
    color: str | QColor | None = None,
    ratio: float | None = None,
) -> QPixmap:
    """Answer one picture, ``size`` pixels before the zoom, for a label or a delegate.

    Delegates keep what they get: rendering takes some 50 µs. ``ratio`` is the device pixel ratio,
    that of the application when left out.
    """
    shade = color if isinstance(color, QColor) else theme.color(color or _token(name))
    renderer = _renderer(_drawing(name), shade, theme)
    return _render(renderer, theme.px(size), ratio or _ratios()[-1])


def names() -> tuple[str, ...]:
    """Answer the names of all drawings."""
    folder = resources.files("resources").joinpath("icons")
    return tuple(sorted(file.name[:-4] for file in folder.iterdir() if file.name.endswith(".svg")))


def _token(name: str) -> str:
    return {"error": "error", "warning": "warning", "advice": "advice", "ok": "ok"}.get(
        name, "mute" if name == "handle" else "text"
    )


def _drawing(name: str) -> str:
    file = resources.files("resources").joinpath("icons", f"{name}.svg")
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise UnknownIconError(name) from error


def _renderer(drawing: str, shade: QColor, theme: Theme) -> QSvgRenderer:
    coloured = drawing.replace("currentColor", shade.name()).replace(
        "knockout", theme.tokens.surface
    )
    return QSvgRenderer(QByteArray(coloured.encode("utf-8")))


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

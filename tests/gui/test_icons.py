"""Icons: every drawing loads, is crisp and takes the colours of the theme."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from ui import icons
from ui.theme import Scheme, Theme

NEEDED = {
    "undo",
    "redo",
    "check",
    "export",
    "import",
    "search",
    "tree",
    "drill",
    "list",
    "preview",
    "problems",
    "history",
    "add",
    "delete",
    "move-up",
    "move-down",
    "move-to",
    "cut",
    "paste",
    "pin",
    "close",
    "error",
    "warning",
    "advice",
    "ok",
    "info",
    "handle",
    "phone",
    "mail",
    "clock",
    "place",
    "building",
    "gear",
    "workshop",
    "bin",
    "copy",
    "link",
    "help",
    "arrow-right",
    "chevron",
}


def colours(picture: QImage) -> set[str]:
    found = set()
    for y in range(picture.height()):
        for x in range(picture.width()):
            pixel = picture.pixelColor(x, y)
            if pixel.alpha() == 255:
                found.add(pixel.name().upper())
    return found


def test_every_needed_icon_has_a_drawing() -> None:
    assert set(icons.names()) >= NEEDED


def test_every_drawing_shows_the_colour_of_the_theme(styled_app: QApplication) -> None:
    for name in icons.names():
        for theme in map(Theme, Scheme):
            shown = colours(icons.pixmap(name, theme, 48).toImage())
            wanted = theme.color(icons._token(name)).name().upper()
            assert wanted in shown, name


def test_a_disabled_icon_is_drawn_in_the_colour_of_disabled_text(styled_app: QApplication) -> None:
    theme = Theme()
    drawn = icons.icon("delete", theme).pixmap(QSize(24, 24), QIcon.Mode.Disabled)
    assert theme.color("disabled").name().upper() in colours(drawn.toImage())
    assert theme.color("text").name().upper() not in colours(drawn.toImage())


@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_an_icon_has_a_picture_of_each_usual_size(styled_app: QApplication, zoom: float) -> None:
    theme = Theme(zoom=zoom)
    sizes = {size.width() for size in icons.icon("add", theme).availableSizes()}
    assert sizes == {theme.px(size) for size in icons.SIZES}


def test_a_picture_for_a_sharp_screen_has_more_pixels(styled_app: QApplication) -> None:
    picture = icons.pixmap("phone", Theme(), 16, ratio=2.0)
    assert (picture.width(), picture.deviceIndependentSize().width()) == (32, 16)


def test_severities_differ_in_shape_not_only_in_colour(styled_app: QApplication) -> None:
    black = QColor("#000000")
    shapes = [
        icons.pixmap(name, Theme(), 32, black).toImage().createAlphaMask()
        for name in icons.SEVERITIES
    ]
    signs = [icons.pixmap(name, Theme(), 32, black).toImage() for name in icons.SEVERITIES]
    for one in range(4):
        for other in range(one + 1, 4):
            assert signs[one] != signs[other]
    assert shapes[0] != shapes[1] != shapes[2]


def test_an_unknown_icon_is_named_in_the_error(styled_app: QApplication) -> None:
    with pytest.raises(icons.UnknownIconError, match="no-such"):
        icons.icon("no-such", Theme())

"""The look: readable colours in both schemes, one style sheet, a zoom that scales all."""

import re
from importlib import resources

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from ui import theme
from ui.theme import Appearance, Scheme, TextRole, Theme
from ui.tokens import contrast

SCHEMES = tuple(Scheme)
QSS = resources.files("resources").joinpath("qss")


def test_contrast_is_the_measure_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_value_of_the_style_sheet_is_known_and_it_has_no_colour_of_its_own(
    scheme: Scheme,
) -> None:
    template = QSS.joinpath("app.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", template) == []
    assert "$" not in theme.style_sheet(Theme(scheme))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pictures_of_the_style_sheet_exist_in_the_colours_of_the_scheme(scheme: Scheme) -> None:
    folder = QSS.joinpath(scheme.value)
    template = QSS.joinpath("app.qss").read_text(encoding="utf-8")
    asked = set(re.findall(r"\$pictures/([\w-]+\.svg)", template))
    assert asked
    tokens = Theme(scheme).tokens
    known = {getattr(tokens, name) for name in tokens.__slots__}
    for name in asked:
        drawn = set(re.findall(r"#[0-9A-F]{6}", folder.joinpath(name).read_text(encoding="utf-8")))
        assert drawn, name
        assert drawn <= known, name


@pytest.mark.parametrize("scheme", SCHEMES)
def test_applying_a_theme_changes_palette_font_and_sheet(
    styled_app: QApplication, scheme: Scheme
) -> None:
    wanted = Theme(scheme, 1.5)
    theme.apply(styled_app, wanted)
    assert theme.current() == wanted
    assert styled_app.palette().color(QPalette.ColorRole.Window) == wanted.color("bg")
    assert styled_app.font().pointSizeF() == pytest.approx(15.0)
    assert wanted.tokens.accent in styled_app.styleSheet()


def test_text_is_set_in_inter(styled_app: QApplication) -> None:
    assert QFontInfo(Theme().font()).family() == "Inter"


@pytest.mark.parametrize("style", ["Regular", "SemiBold", "Bold"])
def test_inter_has_its_own_drawing_of_each_weight(styled_app: QApplication, style: str) -> None:
    assert style in QFontDatabase.styles("Inter")


def test_the_zoom_scales_lengths_and_the_type_scale() -> None:
    double = Theme(zoom=2.0)
    assert double.px(8) == 16
    assert double.px(0) == 0
    assert Theme(zoom=0.8).px(1) == 1
    assert [double.pt(role) for role in TextRole] == [40.0, 22.0, 20.0, 18.4]


def test_a_heading_and_a_field_get_their_style(qtbot, styled_app: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    heading, field = QLabel("Overskrift", window), QLineEdit(window)
    heading.setProperty("role", "h1")
    window.ensurePolished()
    heading.ensurePolished()
    field.ensurePolished()
    assert heading.font().pointSizeF() == pytest.approx(20)
    plain = field.sizeHint().height()
    theme.apply(styled_app, Theme(zoom=2.0))
    heading.ensurePolished()
    assert heading.font().pointSizeF() == pytest.approx(40)
    assert field.sizeHint().height() > 1.6 * plain


def test_zoom_goes_through_the_steps_and_stops_at_the_ends(qtbot, styled_app: QApplication) -> None:
    appearance = Appearance(styled_app, "light", 1.0)
    with qtbot.waitSignal(appearance.theme_changed) as told:
        appearance.zoom_in()
    assert told.args == [Theme(Scheme.LIGHT, 1.1)]
    for _ in range(20):
        appearance.zoom_in()
    assert theme.current().zoom == 2.0
    for _ in range(20):
        appearance.zoom_out()
    assert theme.current().zoom == 0.8
    appearance.zoom_reset()
    assert theme.current().zoom == 1.0
    shiboken6.delete(appearance)


def test_the_system_is_followed_only_while_that_is_the_choice(
    qtbot, styled_app: QApplication
) -> None:
    system = [Qt.ColorScheme.Dark]
    appearance = Appearance(styled_app, "system", system_scheme=lambda: system[0])
    assert theme.current().scheme is Scheme.DARK
    hints = styled_app.styleHints()
    system[0] = Qt.ColorScheme.Light
    with qtbot.waitSignal(appearance.theme_changed):
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().scheme is Scheme.LIGHT
    appearance.choose("dark")
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.current().scheme is Scheme.DARK
    shiboken6.delete(appearance)

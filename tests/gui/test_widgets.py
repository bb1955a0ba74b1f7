"""The widgets as a person meets them: keys, wheel, focus, words for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPushButton,
    QWidget,
)

from tests.gui import gallery
from tests.gui.stage import heard, shown
from ui import theme
from ui.theme import Scheme, Theme
from ui.widgets import (
    Card,
    ElidedLabel,
    EmptyState,
    FieldMessage,
    MessageLine,
    NoWheelComboBox,
    NoWheelSpinBox,
    NoWheelTimeEdit,
    PlainTextField,
    SearchField,
    SegmentedControl,
    TagEdit,
    set_severity,
)

MESSAGE = FieldMessage(
    "K202:1",
    "warning",
    "Advarsel",
    "Skriv nummeret som 33 17 88 00",
    "P30",
    "Telefonformat",
    "Ret til 33 17 88 00",
    "Numre skrives i par.",
)


def wheel(app: QApplication, target: QWidget) -> QWheelEvent:
    middle = QPointF(target.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(target.mapToGlobal(target.rect().center())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    app.sendEvent(target, event)
    return event


@pytest.mark.parametrize("look", gallery.LOOKS)
@pytest.mark.parametrize("page", gallery.PAGES)
def test_every_page_of_the_gallery_draws_without_a_warning(
    styled_app: QApplication, tmp_path: Path, page: str, look: str
) -> None:
    file = tmp_path / "picture.png"
    gallery.picture(styled_app, page, gallery.LOOKS[look], file)
    assert file.stat().st_size > 1000


@pytest.mark.parametrize("page", ["form", "previews"])
def test_everything_that_takes_the_focus_has_a_name(
    qtbot, styled_app: QApplication, page: str
) -> None:
    built = gallery.PAGES[page][0]()
    qtbot.addWidget(built)
    nameless = [
        type(each).__name__
        for each in built.findChildren(QWidget)
        if each.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not each.isHidden()
        and not each.objectName().startswith("qt_")
        and not each.accessibleName()
        and not (isinstance(each, QAbstractButton) and each.text())
    ]
    assert nameless == []


@pytest.mark.parametrize("kind", [NoWheelComboBox, NoWheelSpinBox, NoWheelTimeEdit])
def test_the_wheel_changes_only_the_box_that_has_the_focus(
    qtbot, styled_app: QApplication, kind: Callable[[], QWidget]
) -> None:
    box = kind()
    if isinstance(box, NoWheelComboBox):
        box.addItems(["Mandag", "Tirsdag", "Onsdag"])
        box.setCurrentIndex(1)
        value = box.currentIndex
    elif isinstance(box, NoWheelSpinBox):
        box.setValue(5)
        value = box.value
    else:
        box.setTime(box.maximumTime().addSecs(-7200))
        value = box.time
    other = QLineEdit()
    shown(qtbot, other, box)
    other.setFocus()
    before = value()
    assert not wheel(styled_app, box).isAccepted()
    assert value() == before
    box.setFocus()
    wheel(styled_app, box)
    assert value() != before


def test_a_search_is_told_once_the_keys_rest(qtbot, styled_app: QApplication) -> None:
    field = SearchField("Søg")
    shown(qtbot, field)
    told = heard(field.search_changed)
    with qtbot.waitSignal(field.search_changed):
        qtbot.keyClicks(field, "døgn")
    assert told == ["døgn"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert (told, field.text()) == (["døgn", ""], "")
    assert field.accessibleName() == "Søg"


def test_enter_searches_at_once_and_down_goes_on(qtbot, styled_app: QApplication) -> None:
    field = SearchField("Søg")
    shown(qtbot, field)
    told = heard(field.search_changed)
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told == ["a"]
    with qtbot.waitSignal(field.went_down):
        qtbot.keyClick(field, Qt.Key.Key_Down)


def test_a_message_line_offers_principle_fix_and_more_to_the_keyboard(
    qtbot, styled_app: QApplication
) -> None:
    field, line = QLineEdit(), MessageLine()
    shown(qtbot, field, line)
    assert line.isHidden()
    line.show_message(MESSAGE)
    assert line.isVisible()
    told = [heard(line.principle_requested), heard(line.fix_requested), heard(line.more_requested)]
    field.setFocus()
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert told == [["P30"], ["K202:1"], ["K202:1"]]
    assert line.accessibleName() == "Advarsel: Skriv nummeret som 33 17 88 00"
    assert line.accessibleDescription() == "Numre skrives i par."


def test_a_message_without_a_fix_has_no_button_and_a_mended_one_leaves_no_room(
    qtbot, styled_app: QApplication
) -> None:
    field, line = QLineEdit(), MessageLine()
    shown(qtbot, field, line)
    line.show_message(FieldMessage("K1", "error", "Fejl", "Mangler"))
    texts = [b.text() for b in line.findChildren(QPushButton) if b.isVisible()]
    assert texts == []
    line.show_message(None)
    assert line.isHidden()


def test_a_fix_that_mends_gives_the_focus_back_to_its_field(
    qtbot, styled_app: QApplication
) -> None:
    card, field, line, after = Card("Telefon"), QLineEdit(), MessageLine(), QLineEdit()
    card.add_field("Nummer", field, line)
    shown(qtbot, card, after)
    line.show_message(MESSAGE)
    line.fix_requested.connect(lambda _key: line.show_message(None))
    button = next(b for b in line.findChildren(QPushButton) if b.text() == MESSAGE.fix_text)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert field.hasFocus()


def test_segments_are_one_stop_and_arrows_choose(qtbot, styled_app: QApplication) -> None:
    control = SegmentedControl("Målgruppe", [("c", "Borger"), ("b", "Erhverv"), ("x", "Begge")])
    after = QLineEdit()
    shown(qtbot, control, after)
    told = heard(control.chosen)
    control.set_value("b")
    assert (control.value(), told) == ("b", [])
    control.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert (control.value(), told) == ("x", ["x"])
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_words_are_added_and_removed_with_the_keyboard(qtbot, styled_app: QApplication) -> None:
    edit = TagEdit("Søgeord")
    shown(qtbot, edit)
    edit.set_tags(["handicap"])
    told = heard(edit.tags_changed)
    edit.setFocus()
    line = QApplication.focusWidget()
    qtbot.keyClicks(line, "bil,Handicap,støtte")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert edit.tags() == ("handicap", "bil", "støtte")
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    chip = QApplication.focusWidget()
    assert chip.text() == "støtte"
    assert chip.accessibleName() == "Fjern »støtte«"
    qtbot.keyClick(chip, Qt.Key.Key_Left)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert edit.tags() == ("handicap", "støtte")
    assert QApplication.focusWidget().text() == "støtte"
    assert told[-1] == ("handicap", "støtte")


def test_a_word_half_typed_is_added_when_the_field_is_left(qtbot, styled_app: QApplication) -> None:
    edit, after = TagEdit("Søgeord"), QLineEdit()
    shown(qtbot, edit, after)
    edit.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "bil")
    after.setFocus()
    assert edit.tags() == ("bil",)


def test_chips_break_to_a_new_line_and_the_field_grows(qtbot, styled_app: QApplication) -> None:
    edit = TagEdit("Søgeord")
    window = shown(qtbot, edit)
    window.resize(300, 400)
    low = edit.heightForWidth(260)
    edit.set_tags([f"søgeord {n}" for n in range(12)])
    assert edit.heightForWidth(260) > 2 * low
    chips = edit.findChildren(QPushButton)
    qtbot.waitUntil(lambda: len({chip.y() for chip in chips}) > 2)
    assert all(chip.geometry().right() <= edit.width() for chip in chips)


def test_text_grows_the_field_and_is_counted(qtbot, styled_app: QApplication) -> None:
    field = PlainTextField(limit=20, least=2, most=4)
    shown(qtbot, field)
    low = field.edit.height()
    field.load("en\nto\ntre")
    middle = field.edit.height()
    field.load("\n".join("abcdefgh"))
    high = field.edit.height()
    field.load("\n".join("abcdefghijklmnop"))
    assert low < middle < high == field.edit.height()
    field.load("x" * 21)
    assert field.counter().text() == "21 af 20 tegn"
    assert field.counter().property("severity") == "warning"
    field.set_note("LIX 12")
    field.load("kort")
    assert field.counter().text() == "4 af 20 tegn · LIX 12"
    assert field.counter().property("severity") is None


def test_all_of_the_text_is_to_be_seen_without_scrolling(qtbot, styled_app: QApplication) -> None:
    for zoom in (1.0, 1.5):
        theme.apply(styled_app, Theme(zoom=zoom))
        field = PlainTextField(least=1, most=8)
        shown(qtbot, field)
        field.load("en\nto\ntre")
        bar = field.edit.verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0)
        lines = field.edit.viewport().height() / field.edit.fontMetrics().lineSpacing()
        assert 3 <= lines < 4.2


def test_a_long_text_is_shortened_and_told_in_full(qtbot, styled_app: QApplication) -> None:
    text = "Teknik- og Miljøforvaltningens Kundecenter for Parkering"
    label = ElidedLabel(text)
    label.setFixedWidth(120)
    shown(qtbot, label)
    assert label.text().endswith("…")
    assert (label.toolTip(), label.accessibleName(), label.full_text()) == (text, text, text)
    label.setText("Kort")
    assert (label.text(), label.toolTip()) == ("Kort", "")


def test_an_empty_list_says_why_and_offers_one_action(qtbot, styled_app: QApplication) -> None:
    state = EmptyState("Ingen resultater", "Ryd filter")
    shown(qtbot, state)
    button = state.findChild(QPushButton)
    with qtbot.waitSignal(state.action_requested):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    state.set_action(None)
    assert button.isHidden()
    assert state.accessibleName() == "Ingen resultater"


def test_a_card_names_its_fields_and_is_at_most_78_characters_wide(
    qtbot, styled_app: QApplication
) -> None:
    card, field = Card("Telefon"), QLineEdit()
    name = card.add_field("&Nummer", field)
    shown(qtbot, card)
    assert field.accessibleName() == "Nummer"
    assert name.buddy() is field
    narrow = card.maximumWidth()
    theme.apply(styled_app, Theme(zoom=1.5))
    assert card.maximumWidth() > 1.4 * narrow


def test_a_severity_tints_the_field_and_goes_away_again(qtbot, styled_app: QApplication) -> None:
    field, other = QLineEdit("33178800"), QLineEdit()
    shown(qtbot, other, field)
    other.setFocus()

    def ground() -> str:
        return field.grab().toImage().pixelColor(field.width() - 20, field.height() // 2).name()

    tokens = theme.current().tokens
    assert ground().upper() == tokens.surface
    set_severity(field, "error")
    assert ground().upper() == tokens.error_tint
    set_severity(field, None)
    assert ground().upper() == tokens.surface


def test_a_widget_made_before_a_change_of_theme_follows_when_shown(
    qtbot, styled_app: QApplication
) -> None:
    card = Card("Telefon")
    narrow = card.maximumWidth()
    theme.apply(styled_app, Theme(Scheme.DARK, 2.0))
    shown(qtbot, card)
    assert card.maximumWidth() > 1.9 * narrow

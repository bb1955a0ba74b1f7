"""Previews: the citizen's page, filled in place and spoken as one text."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from ui import theme
from ui.preview import (
    MISSING,
    BoxPreview,
    BoxView,
    DrillItem,
    DrillPreview,
    DrillView,
    FilterView,
    HoursLine,
    ListPreview,
    ListResult,
    ListView,
    PhoneLine,
)
from ui.preview.page import NAVY, PINK, RED, WHITE
from ui.theme import Scheme, Theme
from ui.tokens import contrast

BOX = BoxView(
    title="Døgnvagten",
    breadcrumb=("Om kommunen", "Kontakt"),
    intro="Ring, når der er brug for hjælp her og nu.",
    heading="Kontakt Døgnvagten",
    name="Døgnvagten",
    address=("Sundholmsvej 8", "2300 København S"),
    phones=(PhoneLine("33 17 33 33"), PhoneLine("33 17 33 34", "Aften")),
    written=("Skriv sikkert til os",),
    booking="Bestil tid",
    visiting_hours=(HoursLine("Mandag", "08.00 - 17.00"), HoursLine("Tirsdag", MISSING)),
)
LIST = ListView(
    title="Kontaktoversigt",
    count_line="Fandt 1 resultat(er). Viser i øjeblikket 1 - 1",
    search="døgn",
    filters=(
        FilterView("administration", "Forvaltning", ("SOF", "KFF"), "SOF"),
        FilterView("category", "Kategori", ("Familie",)),
        FilterView("district", "Bydel", ("Amager",)),
    ),
    results=(ListResult("Døgnvagten", "Sundholmsvej 8", "33 17 33 33", MISSING, "Bestil tid"),),
)


def texts(preview: QWidget) -> list[str]:
    """Answer what can be read, from the top down and from the left."""
    QApplication.processEvents()
    seen = [label for label in preview.findChildren(QLabel) if label.isVisible() and label.text()]

    def place(label: QLabel) -> tuple[int, int]:
        corner = label.mapTo(preview, QPoint())
        return corner.y(), corner.x()

    return [label.text() for label in sorted(seen, key=place)]


def opened(qtbot, preview: QWidget) -> QWidget:
    qtbot.addWidget(preview)
    preview.resize(420, 900)
    preview.show()
    return preview


def test_a_box_shows_what_the_principles_ask_for(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, BoxPreview())
    preview.show_view(BOX)
    assert texts(preview) == [
        "Københavns Kommune",
        "Om kommunen / Kontakt",
        "Døgnvagten",
        "Ring, når der er brug for hjælp her og nu.",
        "KONTAKT DØGNVAGTEN",
        "Døgnvagten",
        "Sundholmsvej 8",
        "2300 København S",
        "33 17 33 33",
        "Aften",
        "33 17 33 34",
        "→  Skriv sikkert til os",
        "→  Bestil tid",
        "Åbningstider",
        "Mandag",
        "08.00 - 17.00",
        "Tirsdag",
        "—",
    ]


def test_a_box_is_one_text_for_a_screen_reader(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, BoxPreview())
    assert preview.accessibleName() == "Forhåndsvisning af kontaktboks"
    preview.show_view(BOX)
    spoken = preview.accessibleName()
    assert spoken.startswith("Forhåndsvisning af kontaktboks: Døgnvagten. ")
    for part in ("Telefon 33 17 33 33", "Telefon Aften 33 17 33 34", "Tirsdag mangler"):
        assert part in spoken


def test_a_keystroke_fills_the_same_labels(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, BoxPreview())
    preview.show_view(BOX)
    before = {id(label) for label in preview.findChildren(QLabel)}
    preview.show_view(replace(BOX, title="Døgnvagt", phones=BOX.phones[:1], address=()))
    preview.show_view(replace(BOX, booking=""))
    assert {id(label) for label in preview.findChildren(QLabel)} == before
    assert "→  Bestil tid" not in texts(preview)


def test_an_empty_box_leaves_no_rows_behind(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, BoxPreview())
    preview.show_view(BOX)
    preview.show_view(BoxView(title=MISSING))
    assert texts(preview) == ["Københavns Kommune", "—"]


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_site_is_light_in_both_schemes(qtbot, styled_app: QApplication, scheme: Scheme) -> None:
    theme.apply(styled_app, Theme(scheme))
    preview = opened(qtbot, DrillPreview())
    preview.show_view(DrillView("Kontakt"))
    assert theme.pictures(Scheme.LIGHT) in preview.page.styleSheet()
    picture = preview.grab().toImage()
    assert picture.pixelColor(200, 800) == QColor(WHITE)
    assert picture.pixelColor(400, 10) == QColor(NAVY)


def test_text_of_the_site_stands_out() -> None:
    assert contrast(PINK, NAVY) >= 4.5
    assert contrast(RED, WHITE) >= 4.5


def test_the_site_grows_with_the_zoom(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, BoxPreview())
    preview.show_view(BOX)
    title = next(label for label in preview.findChildren(QLabel) if label.text() == BOX.title)
    assert title.font().pixelSize() == 30
    theme.apply(styled_app, Theme(zoom=1.5))
    assert title.font().pixelSize() == 45


def test_the_drill_menu_shows_titles_help_texts_and_lacks(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, DrillPreview())
    items = tuple(DrillItem(f"Nr. {at}", f"Hjælp {at}") for at in range(12))
    preview.show_view(DrillView("Kontakt", items))
    assert len(texts(preview)) == 2 + 24
    preview.show_view(DrillView("Kontakt", (*items[:2], DrillItem("Ny", MISSING))))
    assert texts(preview)[2:] == ["Nr. 0", "Hjælp 0", "Nr. 1", "Hjælp 1", "Ny", "—"]
    assert preview.accessibleName().endswith("3. Ny. hjælpetekst mangler")


def test_the_list_shows_search_filters_count_and_results(qtbot, styled_app: QApplication) -> None:
    preview = opened(qtbot, ListPreview())
    preview.show_view(LIST)
    assert texts(preview)[1:] == [
        "Kontaktoversigt",
        "Forvaltning",
        "Kategori",
        "Bydel",
        "Fandt 1 resultat(er). Viser i øjeblikket 1 - 1",
        "Døgnvagten",
        "Sundholmsvej 8",
        "33 17 33 33",
        "—",
        "→  Bestil tid",
    ]
    assert preview.findChild(QLineEdit).text() == "døgn"
    assert [combo.currentText() for combo in preview.findChildren(QComboBox)] == [
        "SOF",
        "Alle",
        "Alle",
    ]


def test_the_citizen_searches_with_anvend_and_empties_with_ryd_filter(
    qtbot, styled_app: QApplication
) -> None:
    preview = opened(qtbot, ListPreview())
    preview.show_view(LIST)
    told: list[tuple[str, tuple]] = []
    preview.applied.connect(lambda text, chosen: told.append((text, chosen)))
    field = preview.findChild(QLineEdit)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "vagt")
    assert told == []
    buttons = {button.text(): button for button in preview.findChildren(QPushButton)}
    qtbot.mouseClick(buttons["Anvend"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(buttons["Ryd filter"], Qt.MouseButton.LeftButton)
    everything = (("administration", ""), ("category", ""), ("district", ""))
    assert told == [
        ("vagt", (("administration", "SOF"), *everything[1:])),
        ("", everything),
    ]


def test_a_view_that_arrives_while_the_citizen_types_leaves_the_typing(
    qtbot, styled_app: QApplication
) -> None:
    preview = opened(qtbot, ListPreview())
    preview.show_view(LIST)
    field = preview.findChild(QLineEdit)
    preview.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "x")
    typed = field.text()
    preview.show_view(replace(LIST, count_line="Fandt 0 resultat(er)."))
    assert field.text() == typed

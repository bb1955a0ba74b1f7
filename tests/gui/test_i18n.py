"""Chrome texts: every one has its English, and Qt's own are Danish."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget

import ui
from ui import i18n
from ui.i18n_collect import collect

SOURCES = Path(ui.__file__).parent


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    yield qapp
    i18n.install(qapp, "da")


class Counter(QWidget):
    def counted(self, n: int) -> str:
        return self.tr("%n advarsel(er) i prøven", "", n)

    def named(self) -> str:
        return self.tr("Prøvetekst", "knap")


def test_every_chrome_text_has_its_translation() -> None:
    assert i18n.missing(SOURCES) == {"da": [], "en": []}


def test_every_chrome_text_is_a_plain_text_that_can_be_translated() -> None:
    assert collect(SOURCES).refused == ()


def test_a_text_without_english_is_found(tmp_path: Path) -> None:
    (tmp_path / "w.py").write_text(
        'class W:\n    def f(self, n):\n        self.tr("Findes ikke endnu")\n'
        '        self.tr("Delt " "tekst", "knap")\n        self.tr("%n huse", "", n)\n'
        '        self.tr("%n både", n=n)\n'
        '        QCoreApplication.translate("W", "Frit ord")\n'
        '        QT_TRANSLATE_NOOP("W", "Mærket")\n        "abc".translate({})\n',
        encoding="utf-8",
    )
    lacking = i18n.missing(tmp_path)
    assert lacking["en"] == [
        "Findes ikke endnu",
        "Delt tekst||knap",
        "%n huse",
        "%n både",
        "Frit ord",
        "Mærket",
    ]
    assert lacking["da"] == ["%n huse", "%n både"]


def test_a_text_put_together_in_the_call_is_refused(tmp_path: Path) -> None:
    (tmp_path / "w.py").write_text(
        'def f(self, x):\n    self.tr(f"Hej {x}")\n    self.tr("Hej " + x)\n    self.tr(x)\n',
        encoding="utf-8",
    )
    assert [place.rpartition(":")[2] for place in collect(tmp_path).refused] == ["2", "3"]


@pytest.mark.parametrize(
    ("language", "save", "cancel"), [("da", "Gem", "Annuller"), ("en", "Save", "Cancel")]
)
def test_the_buttons_of_dialogs_speak_the_language(
    app: QApplication, language: str, save: str, cancel: str
) -> None:
    i18n.install(app, language)
    buttons = QDialogButtonBox()
    kinds = QDialogButtonBox.StandardButton
    texts = [buttons.addButton(kind).text() for kind in (kinds.Save, kinds.Cancel)]
    assert [text.replace("&", "") for text in texts] == [save, cancel]


def test_plurals_and_disambiguated_texts_are_chosen(app: QApplication) -> None:
    translator = i18n.CatalogueTranslator(
        {
            "%n advarsel(er) i prøven": {"one": "%n warning", "other": "%n warnings"},
            "Prøvetekst||knap": "Press me",
            "Prøvetekst": "Sample",
        },
        app,
    )
    app.installTranslator(translator)
    widget = Counter()
    assert [widget.counted(n) for n in (0, 1, 2)] == ["0 warnings", "1 warning", "2 warnings"]
    assert widget.named() == "Press me"
    assert QCoreApplication.translate("Counter", "Prøvetekst") == "Sample"
    app.removeTranslator(translator)


def test_texts_of_qt_are_never_taken_for_ours(app: QApplication) -> None:
    translator = i18n.CatalogueTranslator({"Save": "Gemt"}, app)
    assert translator.translate("QPlatformTheme", "Save") is None
    assert translator.translate("Counter", "Save") == "Gemt"


def test_switching_back_and_forth_leaves_one_set_of_texts(app: QApplication) -> None:
    for language in ("en", "da", "en", "da"):
        i18n.install(app, language)
    assert len(app.findChildren(i18n.CatalogueTranslator)) == 1


def test_data_is_written_the_danish_way_in_every_language(app: QApplication) -> None:
    i18n.install(app, "en")
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"


def test_a_text_translated_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "i18n" / "en"
    folder.mkdir(parents=True)
    for name in ("a", "b"):
        (folder / f"{name}.toml").write_text('"Gem" = "Save"\n', encoding="utf-8")
    with pytest.raises(i18n.DuplicateTranslationError, match="Gem"):
        i18n.catalogue("en", tmp_path)

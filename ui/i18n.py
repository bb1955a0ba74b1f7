"""Chrome texts in the person's language.

Danish is the source: widgets say ``self.tr("Gem")``. The other languages, and the plural forms of
Danish, are TOML files in ``resources/i18n/<language>/`` keyed by the Danish text::

    "Gem" = "Save"
    "Luk||dialog" = "Close"                      # tr("Luk", "dialog")
    "%n fund" = { one = "%n finding", other = "%n findings" }

``python -m ui.i18n`` lists what has no English yet.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from ui.i18n_collect import collect

DANISH: Final = "da"
LANGUAGES: Final = ("da", "en")
_NAME: Final = "kkworkbench-translator"
_MARK: Final = "||"

Wording = str | Mapping[str, str]


class DuplicateTranslationError(Exception):
    """Two files of one language translate the same text."""


class CatalogueTranslator(QTranslator):
    """Translate our own texts from a catalogue; Qt's own contexts are left to Qt's file."""

    def __init__(self, catalogue: Mapping[str, Wording], parent: QCoreApplication) -> None:
        """Take Danish text → wording, or → ``{"one": …, "other": …}``."""
        super().__init__(parent)
        self._catalogue = dict(catalogue)
        self.setObjectName(_NAME)

    def isEmpty(self) -> bool:
        return not self._catalogue

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context[:1] == "Q" and context[1:2].isupper():
            return None
        wording: Wording | None = None
        if disambiguation:
            wording = self._catalogue.get(f"{source}{_MARK}{disambiguation}")
        if wording is None:
            wording = self._catalogue.get(source)
        if wording is None or isinstance(wording, str):
            return wording
        return wording["one" if n == 1 else "other"]


def install(app: QCoreApplication, language: str) -> None:
    """Give the application the texts of ``language`` in place of what it had.

    Widgets that exist keep their texts; the caller builds its window again. Dates and numbers
    stay Danish whatever the language is, for they are data.
    """
    for translator in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(translator)
        translator.setParent(None)
        translator.deleteLater()
    QLocale.setDefault(QLocale("da_DK"))
    if language == DANISH:
        qt_texts = QTranslator(app)
        qt_texts.setObjectName(_NAME)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt_texts.load("qtbase_da", folder):
            app.installTranslator(qt_texts)
    app.installTranslator(CatalogueTranslator(catalogue(language), app))


def catalogue(language: str, root: Traversable | None = None) -> dict[str, Wording]:
    """Answer Danish text → wording of one language from all its files.

    Raises:
        DuplicateTranslationError: two files translate the same text.
    """
    folder = (root or resources.files("resources")).joinpath("i18n", language)
    texts: dict[str, Wording] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        for text, wording in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if text in texts:
                raise DuplicateTranslationError(f"{file.name}: {text}")
            texts[text] = wording
    return texts


def missing(sources: Path) -> dict[str, list[str]]:
    """Answer, for each language, the texts of the Python files below ``sources`` it lacks.

    Danish lacks only plural forms: a text with ``%n`` needs ``one`` and ``other`` in it too.
    """
    found = collect(sources).texts
    lacking: dict[str, list[str]] = {}
    for language in LANGUAGES:
        known = catalogue(language)
        lacking[language] = [
            text.key
            for text in found
            if (text.is_plural or language != DANISH)
            and not _answers(known.get(text.key), plural=text.is_plural)
        ]
    return lacking


def unused(sources: Path) -> dict[str, list[str]]:
    """Answer, for each language, the translated texts that no Python file says."""
    said = {text.key for text in collect(sources).texts}
    return {language: sorted(catalogue(language).keys() - said) for language in LANGUAGES}


def _answers(wording: Wording | None, *, plural: bool) -> bool:
    if plural:
        return isinstance(wording, Mapping) and {"one", "other"} <= wording.keys()
    return isinstance(wording, str) and bool(wording.strip())


def main() -> int:
    """Print what is missing and what is left over; answer 1 if anything is missing."""
    folder = Path(__file__).parent
    refused = collect(folder).refused
    for place in refused:
        print(f"not a plain text: {place}")
    lacking = missing(folder)
    for language, texts in lacking.items():
        for text in texts:
            empty = '{ one = "", other = "" }' if "%n" in text else '""'
            print(f"{language}: {json.dumps(text, ensure_ascii=False)} = {empty}")
    for language, texts in unused(folder).items():
        for text in texts:
            print(f"{language}, no longer used: {text}")
    return 1 if refused or any(lacking.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

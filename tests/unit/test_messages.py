"""The catalogue of texts outside the widgets."""

from pathlib import Path

import pytest

from kkworkbench.messages import (
    DEFAULT,
    DuplicateTextError,
    Messages,
    UnknownLanguageError,
    languages,
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    for language in ("da", "en"):
        (tmp_path / language).mkdir()
    (tmp_path / "da" / "a.toml").write_text(
        '[greeting]\nhello = "Hej {name}"\n[found]\none = "{n} fund"\nother = "{n} fund i alt"\n',
        encoding="utf-8",
    )
    return tmp_path


def test_danish_and_english_have_the_same_keys_and_fields() -> None:
    danish, *others = (Messages(language) for language in languages())
    for other in others:
        assert sorted(danish.all_keys() ^ other.all_keys()) == [], other.language
        differing = [key for key in danish.all_keys() if danish.fields(key) != other.fields(key)]
        assert differing == [], other.language


def test_no_text_is_empty_and_every_plural_has_both_forms() -> None:
    for language in languages():
        messages = Messages(language)
        assert [key for key in messages.all_keys() if not messages.text(key).strip()] == []
        ones = {key.removesuffix(".one") for key in messages.all_keys() if key.endswith(".one")}
        others = {
            key.removesuffix(".other") for key in messages.all_keys() if key.endswith(".other")
        }
        assert sorted(ones - others) == []


def test_danish_is_the_default_and_comes_first() -> None:
    assert DEFAULT == "da"
    assert languages()[0] == "da"
    assert "en" in languages()
    assert Messages().text("severity.error") == "fejl"


def test_nested_tables_are_dotted_keys_and_fields_are_filled(catalogue: Path) -> None:
    assert Messages("da", catalogue).text("greeting.hello", name="Åse") == "Hej Åse"


@pytest.mark.parametrize(("n", "wanted"), [(0, "0 fund i alt"), (1, "1 fund"), (2, "2 fund i alt")])
def test_the_number_chooses_the_plural_form(catalogue: Path, n: int, wanted: str) -> None:
    assert Messages("da", catalogue).text("found", n=n) == wanted


def test_a_missing_field_or_key_stays_visible_and_never_raises(catalogue: Path) -> None:
    messages = Messages("da", catalogue)
    assert messages.text("greeting.hello") == "Hej {name}"
    assert messages.text("no.such.key", n=3) == "no.such.key"
    assert messages.has("found")
    assert not messages.has("no.such.key")


def test_a_wording_that_cannot_be_formatted_is_shown_as_it_is(catalogue: Path) -> None:
    (catalogue / "da" / "b.toml").write_text('odd = "50 {percent:d} {"\n', encoding="utf-8")
    assert Messages("da", catalogue).text("odd", percent="x") == "50 {percent:d} {"


def test_the_same_key_in_two_files_is_refused(catalogue: Path) -> None:
    (catalogue / "da" / "b.toml").write_text('greeting.hello = "Dav"\n', encoding="utf-8")
    with pytest.raises(DuplicateTextError, match=r"greeting\.hello"):
        Messages("da", catalogue).text("greeting.hello")


def test_an_unknown_language_is_refused_at_once() -> None:
    with pytest.raises(UnknownLanguageError):
        Messages("xx")

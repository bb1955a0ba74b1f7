"""How findings are worded: by their variant, with days and dates in the reader's language."""

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.finding import Finding
from kkworkbench.rules.wording import Wording, describe, subject_title
from tests.rules.trial import PAGE, state_of


def words(finding: Finding, language: str = "da") -> Wording:
    return describe(finding, state_of(), Messages(language))


@pytest.mark.parametrize(
    ("fix", "variant", "label"),
    [
        ("mend_phone", "trailing_text", "Flyt teksten til noten"),
        ("mend_phone", "too_short", "Ret til 112"),
        ("place_page", "", "Placer siden"),
        ("place_page", "outside", "Flyt ind under Kontakt"),
        ("", "outside", ""),
    ],
)
def test_a_fix_is_named_by_its_variant_where_that_has_words(
    fix: str, variant: str, label: str
) -> None:
    params = (("variant", variant), ("wanted", "112"), ("rest", ""))
    assert words(Finding("K401", "contact", "c", params=params, fix=fix)).fix_label == label


def test_a_variant_without_words_of_its_own_is_told_in_those_of_the_rule() -> None:
    for variant in ("", "nothing"):
        params = (("variant", variant), ("number", "33 17 88 00"))
        message = words(Finding("K401", "contact", "c", params=params)).message
        assert message == "Telefontid mangler for 33 17 88 00"


@pytest.mark.parametrize(
    ("days", "danish", "english"),
    [
        ("5", "fredag", "Friday"),
        ("4 5", "torsdag og fredag", "Thursday and Friday"),
        ("1 4 5", "mandag, torsdag og fredag", "Monday, Thursday and Friday"),
    ],
)
def test_days_are_listed_as_they_are_spoken(days: str, danish: str, english: str) -> None:
    finding = Finding("K405", "contact", "c", params=(("days", days),), fix="mark_closed")
    assert words(finding).message.endswith(danish)
    assert english in words(finding, "en").message


def test_dates_are_written_as_in_the_language() -> None:
    params = (("variant", "past"), ("dates", "2026-10-26 2026-11-04"))
    finding = Finding("K404", "contact", "c", params=params)
    assert words(finding).message == "Særlige dage er forbi: 26.10.2026, 4.11.2026"
    assert "26/10/2026, 4/11/2026" in words(finding, "en").message


def test_a_subject_is_named_by_its_title_and_one_that_is_gone_not_at_all() -> None:
    finding = Finding("K806", "page", "p")
    assert subject_title(finding, state_of()) == PAGE.title
    assert subject_title(finding, state_of(without=("p",))) == ""


def test_a_rule_that_is_unknown_cites_nothing() -> None:
    known, unknown = words(Finding("K806", "page", "p")), words(Finding("K999", "page", "p"))
    assert (known.cites, bool(known.principle)) == (("P43",), True)
    assert (unknown.cites, unknown.principle) == ((), "")

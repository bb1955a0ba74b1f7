"""K702 to K708: what an entry of the drill menu says, where it leads, and what it looks like."""

from dataclasses import replace

import pytest

from kkworkbench.model.channels import Audience
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.setting import Setting
from tests.rules.trial import CONTACT, ENTRY, PAGE, SERVICE, findings, places

CITIZEN, BUSINESS = (Audience.CITIZEN,), (Audience.BUSINESS,)
FOLLOWING = replace(ENTRY, title=None, help_text=None)
SUMMED = replace(PAGE, summary="x" * 80)


def test_texts_of_an_entry_are_its_own_or_else_the_pages() -> None:
    assert places("K702", FOLLOWING, SUMMED) == []
    assert places("K702", FOLLOWING) == [("d", "help_text", "help_text")]
    assert places("K702", FOLLOWING, replace(SUMMED, title=" ")) == [("d", "title", "title")]
    assert places("K702", ENTRY, replace(PAGE, title="", summary="")) == [("d", "title", "title")]
    own = replace(ENTRY, title="Handicap")
    assert places("K702", own, replace(PAGE, title="", summary="")) == []
    assert places("K702", replace(FOLLOWING, placed=False)) == []


@pytest.mark.parametrize(
    ("field", "length", "variant"),
    [
        ("title", 45, ""),
        ("title", 46, "title"),
        ("help_text", 39, "short"),
        ("help_text", 40, ""),
        ("help_text", 140, ""),
        ("help_text", 141, "long"),
        ("help_text", 0, ""),
    ],
)
def test_a_text_may_be_as_long_and_as_short_as_its_limits(
    field: str, length: int, variant: str
) -> None:
    expected = [("d", field, variant)] if variant else []
    text = "x" * length
    assert places("K705", replace(ENTRY, **{field: f" {text} "})) == expected
    page = replace(SUMMED, **{"title" if field == "title" else "summary": text})
    assert places("K705", FOLLOWING, page) == expected
    assert places("K705", replace(ENTRY, **{field: text}, placed=False)) == []


def test_a_contact_of_the_menu_is_on_the_list_and_a_link_need_not_be() -> None:
    assert places("K703", ENTRY) == []
    assert places("K703", ENTRY, without=("l",)) == [("d", "target", "")]
    assert places("K703", replace(ENTRY, placed=False), without=("l",)) == []
    assert places("K703", ENTRY, replace(PAGE, kind=PageKind.LINK), without=("l",)) == []


@pytest.mark.parametrize("kind", PageKind)
def test_an_entry_leads_to_a_contact_a_link_or_an_overview(kind: PageKind) -> None:
    right = kind in (PageKind.CONTACT, PageKind.LINK, PageKind.OVERVIEW)
    expected = [] if right else [("d", "target", "")]
    assert places("K704", ENTRY, replace(PAGE, kind=kind)) == expected
    assert places("K704", replace(ENTRY, placed=False), replace(PAGE, kind=kind)) == []


def alike(first: DrillEntry, second: DrillEntry, *pages: Page) -> list[tuple[str, str, str]]:
    """Return (subject, field, other title) of what is told of two entries."""
    second = replace(second, id="e", order="a1")
    return [
        (f.subject, f.field, dict(f.params)["other"])
        for f in findings("K707", first, second, *pages)
    ]


OTHER_PAGE = Page("q", title="Borgercenter til handicap", kind=PageKind.CONTACT)
FIRST = replace(ENTRY, title="Skriv sikkert", primary_audiences=CITIZEN)
SECOND = replace(FIRST, title="SKRIV sikkert til os!", target="q")


def test_titles_that_differ_in_weak_words_alone_are_told_once_on_the_later_entry() -> None:
    assert alike(FIRST, SECOND, OTHER_PAGE) == [("e", "title", "Skriv sikkert")]
    assert alike(FIRST, replace(SECOND, title="Skriv til os"), OTHER_PAGE) == []
    assert alike(replace(FIRST, placed=False), SECOND, OTHER_PAGE) == []
    assert alike(FIRST, replace(SECOND, placed=False), OTHER_PAGE) == []


def test_titles_that_follow_the_page_are_compared_too() -> None:
    first, second = replace(FIRST, title=None), replace(SECOND, title=None)
    assert alike(first, second, OTHER_PAGE) == [("e", "title", "Borgercenter Handicap")]
    assert alike(first, second, replace(OTHER_PAGE, title="Døgnvagten")) == []


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        (CITIZEN, BUSINESS, False),
        (CITIZEN, CITIZEN, True),
        (CITIZEN, (*CITIZEN, *BUSINESS), True),
        (CITIZEN, (), True),
        ((), BUSINESS, True),
        ((), (), True),
    ],
)
def test_titles_for_other_target_groups_may_be_alike(
    first: tuple[Audience, ...], second: tuple[Audience, ...], told: bool
) -> None:
    one = replace(FIRST, primary_audiences=first)
    assert bool(alike(one, replace(SECOND, primary_audiences=second), OTHER_PAGE)) is told


def test_titles_without_a_word_that_tells_are_not_alike() -> None:
    empty, weak = replace(FIRST, title=""), replace(SECOND, title="til os")
    assert alike(empty, replace(SECOND, title=""), OTHER_PAGE) == []
    assert alike(replace(FIRST, title="og kommunen"), weak, OTHER_PAGE) == []
    words = Setting("titles.weak_words", ())
    assert findings("K707", FIRST, replace(SECOND, id="e", order="a1"), OTHER_PAGE, words) == []


@pytest.mark.parametrize("title", [None, "Døgnvagten", ""])
def test_two_entries_that_lead_to_one_page_are_told_whatever_they_are_called(
    title: str | None,
) -> None:
    first = replace(FIRST, title=title)
    shown = "Borgercenter Handicap" if title is None else title
    second = replace(SECOND, target="p", primary_audiences=BUSINESS)
    assert alike(first, second) == [("e", "target", shown)]
    (finding,) = findings("K707", first, replace(second, id="e", order="a1"))
    assert (finding.value, dict(finding.params)["variant"]) == (shown, "target")


def test_a_contact_in_the_menu_offers_a_channel() -> None:
    silent = replace(CONTACT, phones=(), written=(), booking_url="")
    assert places("K708", ENTRY) == []
    assert places("K708", ENTRY, silent) == [("d", "target", "")]
    assert places("K708", replace(ENTRY, placed=False), silent) == []
    assert places("K708", ENTRY, silent, replace(PAGE, kind=PageKind.LINK)) == []
    assert places("K708", ENTRY, silent, without=("b",)) == []
    for channel in (
        replace(silent, open_to_visits=True),
        replace(silent, booking_url=CONTACT.booking_url),
        replace(silent, phones=CONTACT.phones),
        replace(silent, written=CONTACT.written),
    ):
        assert places("K708", ENTRY, channel) == []
    assert places("K708", replace(ENTRY, target="s"), SERVICE, silent) == []

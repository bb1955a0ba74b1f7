"""The footer and the search words: in the batch, on the site, and told where they are lost."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.batch import items_of
from kkworkbench.exports.drupal.checking import check
from kkworkbench.exports.drupal.module_migrations import migrations
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import read_mapping, shipped
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.scope import Choice
from kkworkbench.exports.drupal.verify import expected
from kkworkbench.exports.drupal.verify_compare import verdict
from kkworkbench.model.channels import Link, Phone
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from tests.unit.exports.drupal_batches import DA, DEMO, base_of, dump_of, items, put, read, write
from tests.unit.exports.test_drupal_profiles import DEFAULT, line

(KK,) = DEMO.all(Site)
PAGE = next(page for page in DEMO.all(Page) if page.id == KK.main_contact_page)
FOOT = replace(
    KK,
    footer_phones=(Phone("p1", "33663366"), Phone("p2", "1813", "Akut"), Phone("p3", "abc")),
    footer_links=(Link("l1", "Kontakt", PAGE.path), Link("l2", "", "https://borger.dk/")),
    feedback_url="/feedback",
)
BEFORE = put(DEMO, FOOT)
MINE = read_mapping(
    DEFAULT.replace('menu = "footer" ', 'host = "Sub.kk.dk"\nmenu = "bund" ')
).profile
assert MINE is not None


def footer(state: State, profile: Profile | None = None) -> list[dict[str, Any]]:
    return items_of(state, {}, DA, profile or shipped(), "b1")["footer"]


def with_url(url: str) -> dict[str, Any]:
    site = replace(FOOT, footer_phones=(), feedback_url="", footer_links=(Link("l", "Her", url),))
    (item,) = footer(put(DEMO, site))
    return item


def test_numbers_then_links_then_feedback_in_their_order() -> None:
    found = footer(BEFORE)
    assert [(each["title"], each["page"], each["uri"]) for each in found] == [
        ("33663366", "", "tel:+4533663366"),
        ("Akut 1813", "", "tel:1813"),
        ("Kontakt", f"page:{PAGE.id}", ""),
        ("https://borger.dk/", "", "https://borger.dk/"),
        ("Giv feedback", "", "internal:/feedback"),
    ]
    assert [each["weight"] for each in found] == [-50, -49, -48, -47, -46]


def test_what_leads_nowhere_is_noted(tmp_path: Path) -> None:
    write(tmp_path / "b", BEFORE)
    notes = read(tmp_path / "b", "manifest")["notes"]
    assert [n["title"] for n in notes if n["what"] == "footer"] == ["abc"]


@pytest.mark.parametrize(
    "url", [PAGE.path, f"https://KK.dk{PAGE.path}/", f"//www.kk.dk{PAGE.path}"]
)
def test_a_link_to_a_page_of_the_batch_refers_to_it(url: str) -> None:
    assert (with_url(url)["page_uuid"], with_url(url)["uri"]) == (PAGE.id, "")


@pytest.mark.parametrize(
    "url",
    [f"https://andet.dk{PAGE.path}", f"https://kk.dk{PAGE.path}#a", "https://kk.dk/findes/ikke"],
)
def test_another_address_stays_as_it_is(url: str) -> None:
    assert (with_url(url)["page"], with_url(url)["uri"]) == ("", url)


def test_what_was_taken_out_is_disabled_and_never_named_no_more(tmp_path: Path) -> None:
    after = put(BEFORE, replace(FOOT, footer_links=FOOT.footer_links[1:]))
    write(tmp_path / "b", after, base=base_of(BEFORE), choice=Choice(only_changed=True))
    states = {each["title"]: each["enabled"] for each in items(tmp_path / "b", "footer")}
    assert states["Kontakt"] == 0
    assert 0 not in (states.get("https://borger.dk/", 1), states.get("Giv feedback", 1))


def test_a_footer_with_an_error_stays_out_and_stays_on_the_site(tmp_path: Path) -> None:
    error = Result(Finding("K904", "site", KK.id, "footer_phones"), Severity.ERROR)
    after = put(BEFORE, replace(FOOT, footer_links=FOOT.footer_links[1:]))
    for name, state in (("b", BEFORE), ("c", after)):
        write(tmp_path / name, state, error, base=base_of(BEFORE), choice=Choice(only_changed=True))
        assert items(tmp_path / name, "footer") == []


def test_a_footer_that_was_emptied_is_disabled_whole(tmp_path: Path) -> None:
    empty = replace(KK, footer_phones=(), footer_links=(), feedback_url="")
    base = base_of(BEFORE)
    write(tmp_path / "b", put(BEFORE, empty), base=base, choice=Choice(only_changed=True))
    states = {each["id"]: each["enabled"] for each in items(tmp_path / "b", "footer")}
    assert states == {each["id"]: 0 for each in base.items["footer"]}


def test_the_footer_is_asked_for_by_name_and_with_its_site(tmp_path: Path) -> None:
    for name in ("footer", f"site:{KK.id}"):
        folder = tmp_path / name.replace(":", "-")
        write(folder, BEFORE, choice=Choice(only=(name,)))
        assert len(items(folder, "footer")) == 5
        assert f"page:{PAGE.id}" in {each["id"] for each in items(folder, "pages")}
    write(tmp_path / "drill", BEFORE, choice=Choice(only=("drill",)))
    assert items(tmp_path / "drill", "footer") == []


def test_the_footer_is_that_of_the_profiles_host_and_others_are_told_as_lost() -> None:
    other = Site("s2", "Sub", "www.sub.kk.dk", footer_phones=(Phone("p", "33 66 33 33"),))
    state = put(BEFORE, other)
    assert [each["title"] for each in footer(state, MINE)] == ["33 66 33 33"]
    assert migrations(MINE)["kkworkbench_footer"]["process"]["menu_name"]["default_value"] == "bund"

    def lost(profile: Profile) -> list[str]:
        return [each.id for each in carries(profile, state) if each.what == "footer"]

    assert (lost(shipped()), lost(MINE)) == (["s2"], [KK.id])
    none = replace(shipped(), footer_menu="")
    assert set(lost(none)) == {KK.id, "s2"}
    assert footer(state, none) == []
    assert "kkworkbench_footer" not in migrations(none)


def test_a_footer_section_is_checked_by_line() -> None:
    start, end = DEFAULT.index("[footer]"), DEFAULT.index("[moderation]")
    read_without = read_mapping(DEFAULT[:start] + DEFAULT[end:])
    assert "footer.menu" in {each.name for each in read_without.cautions}
    for text, why in (
        ('[footer]\nhost = "a"\n', "drupal.missing"),
        ('[footer]\nmenu = "A B"\n', "drupal.want_name"),
        ('[footer]\nmenu = "a"\nhost = 1\n', "drupal.want_host"),
        ('[footer]\nmenu = "a"\ncolour = 1\n', "drupal.unknown"),
    ):
        whole = DEFAULT[:start] + text + DEFAULT[end:]
        (problem,) = read_mapping(whole).problems
        assert (problem.why, problem.line >= line("[footer]", whole)) == (why, True)


_WORDS = st.text(max_size=12)
_SITES = st.builds(
    lambda numbers, links, feedback: replace(
        KK,
        footer_phones=tuple(Phone(f"p{n}", number) for n, number in enumerate(numbers)),
        footer_links=tuple(Link(f"l{n}", text, url) for n, (text, url) in enumerate(links)),
        feedback_url=feedback,
    ),
    st.lists(st.one_of(_WORDS, st.from_regex(r"\+?[0-9 ]{3,12}", fullmatch=True)), max_size=4),
    st.lists(st.tuples(_WORDS, st.one_of(_WORDS, st.sampled_from([PAGE.path, "//x", "http://["]))),
             max_size=4),
    _WORDS,
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(_SITES, _SITES)
def test_any_footer_holds_together_and_a_site_that_took_it_is_clean(
    tmp_path_factory: pytest.TempPathFactory, before: Site, after: Site
) -> None:
    folder = tmp_path_factory.mktemp("footer") / "b"
    base = base_of(put(DEMO, before))
    write(folder, put(DEMO, after), base=base, choice=Choice(only=("footer",)))
    found = items(folder, "footer")
    gone = {each["id"] for each in base.items["footer"]}
    assert {each["id"] for each in footer(put(DEMO, after))} <= {each["id"] for each in found}
    assert {each["id"] for each in found if not each["enabled"]} <= gone
    weights = [each["weight"] for each in found if each["enabled"]]
    assert weights == sorted(set(weights))
    wanted = read(folder, "verify")
    assert verdict(wanted, dump_of(wanted)).differences == ()


def test_search_words_are_told_once_and_as_one_text_where_the_field_takes_one() -> None:
    page = replace(PAGE, search_words=(" ring  op", "tlf", "", "tlf"))
    found = items_of(put(DEMO, page), {}, DA, shipped(), "b1")
    (item,) = [each for each in found["pages"] if each["id"] == f"page:{PAGE.id}"]
    assert item["search_words"] == ["ring op", "tlf"]
    one = read_mapping(
        DEFAULT.replace('"field_search_words"', '{ field = "field_s", values = 1, length = 9 }')
    )
    assert one.profile is not None
    assert one.cautions == ()
    (wanted,) = [each for each in expected(found, None, one.profile)["items"]["pages"]
                 if each["uuid"] == PAGE.id]  # fmt: skip
    assert wanted["default"]["search_words"] == ["ring op, tlf"]
    step = migrations(one.profile)["kkworkbench_pages"]["process"]["field_s"]
    assert (step["plugin"], step["delimiter"]) == ("concat", ", ")
    told = {each.what for each in carries(one.profile, State.of((page,)))}
    assert told == {"too_long"}
    check(found)


def test_search_words_of_pages_that_only_lead_on_are_told_as_lost() -> None:
    link = Page("l", title="Ud", kind=PageKind.LINK, search_words=("ud",))
    plain = Page("p", title="Ind", search_words=("ind",))

    def lost(profile: Profile) -> set[tuple[str, str]]:
        return {(each.what, each.id) for each in carries(profile, State.of((link, plain)))}

    assert lost(shipped()) == {("search_words", "l")}
    assert lost(shipped("os2web_contact")) == {("search_words", "l"), ("search_words", "p")}
    two = read_mapping(
        DEFAULT.replace('"field_search_words"', '{ field = "field_s", values = 2 }')
    ).profile
    assert two is not None
    many = replace(plain, search_words=("a", "b", "c"))
    assert {each.what for each in carries(two, State.of((many,)))} == {"search_words"}

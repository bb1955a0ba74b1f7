"""A mapping profile is checked by line, and what it cannot carry is told record by record."""

from datetime import date
from importlib import resources

import pytest

from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import (
    SHIPPED,
    UnreadableProfile,
    describe_problem,
    line_of,
    load_profile,
    read_mapping,
    shipped,
)
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State

LUNCH = (Span(1, 540, 720), Span(1, 780, 900))


def text_of(name: str) -> str:
    file = resources.files("resources").joinpath("drupal", "profiles", f"{name}.toml")
    return file.read_text(encoding="utf-8")


DEFAULT = text_of("default")


def line(part: str, text: str = DEFAULT) -> int:
    (found,) = [n for n, each in enumerate(text.splitlines(), 1) if each.startswith(part)]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_the_shipped_profiles_are_read(name: str) -> None:
    profile, cautions = load_profile(name)
    assert profile.name == name
    assert profile.field_of("pages", "title") is not None
    for language in ("da", "en"):
        for each in cautions:
            said = describe_problem(each, Messages(language))
            assert str(each.line) in said
            assert "drupal." not in said


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('langcode = "da"', 'langcodes = "da"', "drupal.unknown"),
        ('bydel"\ntags', 'bydel"\nbyer = "by"\ntags', "drupal.unknown"),
        ('note = "field_phone_note"', 'color = "field_phone_note"', "drupal.unknown"),
        ('phones = "field_phones"', 'phones = { field = "field_phones", type = "integer" }',
         "drupal.cannot_hold"),
        ('number = "field_phone_number"', 'number = { field = "f", type = "integer" }',
         "drupal.cannot_hold"),
        ('body = "body"', 'body = { field = "body", type = "string" }', "drupal.cannot_hold"),
        ('boxes = "field_contact_boxes"', 'boxes = 7', "drupal.want_field"),
        ('boxes = "field_contact_boxes"', 'boxes = { field = "f", size = 2 }',
         "drupal.unknown_part"),
        ("slots = 2, comment = true }\nlinks", "slots = 0, comment = true }\nlinks",
         "drupal.want_count"),
        ('parent = "reference"', 'parent = "path"', "drupal.want_one_of"),
        ("workflow = true", 'workflow = "yes"', "drupal.want_switch"),
        ("user = 1", 'user = "admin"', "drupal.want_number"),
        ('bundle = "kk_page"', 'bundle = "kk page"', "drupal.want_name"),
        ('format = "kkworkbench-drupal-profile/1"', 'format = "x/2"', "drupal.want_format"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, why: str) -> None:
    assert DEFAULT.count(old) == 1
    text = DEFAULT.replace(old, new)
    read = read_mapping(text)
    assert read.profile is None
    problem = next(each for each in read.problems if each.why == why)
    changed = [n for n, (a, b) in enumerate(zip(text.splitlines(), DEFAULT.splitlines(),
                                                strict=False), 1) if a != b]  # fmt: skip
    assert problem.line == changed[0]
    for language in ("da", "en"):
        assert "{" not in describe_problem(problem, Messages(language)).replace("{ field", "")


@pytest.mark.parametrize(
    ("gone", "name"),
    [
        ('number = "field_phone_number"\n', "phone.fields.number"),
        ('contact = "field_box_contact"\n', "box.fields.contact"),
        ('boxes = "field_contact_boxes"\n', "page.fields.boxes"),
        ('menu = "kontakt-drill"\n', "drill.menu"),
        ('bundle = "kk_page"\n', "page.bundle"),
    ],
)
def test_a_missing_field_is_said_on_the_line_of_its_section(gone: str, name: str) -> None:
    text = DEFAULT.replace(gone, "", 1)
    (problem,) = read_mapping(text).problems
    assert (problem.name, problem.why) == (name, "drupal.missing")
    section = name.rpartition(".")[0]
    assert problem.line == line(f"[{section}]", text)


def test_phones_as_paragraphs_need_a_bundle() -> None:
    start, end = DEFAULT.index("[phone]"), DEFAULT.index("[contact]")
    (problem,) = read_mapping(DEFAULT[:start] + DEFAULT[end:]).problems
    assert problem.why == "drupal.no_phone_bundle"


def test_a_copied_contact_has_no_box_beside_it() -> None:
    text = text_of("localgov_contact") + '\n[box]\nbundle = "x"\n'
    (problem,) = read_mapping(text).problems
    assert (problem.why, problem.line) == ("drupal.box_is_contact", line("[box]", text))


def test_one_slot_a_day_is_a_caution_on_its_line() -> None:
    text = DEFAULT.replace("slots = 2, comment = true }\nlinks", "slots = 1 }\nlinks")
    read = read_mapping(text)
    assert read.profile is not None
    (caution,) = read.cautions
    assert (caution.why, caution.line) == ("drupal.one_slot", line("opening_hours", text))


def test_broken_toml_is_told_with_its_line() -> None:
    (problem,) = read_mapping("format = 1\nname = \n").problems
    assert (problem.why, problem.line) == ("drupal.not_toml", 2)


def test_a_file_with_problems_is_refused_whole(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(DEFAULT.replace("user = 1", "user = 0"), encoding="utf-8")
    with pytest.raises(UnreadableProfile) as caught:
        load_profile(str(path))
    assert [each.why for each in caught.value.problems] == ["drupal.want_number"]
    path.write_text(DEFAULT.replace('"kk_page"', '"side"'), encoding="utf-8")
    assert load_profile(str(path))[0].page.bundle == "side"


def test_a_line_is_that_of_the_key_in_its_own_section() -> None:
    text = '# menu = 1\n[page]\nmenu = "a"\n\n[drill]\nmenu = "b"\n'
    assert line_of("page.menu", text) == 3
    assert line_of("drill.menu", text) == 6
    assert line_of("drill.gone", text) == 5
    assert line_of("other", text) == 1


def test_what_is_held_is_asked_by_the_items_own_names() -> None:
    default, localgov, os2web = (shipped(name) for name in SHIPPED)
    assert default.holds("contacts", "bydel")
    assert default.holds("pages", "list_bydel")
    assert default.holds("phones", "note")
    assert not localgov.holds("phones", "number")
    assert not localgov.holds("contacts", "district")
    assert os2web.holds("pages", "parent")
    assert os2web.holds("pages", "path")
    assert not os2web.holds("contacts", "address")


def lost(profile: Profile, *records: object) -> set[tuple[str, str]]:
    return {(each.what, each.id) for each in carries(profile, State.of(records))}


def full_contact() -> Contact:
    hours = Hours(LUNCH, comment="Ring først", exceptions=(DateException(date(2026, 12, 24)),))
    return Contact(
        "c", name="A", access_note="Bagdøren", address=Address("Nygade 1"), visiting_hours=hours,
        phones=(Phone("p", "1", "Pas", "note", Hours(LUNCH)), Phone("q", "2")),
        written=(WrittenChannel("w", url="https://kk.dk", text="Skriv"),), booking_url="/bestil",
        administration="t", categories=("t",), districts=("t",),
    )  # fmt: skip


def test_the_default_profile_loses_only_single_dates() -> None:
    term = Term("t", Vocabulary.ADMINISTRATION, name="T")
    assert lost(shipped(), full_contact(), term) == {("dates", "c")}


def test_a_narrow_profile_tells_all_that_it_loses_of_a_contact() -> None:
    one = {what for what, _ in lost(shipped("os2web_contact"), full_contact())}
    assert one == {"address", "phones", "phone_label", "phone_note", "phone_hours", "slots",
                   "dates", "links", "administration", "category", "district"}  # fmt: skip
    other = {what for what, _ in lost(shipped("localgov_contact"), full_contact())}
    assert other == {"intro", "phones", "phone_label", "phone_note", "phone_hours", "comment",
                     "dates", "links", "administration", "category", "district"}  # fmt: skip


def test_a_contact_that_fits_loses_nothing() -> None:
    plain = Contact("c", name="A", phones=(Phone("p", "1"),),
                    visiting_hours=Hours((Span(1, 540, 720),)))  # fmt: skip
    for name in SHIPPED:
        assert lost(shipped(name), plain) == set()


def test_boxes_pages_and_list_entries_tell_what_is_lost() -> None:
    page = Page("p", title="P", body="<p>b</p>", tags=("x",), administration="t", summary="s")
    box = ContactBox("b", "p", "c", heading="H", channels=(Channel.PHONE,), note="n")
    entry = ListEntry("e", "p")
    found = lost(shipped("localgov_contact"), page, box, entry, Contact("c", name="A"))
    assert found == {("body", "p"), ("tags", "p"), ("owner", "p"), ("box_note", "b"),
                     ("box_channels", "b"), ("list", "e")}  # fmt: skip
    assert lost(shipped(), page, box, entry, Contact("c", name="A")) == set()


def test_a_text_that_is_too_long_is_told() -> None:
    assert lost(shipped(), Contact("c", name="A" * 255)) == set()
    assert lost(shipped(), Contact("c", name="A" * 256)) == {("too_long", "c")}


def test_losses_are_told_of_the_records_asked_about() -> None:
    state = State.of((full_contact(), Contact("d", name="B", access_note="x")))
    found = carries(shipped("localgov_contact"), state, lambda record: record.id == "d")
    assert [(each.what, each.title) for each in found] == [("intro", "B")]
    for language in ("da", "en"):
        for each in carries(shipped("localgov_contact"), state):
            key = f"drupal.loss.{each.what}"
            assert Messages(language).text(key) != key

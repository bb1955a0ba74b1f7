"""Fixes that come too late, and what they keep: each does what it says or nothing at all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    Audience,
    Channel,
    Phone,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.rules import fixes
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from tests.rules.trial import (
    ADM,
    CONTACT,
    ENTRY,
    FORM,
    KNOWN,
    LISTED,
    NEXT,
    PAGE,
    POST,
    SERVICE,
    SERVICE_BOX,
    SITE,
    SOURCE,
    TODAY,
    findings,
    mended,
    need,
    outsider,
    said,
    state_of,
    used,
    with_body,
)

ADDRESS = Address("Borups Allé 43", "", "2200", "København N")
WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))
Records = tuple[Record, ...]


def fixed(
    finding: Finding, *changed: Record, without: Sequence[str] = (), answer: str = ""
) -> State:
    draft = Draft(state_of(*changed, without=tuple(without)))
    assert fixes.apply(finding, draft, answer)
    return draft.state


def is_refused(
    finding: Finding, *changed: Record, without: Sequence[str] = (), answer: str = ""
) -> bool:
    draft = Draft(state_of(*changed, without=tuple(without)))
    return not fixes.apply(finding, draft, answer) and draft.changes() == ()


def only(code: str, *changed: Record, without: Sequence[str] = ()) -> Finding:
    (finding,) = findings(code, *changed, without=tuple(without))
    return finding


# K1: boxes, forms and titles


def test_a_box_is_put_on_a_page_that_has_none_for_a_contact_that_is_there() -> None:
    finding = only("K101", without=("sb",))
    state = fixed(finding, without=("sb",), answer="c")
    (box,) = (box for box in state.all(ContactBox) if box.page == "s")
    assert box.contact == "c"
    assert is_refused(finding, without=("sb",))
    assert is_refused(finding, without=("sb",), answer="gone")
    assert is_refused(finding, answer="c")
    assert is_refused(finding, without=("sb", "s"), answer="c")


def form(id_: str, url: str, **values: object) -> Contact:
    channel = WrittenChannel("w", WrittenKind.SECURE_FORM, url, "Skriv")
    values = {"administration": "adm", "written": (channel,), **values}
    return Contact(id_, name=id_, **values)  # type: ignore[arg-type]  # fields by name


def test_the_form_that_most_of_the_same_administration_show_is_inserted() -> None:
    silent = replace(CONTACT, written=())
    a, b = "https://kontakt.kk.dk/a", "https://kontakt.kk.dk/b"
    others = (form("1", b), form("2", b), form("3", a), form("4", a), form("5", b))
    strangers = [form(f"x{n}", a, administration="oko") for n in range(5)]
    posts = [
        form(f"y{n}", a, written=(WrittenChannel("w", WrittenKind.OTHER, a),)) for n in range(5)
    ]
    empty = [form(f"z{n}", "") for n in range(5)]
    finding = only("K103", silent)
    state = fixed(finding, silent, *others, *strangers, *posts, *empty)
    assert [channel.url for channel in need(state, Contact, "c").written] == [b]
    tied = fixed(finding, silent, *others[:4])
    assert [channel.url for channel in need(tied, Contact, "c").written] == [a]
    assert is_refused(finding)


def test_an_address_is_shown_once_and_the_channels_keep_their_order() -> None:
    page = replace(SERVICE, needs_attendance=True)
    box = replace(SERVICE_BOX, channels=(Channel.PHONE, Channel.BOOKING))
    finding = only("K104", page, box)
    shown = need(fixed(finding, page, box), ContactBox, "sb").channels
    assert set(shown) == {Channel.PHONE, Channel.BOOKING, Channel.ADDRESS}
    assert shown == tuple(channel for channel in Channel if channel in shown)
    assert is_refused(finding, page)
    assert is_refused(finding, page, without=("sb",))


def test_a_title_is_taken_from_a_name_that_there_is() -> None:
    generic = replace(CONTACT, title="Kontakt os")
    finding = only("K106", generic)
    assert need(fixed(finding, generic), Contact, "c").title == CONTACT.name
    assert is_refused(finding, replace(generic, name=""))
    assert is_refused(finding, replace(generic, title=CONTACT.name))


# K2 and K4: numbers and hours


def with_phones(*phones: Phone, **values: object) -> Contact:
    return replace(CONTACT, phones=phones, **values)  # type: ignore[arg-type]  # fields by name


def test_several_numbers_become_one_each_and_the_rest_are_left_alone() -> None:
    other, several = Phone("u", "33 17 88 05"), Phone("t", "33178801 / 33178802", "Vagten")
    contact = with_phones(other, several)
    after = need(mended("K201", contact), Contact, "c").phones
    assert [(phone.label, phone.number) for phone in after] == [
        ("", "33 17 88 05"),
        ("Vagten", "33 17 88 01"),
        ("Vagten", "33 17 88 02"),
    ]
    assert after[:2] == (other, replace(several, number="33 17 88 01"))
    finding = only("K201", contact)
    assert is_refused_or_same(finding, with_phones(other, replace(several, number="33 17 88 01")))


def is_refused_or_same(finding: Finding, *changed: Record) -> bool:
    """Say whether a fix reports that it did not fit and left every record as it was."""
    draft = Draft(state_of(*changed))
    return not fixes.apply(finding, draft) and all(
        draft.get(type(record), record.id) == record for record in changed
    )


def test_text_behind_a_number_is_joined_to_the_note_that_is_there() -> None:
    contact = with_phones(Phone("t", "33 17 88 00 (tast 2)", note="Kun hverdage"))
    (phone,) = need(mended("K201", contact), Contact, "c").phones
    assert (phone.number, phone.note) == ("33 17 88 00", "Kun hverdage · (tast 2)")


def test_a_number_that_broke_since_is_not_written_in_pairs() -> None:
    finding = only("K202", with_phones(Phone("t", "33178800")))
    assert is_refused(finding, with_phones(Phone("t", "33178")))
    assert is_refused(finding, with_phones())


def test_a_number_that_stands_twice_gives_what_it_says_to_the_one_that_stays() -> None:
    first = Phone("t", "33 17 88 00", "", note="Tast 1")
    second = Phone("u", "33178800", "Vagten", note="Tast 2", hours=WEEK)
    third = Phone("v", "33 17 88 01", "Andre")
    contact = with_phones(first, second, third)
    finding = only("K205", contact)
    after = need(fixed(finding, contact), Contact, "c").phones
    merged = replace(first, label="Vagten", note="Tast 1 · Tast 2", hours=WEEK)
    assert after == (merged, third)
    same = with_phones(replace(first, label="A", note="", hours=Hours()), replace(second, note=""))
    (kept,) = need(fixed(finding, same), Contact, "c").phones
    assert (kept.label, kept.note, kept.hours) == ("A", "", Hours())
    assert is_refused(finding, with_phones(first, third))
    assert is_refused(finding, with_phones(first, replace(second, number="33 17 88 02")))


def test_opening_hours_are_used_for_the_one_number() -> None:
    phones = (Phone("t", "33 17 88 00"), Phone("u", "33 17 88 01"))
    contact = with_phones(*phones, visiting_hours=WEEK)
    finding = findings("K401", contact)[0]
    after = need(fixed(finding, contact), Contact, "c").phones
    assert after == (replace(phones[0], hours=WEEK), phones[1])
    assert is_refused(finding, replace(contact, visiting_hours=None))


@pytest.mark.parametrize("field", ["visiting_hours", "self_service_hours", "phones.u.hours"])
def test_days_are_marked_closed_in_the_hours_that_were_told(field: str) -> None:
    short = replace(WEEK, spans=WEEK.spans[:4])

    def holder(hours: Hours | None) -> Contact:
        if field.startswith("phones"):
            return with_phones(CONTACT.phones[0], Phone("u", "33 17 88 01", hours=hours))
        return replace(CONTACT, **{field: hours})  # type: ignore[arg-type]  # a field by name

    finding = only("K405", holder(short))
    after = need(fixed(finding, holder(short)), Contact, "c")
    assert after == holder(replace(short, closed_days=(5,)))
    for late in (WEEK, replace(short, closed_days=(5,)), None):
        assert is_refused(finding, holder(late))


# K5: places


def test_a_town_or_code_is_not_guessed_for_an_address_that_went() -> None:
    home = replace(CONTACT, address=replace(ADDRESS, town="Valby"))
    finding = only("K501", home)
    after = need(fixed(finding, home), Contact, "c").address
    assert after == ADDRESS
    assert is_refused(finding)
    assert is_refused(finding, replace(home, address=replace(ADDRESS, postal_code="9999")))
    untidy = replace(CONTACT, address=replace(ADDRESS, town="Kbh. N"))
    assert is_refused(only("K502", untidy))
    assert is_refused(only("K502", untidy), replace(CONTACT, address=ADDRESS))
    streets = [
        replace(ADDRESS, street="Testgade 4", postal_code=c) for c in ("2200", "2200", "2300")
    ]
    near = [replace(CONTACT, id=f"n{at}", address=home) for at, home in enumerate(streets)]
    code = only("K503", *near)
    assert need(fixed(code, *near), Contact, "n2").address == streets[0]
    assert is_refused(code, *near[:2], replace(near[2], address=None))
    assert is_refused(code, *near[:2])


# K7 and K8: the menu and the list


def test_a_page_is_put_on_the_list_once_in_the_tier_of_its_place_in_the_menu() -> None:
    def tier(*changed: Record) -> Tier:
        state = fixed(only("K801", without=("l",)), *changed, without=("l",))
        (entry,) = state.all(ListEntry)
        assert entry.page == "p"
        return entry.tier

    assert tier() is Tier.SECONDARY
    assert tier(replace(ENTRY, placed=False)) is Tier.SECONDARY
    assert tier(replace(ENTRY, placed=False), replace(ENTRY, id="e")) is Tier.PRIMARY
    finding = only("K703", ENTRY, without=("l",))
    assert is_refused(finding, ENTRY)
    assert is_refused(finding, ENTRY, without=("l", "p"))


def test_an_entry_is_swapped_for_a_page_that_is_outside() -> None:
    base = (ENTRY, *outsider(2), used("c", 5), used("c2", 6))
    finding = only("K709", *base)
    assert is_refused(finding, *base, replace(ENTRY, placed=False))
    assert is_refused(finding, *base, without=("p2",))
    assert is_refused(finding, *base, without=("d",))
    assert is_refused(finding, *base, DrillEntry("d2", "p2", "a5"))
    left_out = DrillEntry("d2", "p2", "a5", help_text="Hjælp", placed=False)
    state = fixed(finding, *base, left_out)
    assert need(state, DrillEntry, "d2") == replace(left_out, order="a0", placed=True)
    assert len(list(state.all(DrillEntry))) == 2


def test_a_title_or_facet_that_was_filled_in_since_is_kept() -> None:
    bare = replace(LISTED, title="")
    finding = only("K802", bare)
    assert is_refused(finding, replace(LISTED, title="Handicap"))
    assert is_refused(finding, bare, without=("l",))
    nameless = (bare, replace(PAGE, title=""))
    assert is_refused(finding, *nameless, without=("b",))
    assert need(fixed(finding, *nameless), ListEntry, "l").title == CONTACT.name
    emptied = replace(LISTED, districts=())
    facet = only("K802", emptied)
    assert is_refused(facet, replace(LISTED, districts=("dis",)))
    assert is_refused(facet, emptied, replace(CONTACT, districts=()))
    assert is_refused(facet, emptied, without=("b",))


def test_a_successor_takes_the_place_of_the_term_that_ended_and_no_other() -> None:
    ended = replace(ADM, valid_to=TODAY, successor="next")
    finding = only("K804", ended, NEXT)
    assert is_refused(finding, ended)
    assert is_refused(finding, ended, NEXT, replace(CONTACT, administration="andre"))
    assert is_refused(finding, ended, NEXT, replace(CONTACT, administration=None))
    assert is_refused(finding, ended, NEXT, replace(LISTED, administration="andre"))
    assert is_refused(finding, ended, NEXT, without=("b",))
    assert is_refused(finding, ended, NEXT, without=("l",))


# K3 and K9: Digital Post, links and places


SENSITIVE = replace(SERVICE, handles_sensitive_data=True)
NO_POST = replace(CONTACT, written=CONTACT.written[:1])


def test_digital_post_is_added_to_a_contact_that_is_shown_and_lacks_it() -> None:
    finding = only("K304", SENSITIVE, NO_POST)
    assert is_refused(finding, SENSITIVE)
    assert is_refused(finding, SENSITIVE, NO_POST, without=("sb",))
    assert is_refused(finding, SENSITIVE, without=("c",))
    hidden = replace(SERVICE_BOX, channels=(Channel.PHONE,))
    state = fixed(finding, SENSITIVE, NO_POST, hidden)
    assert need(state, ContactBox, "sb").channels == (Channel.PHONE, Channel.WRITTEN)
    assert len(need(state, Contact, "c").written) == 2
    business = replace(SENSITIVE, secondary_audiences=(Audience.BUSINESS,))
    added = need(fixed(finding, business, NO_POST), Contact, "c").written[-1]
    assert added.kind is WrittenKind.DIGITAL_POST_CITIZEN


@pytest.mark.parametrize(
    ("url", "channel"),
    [
        ("tel:33178800", Channel.PHONE),
        (FORM, Channel.WRITTEN),
        (POST, Channel.WRITTEN),
        ("https://www.kk.dk/bestil-tid?sted=7", Channel.BOOKING),
    ],
)
def test_the_channel_that_a_link_leads_to_is_shown_in_the_box(url: str, channel: Channel) -> None:
    page = with_body(f'<p>Se <a href="{url}">her</a> og <a href="/b">der</a>.</p>')
    box = replace(SERVICE_BOX, channels=())
    finding = only("K605", page, box)
    state = fixed(finding, page, box)
    assert need(state, Page, "s").body == '<p>Se her og <a href="/b">der</a>.</p>'
    assert need(state, ContactBox, "sb").channels == (channel,)
    bare = replace(CONTACT, phones=(), written=(), booking_url="")
    assert is_refused(finding, page, bare)
    assert is_refused(finding, page, without=("c",))
    assert is_refused(finding, with_body("<p>Se her.</p>"))


def test_a_page_without_boxes_gets_one_for_the_contact_of_a_link() -> None:
    page = with_body('<p><a href="tel:33178800">Ring</a></p>')
    state = fixed(only("K605", page, without=("sb",)), page, without=("sb",))
    (box,) = (box for box in state.all(ContactBox) if box.page == "s")
    assert (box.contact, box.channels) == ("c", tuple(Channel))


def test_a_page_moves_under_the_overview_of_its_own_site() -> None:
    lost = replace(PAGE, parent="om", site="y")
    own = (
        Site("y", host="a.kk.dk", main_contact_page="ky"),
        Page("ky", title="Kontakt", kind=PageKind.TOPIC),
        Page("ty", "ky", "a0", kind=PageKind.TOPIC),
        Page("oy", "ky", "a1", kind=PageKind.OVERVIEW),
    )
    finding = only("K903", lost)
    assert need(fixed(finding, lost), Page, "p").parent == "o"
    assert need(fixed(finding, lost, *own), Page, "p").parent == "oy"
    silent = replace(own[0], main_contact_page=None)
    assert need(fixed(finding, lost, silent, *own[1:]), Page, "p").parent == "o"
    assert is_refused(finding, lost, without=("x",))
    assert is_refused(finding, replace(PAGE, parent="o"))
    assert is_refused(finding, replace(lost, kind=PageKind.SERVICE))
    assert is_refused(finding, replace(lost, parent="o"), SITE)


# K10: the register


def test_the_registers_word_is_taken_while_the_register_says_it() -> None:
    finding = only("K1001", KNOWN, said(phone="33178801"))
    assert is_refused(finding, KNOWN)
    assert is_refused(finding, KNOWN, replace(SOURCE, values=()))
    assert is_refused_or_same(finding, KNOWN, SOURCE)
    assert is_refused(finding, SOURCE, CONTACT)


def test_a_later_verification_is_not_set_back() -> None:
    finding = only("K1003", replace(CONTACT, verified_on=None))
    assert is_refused(finding, replace(CONTACT, verified_on=TODAY))
    assert is_refused(finding, replace(CONTACT, verified_on=date(2026, 12, 1)))
    old = replace(CONTACT, verified_on=date(2026, 11, 24))
    assert need(fixed(finding, old), Contact, "c").verified_on == TODAY

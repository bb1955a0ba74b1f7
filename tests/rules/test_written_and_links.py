"""K3: secure written channels, and links that lead where they say."""

from dataclasses import replace

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.channels import (
    Audience,
    Channel,
    Link,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.rules import fixes
from kkworkbench.rules.registry import rule_of
from kkworkbench.rules.wording import describe
from kkworkbench.state.draft import Draft
from tests.rules.trial import (
    CONTACT,
    ENTRY,
    LISTED,
    SERVICE,
    SERVICE_BOX,
    SITE,
    findings,
    mended,
    need,
    places,
    state_of,
    with_body,
)

FORM, CITIZEN = WrittenKind.SECURE_FORM, WrittenKind.DIGITAL_POST_CITIZEN
POST = "https://www.borger.dk/digital-post"


def severities(code: str, *changed: Record) -> list[Severity]:
    rule = rule_of(code)
    assert rule is not None
    return [rule.severity(found.case) for found in findings(code, *changed)]


# K303: secure written channels


def security(kind: WrittenKind, url: str, text: str = "Skriv") -> list[str]:
    channel = WrittenChannel("w", kind, url, text)
    return [f.case for f in findings("K303", replace(CONTACT, written=(channel,)))]


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (FORM, "https://kontakt.kk.dk/x"),
        (FORM, "https://kk.ditmerflex.dk/x"),
        (FORM, "http://KONTAKT.kk.dk/x"),
        (WrittenKind.OTHER, "https://kontakt.kk.dk/x"),
        (CITIZEN, POST),
        (CITIZEN, ""),
        (WrittenKind.DIGITAL_POST_BUSINESS, "https://virk.dk/digital-post"),
        (FORM, "mailto:a@kk.dk"),
        (FORM, "kontakt"),
        (FORM, "https://kontakt.kk.dk.evil.com"),
    ],
)
def test_own_forms_and_digital_post_are_secure_and_broken_links_are_told_elsewhere(
    kind: WrittenKind, url: str
) -> None:
    assert security(kind, url) == []


@pytest.mark.parametrize(
    ("kind", "url", "case"),
    [
        (FORM, "https://selvbetjening.kk.dk/x", "known"),
        (FORM, POST, "known"),
        (CITIZEN, "https://selvbetjening.kk.dk/x", "known"),
        (FORM, "https://forms.example.com/x", "unknown"),
        (FORM, "https://xditmerflex.dk/x", "unknown"),
        (CITIZEN, "https://forms.example.com/x", "unknown"),
        (FORM, "", "unknown"),
        (WrittenKind.POST, "", "unknown"),
    ],
)
def test_other_forms_are_known_or_unknown(kind: WrittenKind, url: str, case: str) -> None:
    assert security(kind, url) == [case]


@pytest.mark.parametrize(
    ("url", "text", "field", "value"),
    [
        (" https://forms.example.com/x ", "Skriv", "url", "https://forms.example.com/x"),
        (" ", " Skriv til os ", "kind", "Skriv til os"),
    ],
)
def test_a_channel_is_told_at_its_address_or_else_by_its_text(
    url: str, text: str, field: str, value: str
) -> None:
    written = (WrittenChannel("w", FORM, url, text),)
    (finding,) = findings("K303", replace(CONTACT, written=written))
    assert (finding.field, finding.value) == (f"written.w.{field}", value)


def test_a_row_that_says_nothing_is_left_to_the_missing_channel() -> None:
    assert security(FORM, "", "") == []


def test_an_unknown_form_is_a_warning_and_a_known_one_advice() -> None:
    rule = rule_of("K303")
    assert rule is not None
    assert (rule.severity("unknown"), rule.severity("known")) == (
        Severity.WARNING,
        Severity.ADVICE,
    )


# K304: Digital Post

SENSITIVE = replace(SERVICE, handles_sensitive_data=True)
NO_POST = replace(CONTACT, written=CONTACT.written[:1])


def test_a_page_with_sensitive_data_offers_digital_post() -> None:
    assert places("K304", SENSITIVE) == []
    assert places("K304", SERVICE, NO_POST) == []
    assert places("K304", SENSITIVE, NO_POST) == [("s", "boxes", "form")]
    assert places("K304", SENSITIVE, NO_POST, without=("sb",)) == []
    assert severities("K304", SENSITIVE, NO_POST) == [Severity.ADVICE]
    assert severities("K304", SENSITIVE, replace(CONTACT, written=())) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("kind", "url", "case"),
    [
        (FORM, "https://kontakt.kk.dk/x", "form"),
        (FORM, " ", "none"),
        (WrittenKind.OTHER, POST, "none"),
    ],
)
def test_a_secure_form_softens_the_lack_of_digital_post(
    kind: WrittenKind, url: str, case: str
) -> None:
    contact = replace(CONTACT, written=(WrittenChannel("w", kind, url, "Skriv"),))
    assert places("K304", SENSITIVE, contact) == [("s", "boxes", case)]


def test_a_box_that_hides_the_written_channels_offers_none() -> None:
    hidden = replace(SERVICE_BOX, channels=(Channel.PHONE,))
    assert places("K304", SENSITIVE, hidden) == [("s", "boxes", "none")]
    mend = mended("K304", SENSITIVE, hidden)
    assert need(mend, ContactBox, "sb").channels == (Channel.PHONE, Channel.WRITTEN)
    assert need(mend, Contact, "c").written == CONTACT.written


def test_a_second_box_may_offer_it() -> None:
    second = ContactBox("sb2", "s", "c2", "a1")
    other = Contact("c2", name="Vagten", written=(WrittenChannel("d", CITIZEN, POST),))
    assert places("K304", SENSITIVE, NO_POST, second, other) == []


@pytest.mark.parametrize(
    ("audiences", "kind", "url"),
    [
        ((), CITIZEN, POST),
        ((Audience.CITIZEN, Audience.BUSINESS), CITIZEN, POST),
        ((Audience.BUSINESS,), WrittenKind.DIGITAL_POST_BUSINESS, "https://virk.dk/digital-post"),
    ],
)
def test_digital_post_is_added_behind_what_there_is(
    audiences: tuple[Audience, ...], kind: WrittenKind, url: str
) -> None:
    page = replace(SENSITIVE, primary_audiences=audiences)
    first, added = need(mended("K304", page, NO_POST), Contact, "c").written
    assert first == CONTACT.written[0]
    assert (added.kind, added.url) == (kind, url)


# K305: links that citizens can open


def opened(*changed: Record) -> list[tuple[str, str, str]]:
    return [(f.field, dict(f.params)["variant"], f.case) for f in findings("K305", *changed)]


@pytest.mark.parametrize(
    ("url", "variant"),
    [
        ("http://www.kk.dk/bestil", "insecure"),
        ("//www.kk.dk/bestil", "insecure"),
        ("www.kk.dk/bestil", "not_url"),
        ("bestil tid", "not_url"),
        ("/bestil", "not_url"),
        ("ftp://kk.dk/a", "not_url"),
        ("javascript:alert(1)", "not_url"),
        ("tel:33663366", "not_url"),
        ("https://www.kk.dk/user/login", "login"),
        ("https://www.kk.dk/user/login?destination=/x", "login"),
        ("https://www.kk.dk/da/USER/login/", "login"),
        ("https://www.kk.dk/admin/content", "login"),
        ("https://intranet.kk.dk/x", "within"),
        ("https://a.sharepoint.com/x", "within"),
        ("https://localhost/x", "within"),
        ("http://127.0.0.1:8080/x", "within"),
        ("https://10.1.2.3/x", "within"),
        ("https://kkserver/x", "within"),
        ("https://[fe80::a]/x", "within"),
        ("file:///c:/a.docx", "file"),
        ("S:\\Fælles\\a.docx", "file"),
    ],
)
def test_a_channel_leads_to_a_page_that_all_can_open(url: str, variant: str) -> None:
    contact = replace(CONTACT, booking_url=url)
    assert opened(contact) == [("booking_url", variant, "channel")]
    written = replace(CONTACT, written=(WrittenChannel("w", FORM, url),))
    assert opened(written) == [("written.w.url", variant, "channel")]


@pytest.mark.parametrize(
    "url",
    [
        "",
        " https://www.kk.dk/bestil ",
        "https://www.kk.dk/administration",
        "https://www.kk.dk/borger/user/login-hjaelp",
        "https://www.kk.dk/borger/admin",
        "https://8.8.8.8/x",
        "https://[2a00:1450:400f::a]/x",
        "mailto:a@kk.dk",
    ],
)
def test_an_open_page_is_left_alone_and_mail_is_told_elsewhere(url: str) -> None:
    assert opened(replace(CONTACT, booking_url=url)) == []


def test_other_links_are_a_warning_and_may_lead_within_the_site() -> None:
    rule = rule_of("K305")
    assert rule is not None
    assert (rule.severity("channel"), rule.severity("other")) == (Severity.ERROR, Severity.WARNING)
    bad = "http://kk.dk"
    boxed = replace(SERVICE, link_boxes=(Link("k", "Pas", bad),))
    assert opened(boxed) == [("link_boxes.k.url", "insecure", "other")]
    assert opened(replace(CONTACT, feedback_url=bad)) == [("feedback_url", "insecure", "other")]
    assert opened(replace(LISTED, feedback_url=bad)) == [("feedback_url", "insecure", "other")]
    assert opened(replace(ENTRY, feedback_url=bad)) == [("feedback_url", "insecure", "other")]
    assert opened(replace(SITE, feedback_url=bad)) == [("feedback_url", "insecure", "other")]
    footer = replace(SITE, footer_links=(Link("g", "Kontakt", bad),))
    assert opened(footer) == [("footer_links.g.url", "insecure", "other")]
    link = Page("q", title="Skriv", kind=PageKind.LINK, link_url=bad)
    assert opened(link) == [("link_url", "insecure", "other")]
    assert opened(replace(link, kind=PageKind.SERVICE)) == []
    assert (
        opened(with_body('<a href="/pas">A</a> <a href="#b">B</a> <a href="tel:112">C</a>')) == []
    )
    assert opened(with_body('<a href="/user/login">Log ind</a>')) == [("body", "login", "other")]


def test_one_address_in_a_body_is_told_once() -> None:
    body = '<p><a href="http://kk.dk">A</a> <a href="http://kk.dk">B</a></p>'
    assert opened(with_body(body)) == [("body", "insecure", "other")]


def test_closed_hosts_and_paths_are_settings() -> None:
    contact = replace(CONTACT, booking_url="https://min.kk.dk/log-ind")
    assert opened(contact) == []
    assert opened(contact, Setting("links.closed_hosts", ("Min.kk.dk",)))[0][1] == "within"
    assert opened(contact, Setting("links.closed_paths", ("/log-ind",)))[0][1] == "login"


# K306: link texts


def named(text: str) -> list[str]:
    page = with_body(f'<p><a href="https://www.kk.dk/pas">{text}</a></p>')
    return [dict(f.params)["variant"] for f in findings("K306", page)]


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Klik her", "empty"),
        ("  klik   her! ", "empty"),
        ("her", "empty"),
        ("Læs mere", "empty"),
        ("Læs mere …", "empty"),
        ("»Her«", "empty"),
        ("https://www.kk.dk/pas", "bare"),
        ("www.kk.dk", "bare"),
        ("kk.dk/pas", "bare"),
        ("Log ind med NemID", "old"),
        ("Brug dit Nem-ID", "old"),
    ],
)
def test_a_link_text_says_where_it_leads(text: str, variant: str) -> None:
    assert named(text) == [variant]


@pytest.mark.parametrize(
    "text",
    ["Læs mere om pas", "Her finder du os", "borger.dk", "Pas", "", "Gå til kk.dk/pas", "MitID"],
)
def test_a_telling_link_text_is_left_alone(text: str) -> None:
    assert named(text) == []


def test_link_texts_are_read_wherever_they_stand() -> None:
    link = Link("k", "Klik her", "https://www.kk.dk/pas")
    assert places("K306", replace(SERVICE, link_boxes=(link,))) == [
        ("s", "link_boxes.k.text", "empty")
    ]
    assert places("K306", replace(SERVICE, link_boxes=(replace(link, url=""),))) == []
    assert places("K306", replace(SITE, footer_links=(link,)))[0][1] == "footer_links.k.text"
    form = replace(CONTACT.written[0], text="Klik her")
    assert places("K306", replace(CONTACT, written=(form,))) == [("c", "written.w.text", "empty")]
    page = Page("q", title="Læs mere", kind=PageKind.LINK, link_url="https://www.kk.dk")
    assert places("K306", page) == [("q", "title", "empty")]
    assert places("K306", replace(page, kind=PageKind.TOPIC)) == []


def test_the_texts_are_settings() -> None:
    assert named("Find vej") == []
    found = findings("K306", with_body('<a href="/a">Find vej</a>'),
                     Setting("links.empty_texts", ("Find Vej",)))  # fmt: skip
    assert [f.value for f in found] == ["Find vej"]


# K307: imitations


@pytest.mark.parametrize(
    "url", ["https://kk.dk.evil.com/x", "https://kk.dk@evil.com", "https://ditmerflex.dk.evil.com"]
)
def test_an_imitation_is_found_on_every_link(url: str) -> None:
    assert places("K307", replace(CONTACT, booking_url=url)) == [("c", "booking_url", "")]
    assert places("K307", with_body(f'<a href="{url}">Pas</a>')) == [("s", "body", "")]
    assert places("K307", replace(SITE, feedback_url=url)) == [("x", "feedback_url", "")]


def test_what_may_be_imitated_is_a_setting() -> None:
    contact = replace(CONTACT, booking_url="https://ku.dk.evil.com")
    assert places("K307", contact) == []
    assert places("K307", contact, Setting("links.approved_hosts", ("KU.dk",))) != []
    assert places("K307", replace(CONTACT, booking_url="https://www.kk.dk")) == []


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("K303", (replace(CONTACT, written=(WrittenChannel("w", FORM, "https://a.example"),)),)),
        ("K304", (SENSITIVE, NO_POST)),
        ("K305", (replace(CONTACT, booking_url="http://kk.dk"),)),
        ("K306", (with_body('<a href="/a">her</a>'),)),
        ("K307", (replace(CONTACT, booking_url="https://kk.dk.evil.com"),)),
    ],
)
def test_no_wording_leaves_a_field_open(
    code: str, changed: tuple[Record, ...], language: str
) -> None:
    found = findings(code, *changed)
    assert found
    for finding in found:
        wording = describe(finding, state_of(*changed), Messages(language))
        assert "{" not in wording.message + wording.fix_label
        assert not wording.message.startswith("rule.")


def test_a_fix_that_no_longer_fits_changes_nothing() -> None:
    (finding,) = findings("K304", SENSITIVE, NO_POST)
    draft = Draft(state_of())
    assert finding.fix
    assert not fixes.apply(finding, draft)
    assert draft.changes() == ()

"""Records in which no rule finds anything, and for each rule a change that breaks it alone."""

from dataclasses import replace
from datetime import date

from kkworkbench.model.address import Address
from kkworkbench.model.channels import (
    Ability,
    Audience,
    Channel,
    Link,
    Phone,
    WrittenChannel,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.model.usage import Usage

TODAY = date(2026, 11, 25)
WEEK = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)), comment="Lukket på helligdage")
CONTACT = Contact(
    "c",
    name="Borgercenter Handicap",
    org_id="1615",
    address=Address("Borups Allé 43", "", "2200", "København N"),
    phones=(Phone("t", "33 17 88 00", hours=WEEK),),
    written=(WrittenChannel("w", url="https://kontakt.kk.dk/x", text="Skriv sikkert til os"),),
    visiting_hours=WEEK,
    abilities=(Ability.TRANSFER,),
    open_to_visits=True,
    verified_on=TODAY,
)
CONTACT_PAGE = Page(
    "p", title="Borgercenter Handicap", kind=PageKind.CONTACT, search_words=("støtte",)
)
BOX = ContactBox("b", "p", "c", "a0")
TERMS = (
    Term("adm", Vocabulary.ADMINISTRATION, name="Socialforvaltningen"),
    Term("cat", Vocabulary.CATEGORY, name="Handicap"),
    Term("dis", Vocabulary.DISTRICT, name="Nørrebro"),
)
FEEDBACK = "https://www.kk.dk/feedback"
LISTED = ListEntry(
    "l",
    "p",
    primary_audiences=(Audience.CITIZEN,),
    feedback_url=FEEDBACK,
    administration="adm",
    categories=("cat",),
    districts=("dis",),
)
SERVICE = Page(
    "s",
    title="Hjælpemidler",
    kind=PageKind.SERVICE,
    body="<p>Søg om hjælp.</p>",
    search_words=("rollator",),
)
SERVICE_BOX = ContactBox("sb", "s", "c", "a0")
ENTRY = DrillEntry(
    "d",
    "p",
    "a0",
    title="Borgercenter Handicap",
    help_text="x" * 80,
    primary_audiences=(Audience.CITIZEN,),
    feedback_url=FEEDBACK,
)
OM = Page("om", title="Om kommunen", kind=PageKind.SECTION)
KONTAKT = Page(
    "k", "om", title="Kontakt", path="/om-kommunen/kontakt", kind=PageKind.TOPIC, site="x"
)
SITE = Site(
    "x",
    footer_phones=(Phone("f", "33 66 33 66"),),
    footer_links=(Link("g", "Kontakt", "https://www.kk.dk/om-kommunen/kontakt"),),
    main_contact_page="k",
)
NO_MENU = Setting("drill.count", 0)
OTHER = (
    replace(CONTACT, id="c2", name="Døgnvagten", phones=(Phone("t", "33 17 33 33", hours=WEEK),)),
    replace(CONTACT_PAGE, id="p2", title="Døgnvagten"),
    ContactBox("b2", "p2", "c2", "a0"),
    replace(LISTED, id="l2", page="p2"),
    ContactBox("sb2", "s", "c2", "a1"),
)
USED = (Usage("u", "c", TODAY, count=5), Usage("u2", "c2", TODAY, count=6))
GOOD: tuple[Record, ...] = (CONTACT, CONTACT_PAGE, BOX, LISTED, SERVICE, SERVICE_BOX)


def with_contact(**values: object) -> tuple[Record, ...]:
    return (replace(CONTACT, **values), *GOOD[1:])


def with_body(body: str) -> tuple[Record, ...]:
    return (*GOOD[:4], replace(SERVICE, body=body), SERVICE_BOX)


def address(**values: str) -> Address:
    return replace(CONTACT.address, **values)


BAD: list[tuple[str, tuple[Record, ...]]] = [
    ("K101", (*GOOD[:4], ENTRY, replace(SERVICE, has_self_service=True))),
    ("K102", with_contact(phones=())),
    ("K103", with_contact(written=())),
    (
        "K104",
        (
            *GOOD[:4],
            replace(SERVICE, needs_attendance=True),
            replace(SERVICE_BOX, channels=(Channel.PHONE,)),
        ),
    ),
    ("K105", (CONTACT_PAGE, LISTED)),
    ("K106", with_contact(title="Kontakt os")),
    (
        "K107",
        (
            *GOOD[:4],
            replace(SERVICE, service_type="Ansøgning"),
            replace(SERVICE_BOX, channels=(Channel.PHONE, Channel.ADDRESS)),
            GuidelineRow("row", "ansøgning", (Channel.PHONE,)),
        ),
    ),
    ("K108", (*GOOD, replace(LISTED, id="l2", feedback_url=""))),
    (
        "K109",
        (
            replace(CONTACT, administration="adm"),
            *GOOD[1:4],
            replace(SERVICE, administration="adm2"),
            SERVICE_BOX,
            Term("adm2", Vocabulary.ADMINISTRATION, name="Økonomiforvaltningen"),
            Setting("rules.off", ("K805",)),
        ),
    ),
    ("K110", with_contact(org_id="")),
    ("K201", with_contact(phones=(Phone("t", "33 17 88 0", hours=WEEK),))),
    ("K202", with_contact(phones=(Phone("t", "33178800", hours=WEEK),))),
    ("K204", with_contact(phones=(Phone("t", "90 20 20 20", hours=WEEK),))),
    (
        "K205",
        with_contact(
            phones=(Phone("t", "33 17 88 00", hours=WEEK), Phone("u", "33 17 88 00", hours=WEEK))
        ),
    ),
    (
        "K203",
        with_contact(phones=(Phone("t", "33 66 33 66", hours=WEEK),), abilities=()),
    ),
    ("K206", (*with_contact(abilities=()), ENTRY)),
    (
        "K207",
        (
            *GOOD,
            replace(
                OTHER[0],
                address=None,
                open_to_visits=False,
                phones=(Phone("t", "33 17 88 00", hours=Hours((Span(1, 0, 9),), (2, 3, 4, 5))),),
            ),
        ),
    ),
    ("K301", with_contact(access_note="Skriv til borgerservice@kk.dk")),
    ("K302", with_contact(access_note="Skriv til borgerservice at kk.dk")),
    (
        "K303",
        with_contact(written=(WrittenChannel("w", url="https://form.example.dk", text="Skriv"),)),
    ),
    ("K304", (*GOOD[:4], replace(SERVICE, handles_sensitive_data=True), SERVICE_BOX)),
    ("K305", with_contact(booking_url="http://www.kk.dk/bestil-tid")),
    ("K306", with_body('<p><a href="https://www.kk.dk/pas">Klik her</a></p>')),
    ("K307", with_contact(booking_url="https://kk.dk.evil.com/bestil-tid")),
    ("K401", with_contact(phones=(Phone("t", "33 17 88 00"),))),
    ("K402", with_contact(visiting_hours=None)),
    ("K403", with_contact(visiting_hours=replace(WEEK, spans=(*WEEK.spans, Span(1, 700, 960))))),
    (
        "K404",
        with_contact(visiting_hours=replace(WEEK, exceptions=(DateException(date(2026, 11, 24)),))),
    ),
    ("K405", with_contact(visiting_hours=replace(WEEK, spans=WEEK.spans[:4]))),
    ("K501", with_contact(address=address(town="Valby"))),
    ("K502", with_contact(address=address(town="København N."))),
    ("K503", with_contact(address=address(street="Rådhuspladsen 1"))),
    ("K601", with_body("<p>Ring på 33 66 33 66.</p>")),
    ("K602", with_body("<p>Skriv til pas@kk.dk</p>")),
    ("K603", with_body("<p>Vi har åbent mandag til fredag kl. 9-14.</p>")),
    ("K604", with_body("<p>Skriv 010190-1234.</p>")),
    ("K605", with_body('<p><a href="https://kontakt.kk.dk/x">Skriv til os</a></p>')),
    ("K701", (*GOOD, OM, KONTAKT, SITE)),
    ("K702", (*GOOD, replace(ENTRY, help_text=" "))),
    ("K703", (CONTACT, CONTACT_PAGE, BOX, SERVICE, SERVICE_BOX, ENTRY)),
    ("K704", (*GOOD, replace(ENTRY, target="s"))),
    ("K705", (*GOOD, replace(ENTRY, help_text="kort"))),
    ("K706", (*GOOD, replace(ENTRY, primary_audiences=()))),
    ("K709", (*GOOD, ENTRY, *OTHER, *USED)),
    (
        "K707",
        (
            *GOOD,
            replace(ENTRY, title="Skriv sikkert til kommunen"),
            replace(ENTRY, id="e", order="a1", target="q", title="Skriv sikkert til os"),
            Page("q", kind=PageKind.LINK, title="q", search_words=("sikker post",)),
        ),
    ),
    # a contact without channels lacks a phone and a written one too; both are switched off here
    (
        "K708",
        (
            replace(CONTACT, phones=(), written=(), open_to_visits=False),
            *GOOD[1:],
            ENTRY,
            Setting("rules.off", ("K102", "K103")),
        ),
    ),
    ("K801", (CONTACT, CONTACT_PAGE, BOX)),
    ("K802", (*GOOD, replace(LISTED, title=" "))),
    ("K804", (*GOOD, replace(TERMS[0], valid_to=TODAY))),
    ("K805", (*GOOD, Term("empty", Vocabulary.DISTRICT, name="Valby"))),
    ("K806", (CONTACT, replace(CONTACT_PAGE, search_words=()), *GOOD[2:])),
    ("K901", GOOD[:4]),
    (
        "K902",
        (
            *(*GOOD, OM, KONTAKT, SITE, NO_MENU),
            *(Page(child, parent, kind=PageKind.TOPIC) for child, parent in ("3k", "43", "54")),
        ),
    ),
    (
        "K903",
        (CONTACT, replace(CONTACT_PAGE, parent="k"), *GOOD[2:], OM, KONTAKT, SITE, NO_MENU),
    ),
    ("K904", (*GOOD, OM, KONTAKT, replace(SITE, footer_phones=()), NO_MENU)),
    ("K905", (*GOOD, replace(SERVICE, site="gone"))),
    (
        "K906",
        (*GOOD, *(Page(id_, replaced_paths=("/gammel",), kind=PageKind.TOPIC) for id_ in "yz")),
    ),
    (
        "K1001",
        (*with_contact(source="r"), SourceRecord("r", values=(("phone", "33178801"),))),
    ),
    ("K1002", (*with_contact(source="r"), SourceRecord("r", gone=True))),
    ("K1003", with_contact(verified_on=None)),
    ("K1101", with_body(f"<p>{'Tilgængelighedserklæringer udarbejdes ' * 60}</p>")),
    ("K1102", with_body(f"<p>{'Vi ser på din sag. ' * 101}</p>")),
    ("K803", (*GOOD, replace(CONTACT, id="double", name="Handicap, Borgercentr"))),
    ("K1103", with_contact(access_note="Lukket Fretdag")),
]

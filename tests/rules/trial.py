"""A small workspace in which the later families find nothing, and what they say of changes."""

from dataclasses import replace
from datetime import date
from typing import Any

from kkworkbench.model.channels import (
    Audience,
    Link,
    Phone,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.model.usage import Usage
from kkworkbench.rules import fixes
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
FORM = "https://kontakt.kk.dk/handicap"
POST = "https://www.borger.dk/digital-post"
ADM = Term("adm", Vocabulary.ADMINISTRATION, name="Socialforvaltningen")
CAT = Term("cat", Vocabulary.CATEGORY, name="Handicap")
DIS = Term("dis", Vocabulary.DISTRICT, name="Nørrebro")
CONTACT = Contact(
    "c",
    name="Borgercenter Handicap",
    phones=(Phone("t", "33 17 88 00"),),
    written=(
        WrittenChannel("w", url=FORM),
        WrittenChannel("d", WrittenKind.DIGITAL_POST_CITIZEN, POST),
    ),
    booking_url="https://www.kk.dk/bestil-tid?sted=7",
    administration="adm",
    categories=("cat",),
    districts=("dis",),
    verified_on=TODAY,
)
OM = Page("om", title="Om kommunen", kind=PageKind.SECTION)
KONTAKT = Page("k", "om", path="/om-kommunen/kontakt", title="Kontakt", kind=PageKind.TOPIC)
OVERVIEW = Page("o", "k", "a0", title="Kontaktoversigt", kind=PageKind.OVERVIEW)
PAGE = Page(
    "p", "o", "a0", title="Borgercenter Handicap", kind=PageKind.CONTACT, tags=("kontakt",),
    search_words=("støtte",),
)  # fmt: skip
SERVICE = Page("s", title="Hjælpemidler", body="<p>Søg om hjælp.</p>")
BOX, SERVICE_BOX = ContactBox("b", "p", "c", "a0"), ContactBox("sb", "s", "c", "a0")
LISTED = ListEntry("l", "p", primary_audiences=(Audience.CITIZEN,))
ENTRY = DrillEntry("d", "p", "a0", help_text="x" * 80, primary_audiences=(Audience.CITIZEN,))
SITE = Site(
    "x",
    footer_phones=(Phone("f", "33 66 33 66"),),
    footer_links=(Link("g", "Kontakt", "https://www.kk.dk/om-kommunen/kontakt"),),
    main_contact_page="k",
)
BASE: tuple[Record, ...] = (
    *(ADM, CAT, DIS, CONTACT, OM, KONTAKT, OVERVIEW, PAGE, SERVICE),
    *(BOX, SERVICE_BOX, LISTED, SITE),
)
NEW = ("K605", "K706", "K709", "K802", "K804", "K805", "K806", "K901", "K902", "K903", "K904",
       "K905", "K906", "K1001", "K1002", "K1003", "K1101", "K1102")  # fmt: skip
Where = tuple[str, str, str]


def findings(code: str, *changed: Record, without: tuple[str, ...] = ()) -> list[Finding]:
    """Return what a rule says of the base with some records put and some taken out."""
    state = state_of(*changed, without=without)
    engine = Engine(state, [rule for rule in RULES if rule.code == code], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    return sorted(engine.findings(), key=lambda f: (f.subject, f.field, f.value))


def state_of(*changed: Record, without: tuple[str, ...] = ()) -> State:
    return State.of(r for r in (*BASE, *changed) if r.id not in without)


def places(code: str, *changed: Record, without: tuple[str, ...] = ()) -> list[Where]:
    return [
        (f.subject, f.field, dict(f.params).get("variant", ""))
        for f in findings(code, *changed, without=without)
    ]


def mended(code: str, *changed: Record, without: tuple[str, ...] = ()) -> State:
    """Apply the fix of the one finding, and see that the finding goes."""
    (finding,) = findings(code, *changed, without=without)
    draft = Draft(state_of(*changed, without=without))
    assert fixes.apply(finding, draft)
    engine = Engine(draft.state, [r for r in RULES if r.code == code], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    assert not list(engine.findings())
    again = Draft(draft.state)
    assert not fixes.apply(finding, again)
    assert again.changes() == ()
    return draft.state


def need(state: State, kind: type[Any], id_: str) -> Any:
    record = state.get(kind, id_)
    assert record is not None
    return record


def with_body(body: str) -> Page:
    return replace(SERVICE, body=body)


def outsider(number: int) -> tuple[Record, ...]:
    page = Page(f"p{number}", title=f"Side {number}", kind=PageKind.CONTACT)
    return (
        page,
        Contact(f"c{number}", name=f"Kontakt {number}"),
        ContactBox(f"b{number}", page.id, f"c{number}"),
        ListEntry(f"l{number}", page.id),
    )


def used(subject: str, count: int, period: date | None = TODAY, part: str = "") -> Usage:
    return Usage(f"u{subject}{part}{period}", subject, period, count=count)


NEXT = Term("next", Vocabulary.ADMINISTRATION, name="Social og Sundhed")


GONE: list[tuple[Record, str]] = [
    (replace(PAGE, parent="-"), "parent"),
    (replace(PAGE, site="-"), "site"),
    (replace(PAGE, administration="-"), "administration"),
    (replace(CONTACT, source="-"), "source"),
    (replace(CONTACT, administration="-"), "administration"),
    (replace(CONTACT, categories=("cat", "-")), "categories"),
    (replace(CONTACT, districts=("-", "-")), "districts"),
    (replace(BOX, page="-"), "page"),
    (replace(BOX, contact="-"), "contact"),
    (replace(ENTRY, target="-", placed=False), "target"),
    (replace(LISTED, page="-"), "page"),
    (replace(LISTED, administration="-"), "administration"),
    (replace(LISTED, categories=("-",)), "categories"),
    (replace(LISTED, districts=("-",)), "districts"),
    (replace(SITE, main_contact_page="-"), "main_contact_page"),
    (replace(ADM, successor="-"), "successor"),
]


SOURCE = SourceRecord(
    "r",
    "kk_org",
    org_id="1234",
    values=(("district", "Nørrebro"), ("name", "Borgercenter Handicap"), ("phone", "33178800")),
)
KNOWN = replace(CONTACT, source="r", org_id="1234")


def said(**values: str) -> SourceRecord:
    return replace(SOURCE, values=tuple(sorted((dict(SOURCE.values) | values).items())))

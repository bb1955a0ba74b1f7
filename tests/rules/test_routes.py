"""K9: the ways to a contact, its place, and references that lead nowhere."""

from dataclasses import fields, replace
from typing import get_type_hints

import pytest

from kkworkbench.model.batch import Batch
from kkworkbench.model.channels import (
    Link,
    Phone,
)
from kkworkbench.model.contact import ContactBox
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.sign_off import SignOff
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.usage import Usage
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import CardSort, Note, QuestionCard, Session, Vote
from kkworkbench.rules.routes import REFERENCES
from tests.rules.trial import (
    CONTACT,
    ENTRY,
    GONE,
    KONTAKT,
    OM,
    PAGE,
    SERVICE,
    SITE,
    findings,
    mended,
    need,
    places,
)


def test_two_ways_are_enough_and_one_is_not() -> None:
    assert places("K901", without=("sb",)) == [("c", "", "list")]
    assert places("K901", ENTRY, without=("sb",)) == []
    assert places("K901", ENTRY, without=("sb", "l")) == [("c", "", "drill")]
    article = replace(SERVICE, has_form=True)
    assert places("K901", article, without=("l",)) == [("c", "", "topic")]
    assert places("K901", Setting("routes.least", 3)) == [("c", "", "")]
    assert places("K901", Setting("routes.least", 1), without=("sb",)) == []


def test_a_contact_that_is_nowhere_important_is_not_concerned() -> None:
    assert places("K901", without=("l", "sb")) == []
    assert places("K901", without=("l",)) == []
    assert places("K901", replace(ENTRY, placed=False), without=("l",)) == []


def test_two_boxes_by_topic_are_one_way() -> None:
    more = (replace(SERVICE, has_form=True), Page("s2"), ContactBox("sb2", "s2", "c"))
    assert places("K901", *more, without=("l",)) == [("c", "", "topic")]


def test_the_footer_counts_for_the_main_number_alone() -> None:
    main = replace(CONTACT, phones=(Phone("t", "33663366"),))
    assert places("K901", main, without=("sb",)) == []
    bare = replace(SITE, footer_phones=())
    assert places("K901", main, bare, without=("sb",)) == [("c", "", "list")]
    shown = replace(SITE, footer_phones=(Phone("f", "33 17 88 00"),))
    assert places("K901", shown, without=("sb",)) == [("c", "", "list")]
    assert places("K901", shown, Setting("phone.main", "33178800"), without=("sb",)) == []


def test_a_draft_leads_nobody() -> None:
    draft = replace(SERVICE, state=PageState.DRAFT)
    assert places("K901", draft) == [("c", "", "list")]
    hidden = replace(PAGE, state=PageState.DRAFT)
    assert places("K901", hidden, ENTRY, without=("sb",)) == [("c", "", "none")]


def test_only_the_contact_hierarchy_must_be_shallow() -> None:
    level4, level5 = Page("4", "o"), Page("5", "4")
    assert places("K902", level4) == []
    assert places("K902", level4, level5, Page("6", "5")) == [
        ("5", "parent", ""), ("6", "parent", ""),
    ]  # fmt: skip
    assert places("K902", level4, level5, Setting("hierarchy.depth", 5)) == []
    elsewhere = [Page(str(n), str(n - 1) if n else None) for n in range(7)]
    assert places("K902", *elsewhere) == []
    assert places("K902", level4, level5, replace(SITE, main_contact_page=None)) == []
    assert places("K902", replace(OM, parent="p"), level4) != []


def test_a_page_under_kontakt_with_a_box_wants_the_tag() -> None:
    untagged = replace(PAGE, tags=("andet",))
    assert places("K903", untagged) == [("p", "tags", "untagged")]
    assert places("K903", untagged, without=("b",)) == []
    assert places("K903", replace(untagged, parent="om")) == []
    assert places("K903", ContactBox("kb", "k", "c")) == []
    assert places("K903", replace(KONTAKT, tags=("kontakt",))) == []
    assert places("K903", untagged, without=("x",)) == []
    assert need(mended("K903", untagged), Page, "p").tags == ("andet", "kontakt")


def test_a_tagged_page_wants_a_place_under_kontakt() -> None:
    lost = replace(PAGE, parent="om", order="a5")
    assert places("K903", lost) == [("p", "tags", "outside")]
    assert places("K903", lost, without=("x",)) == []
    last = Page("z", "o", "a3", kind=PageKind.CONTACT)
    after = need(mended("K903", lost, last), Page, "p")
    assert after.parent == "o"
    assert after.order > "a3"
    (finding,) = findings("K903", replace(SERVICE, tags=("kontakt",)))
    assert (finding.subject, finding.fix) == ("s", "")
    no_overview = mended("K903", lost, without=("o",))
    assert need(no_overview, Page, "p").parent == "k"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (replace(SITE, footer_phones=()), [("footer_phones", "number")]),
        (replace(SITE, footer_phones=(Phone("f", "33 66 33 33"),)), [("footer_phones", "number")]),
        (replace(SITE, footer_phones=(Phone("f", "+45 33663366"),)), []),
        (replace(SITE, main_contact_page=None), [("main_contact_page", "page")]),
        (replace(KONTAKT, state=PageState.DRAFT), [("main_contact_page", "draft")]),
        (replace(KONTAKT, parent=None), [("main_contact_page", "place")]),
        (replace(KONTAKT, parent="s"), [("main_contact_page", "place")]),
        (replace(OM, parent="s"), [("main_contact_page", "place")]),
        (replace(OM, title="om KOMMUNEN "), []),
        (replace(SITE, footer_links=()), [("footer_links", "link")]),
        (replace(SITE, footer_links=(Link("g", "", "/om-kommunen/kontakt/"),)), []),
        (replace(SITE, footer_links=(Link("g", "", "https://kk.dk/om-kommunen"),)),
         [("footer_links", "link")]),
        (replace(SITE, footer_links=(Link("g", "", "https://["),)), [("footer_links", "link")]),
        (replace(KONTAKT, path=""), [("footer_links", "link")]),
    ],
)  # fmt: skip
def test_the_footer_and_the_main_page(changed: Record, told: list[tuple[str, str]]) -> None:
    assert places("K904", changed) == [("x", *each) for each in told]


def test_the_main_number_and_the_section_are_settings() -> None:
    number = Setting("phone.main", "70 10 20 30")
    section = Setting("hierarchy.section", "Kommunen")
    assert [place[2] for place in places("K904", number, section)] == ["number", "place"]
    assert places("K904", without=("k",)) == []
    front = replace(SITE, footer_links=(Link("g", "Kontakt", "https://www.kk.dk/"),))
    assert places("K904", front, replace(KONTAKT, path="")) == [("x", "footer_links", "link")]


@pytest.mark.parametrize(("record", "field"), GONE)
def test_a_reference_that_leads_nowhere_is_told(record: Record, field: str) -> None:
    assert places("K905", record) == [(record.id, field, field)]


OF_A_GROUP = {Snapshot, Variant, Session, QuestionCard, Note, Vote, CardSort, SignOff}
"""What a group noted and tried: no citizen sees it, and it may outlive what it is about."""


def test_every_reference_of_the_model_is_looked_at() -> None:
    ids = {
        kind.__annotations__["id"].__name__: kind
        for kind in KINDS
        if kind not in (Setting, Waiver, Usage, Batch)  # a batch is never taken out
    }
    found = {}
    for kind in set(KINDS) - OF_A_GROUP:
        hints = get_type_hints(kind)
        named = [f.name for f in fields(kind) if f.name != "id"]  # type: ignore[arg-type]  # every kind is a dataclass
        mine = tuple(
            (name, ids[each]) for name in named for each in ids if each in str(hints[name])
        )
        if mine:
            found[kind] = set(mine)
    assert found == {kind: set(references) for kind, references in REFERENCES.items()}
    assert {(type(record), field) for record, field in GONE} == {
        (kind, field) for kind, references in REFERENCES.items() for field, _ in references
    }


def test_a_placed_entry_without_a_target_is_left_to_k704() -> None:
    lost = replace(ENTRY, target="-")
    assert places("K905", lost) == []
    assert places("K704", lost) == [("d", "target", "gone")]
    assert places("K905", Waiver("v", "K202", "-"), Usage("u", "-")) == []


def test_a_replaced_address_belongs_to_one_page() -> None:
    a = replace(PAGE, replaced_paths=("/a", "/b"))
    b = replace(SERVICE, replaced_paths=("/b", "/c", "/c"))
    assert places("K906", a) == []
    (finding,) = findings("K906", a, b)
    assert (finding.subject, finding.field, finding.value) == ("s", "replaced_paths", "/b")
    assert dict(finding.params)["other"] == "Borgercenter Handicap"
    third = Page("z", replaced_paths=("/b",))
    assert [f.subject for f in findings("K906", a, b, third)] == ["s", "z"]

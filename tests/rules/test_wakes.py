"""What the later families read wakes them: each index and view of theirs, one change at a time."""

from dataclasses import replace

import pytest

from kkworkbench.model.channels import WrittenChannel
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.state.changes import Change
from tests.rules.trial import (
    CONTACT,
    ENTRY,
    KNOWN,
    KONTAKT,
    LISTED,
    OM,
    OVERVIEW,
    PAGE,
    SERVICE,
    SITE,
    SOURCE,
    TODAY,
    findings,
    outsider,
    state_of,
    used,
    with_body,
)

VALBY = Term("v", Vocabulary.DISTRICT, name="Valby")
NEXT = Term("n", Vocabulary.ADMINISTRATION, name="Ny forvaltning")
ENDED = Term("adm", Vocabulary.ADMINISTRATION, valid_to=TODAY, successor="n")
NAMED = with_body("<p>" + "Ring til Enheden for Kriminalpræventive Indsatser nu. " * 20 + "</p>")
LINKED = with_body('<a href="https://kontakt.kk.dk/ny">Skriv</a>')
FOUR, FIVE = Page("4", "o"), Page("5", "4")

WAKES: list[tuple[str, str, tuple[Record, ...], Record]] = [
    ("usage", "K709", (ENTRY, *outsider(2), used("c", 5)), used("c2", 6)),
    ("list", "K709", (ENTRY, *outsider(2)[:3], used("c", 5), used("c2", 6)), outsider(2)[3]),
    ("links", "K605", (LINKED,), replace(CONTACT, written=(
        WrittenChannel("w", url="https://kontakt.kk.dk/ny"),))),
    ("booking", "K605", (LINKED,), replace(CONTACT, booking_url="https://kontakt.kk.dk/ny/")),
    ("terms of entries", "K805", (VALBY,), replace(LISTED, districts=("v",))),
    ("terms of contacts", "K805", (VALBY,), replace(CONTACT, districts=("v", "dis"))),
    ("facets of the contact", "K802", (), replace(CONTACT, districts=())),
    ("title of the page", "K802", (), replace(PAGE, title="")),
    ("a term's end", "K804", (NEXT,), ENDED),
    ("a successor's end", "K804", (NEXT, ENDED), replace(NEXT, valid_to=TODAY)),
    ("an entry", "K806", (replace(OVERVIEW, search_words=()),),
     replace(ENTRY, id="e", target="o")),
    ("a page's state", "K901", (), replace(SERVICE, state=PageState.DRAFT)),
    ("the footer", "K901", (replace(CONTACT, phones=(replace(CONTACT.phones[0], number="33663366"),)),
                            replace(SERVICE, state=PageState.DRAFT)), replace(SITE, footer_phones=())),
    ("the main contact page", "K902", (FOUR, FIVE), replace(SITE, main_contact_page="s")),
    ("a parent above", "K902", (FOUR, FIVE), replace(OVERVIEW, parent=None)),
    ("the hierarchy", "K903", (), replace(OVERVIEW, parent=None)),
    ("the section's title", "K904", (), replace(OM, title="Om os")),
    ("the main page's path", "K904", (), replace(KONTAKT, path="/kontakt")),
    ("a replaced address", "K906", (replace(PAGE, replaced_paths=("/a",)),),
     replace(SERVICE, replaced_paths=("/a",))),
    ("the register's word", "K1001", (KNOWN, SOURCE), replace(SOURCE, values=(("name", "X"),))),
    ("a district that comes", "K1001",
     (KNOWN, replace(SOURCE, values=(("district", "Valby"),))), VALBY),
    ("a unit that goes", "K1002", (KNOWN, SOURCE), replace(SOURCE, gone=True)),
    ("a unit's name", "K1101", (NAMED,),
     replace(CONTACT, name="Enheden for Kriminalpræventive Indsatser")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "first", "put"), [each[1:] for each in WAKES], ids=[each[0] for each in WAKES]
)
def test_a_change_of_what_was_read_wakes_the_rule(
    code: str, first: tuple[Record, ...], put: Record
) -> None:
    state = state_of(*first)
    engine = Engine(state, [rule for rule in RULES if rule.code == code], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    before = set(engine.findings())
    change = Change(type(put), put.id, state.get(type(put), put.id), put)
    engine.touch(state.apply((change,)), (change,))
    engine.settle()
    assert set(engine.findings()) == set(findings(code, *first, put))
    assert set(engine.findings()) != before


@pytest.mark.parametrize(
    ("code", "gone"),
    [("K905", "adm"), ("K905", "c"), ("K905", "o"), ("K902", "x"), ("K805", "l"), ("K901", "sb")],
)
def test_what_goes_wakes_the_rules_that_read_it(code: str, gone: str) -> None:
    first = (VALBY, FOUR, FIVE)
    state = state_of(*first)
    engine = Engine(state, [rule for rule in RULES if rule.code == code], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    before = set(engine.findings())
    record = next(r for kind in KINDS for r in state.all(kind) if r.id == gone)
    change = Change(type(record), gone, record, None)
    engine.touch(state.apply((change,)), (change,))
    engine.settle()
    assert set(engine.findings()) == set(findings(code, *first, without=(gone,)))
    assert set(engine.findings()) != before


def test_an_address_that_all_pages_give_up_at_once_is_told_no_more() -> None:
    pages = [replace(page, replaced_paths=("/a",)) for page in (PAGE, SERVICE)]
    state = state_of(*pages)
    engine = Engine(state, [rule for rule in RULES if rule.code == "K906"], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    assert len(list(engine.findings())) == 1
    changes = [Change(Page, page.id, page, replace(page, replaced_paths=())) for page in pages]
    engine.touch(state.apply(tuple(changes)), changes)
    engine.settle()
    assert list(engine.findings()) == []

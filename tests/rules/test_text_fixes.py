"""Fixes of texts: what goes to the box, what is taken out, and what is spelt anew."""

from dataclasses import replace

import pytest

from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules import fixes
from kkworkbench.rules.fixes.taking_out import pointed, without
from kkworkbench.state.draft import Draft
from kkworkbench.state.state import State
from tests.rules.trial import CONTACT, SERVICE, findings, need, state_of, with_body


def fixed(finding: Finding, *changed: Record) -> State:
    draft = Draft(state_of(*changed))
    assert fixes.apply(finding, draft)
    return draft.state


def is_refused(finding: Finding, *changed: Record, gone: tuple[str, ...] = ()) -> bool:
    draft = Draft(state_of(*changed, without=gone))
    return not fixes.apply(finding, draft) and draft.changes() == ()


def test_a_number_in_a_body_goes_to_the_contact_that_lacks_it() -> None:
    page = with_body("<p>Ring på 33178801 i dag.</p>")
    (finding,) = findings("K601", page)
    state = fixed(finding, page)
    assert "33178801" not in need(state, Page, "s").body
    numbers = [phone.number for phone in need(state, Contact, "c").phones]
    assert numbers == ["33 17 88 00", "33 17 88 01"]
    assert is_refused(finding, page, gone=("sb",))
    assert is_refused(finding, page, gone=("c",))
    assert is_refused(finding, page, gone=("s",))
    assert is_refused(finding)


def test_a_number_that_the_contact_has_is_not_added_again() -> None:
    page = with_body("<p>Ring på 33178800 i dag.</p>")
    (finding,) = findings("K601", page)
    state = fixed(finding, page)
    assert "33178800" not in need(state, Page, "s").body
    assert need(state, Contact, "c") == CONTACT


def test_a_word_is_spelt_right_in_its_own_field_alone() -> None:
    wrong = replace(CONTACT, access_note="Lukket Fretdag og Fretdage", title="Fretdag")
    found = {finding.field: finding for finding in findings("K1103", wrong)}
    contact = need(fixed(found["access_note"], wrong), Contact, "c")
    assert (contact.access_note, contact.title) == ("Lukket Fredag og Fretdage", "Fretdag")
    assert is_refused(found["access_note"])
    assert is_refused(found["access_note"], gone=("c",))
    assert is_refused(replace(found["access_note"], params=()), wrong)


def test_what_is_gone_is_not_taken_out_again() -> None:
    noted = replace(CONTACT, access_note="Skriv til pas@kk.dk i dag")
    (finding,) = findings("K301", noted)
    assert "@" not in need(fixed(finding, noted), Contact, "c").access_note
    assert is_refused(finding)
    assert is_refused(finding, gone=("c",))
    page = with_body('<p><a href="mailto:pas@kk.dk">Skriv</a> eller <a href="/b">læs</a></p>')
    (linked,) = findings("K602", page)
    assert need(fixed(linked, page), Page, "s").body.count("<a ") == 1
    assert is_refused(linked, SERVICE)


def test_a_finding_without_a_fix_is_left_as_it_is() -> None:
    for fix in ("", "unknown"):
        assert is_refused(Finding("K806", "page", "p", fix=fix))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Skriv til pas@kk.dk i dag", "Skriv til i dag"),
        ("Skriv til pas@kk.dk.", "Skriv til."),
        ("Skriv til pas@kk.dk, eller ring", "Skriv til, eller ring"),
        ("Skriv til pas@kk.dk", "Skriv til"),
        ("<p>Skriv til pas@kk.dk</p>", "<p>Skriv til</p>"),
        ("Skriv til pas@kk.dk/nu", "Skriv til /nu"),
        ("Mail:pas@kk.dk nu", "Mail: nu"),
        ("(pas@kk.dk)", "()"),
        ('<a title="pas@kk.dk">her</a>', None),
    ],
)
def test_no_gap_is_left_and_no_letter_is_lost(text: str, left: str | None) -> None:
    assert without(text, "pas@kk.dk") == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('Skriv til <a href="mailto:pas@kk.dk">pas@kk.dk</a>.', "Skriv (se boksen)."),
        ('Se <a href="/b">b pas@kk.dk</a>.', 'Se <a href="/b">b (se boksen)</a>.'),
    ],
)  # fmt: skip
def test_a_link_goes_with_what_it_holds_where_it_holds_nothing_else(text: str, left: str) -> None:
    assert pointed(text, "pas@kk.dk", "se boksen") == left
    kept = pointed('<a href="mailto:pas@kk.dk">pas@kk.dk nu</a>', "pas@kk.dk", "se boksen")
    assert kept is not None
    assert kept.endswith("nu</a>")

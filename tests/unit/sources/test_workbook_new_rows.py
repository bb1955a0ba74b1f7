"""Rows that were added to a workbook, or copied in it."""

from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.model.channels import WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.edited_workbook import Edited, asked, export, planned, reasons
from tests.unit.sources.small_workspace import (
    BUF,
    FLYT,
    OTHER,
    PAGE,
    SOF,
    STATE,
    applied,
    with_,
)


@pytest.fixture
def book(tmp_path: Path) -> Edited:
    return Edited(export(tmp_path / "a.xlsx", STATE))


def test_new_rows_are_offered_as_new_and_come_in_once(book: Edited) -> None:
    book.add("contacts", name="Ny enhed", administration="BUF", visiting_hours="Man-fre 9-15",
             phones="33663399", open_to_visits="nej")  # fmt: skip
    book.add("phones", contact="Ny enhed", number=70807080.0, label="Vagt")
    book.add("phones", contact="Flytning", number="33 17 00 00")
    book.add("channels", contact="Ny enhed", written_kind="andet", url="https://kk.dk/ny")
    book.add("boxes", path="/flyt", contact="Flytning", heading="Flyt")
    book.add("list", title="Flyt", path="/flyt", tier="sekundær")
    book.add("pages", title="Ny side", parent="Kontakt", kind="kontaktside", path="/ny")
    book.add("pages", title="Nyere side", parent="Kontakt", kind="kontaktside", path="/nyere")
    book.add("terms", vocabulary="kategori", name="Nyt emne", aliases="Emne\nEmner")
    plan = planned(STATE, book.save())
    assert reasons(plan) == []
    kinds = [change.kind for change in asked(plan)]
    assert (kinds.count(PlanKind.NEW), kinds.count(PlanKind.CHANGED)) == (6, 1)
    state = applied(plan)
    unit = next(each for each in state.all(Contact) if each.name == "Ny enhed")
    assert unit.administration == BUF
    assert [(phone.number, phone.label) for phone in unit.phones] == [
        ("33 66 33 99", ""),
        ("70 80 70 80", "Vagt"),
    ]
    assert [(each.kind, each.url) for each in unit.written] == [
        (WrittenKind.OTHER, "https://kk.dk/ny")
    ]
    assert unit.visiting_hours is not None
    assert len(unit.visiting_hours.spans) == 5
    moved = state.get(Contact, "c2")
    assert moved is not None
    assert [phone.number for phone in moved.phones] == ["33 17 00 00"]
    assert {(box.page, box.contact, box.heading) for box in state.all(ContactBox)} == {
        ("g", "c1", ""),
        ("h", "c2", "Flyt"),
    }
    entry = next(each for each in state.all(ListEntry) if each.page == "h")
    assert (entry.title, entry.administration) == (None, None)
    pages = sorted((p for p in state.all(Page) if p.parent == "t"), key=lambda p: p.order)
    assert [page.title for page in pages] == [PAGE.title, OTHER.title, "Ny side", "Nyere side"]
    term = next(each for each in state.all(Term) if each.name == "Nyt emne")
    assert (term.vocabulary, term.aliases) == (Vocabulary.CATEGORY, ("Emne", "Emner"))
    again = planned(state, book.path, base=STATE)
    assert (asked(again), reasons(again)) == ([], [])


@pytest.mark.parametrize(
    ("sheet", "cells", "reason"),
    [
        ("contacts", {"town": "Valby"}, "reject.no_name"),
        ("phones", {"contact": "Pas", "label": "x"}, "reject.book_no_number"),
        ("phones", {"contact": "Findes ikke", "number": "33663366"}, "reject.book_no_contact"),
        ("phones", {"number": "33663366"}, "reject.book_no_contact"),
        ("channels", {"contact": "Pas", "written_kind": "brev"}, "reject.book_no_link"),
        ("hours", {"contact": "Pas", "monday": "8-9"}, "reject.book_no_new_rows"),
        ("drill", {"title": "Nyt punkt"}, "reject.book_no_new_rows"),
        ("boxes", {"path": "/findes-ikke", "contact": "Pas"}, "reject.book_no_page"),
        ("boxes", {"path": "/pas", "contact": "Ingen"}, "reject.book_no_contact"),
        ("list", {"path": "/pas"}, "reject.book_on_list"),
        ("list", {"path": "/kontakt"}, "reject.book_not_for_list"),
        ("pages", {"title": "Ny"}, "reject.book_no_parent"),
        ("pages", {"title": "Ny", "parent": "Flyt"}, "reject.book_no_child"),
        ("pages", {"parent": "Kontakt", "path": "/x"}, "reject.no_name"),
        ("terms", {"name": "Nyt", "vocabulary": "farve"}, "reject.book_not_on_the_list"),
        ("terms", {"name": "Valby", "vocabulary": "bydel"}, "reject.book_term"),
    ],
)
def test_a_new_row_that_belongs_nowhere_is_told(
    book: Edited, sheet: str, cells: dict[str, object], reason: str
) -> None:
    plan = planned(STATE, book.add(sheet, **cells).save())
    assert asked(plan) == []
    (cell,) = plan.rejected
    assert (cell.sheet, cell.row, cell.reason) == (
        book.page(sheet).title,
        book.page(sheet).max_row,
        reason,
    )


def test_two_contacts_of_one_name_are_not_guessed_at(tmp_path: Path) -> None:
    state = with_(replace(FLYT, name="Pas"))
    book = Edited(export(tmp_path / "a.xlsx", state))
    plan = planned(state, book.add("phones", contact="Pas", number="33663366").save())
    assert (asked(plan), reasons(plan)) == ([], ["reject.book_several_contacts"])


def test_a_copied_row_that_was_changed_is_a_new_one_and_the_row_itself_stays(
    book: Edited,
) -> None:
    book.copy("contacts", "c2", name="Flytning til udlandet")
    plan = planned(STATE, book.save())
    (change,) = asked(plan)
    assert (change.kind, change.title, reasons(plan)) == (
        PlanKind.NEW,
        "Flytning til udlandet",
        [],
    )
    (made,) = change.records
    assert isinstance(made, Contact)
    assert (made.id != "c2", made.administration) == (True, SOF)


def test_of_two_changed_copies_the_one_that_differs_least_is_the_row_itself(book: Edited) -> None:
    book.copy("contacts", "c2", name="En helt anden", town="Valby", title="Ny")
    book.set("contacts", "c2", "name", "Flytninger")
    plan = planned(STATE, book.save())
    assert {(change.kind, change.title) for change in asked(plan)} == {
        (PlanKind.CHANGED, "Flytninger"),
        (PlanKind.NEW, "En helt anden"),
    }


def test_a_copied_phone_is_a_second_one_and_none_is_missing(book: Edited) -> None:
    book.copy("phones", "c1", number="70 80 70 80", label="Vagt")
    book.set("phones", "c1", "note", "Kun akut", part="p1")
    plan = planned(STATE, book.save())
    (change,) = asked(plan)
    assert change.kind is PlanKind.CHANGED
    assert not [field for field in change.fields if field.is_conflict]
    (contact,) = change.records
    assert isinstance(contact, Contact)
    assert [(phone.number, phone.label, phone.note) for phone in contact.phones] == [
        ("33 66 33 66", "Pas", "Kun akut"),
        ("33 17 88 00", "", ""),
        ("70 80 70 80", "Vagt", ""),
    ]


def test_new_rows_that_say_the_same_are_one(book: Edited) -> None:
    for _ in range(2):
        book.add("contacts", name="Ny enhed")
        book.add("phones", contact="Flytning", number="33 17 00 00")
    plan = planned(STATE, book.save())
    assert reasons(plan) == []
    assert {(change.kind, len(change.fields)) for change in asked(plan)} == {
        (PlanKind.NEW, 1),
        (PlanKind.CHANGED, 1),
    }
    assert len(asked(plan)) == 2


def test_a_copy_that_says_nothing_new_is_told(book: Edited) -> None:
    plan = planned(STATE, book.copy("contacts", "c2").save())
    assert (asked(plan), reasons(plan)) == ([], ["reject.book_copied"])


def test_an_id_that_is_unknown_here_is_told(book: Edited) -> None:
    book.page("contacts").cell(book.row("contacts", "c2"), 1).value = "ukendt"
    plan = planned(STATE, book.save())
    assert reasons(plan) == ["reject.book_unknown_id"]
    assert [(change.kind, change.key) for change in asked(plan)] == [
        (PlanKind.GONE, "gone:contact:c2")
    ]

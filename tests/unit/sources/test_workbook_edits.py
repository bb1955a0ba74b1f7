"""An edited workbook comes back: each edit by its hidden id, or a sentence why it is not taken."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from kkworkbench.model.channels import Channel, WrittenKind
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import Tier
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Plan, PlanKind
from tests.unit.sources.edited_workbook import Edited, asked, export, planned, reasons
from tests.unit.sources.small_workspace import (
    BOX,
    BUF,
    DRILL,
    ENTRY,
    OTHER,
    PAGE,
    PAS,
    RECORDS,
    SOF,
    STATE,
    applied,
)


@pytest.fixture
def book(tmp_path: Path) -> Edited:
    return Edited(export(tmp_path / "a.xlsx", STATE))


def read(book: Edited, state: State = STATE) -> Plan:
    return planned(state, book.save(), base=STATE)


def after(book: Edited, record: Record) -> Record | None:
    plan = read(book)
    assert reasons(plan) == []
    return applied(plan).get(type(record), record.id)


@pytest.mark.parametrize(
    ("sheet", "record", "column", "typed", "changed"),
    [
        ("contacts", PAS, "name", "Pas og visum", {"name": "Pas og visum"}),
        ("contacts", PAS, "org_id", 54321.0, {"org_id": "54321"}),
        ("contacts", PAS, "booking", "https://kk.dk/t", {"booking_url": "https://kk.dk/t"}),
        ("contacts", PAS, "open_to_visits", "JA", {"open_to_visits": True}),
        ("contacts", PAS, "open_to_visits", True, {"open_to_visits": True}),
        ("contacts", PAS, "administration", "SOF", {"administration": SOF}),
        ("contacts", PAS, "verified_on", datetime(2026, 10, 2), {"verified_on": date(2026, 10, 2)}),
        ("contacts", PAS, "verified_on", "2.10.2026", {"verified_on": date(2026, 10, 2)}),
        ("boxes", BOX, "heading", "Ring til os", {"heading": "Ring til os"}),
        ("boxes", BOX, "channels", "adresse, telefon",
         {"channels": (Channel.PHONE, Channel.ADDRESS)}),
        ("drill", DRILL, "title", "Pas", {"title": "Pas"}),
        ("list", ENTRY, "tier", "Sekundær", {"tier": Tier.SECONDARY}),
        ("list", ENTRY, "help_text", "Hjælp", {"help_text": "Hjælp"}),
        ("pages", PAGE, "kind", "Linkside", {"kind": PageKind.LINK}),
        ("pages", PAGE, "kind", "contact page", {}),
        ("pages", PAGE, "help_text", "Hjælp", {"summary": "Hjælp"}),
        ("pages", PAGE, "body", "<p>Ja</p><script>x()</script>", {"body": "<p>Ja</p>"}),
        ("pages", PAGE, "tags", "kontakt, pas", {"tags": ("kontakt", "pas")}),
        ("pages", PAGE, "self_service", "yes", {"has_self_service": True}),
        ("pages", PAGE, "state", "kladde", {"state": PageState.DRAFT}),
    ],
)  # fmt: skip
def test_a_cell_that_was_edited_sets_its_field(
    book: Edited, sheet: str, record: Record, column: str, typed: object, changed: dict[str, object]
) -> None:
    book.set(sheet, record.id, column, typed)
    assert after(book, record) == replace(record, **changed)  # type: ignore[type-var]


def test_parts_are_edited_on_sheets_of_their_own_and_make_one_change_of_their_contact(
    book: Edited,
) -> None:
    book.set("contacts", "c1", "town", "Valby")
    book.set("phones", "c1", "number", 33663377.0, part="p1")
    book.set("phones", "c1", "note", "Kun akut", part="p2")
    book.set("channels", "c1", "written_kind", "brev", part="w1")
    plan = read(book)
    (change,) = asked(plan)
    assert (change.kind, change.contact_id, len(change.records)) == (PlanKind.CHANGED, "c1", 1)
    contact = applied(plan).get(Contact, "c1")
    assert contact is not None
    assert contact.address == replace(PAS.address, town="Valby")  # type: ignore[type-var]
    assert [phone.number for phone in contact.phones] == ["33 66 33 77", "33 17 88 00"]
    assert [phone.note for phone in contact.phones] == ["", "Kun akut"]
    assert contact.written[0].kind is WrittenKind.POST


def test_hours_are_edited_day_by_day_and_keep_the_rest(book: Edited) -> None:
    book.set("hours", "c1", "monday", "9-12", part="visiting_hours")
    book.set("hours", "c1", "tuesday", "lukket", part="visiting_hours")
    book.set("hours", "c1", "sunday", "10.30 - 12 og 13-14", part="visiting_hours")
    book.set("hours", "c1", "by_appointment", "ja", part="phones.p2.hours")
    plan = read(book)
    assert reasons(plan) == []
    contact = applied(plan).get(Contact, "c1")
    assert contact is not None
    assert contact.visiting_hours == Hours(
        (Span(1, 540, 720), Span(7, 630, 720), Span(7, 780, 840)), (2,), comment="Ring"
    )
    assert contact.phones[1].hours == Hours(by_appointment=True)


def test_numbers_on_the_row_of_a_contact_are_those_of_its_phones(book: Edited) -> None:
    book.set("contacts", "c1", "phones", "33 66 33 66\n33 17 88 11\n70 80 70 80")
    book.set("contacts", "c2", "phones", 33663300.0)
    plan = read(book)
    assert reasons(plan) == []
    state = applied(plan)
    first, second = state.get(Contact, "c1"), state.get(Contact, "c2")
    assert first is not None
    assert second is not None
    assert [phone.number for phone in first.phones] == ["33 66 33 66", "33 17 88 11", "70 80 70 80"]
    assert first.phones[0] == PAS.phones[0]
    assert [phone.number for phone in second.phones] == ["33 66 33 00"]
    assert asked(planned(state, book.path, base=STATE)) == []


@pytest.mark.parametrize(
    ("sheet", "column", "typed", "part"),
    [
        ("phones", "number", 33663366.0, "p1"),
        ("phones", "number", "33663366", "p1"),
        ("contacts", "postal_code", 999.0, ""),
        ("contacts", "org_id", 12345.0, ""),
        ("contacts", "verified_on", "01.09.2026", ""),
        ("contacts", "administration", "Børne- og Ungdomsforvaltningen", ""),
        ("hours", "monday", "8-12 og 13-17", "visiting_hours"),
    ],
)
def test_another_way_to_write_the_same_is_no_edit(
    book: Edited, sheet: str, column: str, typed: object, part: str
) -> None:
    book.set(sheet, "c1", column, typed, part)
    plan = read(book)
    assert (asked(plan), reasons(plan)) == ([], [])


@pytest.mark.parametrize(
    ("sheet", "id_", "column", "typed", "reason"),
    [
        ("contacts", "c1", "administration", "Ukendt", "reject.book_not_on_the_list"),
        ("contacts", "c1", "categories", "Pas, Ukendt", "reject.book_not_on_the_list"),
        ("contacts", "c1", "open_to_visits", "måske", "reject.book_yes_no"),
        ("contacts", "c1", "verified_on", "i går", "reject.book_no_date"),
        ("contacts", "c1", "title", datetime(2026, 2, 1), "reject.book_became_a_date"),
        ("contacts", "c1", "phone_hours", "Mandag 8-12", "reject.book_elsewhere"),
        ("contacts", "c1", "phones", "33 66 33 66", "reject.book_fewer_phones"),
        ("hours", "c1", "monday", "når vi er der", "reject.hours"),
        ("hours", "c1", "dates", "2026-12-24 lukket", "reject.book_shown_only"),
        ("phones", "c1", "contact", "En anden", "reject.book_shown_only"),
        ("boxes", "b", "channels", "telefon, fax", "reject.book_not_on_the_list"),
        ("list", "e", "tier", "tertiær", "reject.book_not_on_the_list"),
        ("pages", "g", "kind", "blog", "reject.book_not_on_the_list"),
        ("pages", "t", "kind", "linkside", "reject.book_has_children"),
        ("pages", "g", "kind", None, "reject.book_emptied"),
        ("pages", "g", "parent", "Et andet sted", "reject.book_shown_only"),
        ("terms", BUF, "name", "Socialforvaltningen", "reject.book_term"),
    ],
)
def test_what_cannot_be_taken_in_is_told_with_its_place(
    book: Edited, sheet: str, id_: str, column: str, typed: object, reason: str
) -> None:
    row = book.row(sheet, id_)
    book.set(sheet, id_, column, typed)
    plan = read(book)
    assert asked(plan) == []
    (cell,) = plan.rejected
    names = (
        book.page(sheet).title,
        row,
        book.page(sheet).cell(2, book.column(sheet, column)).value,
    )
    assert (cell.sheet, cell.row, cell.column) == names
    assert (cell.file, cell.reason) == ("a.xlsx", reason)


def test_a_formula_that_was_never_worked_out_is_told_and_its_cell_is_left(book: Edited) -> None:
    book.set("contacts", "c1", "title", "=SUM(1,2)")
    plan = read(book)
    assert (asked(plan), reasons(plan)) == ([], ["reject.book_formula"])


def test_an_emptied_cell_waits_and_does_not_keep_the_rest_from_coming_in(book: Edited) -> None:
    book.set("contacts", "c1", "org_id", None)
    (alone,) = asked(read(book))
    assert (alone.kind, alone.records) == (PlanKind.CONFLICT, (PAS,))
    book.set("contacts", "c1", "town", "Valby")
    plan = read(book)
    (change,) = asked(plan)
    assert change.kind is PlanKind.CHANGED
    contact = applied(plan).get(Contact, "c1")
    assert contact is not None
    assert contact.org_id == "12345"
    both = change.taking({"contacts.org_id", "contacts.town"}).records[0]
    assert isinstance(both, Contact)
    assert both.org_id == ""


def test_an_emptied_title_of_an_entry_follows_its_page_again(tmp_path: Path) -> None:
    state = State.of((*RECORDS[:-1], replace(ENTRY, title="Eget")))
    book = Edited(export(tmp_path / "a.xlsx", state))
    book.set("list", "e", "title", None)
    (change,) = asked(planned(state, book.save()))
    assert change.taking({"list.title"}).records == (ENTRY,)


@pytest.mark.parametrize(
    "rows_of_parts", [(), ("phones", "phones", "channels", "hours", "hours", "hours")]
)
def test_a_missing_record_is_told_and_never_deleted(
    book: Edited, rows_of_parts: tuple[str, ...]
) -> None:
    for sheet in (*rows_of_parts, "contacts"):
        book.delete(sheet, "c1")
    book.delete("pages", "h")
    plan = read(book)
    assert {(c.kind, c.key, c.records) for c in asked(plan)} == {
        (PlanKind.GONE, "gone:contact:c1", ()),
        (PlanKind.GONE, "gone:page:h", ()),
    }
    assert not [change for change in plan.changes if change.key in ("contact:c1", "page:h")]
    assert applied(plan) == STATE


def test_a_row_of_which_only_the_ids_are_left_is_missing(book: Edited) -> None:
    page, row = book.page("pages"), book.row("pages", "h")
    for at in range(2, page.max_column + 1):
        page.cell(row, at).value = None
    (change,) = asked(read(book))
    assert (change.kind, change.key) == (PlanKind.GONE, "gone:page:h")


def test_a_missing_phone_waits_for_a_person_to_take_it_away(book: Edited) -> None:
    book.delete("phones", "c1", "p2")
    plan = read(book)
    (change,) = asked(plan)
    assert (change.kind, change.key) == (PlanKind.CONFLICT, "contact:c1")
    assert applied(plan) == STATE
    taken = change.taking({"phones.p2.number"}).records[0]
    assert taken == replace(PAS, phones=PAS.phones[:1])


def test_a_missing_contact_whose_phone_was_edited_is_told_and_its_edit_too(book: Edited) -> None:
    book.delete("contacts", "c1").set("phones", "c1", "label", "Ny", part="p1")
    assert [(change.kind, change.key) for change in asked(read(book))] == [
        (PlanKind.CHANGED, "contact:c1"),
        (PlanKind.GONE, "gone:contact:c1"),
    ]


def test_a_record_missing_here_too_is_nothing(book: Edited) -> None:
    book.delete("pages", "h")
    without = State.of(each for each in RECORDS if each is not OTHER)
    assert asked(read(book, without)) == []


def test_a_file_that_lacks_most_rows_is_an_excerpt(book: Edited) -> None:
    page = book.page("terms")
    page.delete_rows(3, page.max_row)
    assert read(book).is_excerpt

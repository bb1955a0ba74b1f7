"""A workbook against a workspace that went on: merged field by field; new rows; several files."""

from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.exports.scope import Scope
from kkworkbench.exports.workbook import META
from kkworkbench.messages import Messages, languages
from kkworkbench.model.channels import WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Request
from kkworkbench.sources.workbook import is_ours, plan
from kkworkbench.sources.workbook_fields import FIELDS
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.edited_workbook import TODAY, Edited, asked, edits, export, planned, reasons
from tests.unit.sources.test_workbook_edits import (
    BUF,
    FLYT,
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


def with_(*changed: Record) -> State:
    ids = {(type(each), each.id): each for each in changed}
    return State.of([ids.pop((type(each), each.id), each) for each in RECORDS] + [*ids.values()])


# Merged with what was done here since


def test_fields_changed_there_only_are_taken_and_those_changed_here_only_stay(
    book: Edited,
) -> None:
    here = with_(replace(PAS, title="Rettet her"))
    book.set("contacts", "c1", "org_id", "777")
    plan = planned(here, book.save(), base=STATE)
    assert edits(plan) == {"c1 contacts.org_id": "777"}
    (change,) = asked(plan)
    assert change.records == (replace(PAS, title="Rettet her", org_id="777"),)


def test_a_field_changed_otherwise_on_both_sides_is_a_conflict_with_all_three_words(
    book: Edited,
) -> None:
    here = with_(replace(PAS, name="Pas her"))
    book.set("contacts", "c1", "name", "Pas der").set("contacts", "c1", "title", "Ny titel")
    plan = planned(here, book.save(), base=STATE)
    (change,) = asked(plan)
    name, title = change.fields
    assert change.kind is PlanKind.CONFLICT
    assert (name.was, name.here, name.wanted, name.is_conflict) == (
        *("Pas", "Pas her", "Pas der"),
        True,
    )
    assert not title.is_conflict
    assert change.taking({"contacts.name"}).records[0].name == "Pas der"  # type: ignore[attr-defined]
    assert change.taking({"contacts.title"}).records == (
        replace(PAS, name="Pas her", title="Ny titel"),
    )


def test_the_same_change_on_both_sides_is_nothing(book: Edited) -> None:
    here = with_(replace(PAS, name="Pas og visum"))
    book.set("contacts", "c1", "name", "Pas og visum")
    assert asked(planned(here, book.save(), base=STATE)) == []


def test_parts_are_merged_field_by_field_too(book: Edited) -> None:
    first, second = PAS.phones
    here = with_(replace(PAS, phones=(second, replace(first, label="Her"))))
    book.set("phones", "c1", "number", "70 80 70 80", part="p1")
    plan = planned(here, book.save(), base=STATE)
    (change,) = asked(plan)
    assert change.records == (
        replace(PAS, phones=(second, replace(first, label="Her", number="70 80 70 80"))),
    )


def test_an_edit_of_what_was_deleted_here_is_told(book: Edited) -> None:
    here = State.of(each for each in RECORDS if each is not OTHER)
    book.set("pages", "h", "title", "Flyt hjem")
    plan = planned(here, book.save(), base=STATE)
    assert (asked(plan), reasons(plan)) == ([], ["reject.book_deleted_here"])


def test_the_base_comes_from_the_log_of_the_workspace(tmp_path: Path) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    workspace.execute(EditContact("c1", "title", "Et"))
    step = workspace.store.step
    book = Edited(export(tmp_path / "a.xlsx", workspace.state, step=step))
    workspace.execute(EditContact("c1", "title", "To"))
    workspace.execute(EditContact("c2", "name", "Flyt"))
    book.set("contacts", "c1", "name", "Pas og visum").set("contacts", "c2", "name", "Flytning!")
    asked_for = Request((book.save(),), workspace.state, TODAY, base=workspace.as_it_was)
    found = plan(asked_for)
    assert edits(found) == {
        "c1 contacts.name": "Pas og visum",
        "c2 contacts.name": "Flytning!",
    }
    assert [change.kind for change in asked(found)] == [PlanKind.CHANGED, PlanKind.CONFLICT]


def test_a_plan_is_applied_as_one_step_that_can_be_undone(book: Edited) -> None:
    book.set("contacts", "c1", "name", "Nyt navn").set("pages", "g", "title", "Ny titel")
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    plan = planned(STATE, book.save())
    workspace.execute(ApplyPlan(plan.applicable()))
    assert workspace.state != STATE
    assert asked(planned(workspace.state, book.path, base=STATE)) == []
    workspace.undo()
    assert workspace.state == STATE


# Rows that were added


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


# Files and sheets


def test_a_workbook_of_another_workspace_is_refused(book: Edited) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        plan(Request((book.path,), STATE, TODAY, workspace="another"))
    assert caught.value.key == "input.other_workspace"


def test_a_workbook_of_a_step_that_is_not_here_is_refused(tmp_path: Path) -> None:
    path = export(tmp_path / "a.xlsx", STATE, step=9)
    workspace = Workspace(MemoryStore(RECORDS), "ada")
    with pytest.raises(UnreadableInputError) as caught:
        plan(Request((path,), STATE, TODAY, base=workspace.as_it_was))
    assert caught.value.key == "input.workbook_ahead"


@pytest.mark.parametrize(
    ("fact", "value", "key"),
    [
        ("format", "kkworkbench-workbook/9", "input.workbook_format"),
        ("format", "noget andet", "input.not_our_workbook"),
        ("step", "-1", "input.not_our_workbook"),
    ],
)
def test_a_workbook_whose_hidden_sheet_says_something_else_is_refused(
    book: Edited, fact: str, value: str, key: str
) -> None:
    page = book.book[META]
    next(row for row in page.iter_rows() if row[0].value == fact)[1].value = value
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.save())
    assert caught.value.key == key


def test_a_workbook_without_its_hidden_sheet_is_refused(book: Edited) -> None:
    del book.book[META]
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.save())
    assert caught.value.key == "input.not_our_workbook"
    assert not is_ours(book.path)


def test_a_workbook_that_was_saved_as_ods_is_refused(book: Edited, tmp_path: Path) -> None:
    with pytest.raises(UnreadableInputError) as caught:
        planned(STATE, book.path.rename(tmp_path / "a.ods"))
    assert caught.value.key == "input.workbook_as_ods"


def test_our_workbook_is_known_without_reading_it(book: Edited, tmp_path: Path) -> None:
    assert is_ours(book.save())
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nothing")
    assert not is_ours(tmp_path / "b.xlsx")
    assert not is_ours(tmp_path / "missing.xlsx")


def test_added_gone_and_copied_sheets_and_columns_are_told_and_the_rest_is_read(
    book: Edited,
) -> None:
    book.book.create_sheet("Mine noter").append(["Husk mælk"])
    book.book.copy_worksheet(book.page("pages"))
    del book.book[book.page("boxes").title]
    contacts = book.page("contacts")
    at = contacts.max_column + 1
    contacts.cell(2, at).value = "Bemærkning"
    contacts.cell(3, at).value = "Ring til dem"
    drill = book.page("drill")
    drill.cell(1, 1).value = None
    book.set("contacts", "c1", "name", "Nyt navn")
    plan = planned(STATE, book.save())
    assert edits(plan) == {"c1 contacts.name": "Nyt navn"}
    assert {(cell.sheet, cell.column, cell.reason) for cell in plan.rejected} == {
        ("Mine noter", "", "reject.book_unknown_sheet"),
        ("Sider Copy", "", "reject.book_sheet_twice"),
        ("Kontaktbokse", "", "reject.book_no_sheet"),
        ("Kontakter", "Bemærkning", "reject.book_unknown_column"),
        ("Kontaktmenu", "id", "reject.book_no_ids"),
        ("Kontaktmenu", "", "reject.book_no_sheet"),
    }


def test_a_deleted_column_is_not_an_emptied_one(book: Edited) -> None:
    book.page("contacts").delete_cols(book.column("contacts", "org_id"))
    plan = planned(STATE, book.save())
    assert (asked(plan), reasons(plan)) == ([], [])


def test_one_workbook_for_each_administration_comes_back_together(tmp_path: Path) -> None:
    buf = Edited(export(tmp_path / "buf.xlsx", STATE, scope=Scope(False, BUF)))
    sof = Edited(export(tmp_path / "sof.xlsx", STATE, scope=Scope(False, SOF)))
    assert [buf.row("contacts", "c1"), sof.row("contacts", "c2")] == [3, 3]
    buf.set("contacts", "c1", "name", "Pas!")
    sof.set("contacts", "c2", "name", "Flyt!")
    plan = planned(STATE, buf.save(), sof.save())
    assert edits(plan) == {"c1 contacts.name": "Pas!", "c2 contacts.name": "Flyt!"}
    assert [change.group for change in asked(plan)] == ["buf.xlsx", "sof.xlsx"]
    assert plan.file == "buf.xlsx, sof.xlsx"


def test_a_row_pasted_from_the_workbook_of_another_is_known_by_its_id(tmp_path: Path) -> None:
    buf = Edited(export(tmp_path / "buf.xlsx", STATE, scope=Scope(False, BUF)))
    whole = Edited(export(tmp_path / "a.xlsx", STATE)).page("contacts")
    for row in whole.iter_rows(min_row=3):
        if row[0].value == "c2":
            buf.page("contacts").append([cell.value for cell in row])
    buf.set("contacts", "c2", "name", "Flyt!")
    assert edits(planned(STATE, buf.save())) == {"c2 contacts.name": "Flyt!"}


def test_two_files_that_disagree_about_a_field_wait_for_a_person(tmp_path: Path) -> None:
    first, second = (Edited(export(tmp_path / f"{n}.xlsx", STATE)) for n in "ab")
    first.set("contacts", "c1", "name", "Et").set("contacts", "c2", "name", "Samme")
    second.set("contacts", "c1", "name", "To").set("contacts", "c2", "name", "Samme")
    plan = planned(STATE, first.save(), second.save())
    kinds = {change.key: change.kind for change in asked(plan)}
    assert kinds == {"contact:c1": PlanKind.CONFLICT, "contact:c2": PlanKind.CHANGED}
    (cell,) = plan.rejected
    assert (cell.file, cell.value, cell.reason) == ("b.xlsx", "To", "reject.book_said_twice")


def named(plan: Plan) -> list[str]:
    return [field.name_key for change in asked(plan) for field in change.fields]


def test_every_field_has_a_name_in_words(book: Edited) -> None:
    columns = {column for fields in FIELDS.values() for column in fields}
    for language in languages():
        messages = Messages(language)
        assert [c for c in columns if not messages.has(f"exports.column.{c}")] == []
    book.set("phones", "c1", "label", "Ny", part="p1")
    assert named(planned(STATE, book.save())) == ["exports.column.label"]

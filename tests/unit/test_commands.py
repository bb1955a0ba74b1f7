"""All commands: undone one by one they lead back to the exact first state, on disk too."""

from datetime import date
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import db
from kkworkbench import demo
from kkworkbench.model.answer import QUESTIONS, Verdict
from kkworkbench.model.channels import Ability, Channel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.setting import Waiver
from kkworkbench.model.site import Site
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.indexes import CHILDREN, DRILL
from kkworkbench.state.lookups import level
from kkworkbench.state.state import State
from kkworkbench.workspace.commands import (
    answers,
    boxes,
    contact_list,
    contacts,
    drill,
    guideline,
    merging,
    numbers,
    pages,
    properties,
)
from kkworkbench.workspace.commands import settings as setting_commands
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

FIRST = State.of(demo.records())
PAGES = sorted(page.id for page in FIRST.all(Page))
CONTACTS = sorted(contact.id for contact in FIRST.all(Contact))[:6]
BOXES = sorted(box.id for box in FIRST.all(ContactBox))[:6]
DRILLS = sorted(entry.id for entry in FIRST.all(DrillEntry))
LISTED = sorted(entry.id for entry in FIRST.all(ListEntry))[:6]
SITES = sorted(site.id for site in FIRST.all(Site))
KONTAKT = next(site.main_contact_page for site in FIRST.all(Site))

page = st.sampled_from(PAGES)
contact = st.sampled_from(CONTACTS)
at = st.integers(-1, 14)
new = st.sampled_from(["new0", "new1", "new2"])
text = st.sampled_from(["", "Ny tekst", "æøå", "33178800"])
PARTS = [(c.id, p.part_id) for c in (FIRST.get(Contact, i) for i in CONTACTS) for p in c.phones]
COMMANDS = st.one_of(
    st.builds(
        pages.AddPage, new, st.none() | page, text, st.sampled_from(PageKind), st.none() | at
    ),
    st.builds(pages.EditPage, page, st.sampled_from(["title", "summary", "body"]), text),
    st.builds(pages.EditPage, page, st.just("kind"), st.sampled_from(PageKind)),
    st.builds(
        pages.MovePages, st.lists(page, min_size=1, max_size=3).map(tuple), st.none() | page, at
    ),
    st.builds(pages.DeletePages, st.lists(page, min_size=1, max_size=2).map(tuple)),
    st.builds(contacts.AddContact, new, text),
    st.builds(contacts.AddContactPage, contact, new, new, new, st.none() | page),
    st.builds(contacts.DeleteContacts, st.lists(contact, min_size=1, max_size=2).map(tuple)),
    st.builds(contacts.EditContact, contact, st.sampled_from(["name", "note"]), text),
    st.builds(contacts.EditContact, contact, st.just("abilities"), st.just((Ability.SETTLE,))),
    st.builds(contacts.EditAddress, contact, st.sampled_from(["street", "town"]), text),
    st.builds(contacts.AddPhone, contact, new, text),
    st.builds(contacts.AddWrittenChannel, contact, new, st.sampled_from(WrittenKind), text, text),
    st.sampled_from(PARTS).flatmap(
        lambda part: st.builds(
            contacts.EditPart,
            st.just(part[0]),
            st.just("phones"),
            st.just(part[1]),
            st.sampled_from(["number", "label"]),
            text,
        )
    ),
    st.sampled_from(PARTS).map(lambda part: contacts.RemovePart(part[0], "phones", part[1])),
    st.sampled_from(PARTS).map(lambda part: contacts.MovePart(part[0], "phones", part[1], 0)),
    st.builds(merging.MergeContacts, contact, contact),
    st.builds(numbers.ReplaceNumber, st.just("33 66 33 66"), text),
    st.builds(boxes.PutBox, new, page, contact),
    st.builds(boxes.EditBox, st.sampled_from(BOXES), st.just("note"), text),
    st.builds(boxes.MoveBox, st.sampled_from(BOXES), at),
    st.builds(boxes.RemoveBox, st.sampled_from(BOXES)),
    st.builds(drill.PlaceInDrill, new, page, at),
    st.builds(
        drill.PlacePagesInDrill,
        st.lists(st.tuples(new, page), min_size=1, max_size=3, unique_by=itemgetter(0)).map(tuple),
        at,
    ),
    st.builds(
        drill.MoveDrillEntries,
        st.lists(st.sampled_from(DRILLS), min_size=1, max_size=3).map(tuple),
        at,
    ),
    st.builds(drill.SwapInDrill, st.sampled_from(DRILLS), new, page),
    st.builds(drill.TakeOutOfDrill, st.sampled_from(DRILLS).map(lambda d: (d,))),
    st.builds(drill.RemoveDrillEntries, st.sampled_from(DRILLS).map(lambda d: (d,))),
    st.builds(drill.EditDrillEntry, st.sampled_from(DRILLS), st.just("title"), st.none() | text),
    st.builds(
        answers.AnswerQuestion,
        st.just("drill_entry"),
        st.sampled_from(DRILLS),
        st.sampled_from(QUESTIONS),
        st.none() | st.sampled_from(Verdict),
    ),
    st.builds(
        answers.NoteAnswer,
        st.just("list_entry"),
        st.sampled_from(LISTED),
        st.sampled_from(QUESTIONS),
        text,
    ),
    st.builds(contact_list.PutOnList, st.tuples(st.tuples(new, page))),
    st.builds(contact_list.RemoveFromList, st.sampled_from(LISTED).map(lambda e: (e,))),
    st.builds(contact_list.EditListEntry, st.sampled_from(LISTED), st.just("title"), text),
    st.builds(setting_commands.EditSite, st.sampled_from(SITES), st.just("feedback_url"), text),
    st.builds(
        properties.EditProperties,
        st.tuples(
            st.tuples(st.sampled_from(SITES), st.just("feedback_url"), text),
            st.tuples(
                st.sampled_from(SITES), st.just("main_contact_page"), st.none() | st.just(KONTAKT)
            ),
        ),
        st.tuples(
            st.builds(
                guideline.SetGuideline,
                new,
                st.sampled_from(["Pas", "pas ", "Flytning"]),
                st.frozensets(st.sampled_from(Channel)),
            )
        ),
    ),
    st.builds(setting_commands.SetSetting, st.just("drill.count"), st.none() | st.integers(1, 14)),
    st.builds(
        setting_commands.Waive,
        st.builds(Waiver, new, st.just("K202"), contact, reason=st.sampled_from(["", "aftalt"])),
    ),
    st.builds(
        setting_commands.EditWaiver,
        new,
        st.sampled_from(["", "aftalt igen"]),
        st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 31)),
    ),
    st.builds(setting_commands.EndWaiver, new),
)
SCRIPT = st.lists(st.one_of(COMMANDS, st.sampled_from(["undo", "redo"])), max_size=14)


def play(workspace: Workspace, script: list[object]) -> None:
    for step in script:
        if step == "undo":
            workspace.undo()
        elif step == "redo":
            workspace.redo()
        else:
            try:
                workspace.execute(step)  # type: ignore[arg-type]
            except Refused:
                continue


@given(SCRIPT)
def test_undoing_all_returns_the_exact_first_state(script: list[object]) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "me", state=FIRST)
    play(workspace, script)
    while workspace.undo() is not None:
        pass
    assert workspace.state == FIRST


@given(SCRIPT)
def test_the_indexes_are_what_the_records_say(script: list[object]) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "me", state=FIRST)
    play(workspace, script)
    assert workspace.state == State.of(workspace.store.load())


@given(SCRIPT)
@settings(max_examples=15)
def test_incremental_findings_equal_a_full_run_through_commands(script: list[object]) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "me", state=FIRST)
    results = Results(Engine(FIRST, today=lambda: date(2026, 11, 25)))
    results.check_all()
    results.settle()

    def follow(event: object) -> None:
        results.touch(event.after, event.change_set.changes)  # type: ignore[attr-defined]
        results.settle()

    workspace.subscribe(follow)
    play(workspace, script)
    whole = Results(Engine(workspace.state, today=lambda: date(2026, 11, 25)))
    whole.check_all()
    whole.settle()
    assert set(results.all()) == set(whole.all())


@given(SCRIPT)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_reopened_file_equals_the_memory(tmp_path: Path, script: list[object]) -> None:
    path = tmp_path / "a.kkw"
    path.unlink(missing_ok=True)
    workspace = Workspace(db.create_store(path, "A", demo.records()), "me")
    play(workspace, script)
    memory = workspace.state
    undoable, redoable = workspace.history.next_undo, workspace.history.next_redo
    workspace.close()
    again = Workspace(db.open_store(path), "me")
    assert again.state == memory
    assert again.history.next_undo == undoable
    assert again.history.next_redo == redoable
    while again.undo() is not None:
        pass
    assert again.state == FIRST
    again.close()
    path.unlink()


@given(SCRIPT)
def test_the_contact_hierarchy_never_gets_too_deep(script: list[object]) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "me", state=FIRST)
    play(workspace, script)
    state = workspace.state
    if state.get(Page, KONTAKT) is None or level(state, KONTAKT) != 2:
        return
    below = [KONTAKT]
    for _ in range(10):
        below = [child for each in below for child in state.bucket(CHILDREN, each)]
        assert all(level(state, each) <= 4 for each in below)


def workspace() -> Workspace:
    return Workspace(MemoryStore(demo.records()), "me", state=FIRST)


def by_title(state: State, title: str, kind: PageKind | None = None) -> Page:
    return next(p for p in state.all(Page) if p.title == title and kind in (None, p.kind))


def test_a_page_cannot_move_into_itself() -> None:
    om = by_title(FIRST, "Om kommunen")
    kontakt = by_title(FIRST, "Kontakt")
    with pytest.raises(Refused, match="into_itself"):
        workspace().execute(pages.MovePages((om.id,), kontakt.id, 0))


def test_a_contact_page_takes_no_children() -> None:
    leaf = by_title(FIRST, "Døgnvagten", PageKind.CONTACT)
    pas = by_title(FIRST, "Pas")
    with pytest.raises(Refused, match="leaf"):
        workspace().execute(pages.MovePages((pas.id,), leaf.id, 0))


def test_the_hierarchy_takes_no_fifth_level() -> None:
    overview = by_title(FIRST, "Kontaktoversigt", PageKind.OVERVIEW)
    branch = by_title(FIRST, "Handicap", PageKind.TOPIC)
    with pytest.raises(Refused, match="too_deep"):
        workspace().execute(pages.MovePages((branch.id,), overview.id, 0))


def test_a_move_writes_one_record() -> None:
    made = workspace().execute(drill.MoveDrillEntries((FIRST.bucket(DRILL, True)[11],), 0))
    assert made is not None
    assert len(made.changes) == 1


def test_a_swap_keeps_the_texts_of_what_goes_out() -> None:
    open_ = workspace()
    out = FIRST.bucket(DRILL, True)[2]
    open_.execute(drill.EditDrillEntry(out, "help_text", "egen tekst"))
    inn = by_title(FIRST, "Valby Bibliotek", PageKind.CONTACT)
    open_.execute(drill.SwapInDrill(out, "new", inn.id))
    entry = open_.state.get(DrillEntry, out)
    assert entry is not None
    assert (entry.placed, entry.help_text) == (False, "egen tekst")
    assert open_.state.bucket(DRILL, True)[2] == "new"
    assert len(open_.state.bucket(DRILL, True)) == 12


def test_deleting_a_page_leaves_nothing_that_refers_to_it() -> None:
    open_ = workspace()
    gone = by_title(FIRST, "Døgnvagten", PageKind.CONTACT).id
    made = open_.execute(pages.DeletePages((gone,)))
    assert made is not None
    assert {change.kind for change in made.changes} == {Page, ContactBox, DrillEntry, ListEntry}
    state = open_.state
    assert all(box.page != gone for box in state.all(ContactBox))
    assert all(entry.target != gone for entry in state.all(DrillEntry))


def test_edits_of_one_field_undo_as_one_step() -> None:
    open_ = workspace()
    pas = by_title(FIRST, "Pas").id
    for title in ("P", "Pa", "Pass"):
        open_.execute(pages.EditPage(pas, "title", title))
    open_.close_group()
    open_.execute(pages.EditPage(pas, "title", "Pas og kort"))
    open_.undo()
    assert open_.state.get(Page, pas).title == "Pass"
    open_.undo()
    assert open_.state.get(Page, pas).title == "Pas"
    assert len(open_.store.headers()) == 6

"""The six questions: answered, noted, counted, and gone with what they were asked about."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.exports.workbook import write_workbook
from kkworkbench.messages import Messages, languages
from kkworkbench.model.answer import MENU, OF_MENU, QUESTIONS, Answer, Verdict
from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.indexes import ANSWERS, DRILL
from kkworkbench.state.lookups import contact_of_page, title_of
from kkworkbench.state.state import State
from kkworkbench.workspace.answers import ASKED, answer_of, asked_of_page, settled, standing
from kkworkbench.workspace.commands.answers import AnswerQuestion, NoteAnswer
from kkworkbench.workspace.commands.contact_list import RemoveFromList
from kkworkbench.workspace.commands.drill import RemoveDrillEntries, TakeOutOfDrill
from kkworkbench.workspace.commands.merging import MergeContacts
from kkworkbench.workspace.commands.pages import DeletePages
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

TODAY = date(2026, 11, 26)


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(MemoryStore(demo.records()), "anne")


def entries(state: State) -> list[DrillEntry]:
    found = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL, True))
    return [entry for entry in found if entry is not None]


def answered(workspace: Workspace, kind: str, subject: str, verdict: Verdict | None) -> None:
    for question in QUESTIONS:
        workspace.execute(AnswerQuestion(kind, subject, question, verdict, "anne", TODAY))


def test_an_answer_says_who_gave_it_and_when_and_undoes_on_its_own(workspace: Workspace) -> None:
    entry = entries(workspace.state)[0]
    ask = ("drill_entry", entry.id, "P37")
    workspace.execute(AnswerQuestion(*ask, Verdict.YES, "anne", TODAY))
    workspace.execute(AnswerQuestion(*ask, Verdict.DOUBT, "bo", TODAY))
    answer = answer_of(workspace.state, *ask)
    assert answer is not None
    assert (answer.verdict, answer.by, answer.on) == (Verdict.DOUBT, "bo", TODAY)
    assert title_of(workspace.state, answer) == title_of(workspace.state, entry)
    workspace.undo()
    answer = answer_of(workspace.state, *ask)
    assert answer is not None
    assert (answer.verdict, answer.by) == (Verdict.YES, "anne")


def test_a_note_that_is_typed_is_one_step_and_leaves_the_verdict(workspace: Workspace) -> None:
    ask = ("drill_entry", entries(workspace.state)[0].id, "P40")
    workspace.execute(AnswerQuestion(*ask, Verdict.NO))
    for note in ("M", "Man", "Mangler brev"):
        workspace.execute(NoteAnswer(*ask, note))
    answer = answer_of(workspace.state, *ask)
    assert answer is not None
    assert (answer.verdict, answer.note) == (Verdict.NO, "Mangler brev")
    workspace.undo()
    answer = answer_of(workspace.state, *ask)
    assert answer is not None
    assert (answer.verdict, answer.note) == (Verdict.NO, "")


def test_an_open_question_without_a_note_leaves_no_record(workspace: Workspace) -> None:
    ask = ("drill_entry", entries(workspace.state)[0].id, "P38")
    workspace.execute(AnswerQuestion(*ask, Verdict.YES))
    workspace.execute(NoteAnswer(*ask, "Spørg dem"))
    workspace.execute(AnswerQuestion(*ask, None))
    assert workspace.state.count(Answer) == 1
    workspace.execute(NoteAnswer(*ask, ""))
    assert workspace.state.count(Answer) == 0
    assert workspace.execute(AnswerQuestion(*ask, None)) is None


def test_of_what_is_gone_nothing_is_asked(workspace: Workspace) -> None:
    with pytest.raises(Refused, match=r"refused\.missing"):
        workspace.execute(AnswerQuestion("drill_entry", "nowhere", "P37", Verdict.YES))


@given(st.lists(st.none() | st.sampled_from(Verdict), min_size=6, max_size=6))
def test_the_counts_are_of_all_six_and_settled_is_without_doubt_or_gap(
    verdicts: list[Verdict | None],
) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "anne")
    entry = entries(workspace.state)[0]
    for question, verdict in zip(QUESTIONS, verdicts, strict=True):
        workspace.execute(AnswerQuestion("drill_entry", entry.id, question, verdict))
    found = standing(workspace.state, "drill_entry", entry.id)
    assert found.yes == verdicts.count(Verdict.YES)
    assert found.no == verdicts.count(Verdict.NO)
    assert found.doubt == verdicts.count(Verdict.DOUBT)
    assert found.open == verdicts.count(None)
    is_settled = {Verdict.DOUBT, None}.isdisjoint(verdicts)
    assert found.is_settled is is_settled
    assert settled(workspace.state, [entry]) == ([entry] if is_settled else [])


def test_what_is_left_out_keeps_its_answers_and_what_is_removed_loses_them(
    workspace: Workspace,
) -> None:
    first, second, *_ = entries(workspace.state)
    for entry in (first, second):
        answered(workspace, "drill_entry", entry.id, Verdict.YES)
    workspace.execute(TakeOutOfDrill((first.id,)))
    assert standing(workspace.state, "drill_entry", first.id).is_settled
    before = workspace.state
    workspace.execute(RemoveDrillEntries((first.id,)))
    assert workspace.state.bucket(ANSWERS, first.id) == ()
    assert standing(workspace.state, "drill_entry", second.id).is_settled
    workspace.undo()
    assert workspace.state == before


@pytest.mark.parametrize("way", ["list", "page"])
def test_entries_that_go_take_their_answers_and_undo_brings_both(
    workspace: Workspace, way: str
) -> None:
    target = entries(workspace.state)[0].target
    asked = asked_of_page(workspace.state, target)
    assert [kind for kind, _id in asked] == list(ASKED)
    for kind, id_ in asked:
        answered(workspace, kind, id_, Verdict.NO)
    before = workspace.state
    listed = asked[1][1]
    if way == "list":
        workspace.execute(RemoveFromList((listed,)))
        assert workspace.state.bucket(ANSWERS, listed) == ()
        assert workspace.state.count(Answer) == len(QUESTIONS)
    else:
        workspace.execute(DeletePages((target,)))
        assert workspace.state.count(Answer) == 0
    workspace.undo()
    assert workspace.state == before


def test_merged_contacts_keep_the_answers_and_notes_of_both(workspace: Workspace) -> None:
    state = workspace.state
    pages = [
        (entry.page, contact)
        for entry in state.all(ListEntry)
        if (contact := contact_of_page(state, entry.page)) is not None
        and not any(kind == "drill_entry" for kind, _ in asked_of_page(state, entry.page))
    ]
    (kept_page, kept), (gone_page, gone) = pages[:2]
    ((_, ours),), ((_, theirs),) = (asked_of_page(state, page) for page in (kept_page, gone_page))
    workspace.execute(NoteAnswer("list_entry", ours, "P37", "Vores"))
    workspace.execute(AnswerQuestion("list_entry", theirs, "P37", Verdict.NO))
    workspace.execute(NoteAnswer("list_entry", theirs, "P37", "Deres"))
    workspace.execute(AnswerQuestion("list_entry", theirs, "P42", Verdict.YES))
    before = workspace.state
    workspace.execute(MergeContacts(kept.id, gone.id))
    assert workspace.state.get(Contact, gone.id) is None
    both = answer_of(workspace.state, "list_entry", ours, "P37")
    assert both is not None
    assert (both.verdict, both.note) == (Verdict.NO, "Vores · Deres")
    moved = answer_of(workspace.state, "list_entry", ours, "P42")
    assert moved is not None
    assert (moved.verdict, moved.subject) == (Verdict.YES, ours)
    assert workspace.state.bucket(ANSWERS, theirs) == ()
    workspace.undo()
    assert workspace.state == before


@settings(max_examples=5)
@given(st.sampled_from(Verdict))
def test_the_menu_as_a_whole_is_asked_about_too(verdict: Verdict) -> None:
    workspace = Workspace(MemoryStore(demo.records()), "anne")
    workspace.execute(AnswerQuestion(MENU, MENU, OF_MENU, verdict))
    answer = answer_of(workspace.state, MENU, MENU, OF_MENU)
    assert answer is not None
    assert answer.verdict is verdict
    assert title_of(workspace.state, answer) == OF_MENU


def test_each_question_and_verdict_has_words() -> None:
    for language in languages():
        messages = Messages(language)
        for question in (OF_MENU, *QUESTIONS):
            assert messages.has(f"question.{question}.name")
            assert messages.has(f"question.{question}.text")
        assert all(messages.has(f"verdict.{verdict}") for verdict in Verdict)


def test_the_workbook_tells_each_question_of_the_menu_and_what_was_answered_on_the_list(
    workspace: Workspace, tmp_path: Path
) -> None:
    state = workspace.state
    entry = entries(state)[0]
    listed = asked_of_page(state, entry.target)[1][1]
    workspace.execute(AnswerQuestion("drill_entry", entry.id, "P37", Verdict.DOUBT, "bo", TODAY))
    workspace.execute(NoteAnswer("list_entry", listed, "P42", "=Spørg", "bo", TODAY))
    results = Results(Engine(workspace.state, today=lambda: TODAY))
    path = tmp_path / "book.xlsx"
    write_workbook(path, workspace.state, results, Messages("da"), workspace.store.info)
    page = openpyxl.load_workbook(path)["Spørgsmål"]
    rows = [tuple(row)[2:7] for row in page.iter_rows(min_row=3, values_only=True)]
    assert len(rows) == 1 + len(QUESTIONS) * state.count(DrillEntry) + 1
    assert rows[0][:3] == ("Hele menuen", "Hele menuen", "ikke besvaret")
    title = title_of(state, entry)
    assert rows[1] == (title, "Titel og hjælpetekst", "i tvivl", None, "bo")
    assert rows[-1][1] == "Tilbagemelding"
    assert "Spørg" in str(rows[-1][3])

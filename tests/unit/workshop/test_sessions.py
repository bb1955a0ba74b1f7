"""A workshop begins, is written in, and ends; each of it is a step that undoes on its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.messages import Messages, languages
from kkworkbench.model.ids import CardSortId, NoteId, QuestionCardId, SessionId
from kkworkbench.model.workshop import CardSort, Note, NoteSort, Place, QuestionCard, Session
from kkworkbench.workshop.clock import LONGEST_AWAY, Clock
from kkworkbench.workshop.commands import (
    AddCard,
    EditCard,
    EditSession,
    EndSession,
    GiveDots,
    KeepCardSort,
    NextRound,
    PutNote,
    RemoveCard,
    RemoveNote,
    RevealDots,
    SetParticipants,
    StartSession,
)
from kkworkbench.workshop.sessions import (
    cards,
    follow_ups,
    notes,
    open_session,
    sessions,
    subject_title,
    subject_titles,
)
from kkworkbench.workshop.shipped import shipped_agenda, shipped_cards
from kkworkbench.workspace.commands.drill import RemoveDrillEntries
from kkworkbench.workspace.errors import Refused
from tests.unit.workshop.under_way import PEOPLE, SESSION, START, ids, menu, session_of, started


def note(id_: str, sort: NoteSort = NoteSort.NOTE, **more: object) -> Note:
    return Note(NoteId(id_), SESSION, sort, text=f"Sagt {id_}", **more)  # type: ignore[arg-type]


def test_a_workshop_begins_with_the_questions_of_the_paper_in_one_step() -> None:
    workspace = started()
    assert open_session(workspace.state) == session_of(workspace)
    asked = [(card.place, card.principle) for card in cards(workspace.state, SESSION)]
    assert [place for place, principle in asked if principle == "P36"] == [
        *(Place.DRILL, Place.LIST, Place.BOX, Place.BOX)
    ]
    for place in (Place.DRILL, Place.LIST):
        assert [p for where, p in asked if where is place] == [
            *("P36", "P37", "P38", "P39", "P40", "P41", "P42")
        ]
    workspace.undo()
    assert sessions(workspace.state) == []
    assert cards(workspace.state, SESSION) == []


@pytest.mark.parametrize("language", languages())
def test_cards_and_agenda_are_worded_in_each_language(language: str) -> None:
    messages = Messages(language)
    made = shipped_cards(SESSION, messages, ids())
    texts = [card.text for card in made] + [item.title for item in shipped_agenda(messages)]
    assert [text for text in texts if text.startswith(("workshop.", "question."))] == []
    assert len({card.text for card in made if card.place is Place.BOX}) == 2
    assert sum(item.minutes for item in shipped_agenda(messages)) == 90


def test_only_one_workshop_is_under_way_and_it_wants_a_title() -> None:
    workspace = started()
    with pytest.raises(Refused, match="session_under_way"):
        workspace.execute(StartSession(Session(SessionId("other"), "Ny")))
    workspace.execute(EndSession(SESSION, START, 5))
    assert (session_of(workspace).ended, session_of(workspace).last_step) == (START, 5)
    with pytest.raises(Refused, match="session_no_title"):
        workspace.execute(StartSession(Session(SessionId("other"), "  ")))
    later = Session(SessionId("other"), "Ny", started=START + timedelta(days=1))
    workspace.execute(StartSession(later))
    assert [each.id for each in sessions(workspace.state)] == ["other", SESSION]
    assert open_session(workspace.state) == later


@pytest.mark.parametrize(
    ("people", "why"),
    [
        (("Anne Hansen",), "initials"),
        (("AB", "anne@kk.dk"), "initials"),
        (("",), "initials"),
        (("AB12345678",), "initials"),
        (("AB", "ab"), "initials_twice"),
        (("ab", "AB"), "initials_twice"),
    ],
)
def test_people_are_known_by_their_initials_alone(people: tuple[str, ...], why: str) -> None:
    with pytest.raises(Refused, match=f"refused.{why}"):
        started(people)
    workspace = started()
    with pytest.raises(Refused, match=f"refused.{why}"):
        workspace.execute(SetParticipants(SESSION, people))


def test_who_gave_dots_stays_while_the_round_lasts() -> None:
    workspace = started(("AB", "ÆØ2"))
    workspace.execute(GiveDots(SESSION, menu(workspace)[0], 2, "ÆØ2"))
    with pytest.raises(Refused, match="has_voted"):
        workspace.execute(SetParticipants(SESSION, ("AB",)))
    workspace.execute(NextRound(SESSION))
    workspace.execute(SetParticipants(SESSION, ("AB",)))
    assert session_of(workspace).participants == ("AB",)


def test_fewer_participants_leave_no_more_paper_than_they_have_dots() -> None:
    workspace = started()
    workspace.execute(GiveDots(SESSION, menu(workspace)[0], 7))
    with pytest.raises(Refused, match="has_voted"):
        workspace.execute(SetParticipants(SESSION, ("AB",)))


def test_notes_are_numbered_by_sort_and_keep_their_numbers() -> None:
    workspace = started()
    for made in (
        note("a"),
        note("b", NoteSort.DECISION),
        note("c"),
        note("d", NoteSort.PARKED),
        note("e", NoteSort.DECISION),
    ):
        workspace.execute(PutNote(made))
    found = notes(workspace.state, SESSION)
    assert {each.id: each.number for each in found} == {"a": 1, "c": 2, "d": 1, "b": 1, "e": 2}
    workspace.execute(PutNote(note("b", NoteSort.DECISION, reason="Fordi")))
    decided = notes(workspace.state, SESSION, NoteSort.DECISION)
    assert [(each.id, each.number, each.reason) for each in decided] == [
        ("b", 1, "Fordi"),
        ("e", 2, ""),
    ]
    workspace.execute(PutNote(note("a", NoteSort.DECISION)))
    assert [each.id for each in notes(workspace.state, SESSION, NoteSort.DECISION)] == [
        *("b", "e", "a")
    ]
    workspace.execute(RemoveNote(NoteId("a")))
    assert [each.id for each in notes(workspace.state, SESSION, NoteSort.NOTE)] == ["c"]
    with pytest.raises(Refused, match="note_empty"):
        workspace.execute(PutNote(Note(NoteId("x"), SESSION, text=" ")))


def test_nothing_is_kept_with_a_workshop_that_is_not_there() -> None:
    workspace = started()
    for command in (
        PutNote(Note(NoteId("x"), SessionId("nowhere"), text="Sagt")),
        KeepCardSort(CardSort(CardSortId("x"), SessionId("nowhere"))),
    ):
        with pytest.raises(Refused, match="missing"):
            workspace.execute(command)


def test_what_follows_is_told_by_day_and_nothing_without_anyone_to_do_it() -> None:
    workspace = started()
    day = date(2026, 12, 1)
    for made in (
        note("idea"),
        note("late", NoteSort.DECISION, owner="CD", due=date(2027, 1, 5)),
        note("plain", NoteSort.DECISION),
        note("parked", NoteSort.PARKED, owner="AB"),
        note("soon", NoteSort.DECISION, owner="EF", due=day),
        note("open", NoteSort.DECISION, open_points="Hvem ringer?"),
        note("undone", NoteSort.PARKED),
    ):
        workspace.execute(PutNote(made))
    assert [each.id for each in follow_ups(workspace.state, SESSION)] == [
        *("soon", "late", "open", "parked")
    ]


def test_cards_can_be_added_changed_and_taken_out() -> None:
    workspace = started()
    count = len(cards(workspace.state, SESSION))
    workspace.execute(AddCard(QuestionCard(QuestionCardId("own"), SESSION, text="Vores eget?")))
    entry = menu(workspace)[0]
    workspace.execute(EditCard("own", "subjects", (entry,)))
    for answer in ("J", "Ja"):
        workspace.execute(EditCard("own", "answer", answer))
    last = cards(workspace.state, SESSION)[-1]
    assert (last.id, last.number, last.answer, last.subjects) == ("own", count + 1, "Ja", (entry,))
    workspace.undo()
    assert cards(workspace.state, SESSION)[-1].answer == ""
    workspace.execute(RemoveCard(QuestionCardId("own")))
    assert len(cards(workspace.state, SESSION)) == count


def test_an_entry_that_is_gone_is_named_from_the_state_that_had_it() -> None:
    workspace = started()
    before = workspace.state
    entry = menu(workspace)[0]
    title = subject_title(entry, before)
    assert title == "Københavns Borgerservice"
    workspace.execute(RemoveDrillEntries((entry,)))  # type: ignore[arg-type]
    assert subject_title(entry, workspace.state) == ""
    assert subject_titles((entry, "nowhere"), workspace.state, before) == (title,)


_SUBJECTS = st.integers(0, 3)
_STEPS = st.one_of(
    st.tuples(st.just("dots"), _SUBJECTS, st.integers(0, 4), st.sampled_from(("", *PEOPLE))),
    st.tuples(st.just("note"), st.sampled_from("abc"), st.sampled_from(NoteSort)),
    st.tuples(st.sampled_from(("reveal", "round", "end", "private"))),
)


@given(st.lists(_STEPS, max_size=8))
@settings(max_examples=40, deadline=None)
def test_every_step_of_a_workshop_undoes_to_what_stood_before(steps: list[tuple]) -> None:  # type: ignore[type-arg]
    workspace = started()
    stood = [workspace.state]
    entries = menu(workspace)
    for what, *more in steps:
        match what:
            case "dots":
                command: object = GiveDots(SESSION, entries[more[0]], more[1], more[2])
            case "note":
                command = PutNote(note(more[0], more[1]))
            case "reveal":
                command = RevealDots(SESSION)
            case "round":
                command = NextRound(SESSION)
            case "end":
                command = EndSession(SESSION, START, workspace.store.step)
            case _:
                command = EditSession(SESSION, "private_notes", f"{len(stood)}")
        workspace.close_group()
        try:
            made = workspace.execute(command)  # type: ignore[arg-type]
        except Refused:
            continue
        if made is not None:
            stood.append(workspace.state)
    for before in reversed(stood[:-1]):
        workspace.undo()
        assert workspace.state == before


@given(
    st.floats(0, 1e6, allow_nan=False),
    st.integers(0, 90),
    st.lists(st.tuples(st.booleans(), st.integers(0, 600)), max_size=8),
)
def test_the_clock_counts_only_while_it_runs(
    now: float, minutes: int, moves: list[tuple[bool, int]]
) -> None:
    clock, spent, moment = Clock(minutes * 60), 0, now
    for runs, seconds in moves:
        clock = clock.started(moment) if runs else clock.paused(moment)
        moment += seconds
        spent += seconds if runs else 0
    assert clock.left(moment) == pytest.approx(minutes * 60 - spent, abs=1e-3)
    assert clock.longer(1).left(moment) == pytest.approx(minutes * 60 + 60 - spent, abs=1e-3)


@pytest.mark.parametrize(
    ("left", "face"),
    [
        (452, "07:32"),
        (451.2, "07:32"),
        (0, "00:00"),
        (-0.5, "+00:00"),
        (-61, "+01:01"),
        (6000, "100:00"),
    ],
)
def test_the_clock_shows_what_is_left_and_a_plus_when_time_is_over(left: float, face: str) -> None:
    assert Clock(left).face(0) == face
    assert Clock(left).is_running is False


def test_a_clock_runs_on_while_the_program_is_away_unless_it_was_forgotten() -> None:
    ran = Clock(300, 60).started(1000)
    assert ran.taken_up(1000 + 500).face(1000 + 500) == "+04:20"
    long = Clock(3600).started(0)
    assert long.taken_up(LONGEST_AWAY + 3599) == long
    assert long.left(-50) == 3600
    rested = Clock(300, 60)
    assert rested.taken_up(1e9) == rested
    forgotten = ran.taken_up(1000 + LONGEST_AWAY + 301)
    assert (forgotten.face(1e9), forgotten.is_running) == ("04:00", False)

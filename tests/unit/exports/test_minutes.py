"""Minutes say what a workshop said and changed, to people alone, in both languages."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import db
from kkworkbench import demo
from kkworkbench.cli.main import main
from kkworkbench.exports.minutes.content import COLUMNS, Minutes, Section, minutes_of
from kkworkbench.exports.minutes.writing import as_html, as_print, write_html, write_workbook
from kkworkbench.merge.variants import made_of_shown
from kkworkbench.messages import Messages, languages
from kkworkbench.model.answer import Verdict
from kkworkbench.model.ids import CardSortId, DrillEntryId, NoteId, SessionId
from kkworkbench.model.workshop import CardSort, Note, NoteSort, Placement, Session
from kkworkbench.workshop.commands import (
    EditCard,
    EditSession,
    EndSession,
    GiveDots,
    KeepCardSort,
    NextRound,
    PutNote,
    StartSession,
)
from kkworkbench.workshop.sessions import cards
from kkworkbench.workspace.commands.answers import AnswerQuestion
from kkworkbench.workspace.commands.drill import EditDrillEntry, MoveDrillEntries, TakeOutOfDrill
from kkworkbench.workspace.errors import Refused, WorkbenchError
from kkworkbench.workspace.workspace import Workspace
from tests.unit.workshop.under_way import SESSION, START, menu, started

HOSTILE = '=1+1 <script>alert("x")</script> & {{ 7*7 }}\x00'


def held() -> Workspace:
    """Return a workshop that was held: everything that minutes can tell."""
    workspace = started()
    first, second, third, *_ = menu(workspace)
    card = cards(workspace.state, SESSION)[0]
    for command in (
        EditCard(card.id, "answer", "Ja, de fleste"),
        EditCard(card.id, "subjects", (first,)),
        AnswerQuestion("drill_entry", second, "P37", Verdict.DOUBT, "AB", date(2026, 11, 26)),
        GiveDots(SESSION, first, 3, "AB"),
        GiveDots(SESSION, second, 1, "CD"),
        NextRound(SESSION),
        GiveDots(SESSION, third, 1, "AB"),
        KeepCardSort(
            CardSort(CardSortId("k"), SESSION, "s.csv", (Placement("Pas", "Borger", "u"),))
        ),
        PutNote(Note(NoteId("n"), SESSION, text="Erhverv for sig")),
        PutNote(Note(NoteId("p"), SESSION, NoteSort.PARKED, text="Virksomheder?", owner="CD")),
        PutNote(
            Note(
                *(NoteId("d"), SESSION, NoteSort.DECISION),
                text="Jobcenter ud",
                subjects=(third,),
                reason="Ringer sjældent",
                agreed=("AB", "EF"),
                open_points="Hvem siger det?",
                owner="AB",
                due=date(2026, 12, 1),
            )
        ),
        EditSession(SESSION, "private_notes", "GH var træt"),
        TakeOutOfDrill((DrillEntryId(third),)),
        EditDrillEntry(first, "title", "Borgerservice i København"),
        MoveDrillEntries((DrillEntryId(second),), 0),
    ):
        workspace.execute(command)  # type: ignore[arg-type]
    workspace.execute(EndSession(SESSION, START, workspace.store.step))
    return workspace


def section(minutes: Minutes, key: str) -> Section:
    return next(each for each in minutes.sections if each.key == key)


def test_minutes_tell_everything_that_was_said_and_what_it_changed() -> None:
    workspace = held()
    minutes = minutes_of(workspace, SESSION, Messages("da"))
    assert minutes.title == "Drill-menu 2026"
    facts = dict(minutes.facts)
    assert (facts["Dato"], facts["Deltagere"]) == ("26.11.2026", "AB, CD, EF")
    assert section(minutes, "decisions").rows[0][:2] == ("1", "Jobcenter ud")
    assert section(minutes, "decisions").rows[0][3:] == (
        *("Ringer sjældent", "AB, EF", "Hvem siger det?"),
    )
    assert section(minutes, "follow_ups").rows == (
        ("AB", "Beslutning 1: Jobcenter ud", "Hvem siger det?", "01.12.2026"),
        ("CD", "Parkeret 1: Virksomheder?", "", ""),
    )
    (question,) = section(minutes, "questions").rows
    assert (question[2], question[3]) == ("Borgerservice i København", "Ja, de fleste")
    assert section(minutes, "answers").rows[0][1:] == ("Titel og hjælpetekst", "i tvivl")
    votes = [each for each in minutes.sections if each.key == "votes"]
    assert [[row[1:] for row in each.rows] for each in votes] == [
        [("●●●", "3"), ("●", "1")],
        [("●", "1")],
    ]
    assert section(minutes, "card_sorts").rows == (("s.csv", "Pas", "Borger", "100%"),)
    told = " ".join(row[1] for row in section(minutes, "changes").rows)
    for word in ("Borgerservice i København", "Københavns Erhvervshus", "Pladsanvisningen"):
        assert word in told
    assert len(section(minutes, "agenda").rows) == 7


def test_what_is_done_after_the_end_is_not_in_the_minutes_difference() -> None:
    workspace = held()
    before = section(minutes_of(workspace, SESSION, Messages("da")), "changes")
    workspace.execute(EditDrillEntry(menu(workspace)[5], "title", "Efter mødet"))
    assert section(minutes_of(workspace, SESSION, Messages("da")), "changes") == before


def test_private_notes_are_told_only_where_they_are_asked_for() -> None:
    workspace, messages = held(), Messages("da")
    assert "GH var træt" not in as_html(minutes_of(workspace, SESSION, messages))
    told = minutes_of(workspace, SESSION, messages, private=True)
    assert section(told, "private").rows == (("GH var træt",),)


def test_dots_of_a_round_that_is_hidden_are_not_told() -> None:
    workspace = started()
    workspace.execute(GiveDots(SESSION, menu(workspace)[0], 2, "AB"))
    keys = [each.key for each in minutes_of(workspace, SESSION, Messages("da")).sections]
    assert keys == ["agenda", "changes"]


def test_a_workshop_without_changes_says_so() -> None:
    told = section(minutes_of(started(), SESSION, Messages("da")), "changes")
    assert (told.said, told.rows) == ("Arbejdsrummet blev ikke ændret.", ())


def test_minutes_of_no_workshop_are_refused() -> None:
    with pytest.raises(Refused, match="missing"):
        minutes_of(started(), SessionId("none"), Messages("da"))


@pytest.mark.parametrize("language", languages())
def test_every_word_of_the_minutes_is_there_in_each_language(language: str) -> None:
    minutes = minutes_of(held(), SESSION, Messages(language), private=True)
    assert {each.key for each in minutes.sections} >= set(COLUMNS) - {"sign_offs"}
    text = as_html(minutes)
    assert "minutes." not in text
    assert f'<html lang="{language}">' in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@given(st.text(max_size=40))
@settings(max_examples=40, deadline=None)
def test_whatever_was_written_is_text_on_the_page(text: str) -> None:
    held_ = Section("notes", "Noter", "", ("Note",), ((text,),))
    plain = Minutes("T", (), (held_,), "da")
    tags = {"html", "head", "meta", "title", "style", "body", "main"}
    for page in (as_html(plain), as_print(plain, "#000000", "#000000", "#ffffff")):
        parser = _Tags()
        parser.feed(page)
        assert set(parser.tags) <= tags | {"h1", "h2", "table", "thead", "tbody", "tr", "th", "td"}


def test_the_workbook_has_a_sheet_for_each_section_and_no_formula(tmp_path: Path) -> None:
    workspace, messages = held(), Messages("da")
    workspace.execute(PutNote(Note(NoteId("x"), SESSION, text=HOSTILE)))
    minutes = minutes_of(workspace, SESSION, messages)
    write_workbook(tmp_path / "m.xlsx", minutes, messages)
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert len(book.sheetnames) == len(minutes.sections) + 1
    assert book["Beslutninger"]["B2"].value == "Jobcenter ud"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).startswith("=1+1 <script>") for cell in cells)
    book.close()


def test_a_file_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    minutes = minutes_of(started(), SESSION, Messages("da"))
    (tmp_path / "m.html").mkdir()
    with pytest.raises(WorkbenchError, match="exports"):
        write_html(tmp_path / "m.html", minutes)
    assert [each.name for each in tmp_path.iterdir()] == ["m.html"]


def test_the_command_line_writes_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.kkw"
    db.create_store(path, "X", demo.records()).close()
    workspace = Workspace(db.open_store(path), "anne")
    session = Session(SESSION, "Drill-menu 2026", started=START)
    workspace.execute(StartSession(session))
    workspace.execute(EditSession(SESSION, "private_notes", "GH var træt"))
    workspace.execute(MoveDrillEntries((DrillEntryId(menu(workspace)[3]),), 0))
    workspace.close()
    page, book = tmp_path / "m.html", tmp_path / "m.xlsx"
    assert main(["export", "minutes", str(path), str(page)]) == 0
    assert "GH var træt" not in page.read_text("utf-8")
    assert "Kundecenter" in page.read_text("utf-8")
    assert main(["export", "minutes", str(path), str(page), "--private"]) == 0
    assert "GH var træt" in page.read_text("utf-8")
    assert main(["export", "minutes", str(path), str(book), "--session", "Drill-menu 2026"]) == 0
    assert book.stat().st_size
    assert main(["export", "minutes", str(path), str(tmp_path / "m.txt")]) == 2
    assert main(["export", "minutes", str(path), str(page), "--session", "Andet"]) == 2
    assert "m.txt" in capsys.readouterr().err


def test_the_chosen_variant_is_named_and_its_changes_are_told() -> None:
    workspace = started()
    first = DrillEntryId(menu(workspace)[0])
    workspace.execute(made_of_shown(workspace, "Forslag B", "b", START))
    workspace.show("b")
    workspace.execute(EditDrillEntry(first, "title", "Kun i B"))
    workspace.show("")
    without = minutes_of(workspace, SESSION, Messages("da"))
    assert "Kun i B" not in str(section(without, "changes").rows)
    workspace.execute(EditSession(SESSION, "variant", "b"))
    minutes = minutes_of(workspace, SESSION, Messages("da"))
    assert dict(minutes.facts)["Valgt variant"] == "Forslag B"
    assert "Kun i B" in str(section(minutes, "changes").rows)

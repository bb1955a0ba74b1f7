"""Calls, views and forms come in by contact or page and month, and a month never adds up."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from kkworkbench.messages import Messages, languages
from kkworkbench.model.usage import Usage, UsageChannel
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.folding import Side
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.merging import MergeContacts
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import FieldChange, PlanKind
from kkworkbench.workspace.workspace import Workspace
from tests.unit.sources.usage_tables import (
    HANDICAP,
    LONG,
    ONE,
    RECORDS,
    STATE,
    counts,
    read,
    reasons,
    refused,
    table,
    with_records,
)

# shapes


def test_one_row_a_month_is_read(tmp_path: Path) -> None:
    path = table(tmp_path, LONG, ("33 17 88 00", "2026-01", "12"), ("33173333", "feb 2026", "3"))
    planned = read(path)
    assert counts(planned) == [ONE, ("c2", "2026-02", "telephone", None, 3)]
    first = planned.changes[0]
    assert (first.kind, first.row, first.contact_id) == (PlanKind.NEW, 2, "c1")
    assert first.fields == (FieldChange("count", "", "12"),)
    assert first.title == "Borgercenter Handicap · 2026-01 · telefon"
    assert (planned.source, planned.file, planned.rejected) == ("usage", "brug.csv", ())


def test_one_column_a_month_is_read_and_what_is_blank_is_left(tmp_path: Path) -> None:
    head = ("Kontakt", "jan 2026", "2026-02", "03-2026", "2025", "Noter")
    path = table(tmp_path, head, ("Døgnvagten", "1", "", "3", "99", "x"))
    assert counts(read(path, options={"channel": "telefon"})) == [
        ("c2", "2026-01", "telephone", None, 1),
        ("c2", "2026-03", "telephone", None, 3),
    ]


def test_months_without_a_year_take_it_from_a_column_or_from_the_choice(tmp_path: Path) -> None:
    head = ("Kontakt", "År", "Januar", "Februar")
    options = {"channel": "web"}
    path = table(tmp_path, head, ("Døgnvagten", "2025", "1", "2"), ("Døgnvagten", "25", "7", "8"))
    planned = read(path, options=options)
    assert counts(planned) == [
        ("c2", "2025-01", "web", None, 1),
        ("c2", "2025-02", "web", None, 2),
    ]
    assert reasons(planned) == [(3, "År", "25", "year")]
    path = table(tmp_path, head[:1] + head[2:], ("Døgnvagten", "1", "2"))
    assert refused(path, options=options) == "no_year"
    planned = read(path, options=options | {"year": "2026"})
    assert [month for _, month, *_ in counts(planned)] == ["2026-01", "2026-02"]


def test_a_number_beside_a_year_is_a_month_and_alone_it_is_none(tmp_path: Path) -> None:
    head = ("Kontakt", "År", "Måned", "Opkald")
    path = table(
        tmp_path, head, ("Døgnvagten", "2026", "2", "5"), ("Døgnvagten", "2026", "13", "5")
    )
    planned = read(path)
    assert counts(planned) == [("c2", "2026-02", "telephone", None, 5)]
    assert reasons(planned) == [(3, "Måned", "13", "month")]
    path = table(tmp_path, LONG, ("33173333", "2", "5"), ("33173333", "", "5"))
    assert reasons(read(path)) == [(2, "Måned", "2", "month"), (3, "Måned", "", "month")]


def test_a_table_of_one_month_takes_it_from_the_choice(tmp_path: Path) -> None:
    path = table(tmp_path, ("Nummer", "Opkald"), ("33173333", "5"))
    assert refused(path) == "no_month"
    planned = read(path, options={"month": "maj 2026"})
    assert counts(planned) == [("c2", "2026-05", "telephone", None, 5)]


def test_a_workbook_is_read_with_dates_as_months_and_numbers_as_counts(tmp_path: Path) -> None:
    from datetime import datetime

    book = Workbook()
    book.active.append(["Enhed", datetime(2026, 1, 1), datetime(2026, 2, 1)])
    book.active.append(["Borgercenter Handicap", 12.0, 1234])
    path = tmp_path / "tal.xlsx"
    book.save(path)
    planned = read(path, options={"channel": "telephone"})
    assert counts(planned) == [ONE, ("c1", "2026-02", "telephone", None, 1234)]


def test_columns_by_reason_are_read_and_never_beside_their_sum(tmp_path: Path) -> None:
    head = ("Telefon", "Periode", "Tryghed", "Virker ikke")
    path = table(tmp_path, head, ("33178800", "2026-01", "7", "5"))
    options = {"channel": "telephone"}
    assert counts(read(path, options=options)) == [
        ("c1", "2026-01", "telephone", "reassurance", 7),
        ("c1", "2026-01", "telephone", "broken", 5),
    ]
    path = table(tmp_path, (*head, "Opkald"), ("33178800", "2026-01", "7", "5", "12"))
    assert refused(path, options=options) == "both"
    assert counts(read(path, columns={"count": "Opkald"})) == [ONE]
    planned = read(path, columns={"count_telephone": ""}, options=options)
    assert [count for *_, count in counts(planned)] == [7, 5]


def test_each_channel_may_have_a_column_of_its_own(tmp_path: Path) -> None:
    head = ("Side", "Måned", "Opkald", "Sidevisninger", "Formularer", "Antal")
    path = table(tmp_path, head, ("Hjælpemidler", "2026-01", "1", "2", "3", "6"))
    assert [(channel, count) for _, _, channel, _, count in counts(read(path))] == [
        ("telephone", 1),
        ("web", 2),
        ("written", 3),
    ]


# channels and reasons


def test_the_channel_comes_from_a_cell_then_from_the_choice_then_from_the_heading(
    tmp_path: Path,
) -> None:
    head = ("Kontakt", "Måned", "Kanal", "Opkald")
    path = table(
        tmp_path,
        head,
        ("Døgnvagten", "2026-01", "Skriftlig", "1"),
        ("Døgnvagten", "2026-01", "", "2"),
        ("Døgnvagten", "2026-01", "Due", "3"),
    )
    planned = read(path)
    assert [channel for _, _, channel, *_ in counts(planned)] == ["written", "telephone"]
    assert reasons(planned) == [(4, "Kanal", "Due", "channel")]
    planned = read(path, options={"channel": "personal"})
    assert [channel for _, _, channel, *_ in counts(planned)] == ["written", "personal"]
    path = table(tmp_path, ("Kontakt", "Måned", "Antal"), ("Døgnvagten", "2026-01", "1"))
    assert refused(path) == "no_channel"


def test_calls_keep_their_reasons_apart(tmp_path: Path) -> None:
    words = ("Tryghed", "OMSTILLING", "spørgsmål", "For svært", "broken", "", "I alt")
    rows = [("33178800", "2026-01", str(n), word) for n, word in enumerate(words)]
    path = table(tmp_path, (*LONG, "Årsag"), *rows)
    planned = read(path)
    assert [reason for *_, reason, _ in counts(planned)] == [
        "reassurance",
        "referral",
        "clarification",
        "hard",
        "broken",
        None,
    ]
    assert reasons(planned) == [(8, "Årsag", "I alt", "reason")]


def test_calls_of_an_unknown_reason_are_kept_without_one_only_on_demand(tmp_path: Path) -> None:
    path = table(tmp_path, (*LONG, "Årsag"), ("33178800", "2026-01", "12", "Klage"))
    assert counts(read(path)) == []
    assert counts(read(path, options={"unknown_reason": "keep"})) == [ONE]


@pytest.mark.parametrize(
    ("name", "value"),
    [("channel", "due"), ("year", "26"), ("month", "januar"), ("unknown_reason", "måske")],
)
def test_a_choice_that_cannot_be_is_refused(tmp_path: Path, name: str, value: str) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-01", "12"))
    assert refused(path, options={name: value}) == "option"


# what stands here


def taken(path: Path, workspace: Workspace) -> list[PlanKind]:
    planned = read(path, state=workspace.state)
    workspace.execute(ApplyPlan(planned.applicable()))
    return [change.kind for change in planned.changes]


def test_a_second_import_is_unchanged_and_a_corrected_month_replaces_its_count(
    tmp_path: Path,
) -> None:
    workspace = Workspace(MemoryStore(RECORDS), "prøve")
    rows = [("33178800", "2026-01", "12"), ("33178800", "2026-02", "3")]
    assert taken(table(tmp_path, LONG, *rows), workspace) == [PlanKind.NEW, PlanKind.NEW]
    before = workspace.state
    assert taken(table(tmp_path, LONG, *rows), workspace) == [PlanKind.UNCHANGED] * 2
    assert workspace.state == before
    path = table(tmp_path, LONG, ("33178800", "2026-01", "15"), rows[1])
    planned = read(path, state=workspace.state)
    assert [change.kind for change in planned.changes] == [PlanKind.CHANGED, PlanKind.UNCHANGED]
    assert planned.changes[0].fields == (FieldChange("count", "12", "15"),)
    taken(path, workspace)
    assert sorted(usage.count for usage in workspace.state.all(Usage)) == [3, 15]
    workspace.undo()
    assert workspace.state == before


def test_a_count_that_stands_here_under_another_day_of_the_month_is_that_months(
    tmp_path: Path,
) -> None:
    here = with_records((Usage("x", "c1", date(2026, 1, 15), UsageChannel.TELEPHONE, None, 5),))
    (change,) = read(table(tmp_path, LONG, ("33178800", "2026-01", "12")), state=here).changes
    assert (change.kind, change.records[0].id) == (PlanKind.CHANGED, "x")


def test_the_same_file_gives_the_same_ids_everywhere(tmp_path: Path) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-01", "12"))
    others = with_records((Usage("x", "c2", count=9),))
    ids = [
        change.records[0].id
        for state in (STATE, others)
        for change in read(path, state=state).changes
    ]
    assert ids[0] == ids[1]


def test_numbers_of_one_contact_and_days_of_one_month_are_added_up_within_a_file(
    tmp_path: Path,
) -> None:
    path = table(
        tmp_path,
        LONG,
        ("33178800", "2026-01-05", "1"),
        ("33178800", "2026-01-06", "2"),
        ("33178801", "2026-01-06", "4"),
    )
    planned = read(path)
    assert counts(planned) == [("c1", "2026-01", "telephone", None, 7)]
    assert planned.changes[0].why == "why.usage_summed"
    for language in languages():
        assert Messages(language).has("why.usage_summed")


def test_the_same_said_twice_is_rejected_in_one_file_and_over_several(tmp_path: Path) -> None:
    first = table(tmp_path, LONG, ("33178800", "2026-01", "12"), ("+4533178800", "jan 2026", "5"))
    other = table(tmp_path, LONG, ("33 17 88 00", "01-2026", "7"), name="b.csv")
    planned = read(first, other)
    assert counts(planned) == [ONE]
    assert [(c.file, c.row, c.reason) for c in planned.rejected] == [
        ("brug.csv", 3, "reject.usage_twice"),
        ("b.csv", 2, "reject.usage_twice"),
    ]
    assert planned.file == "brug.csv, b.csv"


def test_addresses_of_one_page_are_added_up(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("URL", "Måned", "Sidevisninger"),
        ("/parkering", "2026-01", "5"),
        ("/parkering?a=1", "2026-01", "6"),
        ("/Parkering", "2026-01", "7"),
    )
    planned = read(path)
    assert counts(planned) == [("p3", "2026-01", "web", None, 11)]
    assert reasons(planned) == [(4, "Sidevisninger", "7", "twice")]


def test_counts_of_merged_contacts_are_one_count_afterwards(tmp_path: Path) -> None:
    double = replace(
        HANDICAP, id="c9", name="Handicap", phones=(replace(HANDICAP.phones[0], number="44444444"),)
    )
    workspace = Workspace(MemoryStore((*RECORDS, double)), "prøve")
    rows = [("33178800", "2026-01", "12"), ("44444444", "2026-01", "5")]
    path = table(tmp_path, LONG, *rows)
    taken(path, workspace)
    workspace.execute(MergeContacts("c1", "c9", (("phones", Side.BOTH),)))
    assert taken(path, workspace) == [PlanKind.UNCHANGED]
    path = table(tmp_path, LONG, rows[0], ("44444444", "2026-01", "8"))
    assert taken(path, workspace) == [PlanKind.CHANGED]
    assert sum(usage.count for usage in workspace.state.all(Usage)) == 20
    assert taken(path, workspace) == [PlanKind.UNCHANGED]


def test_a_contact_that_comes_again_takes_no_count_of_the_one_it_was_merged_into(
    tmp_path: Path,
) -> None:
    path = table(tmp_path, LONG, ("33173333", "2026-01", "12"))
    (change,) = read(path).changes
    (usage,) = change.records
    moved = with_records((replace(usage, subject="c1"),))
    (again,) = read(path, state=moved).changes
    assert again.kind is PlanKind.NEW
    assert again.records[0].id != usage.id
    assert again.records[0].subject == "c2"


# trust


CELLS = st.one_of(
    st.sampled_from(
        (
            *("Telefonnummer", "Navn", "URL", "Måned", "År", "Antal", "Opkald", "Kanal", "Årsag"),
            *("Tryghed", "jan 2026", "Februar", "2026-01", "33178800", "Døgnvagten", "/parkering"),
            *("7", "1.234", "", "web", "1e99", "2026-13", "https://[", "0" * 50),
        )
    ),
    st.text(max_size=12),
)
OPTIONS = st.fixed_dictionaries(
    {}, optional={"channel": st.just("web"), "year": st.just("2026"), "month": st.just("2026-02")}
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=6), min_size=2, max_size=5), OPTIONS)
def test_any_table_is_read_or_refused_and_a_second_time_it_changes_nothing(
    tmp_path: Path, rows: list[list[str]], options: dict[str, str]
) -> None:
    path = table(tmp_path, *rows)
    try:
        planned = read(path, options=options)
    except UnreadableInputError:
        return
    workspace = Workspace(MemoryStore(RECORDS), "prøve")
    workspace.execute(ApplyPlan(planned.applicable()))
    again = read(path, state=workspace.state, options=options)
    assert {change.kind for change in again.changes} <= {PlanKind.UNCHANGED}
    assert len(again.changes) == len(planned.changes)
    assert again.rejected == planned.rejected
    for cell in planned.rejected:
        assert Messages().has(cell.reason)
        assert cell.row > 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["33178800", "33178801", "33173333", "0"]),
            st.sampled_from(["2026-01", "feb 2026", "2026-02-03", "?"]),
            st.integers(0, 9999),
            st.sampled_from(["", "Tryghed", "fejl", "andet"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_count_of_a_file_lands_once_or_is_rejected(
    tmp_path: Path, rows: list[tuple[str, str, int, str]]
) -> None:
    planned = read(table(tmp_path, (*LONG, "Årsag"), *rows))
    rejected = {cell.row for cell in planned.rejected}
    wanted = sum(count for n, (_, _, count, _) in enumerate(rows, start=2) if n not in rejected)
    assert sum(count for *_, count in counts(planned)) == wanted
    assert len({change.key for change in planned.changes}) == len(planned.changes)


def test_a_state_without_anything_finds_no_one(tmp_path: Path) -> None:
    path = table(tmp_path, LONG, ("33178800", "2026-01", "12"))
    assert reasons(read(path, state=State.of(()))) == [(2, "Telefonnummer", "33178800", "unknown")]

"""One workbook for each administration: each record in one of them, all written or none."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from kkworkbench import demo
from kkworkbench.exports import by_administration
from kkworkbench.exports.by_administration import write_workbooks
from kkworkbench.exports.scope import WHOLE, Scope, owner, scopes
from kkworkbench.exports.sheets import SHEETS
from kkworkbench.exports.source import Source
from kkworkbench.exports.workbook import ExportStopped
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.ids import ContactId, TermId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo
from tests.strategies import states

DA = Messages("da")
INFO = WorkspaceInfo("w", "Demo: nu", datetime(2026, 1, 1, tzinfo=UTC))
BUF = Term(TermId("t1"), Vocabulary.ADMINISTRATION, "BUF", "Børn og unge", order="a0")
SOF = Term(TermId("t2"), Vocabulary.ADMINISTRATION, "SOF", "Social", order="a1")
PAS = Contact(ContactId("c1"), name="Pas", administration=BUF.id)
FLYT = Contact(ContactId("c2"), name="Flyt", administration=SOF.id)
LOOSE = Contact(ContactId("c3"), name="Løs")
STATE = State.of((BUF, SOF, PAS, FLYT, LOOSE))
NAMES = ["Demo nu BUF.xlsx", "Demo nu SOF.xlsx", "Demo nu uden forvaltning.xlsx"]


class Found:
    def all(self) -> tuple[Result, ...]:
        return tuple(
            Result(Finding("K103", "contact", id_), Severity.ERROR) for id_ in ("c1", "c3")
        )


def write(folder: Path, state: State = STATE, **more: Any) -> list[Path]:
    return [report.path for report in write_workbooks(folder, state, Found(), DA, INFO, **more)]


def column(path: Path, sheet: str, at: int) -> list[object]:
    return [row[at].value for row in openpyxl.load_workbook(path)[sheet].iter_rows(min_row=3)]


def test_each_administration_gets_its_own_and_the_rest_is_in_one(tmp_path: Path) -> None:
    paths = write(tmp_path / "ud", step=7)
    assert sorted(paths) == [tmp_path / "ud" / name for name in NAMES]
    assert sorted((tmp_path / "ud").iterdir()) == sorted(paths)
    assert [column(path, "Kontakter", 1) for path in paths] == [["Pas"], ["Flyt"], ["Løs"]]
    assert [column(path, "Problemer", 0) for path in paths] == [["c1"], [], ["c3"]]
    assert [column(path, "Filterværdier", 0) for path in paths] == [[], [], ["t1", "t2"]]
    facts = [
        {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["_kkworkbench"]}
        for path in paths
    ]
    assert [each["scope"] for each in facts] == ["t1", "t2", "none"]
    assert [each["step"] for each in facts] == ["7", "7", "7"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(states())
def test_each_row_of_any_workspace_is_in_one_workbook(state: State) -> None:
    editable = [sheet for sheet in SHEETS if sheet.kind is not None]
    every = [record for sheet in editable for record in state.all(sheet.kind)]  # type: ignore[type-var]
    for sheet in editable:
        whole = Counter(sheet.rows(Source(state, (), DA, WHOLE)))
        parts: Counter[tuple[object, ...]] = Counter()
        for scope in scopes(state, every):
            parts.update(sheet.rows(Source(state, (), DA, scope)))
        assert parts == whole


def test_the_demo_has_a_workbook_for_each_of_the_seven() -> None:
    state = State.of(demo.records())
    found = scopes(state, state.all(Contact))
    codes = [term.code for term in (state.get(Term, each.administration) for each in found) if term]
    assert sorted(codes) == ["BIEF", "BUF", "KFF", "SOF", "SUF", "TMF", "ØKF"]
    assert found[-1] == Scope(False, None)


def test_what_belongs_to_one_that_was_renamed_goes_to_its_successor() -> None:
    state = State.of((replace(BUF, successor=SOF.id), SOF, PAS))
    assert owner(state, PAS) == SOF.id
    circle = State.of((replace(BUF, successor=SOF.id), replace(SOF, successor=BUF.id), PAS, FLYT))
    assert {owner(circle, PAS), owner(circle, FLYT)} == {BUF.id, SOF.id}


def test_a_code_that_two_share_and_signs_that_no_file_may_have_give_good_names(
    tmp_path: Path,
) -> None:
    other = replace(SOF, code="buf")
    nameless = Term(TermId("t/3"), Vocabulary.ADMINISTRATION)
    state = State.of((BUF, other, nameless, PAS, FLYT, replace(LOOSE, administration=nameless.id)))
    names = {path.name for path in write(tmp_path / "ud", state)}
    assert names == {"Demo nu BUF.xlsx", "Demo nu buf 2.xlsx", "Demo nu t 3.xlsx", NAMES[2]}


def test_progress_runs_over_all_workbooks(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write(tmp_path / "ud", progress=lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[0] == (0, told[-1][1])
    assert told[-1] == (3 * len(SHEETS), 3 * len(SHEETS))


@pytest.mark.parametrize("is_there", [True, False])
def test_a_cancelled_export_leaves_the_folder_as_it_was(tmp_path: Path, is_there: bool) -> None:
    folder = tmp_path / "ud"
    if is_there:
        folder.mkdir()
        (folder / NAMES[0]).write_text("old")
    calls = iter([False] * 3)
    with pytest.raises(ExportStopped):
        write(folder, cancelled=lambda: next(calls, True))
    assert folder.exists() is is_there
    assert not is_there or [path.read_text() for path in folder.iterdir()] == ["old"]


def test_where_one_cannot_be_put_in_place_all_that_stood_there_is_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAMES[0]).write_text("old")
    real = by_administration.os.replace

    def locked(source: Path, target: Path) -> None:
        if Path(target).name == NAMES[2] and Path(target).parent == tmp_path:
            raise PermissionError
        real(source, target)

    monkeypatch.setattr(by_administration.os, "replace", locked)
    with pytest.raises(WorkbenchError) as caught:
        write(tmp_path)
    assert (caught.value.key, caught.value.params["name"]) == ("exports.open_elsewhere", NAMES[2])
    assert [path.name for path in tmp_path.iterdir()] == [NAMES[0]]
    assert (tmp_path / NAMES[0]).read_text() == "old"


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(WorkbenchError) as caught:
        write(tmp_path / "fil" / "ud")
    assert caught.value.key == "exports.cannot_write"

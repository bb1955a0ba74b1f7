"""Any workspace as a workbook: what comes back unedited asks for nothing, and edits are exact."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import PlanKind
from tests.strategies import states, walks
from tests.unit.sources.edited_workbook import Edited, asked, edits, export, planned

FEW = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
LANGUAGES = st.sampled_from(["da", "en"])
TEXT_CELLS = {
    "contacts": ("name", "title", "booking", "street", "floor", "town"),
    "pages": ("title", "path", "help_text", "link"),
    "boxes": ("heading", "note"),
    "drill": ("title", "help_text"),
    "list": ("title", "help_text"),
}


@pytest.fixture(scope="module")
def whole_demo() -> State:
    return State.of(demo.records())


@FEW
@given(states(), LANGUAGES)
def test_a_workbook_that_nobody_edited_asks_for_nothing(state: State, language: str) -> None:
    with TemporaryDirectory() as folder:
        plan = planned(state, export(Path(folder) / "a.xlsx", state, language=language))
    assert asked(plan) == []
    assert plan.rejected == ()


@FEW
@given(walks(), LANGUAGES)
def test_an_older_workbook_that_nobody_edited_takes_nothing_back(
    walk: tuple[State, list[Change]], language: str
) -> None:
    base, changes = walk
    state = base
    for change in changes:
        state = state.apply((change,))
    with TemporaryDirectory() as folder:
        path = export(Path(folder) / "a.xlsx", base, language=language)
        plan = planned(state, path, base=base)
    assert asked(plan) == []
    assert plan.rejected == ()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_demo_comes_back_as_it_went(whole_demo: State, tmp_path: Path, language: str) -> None:
    path = export(tmp_path / "a.xlsx", whole_demo, language=language)
    plan = planned(whole_demo, path)
    assert (asked(plan), plan.rejected) == ([], ())
    known = whole_demo.count(Contact) + whole_demo.count(Page)
    assert plan.count(PlanKind.UNCHANGED) > known > 100
    saved_again = planned(whole_demo, Edited(path).save())
    assert (asked(saved_again), saved_again.rejected) == ([], ())


@FEW
@given(st.data())
def test_sorted_rows_and_moved_columns_are_no_edits(data: st.DataObject) -> None:
    state = data.draw(states())
    with TemporaryDirectory() as folder:
        book = Edited(export(Path(folder) / "a.xlsx", state))
        for sheet, page in book.keys.items():
            rows = data.draw(st.permutations(range(page.max_row - 2)))
            columns = data.draw(st.permutations(range(page.max_column)))
            book.rearrange(sheet, rows, columns)
            page.title = f"Ark {sheet}"
            page.column_dimensions["C"].hidden = True
            page.row_dimensions[3].hidden = True
            page.auto_filter.add_filter_column(1, ["noget andet"])
        plan = planned(state, book.save())
    assert asked(plan) == []
    assert plan.rejected == ()


@FEW
@given(st.data())
def test_exactly_the_cells_that_were_edited_are_asked_for(data: st.DataObject) -> None:
    state = data.draw(states())
    wanted: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        book = Edited(export(Path(folder) / "a.xlsx", state))
        for sheet, columns in TEXT_CELLS.items():
            page = book.page(sheet)
            for number in range(3, page.max_row + 1):
                for column in data.draw(st.sets(st.sampled_from(columns), max_size=2)):
                    id_ = page.cell(number, 1).value
                    text = f"Rettet {len(wanted)}"
                    book.set(sheet, id_, column, text)
                    wanted[f"{id_} {sheet}.{column}"] = text
        plan = planned(state, book.save())
    assert edits(plan) == wanted
    assert plan.rejected == ()
    after = state
    for change in asked(plan):
        assert change.kind is PlanKind.CHANGED
        for record, before in zip(change.records, change.before, strict=True):
            after = after.apply((Change(type(record), record.id, before, record),))
    with TemporaryDirectory() as folder:
        again = Edited(export(Path(folder) / "b.xlsx", after))
        for key, text in wanted.items():
            id_, _, field = key.partition(" ")
            sheet, _, column = field.partition(".")
            at = again.row(sheet, id_), again.column(sheet, column)
            assert again.page(sheet).cell(*at).value == text

"""The parts of the contact list by themselves: rows that follow, filters, facets and letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.terms import EditTerm
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.search import GROUPS
from kkworkbench.workspace.workspace import Workspace
from tests.gui.stage import heard
from ui.bridge import Bridge
from ui.models.badges import Badge
from ui.models.contact_filter import ContactFilter
from ui.models.contact_table import Column, ContactTableModel
from ui.models.mime import PAGES, mime_of
from ui.pages.contact_list_alphabet import AlphabetStrip
from ui.pages.facets import GAP_VALUE, MORE, MOST, VALUE, FacetTree

COPY = Qt.DropAction.CopyAction
TERMS = [
    Term(f"t{n:02}", Vocabulary.CATEGORY, f"kode{n}", f"Kategori {n:02}", order=f"a{n:02}")
    for n in range(MOST + 3)
]
RECORDS = (
    *TERMS,
    Page("p", None, "a0", title="Pas", kind=PageKind.CONTACT),
    Page("q", None, "a1", title="Vielse", kind=PageKind.CONTACT),
    Page("s", None, "a2", title="Kørekort", kind=PageKind.SERVICE),
    Contact("c", "Pas", categories=("t00",)),
    ContactBox("b", "p", "c", "a0"),
    ListEntry("l", "p"),
)


@pytest.fixture
def bridge(styled_app: Any) -> Iterator[Bridge]:
    made = Bridge(Workspace(MemoryStore(RECORDS), "an"), Messages("da"))
    yield made
    made.close()


def test_a_row_that_matches_no_more_leaves_and_one_that_does_comes(bridge: Bridge) -> None:
    model = ContactTableModel(bridge)
    shown = ContactFilter(model, model)
    shown.choose(True, "rådhuset", {})
    assert shown.rowCount() == 0
    bridge.run(EditContact("c", "name", "Rådhuset"))
    assert shown.rowCount() == 1
    bridge.run(EditContact("c", "name", "Pas"))
    assert shown.rowCount() == 0


def test_a_title_that_is_the_pages_own_is_no_title_of_the_entry(bridge: Bridge) -> None:
    model = ContactTableModel(bridge)
    assert model.setData(model.index_of("l"), " Pas og kørekort ")
    assert bridge.state.get(ListEntry, "l").title == "Pas og kørekort"  # type: ignore[union-attr]
    for text in ("Pas", "  "):
        model.setData(model.index_of("l"), text)
        assert bridge.state.get(ListEntry, "l").title is None  # type: ignore[union-attr]


def test_a_term_with_another_name_is_told_of_all_rows(bridge: Bridge, qtbot: Any) -> None:
    model = ContactTableModel(bridge)
    with qtbot.waitSignal(model.dataChanged):
        bridge.run(EditTerm("t00", (("name", "Rejser"),)))
    assert model.text(model.rows[0], Column.CATEGORY) == "Rejser"


def test_only_contact_pages_are_taken_and_the_first_other_one_is_named(bridge: Bridge) -> None:
    model = ContactTableModel(bridge)
    said = heard(model.drop_refused)
    root = QModelIndex()
    assert model.canDropMimeData(mime_of(PAGES, ["q", "p"]), COPY, -1, -1, root)
    assert not model.canDropMimeData(mime_of(PAGES, ["q", "s"]), COPY, -1, -1, root)
    assert not model.canDropMimeData(mime_of(PAGES, ["gone"]), COPY, -1, -1, root)
    assert said == ["", "»Kørekort« kan ikke stå på kontaktlisten: kun kontaktsider kan."]


def test_a_group_shows_its_commonest_the_gap_and_what_is_chosen(bridge: Bridge, qtbot: Any) -> None:
    facets = FacetTree()
    qtbot.addWidget(facets)
    counts = {group: Counter[str]() for group in GROUPS}
    counts[Vocabulary.CATEGORY] = Counter({term.id: n + 1 for n, term in enumerate(TERMS)})
    counts[Vocabulary.CATEGORY][GAP_VALUE] = 1

    def values() -> set[str]:
        top = facets._groups[Vocabulary.CATEGORY]
        items = [top.child(n) for n in range(top.childCount())]
        return {str(i.data(0, VALUE)) for i in items if not i.isHidden()} - {MORE}

    facets.show_counts(State.of(RECORDS), counts)
    commonest = {term.id for term in TERMS[3:]}
    assert values() == {GAP_VALUE, *commonest}
    facets.choose(Vocabulary.CATEGORY, {"t00"})
    counts[Vocabulary.CATEGORY]["t00"] = 0
    facets.show_counts(State.of(RECORDS), counts)
    assert values() == {GAP_VALUE, "t00", *commonest}


def test_letters_stand_as_in_a_danish_phone_book(styled_app: Any, qtbot: Any) -> None:
    strip = AlphabetStrip()
    qtbot.addWidget(strip)
    strip.show_letters(["Åse", "Zoo", "Ærø", "anna", "Østre", "Aase", "4. kontor"])
    assert strip.letters == ("#", "A", "Z", "Æ", "Ø", "Å")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.lists(st.integers(0, 4), min_size=12, max_size=12), max_size=5))
def test_rows_whose_problems_change_together_are_sorted_among_each_other(
    styled_app: Any, monkeypatch: pytest.MonkeyPatch, rounds: list[list[int]]
) -> None:
    ids = [f"p{n:02}" for n in range(12)]
    pages = [Page(id_, None, id_, title=id_, kind=PageKind.CONTACT) for id_ in ids]
    found = [*TERMS, *pages, *(ListEntry(f"l{id_}", id_) for id_ in ids)]
    bridge = Bridge(Workspace(MemoryStore(found), "an"), Messages("da"))
    told = dict.fromkeys(ids, 0)
    monkeypatch.setattr(
        "ui.models.contact_table.counted",
        lambda _bridge, subjects: Badge(errors=sum(told.get(each, 0) for each in subjects)),
    )
    model = ContactTableModel(bridge)
    shown = ContactFilter(model, model)
    shown.choose(True, "", {})
    shown.sort(Column.PROBLEMS)
    for counts in rounds:
        changed = {id_ for id_, count in zip(ids, counts, strict=True) if told[id_] != count}
        told.update(zip(ids, counts, strict=True))
        bridge.findings_changed.emit(frozenset(changed))
        rows = [model.row_at(shown.mapToSource(shown.index(n, 0))) for n in range(12)]
        assert [row.page for row in rows] == sorted(ids, key=lambda id_: (-told[id_], id_))
    bridge.close()

"""Which steps are about a record: its own, and for a page those of what stands on it."""

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.workspace.log_filter import steps_about
from tests.unit.test_variants import branch_off, opened, put

FIRST: list[Record] = [
    Page("p"),
    Page("q"),
    Contact("c"),
    ContactBox("x", "p", "c"),
    DrillEntry("d", "p"),
    ListEntry("l", "p"),
]


def test_the_steps_of_a_page_are_those_of_what_stands_on_it_too() -> None:
    workspace = opened(FIRST)
    edits: list[Record] = [
        Page("p", title="Pas"),
        ContactBox("x", "p", "c", heading="Ring"),
        DrillEntry("d", "p", title="Dit pas"),
        ListEntry("l", "p", title="Passet"),
        Page("q", title="Kørekort"),
        Contact("c", name="Borgerservice"),
    ]
    for edit in edits:
        put(workspace, edit)
    workspace.show(branch_off(workspace, "a"))
    put(workspace, Page("p", title="Prøvet"))
    store, state = workspace.store, workspace.state
    assert steps_about(store, state, Page, "p") == {1, 2, 3, 4, 8}
    assert steps_about(store, state, Page, "q") == {5}
    assert steps_about(store, state, Contact, "c") == {6}
    assert steps_about(store, state, DrillEntry, "d") == {3}
    assert steps_about(store, state, Page, "væk") == frozenset()

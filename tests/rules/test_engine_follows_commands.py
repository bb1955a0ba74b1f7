"""After real commands, imports, merges, undo and redo, the findings equal those of a full run."""

from contextlib import suppress

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, DrillEntryId, PageId, SettingId
from kkworkbench.model.page import Page
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.shipped_terms import terms
from kkworkbench.sources.kk_org import plan_table
from kkworkbench.sources.table import Row, Table
from kkworkbench.state.state import State
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.contacts import DeleteContacts
from kkworkbench.workspace.commands.drill import PlaceInDrill
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.merging import MergeContacts
from kkworkbench.workspace.commands.numbers import ReplaceNumber
from kkworkbench.workspace.commands.settings import SetSettings
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.rules.examples import ENTRY, GOOD, KONTAKT, OM, OTHER, SITE, TERMS, TODAY
from tests.unit.sources.registers import unit_2024

NUMBERS = st.sampled_from(["33 17 88 00", "33178800", "33 17 33 33", "33 66 33 66", "12"])
STREETS = st.sampled_from(["Prøvevej 12", "Prøvevej 14"])
SETTINGS = st.sampled_from(
    [
        ("phone.main", "33 17 88 00"),
        ("phone.main", None),
        ("drill.count", 0),
        ("drill.count", 2),
        ("routes.least", 3),
        ("rules.off", ("K202", "K803")),
        ("severity.K202", "advice"),
        ("written.form_hosts", ()),
    ]
)


def a_row(number: str, street: str, phone: str) -> dict[str, str]:
    unit = unit_2024(
        kkorgnr=number, borgerrettetnavn=f"Enheden {number}", adresse=street, telefon=phone
    )
    return {column: str(value) for column, value in unit.items()}


ROWS = st.lists(
    st.builds(a_row, st.sampled_from(["9001", "9002"]), STREETS, NUMBERS), min_size=1, max_size=3
)


class Desk(RuleBasedStateMachine):
    """A workspace at work, with findings that follow it as the window's do."""

    def __init__(self) -> None:
        super().__init__()
        records = (*TERMS, *terms(), *GOOD, ENTRY, *OTHER, OM, KONTAKT, SITE)
        self.workspace = Workspace(MemoryStore(records), "ab12")
        self.results = judged(self.workspace.state)
        self.workspace.subscribe(self._follow)

    def _follow(self, event: StateChanged) -> None:
        self.results.touch(event.after, event.change_set.changes)
        self.results.settle()

    def run(self, command: Command) -> None:
        with suppress(Refused):  # what is refused changes nothing: the invariant says so
            self.workspace.execute(command)

    def contact(self, data: st.DataObject) -> ContactId | None:
        ids = sorted(self.workspace.state.ids(Contact))
        return ContactId(data.draw(st.sampled_from(ids))) if ids else None

    @rule(rows=ROWS)
    def import_register(self, rows: list[dict[str, str]]) -> None:
        numbered = tuple(Row(number, cells) for number, cells in enumerate(rows, start=2))
        table = Table("kkorg.csv", tuple(rows[0]), numbered)
        self.run(ApplyPlan(plan_table(table, self.workspace.state, TODAY).applicable()))

    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        keep, gone = self.contact(data), self.contact(data)
        if keep is not None and gone is not None:
            self.run(MergeContacts(keep, gone))

    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        gone = self.contact(data)
        if gone is not None:
            self.run(DeleteContacts((gone,)))

    @rule(old=NUMBERS, new=NUMBERS)
    def replace_number(self, old: str, new: str) -> None:
        self.run(ReplaceNumber(old, new))

    @rule(pair=SETTINGS)
    def set_setting(
        self, pair: tuple[SettingId, bool | int | str | tuple[str, ...] | None]
    ) -> None:
        self.run(SetSettings((pair,)))

    @rule(data=st.data(), entry=st.sampled_from(["d", "d1", "d2"]))
    def place_in_drill(self, data: st.DataObject, entry: str) -> None:
        pages = sorted(self.workspace.state.ids(Page))
        if pages:
            page = PageId(data.draw(st.sampled_from(pages)))
            self.run(PlaceInDrill(DrillEntryId(entry), page, 0))

    @rule()
    def undo(self) -> None:
        self.workspace.undo()

    @rule()
    def redo(self) -> None:
        self.workspace.redo()

    @invariant()
    def findings_equal_a_full_run(self) -> None:
        whole = judged(self.workspace.state)
        assert set(self.results.all()) == set(whole.all())
        assert self.results.counts() == whole.counts()


def judged(state: State) -> Results:
    """Return the results of every rule on every subject."""
    results = Results(Engine(state, today=lambda: TODAY))
    results.check_all()
    results.settle()
    return results


TestDesk = Desk.TestCase
TestDesk.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


def test_the_walk_reaches_imports_and_merges() -> None:
    desk = Desk()
    rows = [a_row("9001", "Prøvevej 12", "33178800"), a_row("9002", "Prøvevej 14", "12")]
    desk.import_register(rows)
    assert desk.workspace.state.count(Contact) == 4
    desk.run(MergeContacts(ContactId("c"), ContactId("c2")))
    assert desk.workspace.state.count(Contact) == 3
    desk.findings_equal_a_full_run()
    desk.undo()
    desk.findings_equal_a_full_run()
    assert desk.workspace.state.count(Contact) == 4

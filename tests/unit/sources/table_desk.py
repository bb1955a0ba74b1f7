"""A workspace into which small tables of contacts are read."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.shipped_terms import terms
from kkworkbench.sources.contact_table import plan
from kkworkbench.sources.source import Request
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.mappings import SaveMapping
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace

TODAY = date(2026, 11, 26)
LIBRARY = Contact(
    ContactId("c1"),
    name="Biblioteket",
    org_id="176",
    address=Address("Vej 1", "1. sal", "2300", "København S"),
    phones=(Phone(PartId("p1"), "33 12 34 56", "Skranken"),),
)
OFFICE = Contact(ContactId("c2"), name="Kontoret", org_id="177")


class Desk:
    """A workspace into which tables are read."""

    def __init__(self, folder: Path, *contacts: Contact) -> None:
        self.workspace = Workspace(MemoryStore((*terms(), *contacts)), "prøve")
        self.folder = folder

    def plan(self, *lines: str, name: str = "x.csv", **chosen: Any) -> Plan:
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return plan(Request((path,), self.workspace.state, TODAY, **chosen))

    def take(self, *lines: str, **chosen: Any) -> Plan:
        planned = self.plan(*lines, **chosen)
        self.workspace.execute(ApplyPlan(planned.applicable()))
        return planned

    def contact(self, id_: str = "c1") -> Contact:
        found = self.workspace.state.get(Contact, id_)
        assert found is not None
        return found

    def edit(self, **changes: Any) -> None:
        planned = replace(self.contact(), **changes)
        self.workspace.execute(Put(planned))


class Put(SaveMapping):
    """Put any record."""

    def apply(self, draft: Any) -> None:
        draft.put(self.profile)


def counts(planned: Plan) -> dict[str, int]:
    return {kind.value: n for kind in PlanKind if (n := planned.count(kind))}


def why(planned: Plan) -> list[tuple[int, str, str]]:
    return [(cell.row, cell.column, cell.reason) for cell in planned.rejected]

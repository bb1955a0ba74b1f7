"""A workspace of a few records, whose workbook is edited in tests."""

from datetime import date

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.ids import BoxId, ContactId, DrillEntryId, ListEntryId, PageId, PartId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import term_id, terms
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan
from kkworkbench.workspace.workspace import Workspace

BUF = term_id(Vocabulary.ADMINISTRATION, "BUF")
SOF = term_id(Vocabulary.ADMINISTRATION, "SOF")
WEEK = Hours((Span(1, 480, 720), Span(1, 780, 1020), Span(2, 480, 900)), (7,), comment="Ring")
PAS = Contact(
    ContactId("c1"),
    name="Pas",
    org_id="12345",
    address=Address("Nyropsgade 1", "2.", "0999", "København V"),
    phones=(Phone(PartId("p1"), "33 66 33 66", "Pas"), Phone(PartId("p2"), "33 17 88 00")),
    written=(WrittenChannel(PartId("w1"), WrittenKind.SECURE_FORM, "https://kk.dk/skriv"),),
    visiting_hours=WEEK,
    administration=BUF,
    verified_on=date(2026, 9, 1),
)
FLYT = Contact(ContactId("c2"), name="Flytning", administration=SOF)
TOP = Page(PageId("t"), order="a0", title="Kontakt", path="/kontakt", kind=PageKind.SECTION)
PAGE = Page(
    PageId("g"), PageId("t"), "a0", title="Pas og kørekort", path="/pas", kind=PageKind.CONTACT
)
OTHER = Page(PageId("h"), PageId("t"), "a1", title="Flyt", path="/flyt", kind=PageKind.CONTACT)
BOX = ContactBox(BoxId("b"), PAGE.id, PAS.id, "a0")
DRILL = DrillEntry(DrillEntryId("d"), PAGE.id, "a0")
ENTRY = ListEntry(ListEntryId("e"), PAGE.id, Tier.PRIMARY)
RECORDS = (*terms(), PAS, FLYT, TOP, PAGE, OTHER, BOX, DRILL, ENTRY)
STATE = State.of(RECORDS)


def applied(plan: Plan, records: tuple[Record, ...] = RECORDS) -> State:
    workspace = Workspace(MemoryStore(records), "ada")
    workspace.execute(ApplyPlan(plan.applicable()))
    return workspace.state


def with_(*changed: Record) -> State:
    ids = {(type(each), each.id): each for each in changed}
    return State.of([ids.pop((type(each), each.id), each) for each in RECORDS] + [*ids.values()])

"""The kinds of record that a workspace is made of."""

from kkworkbench.model.adoption import Adoption
from kkworkbench.model.answer import Answer
from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.sign_off import SignOff
from kkworkbench.model.site import Site
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.model.usage import Usage
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import CardSort, Note, QuestionCard, Session, Vote

KINDS: tuple[type[Record], ...] = (
    Page,
    Contact,
    ContactBox,
    DrillEntry,
    ListEntry,
    Site,
    Term,
    SourceRecord,
    Waiver,
    Setting,
    Usage,
    GuidelineRow,
    Snapshot,
    MappingProfile,
    Batch,
    Adoption,
    Answer,
    Session,
    QuestionCard,
    Note,
    Vote,
    CardSort,
    SignOff,
    Variant,
)

KIND_NAMES: dict[type[Record], str] = {
    Page: "page",
    Contact: "contact",
    ContactBox: "box",
    DrillEntry: "drill_entry",
    ListEntry: "list_entry",
    Site: "site",
    Term: "term",
    SourceRecord: "source_record",
    Waiver: "waiver",
    Setting: "setting",
    Usage: "usage",
    GuidelineRow: "guideline_row",
    Snapshot: "snapshot",
    MappingProfile: "mapping_profile",
    Batch: "batch",
    Adoption: "adoption",
    Answer: "answer",
    Session: "session",
    QuestionCard: "question_card",
    Note: "note",
    Vote: "vote",
    CardSort: "card_sort",
    SignOff: "sign_off",
    Variant: "variant",
}
"""The kind's name in files, logs and JSON."""

OVERALL: tuple[type[Record], ...] = (
    Variant,
    Snapshot,
    Batch,
    Adoption,
    Session,
    QuestionCard,
    Note,
    Vote,
    CardSort,
    SignOff,
)
"""Kinds that stand once for the workspace, whichever variant is shown."""

KINDS_BY_NAME: dict[str, type[Record]] = {name: kind for kind, name in KIND_NAMES.items()}

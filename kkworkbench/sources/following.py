"""Take a source's word for a field again."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Term
from kkworkbench.rules.source_fields import SETTERS
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class FollowSource(Alone):
    """Give one field of a contact the value that KK Org says."""

    contact_id: ContactId
    field: str
    label: ClassVar[str] = "command.follow_source"

    def apply(self, draft: Draft) -> None:
        contact = draft.need(Contact, self.contact_id)
        source = draft.get(SourceRecord, contact.source)
        said = dict(source.values).get(self.field) if source is not None else None
        if said is None or self.field not in SETTERS:
            raise Refused("refused.no_source")
        draft.put(SETTERS[self.field](contact, said, tuple(draft.all(Term))))

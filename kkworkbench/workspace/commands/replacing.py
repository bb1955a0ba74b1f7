"""Replace texts in many fields as one step."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.state.draft import Draft
from kkworkbench.state.lookups import title_of
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.replacing import Replacement, value_at, with_value


@dataclass(frozen=True, slots=True)
class ReplaceTexts(Alone):
    """Write what was previewed, and nothing where a field has changed since."""

    replacements: tuple[Replacement, ...]
    label: ClassVar[str] = "command.replace_texts"

    def apply(self, draft: Draft) -> None:
        for each in self.replacements:
            record = draft.need(KINDS_BY_NAME[each.kind], each.id)
            if value_at(record, each.field) != each.before:
                raise Refused("refused.text_changed", title=title_of(draft.state, record))
            draft.put(with_value(record, each.field, each.after))

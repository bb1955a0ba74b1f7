"""Correct one telephone number wherever it stands."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.ids import SettingId
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.setting import Setting
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.state.draft import Draft
from kkworkbench.text.number_in_text import number_digits, writer_for
from kkworkbench.text.phone import read_phone
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.where_used import uses_of_number


@dataclass(frozen=True, slots=True)
class ReplaceNumber(Alone):
    """Write a new number where an old one stands: in all places, or in those chosen.

    `places` are kind, id and field, as `Use.place`. The number is written in pairs; in running
    text it is replaced only where it is read as a telephone number.
    """

    old: str
    new: str
    places: tuple[tuple[str, str, str], ...] | None = None
    label: ClassVar[str] = "command.replace_number"

    def apply(self, draft: Draft) -> None:
        reading = read_phone(self.new)
        if not reading.is_valid:
            raise Refused("refused.new_number", number=self.new)
        digits = number_digits(self.old)
        uses = [use for use in uses_of_number(draft.state, self.old) if use.is_written]
        if self.places is not None:
            chosen = set(self.places)
            uses = [use for use in uses if use.place in chosen]
        if not uses:
            raise Refused("refused.number_unused", number=self.old)
        for use in uses:
            if use.kind == "setting":
                draft.put(Setting(SettingId(use.id), reading.display))
                continue
            record = draft.need(KINDS_BY_NAME[use.kind], use.id)
            text = writer_for(use.field)(text_at(record, use.field), digits, reading.display)
            draft.put(with_text(record, use.field, text))

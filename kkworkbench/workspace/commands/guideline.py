"""Commands on the guideline of channels."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.ids import GuidelineRowId
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import GUIDELINE, guideline_key
from kkworkbench.workspace.command import Alone


@dataclass(frozen=True, slots=True)
class SetGuideline(Alone):
    """Ask for channels on pages of a type of service; none at all takes its row away.

    `row_id` is the id of the row where the type has none yet.
    """

    row_id: GuidelineRowId
    service_type: str
    channels: frozenset[Channel]
    label: ClassVar[str] = "command.set_guideline"

    def apply(self, draft: Draft) -> None:
        rows = draft.bucket(GUIDELINE, guideline_key(self.service_type))
        for row in rows if not self.channels else rows[1:]:
            draft.remove(GuidelineRow, row)
        if self.channels:
            row_id = GuidelineRowId(rows[0]) if rows else self.row_id
            channels = tuple(channel for channel in ALL_CHANNELS if channel in self.channels)
            name = " ".join(self.service_type.split())
            draft.put(GuidelineRow(row_id, name, channels))

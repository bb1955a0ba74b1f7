"""The properties of a workspace, saved together."""

from dataclasses import dataclass
from typing import ClassVar

from kkworkbench.model.ids import SiteId
from kkworkbench.model.site import Site
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import with_field
from kkworkbench.workspace.commands.guideline import SetGuideline


@dataclass(frozen=True, slots=True)
class EditProperties(Alone):
    """Set several fields of sites, and several rows of the guideline, as one step."""

    sites: tuple[tuple[SiteId, str, object], ...] = ()
    guideline: tuple[SetGuideline, ...] = ()
    label: ClassVar[str] = "command.edit_properties"

    def apply(self, draft: Draft) -> None:
        for site_id, field, value in self.sites:
            draft.put(with_field(draft.need(Site, site_id), field, value))
        for row in self.guideline:
            row.apply(draft)

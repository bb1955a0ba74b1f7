"""Commands on saved mappings: which column of a kind of table is which field."""

from dataclasses import dataclass, replace
from typing import ClassVar

from kkworkbench.model.ids import MappingProfileId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class SaveMapping(Alone):
    """Keep a mapping under its name; one that has its id is replaced."""

    profile: MappingProfile
    label: ClassVar[str] = "command.save_mapping"

    def apply(self, draft: Draft) -> None:
        name = " ".join(self.profile.name.split())
        if not name:
            raise Refused("refused.no_mapping_name")
        draft.put(replace(self.profile, name=name))


@dataclass(frozen=True, slots=True)
class RemoveMapping(Alone):
    """Take a saved mapping away; what was imported by it stays."""

    profile: MappingProfileId
    label: ClassVar[str] = "command.remove_mapping"

    def apply(self, draft: Draft) -> None:
        draft.remove(MappingProfile, self.profile)

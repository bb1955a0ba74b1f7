"""Commands on sites, settings and waivers."""

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from kkworkbench.model.ids import SettingId, WaiverId
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.model.site import Site
from kkworkbench.state.draft import Draft
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.commands.editing import EditField
from kkworkbench.workspace.errors import Refused


class EditSite(EditField):
    """Set one field of a site: its footer, feedback link or main contact page."""

    __slots__ = ()
    label: ClassVar[str] = "command.edit_site"
    kind = Site


@dataclass(frozen=True, slots=True)
class SetSetting:
    """Give a setting of the workspace a value; None takes the default back."""

    name: SettingId
    value: bool | int | float | str | tuple[str, ...] | None
    label: ClassVar[str] = "command.set_setting"

    def merge_key(self) -> str | None:
        return f"{self.label}:{self.name}"

    def apply(self, draft: Draft) -> None:
        if self.value is None:
            draft.remove(Setting, self.name)
        else:
            draft.put(Setting(self.name, self.value))


@dataclass(frozen=True, slots=True)
class SetSettings(Alone):
    """Give several settings their values as one step; None takes a default back."""

    values: tuple[tuple[str, bool | int | float | str | tuple[str, ...] | None], ...]
    label: ClassVar[str] = "command.set_settings"

    def apply(self, draft: Draft) -> None:
        for name, value in self.values:
            SetSetting(SettingId(name), value).apply(draft)


@dataclass(frozen=True, slots=True)
class Waive(Alone):
    """Grant a dispensation; it wants a reason."""

    waiver: Waiver
    label: ClassVar[str] = "command.waive"

    def apply(self, draft: Draft) -> None:
        if not self.waiver.reason.strip():
            raise Refused("refused.reason_missing")
        draft.put(self.waiver)


@dataclass(frozen=True, slots=True)
class EditWaiver(Alone):
    """Give a dispensation another reason or another last day."""

    waiver_id: WaiverId
    reason: str
    until: date | None
    label: ClassVar[str] = "command.edit_waiver"

    def apply(self, draft: Draft) -> None:
        if not self.reason.strip():
            raise Refused("refused.reason_missing")
        waiver = draft.need(Waiver, self.waiver_id)
        draft.put(replace(waiver, reason=self.reason, until=self.until))


@dataclass(frozen=True, slots=True)
class EndWaiver(Alone):
    """Take a dispensation back."""

    waiver_id: WaiverId
    label: ClassVar[str] = "command.end_waiver"

    def apply(self, draft: Draft) -> None:
        draft.remove(Waiver, self.waiver_id)

"""Commands on variants. All are steps of the main line, whichever variant is shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from kkworkbench.model.ids import VariantId
from kkworkbench.model.variant import Variant, VariantState
from kkworkbench.state.changes import Change
from kkworkbench.state.draft import Draft
from kkworkbench.state.lookups import title_of
from kkworkbench.workspace.command import Alone
from kkworkbench.workspace.errors import Refused


@dataclass(frozen=True, slots=True)
class MakeVariant(Alone):
    """Branch off a variant: from the main line, or from its `parent`, after its `step`."""

    variant: Variant
    label: ClassVar[str] = "command.make_variant"

    def apply(self, draft: Draft) -> None:
        if self.variant.parent is not None:
            draft.need(Variant, self.variant.parent)
        name = _free_name(draft, self.variant.id, self.variant.name)
        draft.put(replace(self.variant, name=name))


@dataclass(frozen=True, slots=True)
class RenameVariant(Alone):
    """Give a variant another name."""

    variant: VariantId
    name: str
    label: ClassVar[str] = "command.rename_variant"

    def apply(self, draft: Draft) -> None:
        found = draft.need(Variant, self.variant)
        draft.put(replace(found, name=_free_name(draft, found.id, self.name)))


@dataclass(frozen=True, slots=True)
class CloseVariant(Alone):
    """Put a variant aside; it can be looked at, but no longer edited."""

    variant: VariantId
    label: ClassVar[str] = "command.close_variant"

    def apply(self, draft: Draft) -> None:
        draft.put(replace(draft.need(Variant, self.variant), state=VariantState.CLOSED))


@dataclass(frozen=True, slots=True)
class OpenVariant(Alone):
    """Take a variant up again that was closed."""

    variant: VariantId
    label: ClassVar[str] = "command.open_variant"

    def apply(self, draft: Draft) -> None:
        draft.put(replace(draft.need(Variant, self.variant), state=VariantState.OPEN))


@dataclass(frozen=True, slots=True)
class DeleteVariant(Alone):
    """Take a variant out. Its steps stay in the log, so that undo brings it back whole."""

    variant: VariantId
    label: ClassVar[str] = "command.delete_variant"

    def apply(self, draft: Draft) -> None:
        found = draft.need(Variant, self.variant)
        for other in draft.all(Variant):
            if other.parent == found.id:
                raise Refused("refused.variant_has_branches", name=found.name, other=other.name)
        draft.remove(Variant, found.id)


@dataclass(frozen=True, slots=True)
class TakeOverVariant(Alone):
    """Make the changes that a join of a variant with the main line came to, as one step.

    Refused where a record is no longer as it was when they were joined.
    """

    variant: VariantId
    changes: tuple[Change, ...]
    at: datetime | None = None
    label: ClassVar[str] = "command.take_over_variant"

    def apply(self, draft: Draft) -> None:
        apply_all(draft, self.changes)
        if self.changes:
            draft.put(replace(draft.need(Variant, self.variant), taken_at=self.at))


@dataclass(frozen=True, slots=True)
class BringBack(Alone):
    """Make the changes that lead to an earlier point: of all records, or of some, as one step."""

    changes: tuple[Change, ...]
    label: ClassVar[str] = "command.bring_back"

    def apply(self, draft: Draft) -> None:
        apply_all(draft, self.changes)


def apply_all(draft: Draft, changes: tuple[Change, ...]) -> None:
    """Make changes in a draft.

    Raises:
        Refused: a record is no longer as it was when they were worked out.
    """
    for change in changes:
        stands = draft.get(change.kind, change.id)
        if stands != change.before:
            record = stands or change.before or change.after
            title = title_of(draft.state, record) if record is not None else ""
            raise Refused("refused.variant_changed", title=title)
    for change in changes:
        if change.after is None:
            draft.remove(change.kind, change.id)
    draft.put_all(change.after for change in changes if change.after is not None)


def _free_name(draft: Draft, id_: VariantId, wanted: str) -> str:
    name = " ".join(wanted.split())
    if not name:
        raise Refused("refused.variant_no_name")
    if any(v.id != id_ and v.name.casefold() == name.casefold() for v in draft.all(Variant)):
        raise Refused("refused.variant_name_taken", name=name)
    return name

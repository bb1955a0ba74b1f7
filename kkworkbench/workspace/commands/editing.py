"""What the commands that set one field have in common."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeVar, cast

from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft

R = TypeVar("R", bound=Record)


def with_field(record: R, field: str, value: object) -> R:
    """Return a record with one field set.

    Raises:
        TypeError: the record has no such field.
    """
    changed: Any = replace(cast(Any, record), **{field: value})
    return cast(R, changed)


@dataclass(frozen=True, slots=True)
class EditField:
    """Set one field of one record; repeated edits of the field undo as one step."""

    id: str
    field: str
    value: object
    label: ClassVar[str]
    kind: ClassVar[type[Record]]

    def merge_key(self) -> str | None:
        return f"{self.label}:{self.id}:{self.field}"

    def apply(self, draft: Draft) -> None:
        draft.put(with_field(draft.need(self.kind, self.id), self.field, self.value))

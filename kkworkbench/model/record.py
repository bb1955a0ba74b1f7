"""What all kinds of record share."""

from typing import TYPE_CHECKING


class Record:
    """An immutable record with an id; each kind is a frozen, slotted dataclass."""

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def id(self) -> str:
            """The record's id, unique within its kind."""

"""What a command is."""

from typing import ClassVar, Protocol

from kkworkbench.state.draft import Draft


class Command(Protocol):
    """Something that a person can do: an imperative, a frozen dataclass.

    `label` is a message key under "command.". Commands that share a merge key in a row undo as
    one step; None never merges.
    """

    label: ClassVar[str]

    def merge_key(self) -> str | None:
        """Name what repeated edits belong together, or None."""
        ...

    def apply(self, draft: Draft) -> None:
        """Make the edit in the draft.

        Raises:
            Refused: it may not be done; the draft is dropped.
        """
        ...


class Alone:
    """A command that never merges with the one before it."""

    __slots__ = ()

    def merge_key(self) -> str | None:
        return None

"""Expected trouble, told to people by message keys."""


class WorkbenchError(Exception):
    """Trouble that a person can understand and act on.

    `key` is a message key, `params` fill its text. Nothing was written when one is raised.
    """

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(f"{key} {params}" if params else key)
        self.key = key
        self.params = params


class Refused(WorkbenchError):  # noqa: N818  # a refusal is an answer, not a failure
    """A command that may not be done, with the reason as its message."""


class StaleWriteError(WorkbenchError):
    """Someone else has changed a record since it was read."""


class WorkspaceInUseError(WorkbenchError):
    """The file is open for writing elsewhere; it may be opened read-only."""


class NewerFileError(WorkbenchError):
    """The file was made by a newer version of the program."""


class UnreadableFileError(WorkbenchError):
    """The file is not a workspace, is damaged, or cannot be read."""

    @property
    def is_damage(self) -> bool:
        """Whether it is a workspace of which something may be saved."""
        return self.key in ("file.damaged", "file.damaged_record")


class ReadOnlyError(WorkbenchError):
    """The workspace was opened read-only."""

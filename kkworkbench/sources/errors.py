"""Input that cannot be read."""

from kkworkbench.workspace.errors import WorkbenchError


class UnreadableInputError(WorkbenchError):
    """A file that is no table, is broken, or is dangerous to open; nothing was changed."""

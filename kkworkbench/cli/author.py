"""Who works at the command line."""

import getpass


def author() -> str:
    """Return the login name, or a question mark where the system knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"

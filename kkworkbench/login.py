"""Who works here, as the system knows it."""

UNKNOWN = "?"


def login_name() -> str:
    """Return the login name, or a question mark where the system knows none."""
    import getpass  # noqa: PLC0415  # after the first paint

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return UNKNOWN

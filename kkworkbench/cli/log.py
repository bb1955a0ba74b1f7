"""Where the unexpected is written down: the log file that the window writes to as well."""

import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

MOST_BYTES = 500_000


def log_path() -> Path:
    """Return where the log file is."""
    import platformdirs  # noqa: PLC0415  # only where something went wrong

    return Path(platformdirs.user_log_dir("kkworkbench", appauthor=False)) / "kkworkbench.log"


def write_down(error: BaseException) -> Path:
    """Write where in the program it went wrong, never what was worked on, and say in which file.

    A log that cannot be written is no second failure.
    """
    path = log_path()
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} ERROR kkworkbench.cli {type(error).__name__}"]
    lines += [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "a" if path.exists() and path.stat().st_size < MOST_BYTES else "w"
        with path.open(mode, encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return path

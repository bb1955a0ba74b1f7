"""How the command line speaks: results on stdout, trouble as one sentence on stderr."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kkworkbench.cli.log import write_down
from kkworkbench.messages import Messages
from kkworkbench.workspace.errors import UnreadableFileError, WorkbenchError

FINE, FINDINGS, USAGE = 0, 1, 2


class Stop(Exception):  # noqa: N818  # an end, not a failure
    """End the verb with an exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Output:
    """Where a verb writes, and in which language."""

    messages: Messages

    def say(self, key: str, **params: object) -> None:
        """Write a line of the result."""
        print(self.messages.text(key, **params))

    def line(self, text: str = "") -> None:
        """Write a line as it is."""
        print(text)

    def json(self, value: Any) -> None:
        """Write one JSON value."""
        print(json.dumps(value, ensure_ascii=False, indent=2))

    def table(self, rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Write rows in columns, those in `right` to the right: drawn for a person, else plain.

        Plain columns are padded and stand two spaces apart; the last is never padded or broken.
        """
        if not rows:
            return
        if sys.stdout.isatty():
            self._drawn(rows, right)
            return
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [
                cell.rjust(width) if number in right else cell.ljust(width)
                for number, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())

    def _drawn(self, rows: Sequence[Sequence[str]], right: Sequence[int]) -> None:
        from rich.console import Console  # noqa: PLC0415  # only where a person looks
        from rich.table import Table  # noqa: PLC0415
        from rich.text import Text  # noqa: PLC0415

        table = Table(show_header=False)
        for number in range(len(rows[0])):
            table.add_column(justify="right" if number in right else "left", overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        Console().print(table)

    def trouble(self, key: str, **params: object) -> None:
        """Write one sentence on stderr."""
        self.trouble_line(self.messages.text(key, **params))

    def trouble_line(self, text: str) -> None:
        """Write a line on stderr as it is."""
        print(text, file=sys.stderr)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn expected trouble into one sentence and exit code 2; the unexpected is logged."""
        try:
            yield
        except (Stop, BrokenPipeError):
            raise
        except WorkbenchError as error:
            damaged = isinstance(error, UnreadableFileError) and error.is_damage
            self.trouble("cli.damaged" if damaged else error.key, **error.params)
            raise Stop(USAGE) from error
        except OSError as error:
            name = error.filename or ""
            self.trouble("cli.os_error", name=name, why=error.strerror or type(error).__name__)
            raise Stop(USAGE) from error
        except Exception as error:
            self.unexpected(error)
            raise Stop(USAGE) from error

    def unheard(self) -> int:
        """Write the rest of the result to nowhere: whoever reads it has had enough."""
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE

    def unexpected(self, error: Exception) -> None:
        """Write the unexpected to the log, and one sentence that says where that is."""
        self.trouble("cli.unexpected", kind=type(error).__name__, log=write_down(error))

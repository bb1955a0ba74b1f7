"""How the command line speaks: results on stdout, trouble as one sentence on stderr."""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from kkworkbench.messages import Messages
from kkworkbench.workspace.errors import WorkbenchError

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

    def trouble(self, key: str, **params: object) -> None:
        """Write one sentence on stderr."""
        print(self.messages.text(key, **params), file=sys.stderr)

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn expected trouble into one sentence and exit code 2; the unexpected is logged."""
        try:
            yield
        except Stop:
            raise
        except WorkbenchError as error:
            self.trouble(error.key, **error.params)
            raise Stop(USAGE) from error
        except BrokenPipeError as error:
            sys.stderr.close()
            raise Stop(FINE) from error
        except OSError as error:
            name = error.filename or ""
            self.trouble("cli.os_error", name=name, why=error.strerror or type(error).__name__)
            raise Stop(USAGE) from error
        except Exception as error:
            logging.getLogger("kkworkbench").exception("unexpected")
            self.trouble("cli.unexpected", kind=type(error).__name__)
            raise Stop(USAGE) from error

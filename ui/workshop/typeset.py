"""Typeset minutes without a window: ``python -m ui.workshop.typeset OUT.pdf < minutes.json``.

The command line starts it, since the core knows no Qt. What goes wrong is told on stdout, as the
key of a message and its parameters.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kkworkbench.exports.minutes.content import Minutes, Section
from kkworkbench.messages import Messages
from kkworkbench.workspace.errors import WorkbenchError
from ui import theme
from ui.workshop.minutes_pdf import write_pdf


def minutes_from(text: str) -> Minutes:
    """Return the minutes that were written as JSON, field by field."""
    found = json.loads(text)
    sections = tuple(
        Section(
            *(each["key"], each["title"], each["said"], tuple(each["columns"])),
            tuple(tuple(row) for row in each["rows"]),
        )
        for each in found["sections"]
    )
    facts = tuple((name, value) for name, value in found["facts"])
    return Minutes(found["title"], facts, sections, found["language"])


def main() -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    minutes = minutes_from(sys.stdin.buffer.read().decode("utf-8"))
    theme.apply(QApplication(sys.argv[:1]), theme.Theme())
    try:
        write_pdf(Path(sys.argv[1]), minutes, Messages(minutes.language))
    except WorkbenchError as error:
        print(json.dumps([error.key, error.params]))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

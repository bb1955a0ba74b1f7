"""export minutes."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import kkworkbench
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.exports.minutes.content import Minutes, minutes_of
from kkworkbench.exports.minutes.writing import write_html, write_workbook
from kkworkbench.workshop.sessions import sessions
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.workspace import Workspace

ROOT = Path(kkworkbench.__file__).resolve().parents[1]


def export_minutes(output: Output, path: Path, out: Path, title: str, private: bool) -> None:
    """Write the minutes of the newest workshop, or of the newest with a title."""
    suffix = out.suffix.casefold()
    if suffix not in (".html", ".xlsx", ".pdf"):
        output.trouble("workshop.minutes_suffix", name=out.name)
        raise Stop(USAGE)
    store = opened(path)
    try:
        workspace = Workspace(store, "")
        found = [each for each in sessions(workspace.state) if title in ("", each.title)]
        if not found:
            output.trouble("workshop.no_session", title=title)
            raise Stop(USAGE)
        minutes = minutes_of(workspace, found[0].id, output.messages, private=private)
    finally:
        store.close()
    match suffix:
        case ".html":
            write_html(out, minutes)
        case ".xlsx":
            write_workbook(out, minutes, output.messages)
        case _:
            write_pdf(out, minutes)
    output.say("cli.written", path=out)


def write_pdf(out: Path, minutes: Minutes) -> None:
    """Have the minutes typeset by a process of its own, since that needs Qt.

    Raises:
        WorkbenchError: the file cannot be written.
    """
    done = subprocess.run(
        [sys.executable, "-P", "-m", "ui.workshop.typeset", str(out.absolute())],
        input=json.dumps(asdict(minutes)).encode("utf-8"),
        stdout=subprocess.PIPE,
        check=False,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    if done.returncode:
        told = done.stdout.decode("utf-8").strip()
        key, params = json.loads(told) if told else ("exports.cannot_write", {})
        raise WorkbenchError(key, **({"name": out.name, "why": "Qt"} | params))

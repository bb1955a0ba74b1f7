"""export minutes."""

from pathlib import Path

from kkworkbench.cli.files import opened
from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.exports.minutes.content import minutes_of
from kkworkbench.exports.minutes.writing import write_html, write_workbook
from kkworkbench.workshop.sessions import sessions
from kkworkbench.workspace.workspace import Workspace


def export_minutes(output: Output, path: Path, out: Path, title: str, private: bool) -> None:
    """Write the minutes of the newest workshop, or of the newest with a title."""
    if out.suffix.casefold() not in (".html", ".xlsx"):
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
    if out.suffix.casefold() == ".html":
        write_html(out, minutes)
    else:
        write_workbook(out, minutes, output.messages)
    output.say("cli.written", path=out)

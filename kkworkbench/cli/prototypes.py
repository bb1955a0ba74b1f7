"""export prototype."""

from datetime import date
from pathlib import Path

from kkworkbench.cli.files import opened
from kkworkbench.cli.output import Output
from kkworkbench.exports.prototype.writing import write_prototype
from kkworkbench.state.state import State


def export_prototype(output: Output, path: Path, folder: Path, name: str) -> None:
    """Write what citizens would see as a site to click through."""
    store = opened(path)
    try:
        state, title = State.of(store.load()), store.info.title
    finally:
        store.close()
    written = write_prototype(folder, state, name or title or path.stem, date.today())
    output.say("prototype.written", n=written.count, path=folder, start=written.start.name)

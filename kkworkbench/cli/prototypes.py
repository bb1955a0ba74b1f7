"""export prototype."""

from datetime import date
from pathlib import Path

from kkworkbench.cli.files import opened
from kkworkbench.cli.output import Output
from kkworkbench.exports.prototype.writing import write_prototype
from kkworkbench.merge.variants import variant_named
from kkworkbench.workspace.workspace import Workspace


def export_prototype(
    output: Output, path: Path, folder: Path, name: str, variant: str = ""
) -> None:
    """Write what citizens would see as a site to click through, or would see with a variant."""
    store = opened(path)
    try:
        workspace, title = Workspace(store, ""), store.info.title
        state = workspace.state
        if variant:
            found = variant_named(state, variant)
            state, title = workspace.state_of(found.id), found.name
    finally:
        store.close()
    written = write_prototype(folder, state, name or title or path.stem, date.today())
    output.say("prototype.written", n=written.count, path=folder, start=written.start.name)

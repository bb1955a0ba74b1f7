"""demo, new, info, salvage."""

from pathlib import Path

import db
from kkworkbench.cli.output import Output
from kkworkbench.model.records import KIND_NAMES, KINDS
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import Store


def make_demo(output: Output, path: Path) -> None:
    """Make a workspace with the demo."""
    from kkworkbench import demo  # noqa: PLC0415  # only this verb wants it

    db.create_store(path, "Demo", demo.records()).close()
    output.say("cli.made", path=path)


def make_new(output: Output, path: Path) -> None:
    """Make a new workspace."""
    from kkworkbench.shipped_terms import new_workspace_records  # noqa: PLC0415

    db.create_store(path, path.stem, new_workspace_records()).close()
    output.say("cli.made", path=path)


def show_info(output: Output, path: Path, as_json: bool) -> None:
    """Count what a workspace holds."""
    store = opened(path)
    try:
        state = State.of(store.load())
        counts = {KIND_NAMES[kind]: state.count(kind) for kind in KINDS}
        about = {
            "id": store.info.id,
            "title": store.info.title,
            "created": store.info.created.isoformat(),
            "steps": store.step,
        }
    finally:
        store.close()
    if as_json:
        output.json({"workspace": str(path), **about, "counts": counts})
        return
    output.line(f"{about['title']}  ({path})")
    text = output.messages.text
    rows = [(str(count), text(f"kind.{name}")) for name, count in counts.items()]
    output.table(rows, right=(0,))


def salvage(output: Output, path: Path, out: Path, as_json: bool) -> None:
    """Write what can be read of a damaged workspace to a new one, and count what was lost."""
    found = db.salvage(path)
    db.create_store(out, found.title or path.stem, found.records).close()
    names = KIND_NAMES.values()
    if as_json:
        counts = {name: {"saved": found.saved(name), "lost": found.lost(name)} for name in names}
        output.json({"workspace": str(path), "written": str(out), "counts": counts})
        return
    text = output.messages.text
    rows = [("", text("salvage.saved"), text("salvage.lost"))]
    for name in names:
        lost = found.lost(name)
        least = any(p.kind == name and not p.row for p in found.problems)
        said = text("salvage.at_least", n=lost) if least else str(lost)
        rows.append((text(f"kind.{name}"), str(found.saved(name)), said))
    output.table(rows, right=(1, 2))
    output.say("salvage.no_log")
    output.say("cli.written", path=out)


def opened(path: Path) -> Store:
    """Open a workspace to read it."""
    return db.open_store(path, read_only=True)

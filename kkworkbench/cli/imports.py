"""import kkorg."""

import getpass
from datetime import date
from pathlib import Path

import db
from kkworkbench.cli.output import Output
from kkworkbench.sources.kk_org import plan_file
from kkworkbench.sources.tables import read_table
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace


def import_kk_org(output: Output, file: Path, into: Path, apply: bool, as_json: bool) -> None:
    """Plan a file from KK Org; with `apply`, take in what is no conflict."""
    read_table(file)  # what cannot be read is said before the workspace is opened
    store = db.open_store(into, read_only=not apply)
    try:
        workspace = Workspace(store, _author())
        plan = plan_file(file, workspace.state, date.today())
        if apply:
            workspace.execute(ApplyPlan(plan.applicable()))
    finally:
        store.close()
    if as_json:
        output.json(_as_json(output, plan))
    else:
        _show(output, plan, apply)


def _as_json(output: Output, plan: Plan) -> dict[str, object]:
    return {
        **{kind.value: plan.count(kind) for kind in PlanKind},
        "rejected": [
            {
                "file": cell.file,
                "sheet": cell.sheet,
                "row": cell.row,
                "column": cell.column,
                "value": cell.value,
                "reason": output.messages.text(cell.reason),
            }
            for cell in plan.rejected
        ],
        "dropped": plan.dropped,
    }


def _show(output: Output, plan: Plan, applied: bool) -> None:
    for kind in PlanKind:
        output.line(f"{plan.count(kind):>7}  {output.messages.text(f'plan.{kind.value}')}")
    output.line(f"{len(plan.rejected):>7}  {output.messages.text('plan.rejected')}")
    for cell in plan.rejected:
        reason = output.messages.text(cell.reason)
        place = output.messages.text("cli.place", row=cell.row, column=cell.column)
        output.line(f"         {cell.file} {place}: »{cell.value}« – {reason}")
    for name, count in plan.dropped.items():
        output.line(f"{count:>7}  {output.messages.text(f'plan.dropped_{name}')}")
    output.say("cli.applied" if applied else "cli.not_applied")


def _author() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"

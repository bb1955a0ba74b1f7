"""import kkorg."""

from datetime import date
from pathlib import Path

import db
from kkworkbench.cli.output import Output
from kkworkbench.login import login_name
from kkworkbench.sources.kk_org import plan_table
from kkworkbench.sources.tables import read_table
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import Plan, PlanKind
from kkworkbench.workspace.workspace import Workspace

COUNTED = (PlanKind.NEW, PlanKind.CHANGED, PlanKind.UNCHANGED, PlanKind.CONFLICT)


def import_kk_org(
    output: Output, file: Path, into: Path, apply: bool, keep_missing: bool, as_json: bool
) -> None:
    """Plan a file from KK Org; with `apply`, take in what is no conflict.

    With `keep_missing`, units that the file lacks are not flagged as gone.
    """
    table = read_table(file)  # what cannot be read is said before the workspace is opened
    store = db.open_store(into, read_only=not apply)
    try:
        workspace = Workspace(store, login_name())
        plan = plan_table(table, workspace.state, date.today())
        if apply:
            wanted = plan.applicable()
            if keep_missing:
                wanted = tuple(change for change in wanted if change.kind is not PlanKind.GONE)
            workspace.execute(ApplyPlan(wanted))
    finally:
        store.close()
    if as_json:
        output.json(_as_json(output, plan))
    else:
        _show(output, plan, apply)
        if plan.is_excerpt and not keep_missing:
            output.say("cli.excerpt", n=plan.count(PlanKind.GONE))


def _as_json(output: Output, plan: Plan) -> dict[str, object]:
    return {
        **{kind.value: plan.count(kind) for kind in COUNTED},
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
        "dropped": dict(plan.dropped),
    }


def _show(output: Output, plan: Plan, applied: bool) -> None:
    text = output.messages.text
    counts = [(str(plan.count(kind)), text(f"plan.{kind.value}")) for kind in PlanKind]
    counts.append((str(len(plan.rejected)), text("plan.rejected")))
    counts += [(str(n), text(f"plan.dropped_{name}")) for name, n in plan.dropped.items()]
    output.table(counts, right=(0,))
    for change in plan.changes:
        for field in change.fields:
            if field.is_conflict:
                name = text(f"field.{field.field}")
                said = {"was": field.was, "wanted": field.wanted, "here": field.here}
                output.say("cli.conflict", title=change.title, field=name, **said)
    for cell in plan.rejected:
        place = text("cli.place", row=cell.row, column=cell.column)
        output.line(f"{cell.file}, {place}: »{cell.value}« – {text(cell.reason)}")
    output.say("cli.applied" if applied else "cli.not_applied")

"""fix."""

from pathlib import Path

import db
from kkworkbench.cli.checks import checked
from kkworkbench.cli.output import Output
from kkworkbench.login import login_name
from kkworkbench.rules.wording import subject_title
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.bulk import ApplyFixes
from kkworkbench.workspace.safe_fixes import SafeFix, safe_fixes
from kkworkbench.workspace.workspace import Workspace


def fix_workspace(output: Output, path: Path, apply: bool, as_json: bool) -> None:
    """List what the safe fixes would turn into what; with `apply`, do it as one step."""
    store = db.open_store(path, read_only=not apply)
    try:
        workspace = Workspace(store, login_name())
        state = workspace.state
        found = sorted(
            safe_fixes(state, checked(state).all()),
            key=lambda fix: (fix.finding.code, sort_key(subject_title(fix.finding, state))),
        )
        if apply and found:
            workspace.execute(ApplyFixes(tuple(fix.finding for fix in found)))
    finally:
        store.close()
    titles = [subject_title(fix.finding, state) for fix in found]
    if as_json:
        rows = [_as_json(fix, title) for fix, title in zip(found, titles, strict=True)]
        output.json({"workspace": str(path), "applied": apply and bool(found), "fixes": rows})
        return
    output.table(
        [
            (fix.finding.code, title, f"{fix.before or '–'} → {fix.after or '–'}")
            for fix, title in zip(found, titles, strict=True)
        ]
    )
    if not found:
        output.say("cli.nothing_to_fix")
    else:
        output.say("cli.fixed" if apply else "cli.fixable", n=len(found))


def _as_json(fix: SafeFix, title: str) -> dict[str, object]:
    return {
        "code": fix.finding.code,
        "subject": {"kind": fix.finding.kind, "id": fix.finding.subject, "title": title},
        "field": fix.finding.field,
        "before": fix.before,
        "after": fix.after,
    }

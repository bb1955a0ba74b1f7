"""export profile, import profile."""

from pathlib import Path

import db
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.login import login_name
from kkworkbench.messages import Messages
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.profile import changed_values, describe_problem, read_profile, write_profile
from kkworkbench.state.state import State
from kkworkbench.whole_file import write_whole
from kkworkbench.workspace.commands.settings import SetSettings
from kkworkbench.workspace.workspace import Workspace


def export_profile(output: Output, path: Path, out: Path) -> None:
    """Write the settings of a workspace as a profile."""
    store = opened(path)
    try:
        state = State.of(store.load())
    finally:
        store.close()
    write_whole(out, write_profile(state, RULES))
    output.say("cli.written", path=out)


def import_profile(output: Output, file: Path, into: Path, apply: bool) -> None:
    """Show what a profile changes; with `apply`, change it as one step."""
    profile = read_profile(file.read_text(encoding="utf-8-sig", errors="replace"), RULES)
    if profile.problems:
        for problem in profile.problems:
            output.trouble_line(describe_problem(problem, output.messages))
        output.trouble("profile.refused", name=file.name)
        raise Stop(USAGE)
    store = db.open_store(into, read_only=not apply)
    try:
        workspace = Workspace(store, login_name())
        changes = changed_values(profile, workspace.state, RULES)
        if apply and changes:
            workspace.execute(SetSettings(tuple(changes.items())))
    finally:
        store.close()
    for name, value in changes.items():
        output.line(f"{name} = {_said(value, output.messages)}")
    if not changes:
        output.say("profile.same")
    else:
        output.say("profile.applied" if apply else "profile.changes", n=len(changes))


def _said(value: object, messages: Messages) -> str:
    if value is None:
        return messages.text("profile.default")
    return ", ".join(value) if isinstance(value, tuple) else str(value)

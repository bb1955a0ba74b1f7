"""export excel, and what a site's profile says before a batch is written."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kkworkbench.cli.checks import checked
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.exports.by_administration import write_workbooks
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import (
    UnreadableProfile,
    describe_problem,
)
from kkworkbench.exports.drupal.profile_losses import Loss
from kkworkbench.exports.drupal.profile_saved import find_profile
from kkworkbench.exports.workbook import WorkbookReport, write_workbook
from kkworkbench.messages import Messages
from kkworkbench.rules.results import Results
from kkworkbench.state.state import State
from kkworkbench.workspace.ports import WorkspaceInfo


def write_excel(output: Output, path: Path, out: Path, per_administration: bool) -> None:
    """Write the workspace as an Excel workbook, or one for each administration into a folder."""
    store = opened(path)
    try:
        state = State.of(store.load())
        info, step = store.info, store.step
    finally:
        store.close()
    write = write_workbooks if per_administration else _write_one
    for report in write(out, state, checked(state), output.messages, info, step=step):
        output.say("cli.written", path=report.path)
        for place in report.cut:
            output.trouble("export.cut", sheet=place.sheet, row=place.row, column=place.column)


def _write_one(
    out: Path, state: State, found: Results, messages: Messages, info: WorkspaceInfo, *, step: int
) -> tuple[WorkbookReport, ...]:
    return (write_workbook(out, state, found, messages, info, step=step),)


def site_profile(output: Output, name: str) -> Profile:
    """Return a mapping profile, shipped, kept or in a file; what is wrong is said by line."""
    try:
        profile, cautions = find_profile(name)
    except UnreadableProfile as refused:
        for problem in refused.problems:
            output.trouble_line(describe_problem(problem, output.messages))
        output.trouble(refused.key, **refused.params)
        raise Stop(USAGE) from refused
    for caution in cautions:
        output.trouble_line(describe_problem(caution, output.messages))
    return profile


def say_losses(output: Output, losses: Sequence[Loss]) -> None:
    """Count what a site cannot hold."""
    if losses:
        output.trouble("drupal.losses", n=len(losses))
    for what, number in Counter(loss.what for loss in losses).most_common():
        output.trouble(
            "drupal.loss_line", n=number, what=output.messages.text(f"drupal.loss.{what}")
        )

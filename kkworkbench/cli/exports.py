"""export excel, export drupal."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from kkworkbench.cli.checks import checked
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import FINDINGS, USAGE, Output, Stop
from kkworkbench.exports.by_administration import write_workbooks
from kkworkbench.exports.drupal.batch import BatchBlocked, free_folder, write_batch
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import (
    UnreadableProfile,
    describe_problem,
    load_profile,
)
from kkworkbench.exports.drupal.profile_losses import Loss, carries
from kkworkbench.exports.workbook import WorkbookReport, write_workbook
from kkworkbench.login import login_name
from kkworkbench.messages import Messages
from kkworkbench.rules.results import Results
from kkworkbench.rules.wording import describe, subject_title
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


def write_drupal(
    output: Output, path: Path, outdir: Path, leave_out: bool, profile_name: str = "default"
) -> None:
    """Write the workspace as a batch that Drupal imports, for a shipped profile or one in a file."""
    profile = _profile(output, profile_name)
    store = opened(path)
    try:
        state = State.of(store.load())
        info = store.info
    finally:
        store.close()
    _say_losses(output, carries(profile, state))
    folder = free_folder(outdir)
    try:
        report = write_batch(
            folder,
            state,
            checked(state),
            output.messages,
            info,
            made_by=login_name(),
            now=datetime.now(UTC),
            batch_id=str(uuid4()),
            leave_out=leave_out,
            profile=profile,
        )
    except BatchBlocked as blocked:
        output.trouble(blocked.key, **blocked.params)
        for result in blocked.errors:
            title = subject_title(result.finding, state)
            message = describe(result, state, output.messages).message
            output.line(f"{result.finding.code:<6} {title}: {message}")
        raise Stop(FINDINGS) from blocked
    if folder != outdir:
        output.say("export.renamed", wanted=outdir, path=folder)
    output.say("cli.written", path=folder)
    output.say("export.left_out", n=len(report.left_out))


def _profile(output: Output, name: str) -> Profile:
    try:
        profile, cautions = load_profile(name)
    except UnreadableProfile as refused:
        for problem in refused.problems:
            output.trouble_line(describe_problem(problem, output.messages))
        output.trouble(refused.key, **refused.params)
        raise Stop(USAGE) from refused
    for caution in cautions:
        output.trouble_line(describe_problem(caution, output.messages))
    return profile


def _say_losses(output: Output, losses: Sequence[Loss]) -> None:
    if losses:
        output.trouble("drupal.losses", n=len(losses))
    for what, number in Counter(loss.what for loss in losses).most_common():
        output.trouble(
            "drupal.loss_line", n=number, what=output.messages.text(f"drupal.loss.{what}")
        )

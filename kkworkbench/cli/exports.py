"""export excel, export drupal."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from kkworkbench.cli.checks import checked
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import FINDINGS, Output, Stop
from kkworkbench.exports.by_administration import write_workbooks
from kkworkbench.exports.drupal.batch import BatchBlocked, free_folder, write_batch
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


def write_drupal(output: Output, path: Path, outdir: Path, leave_out: bool) -> None:
    """Write the workspace as a batch that Drupal imports."""
    store = opened(path)
    try:
        state = State.of(store.load())
        info = store.info
    finally:
        store.close()
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

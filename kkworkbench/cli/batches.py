"""export drupal, batches, verify-import."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import db
from kkworkbench.cli.checks import checked
from kkworkbench.cli.exports import say_losses, site_profile
from kkworkbench.cli.files import opened
from kkworkbench.cli.output import FINDINGS, USAGE, Output, Stop
from kkworkbench.exports.drupal.adoption import found_on_site
from kkworkbench.exports.drupal.batch import BatchBlocked, BatchReport, free_folder, items_of
from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.exclusion import blocking, excluded
from kkworkbench.exports.drupal.history import (
    LAST,
    Past,
    batch_named,
    batches_of,
    items_then,
    order_again,
    order_next,
    remove_files,
    write,
    write_again,
)
from kkworkbench.exports.drupal.history_compare import ItemChange, compare
from kkworkbench.exports.drupal.jsonapi import read_site
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.scope import Choice, Why, resolved
from kkworkbench.exports.drupal.verify_compare import Difference, verdict
from kkworkbench.exports.drupal.verify_dump import read_dump, read_verify
from kkworkbench.login import login_name
from kkworkbench.model.batch import Batch
from kkworkbench.rules.wording import describe, subject_title
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.batches import KeepBatch, MarkBatchImported, TakeOver
from kkworkbench.workspace.errors import WorkbenchError, WorkspaceInUseError
from kkworkbench.workspace.ports import Store
from kkworkbench.workspace.workspace import Workspace

NOW = "now"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `export drupal` was asked for."""

    leave_out: bool = False
    profile: str = ""
    since: str = ""
    only: tuple[str, ...] = ()
    note: str = ""
    again: str = ""
    site: Path | None = None
    unrecorded: bool = False


def write_drupal(output: Output, path: Path, outdir: Path, wanted: Wanted) -> None:
    """Write a batch that Drupal imports, and keep in the workspace that it was written.

    With `unrecorded` the workspace is only read, so it may be open elsewhere, and nothing is kept.
    """
    if wanted.again and (
        wanted.since or wanted.only or wanted.site or wanted.note or wanted.unrecorded
    ):
        output.trouble("batches.again_alone")
        raise Stop(USAGE)
    if wanted.unrecorded and wanted.site:
        output.trouble("batches.site_is_kept")
        raise Stop(USAGE)
    if wanted.again:
        _write_again(output, path, outdir, wanted)
        return
    profile = site_profile(output, wanted.profile or "default")
    dump = read_site(wanted.site, profile) if wanted.site is not None else None
    workspace = Workspace(_store(output, path, wanted), login_name())
    try:
        if dump is not None:
            _take_over(output, workspace, dump, profile)
        base = None
        if wanted.since not in ("", LAST):
            base = batch_named(workspace.state, wanted.since)
        order = order_next(
            workspace,
            Choice(bool(wanted.since), resolved(wanted.only, workspace.state)),
            profile=profile.name,
            base=base,
            made_by=login_name(),
            now=datetime.now(UTC),
            today=date.today(),
            batch_id=str(uuid4()),
            leave_out=wanted.leave_out,
            note=wanted.note,
        )
        say_losses(output, carries(profile, order.state))
        folder = free_folder(outdir)
        try:
            found = checked(order.state)
            report, batch = write(order, folder, found, output.messages, profile)
        except BatchBlocked as blocked:
            say_blocked(output, blocked, order.state)
            raise Stop(FINDINGS) from blocked
        if not wanted.unrecorded:
            _keep(workspace, batch, report)
    finally:
        workspace.close()
    _say_written(output, outdir, report)
    if wanted.unrecorded:
        output.trouble("batches.not_kept")
    else:
        output.say("batches.kept", number=batch.number)


def _store(output: Output, path: Path, wanted: Wanted) -> Store:
    if wanted.unrecorded:
        return opened(path)
    try:
        return db.open_store(path)
    except WorkspaceInUseError as error:
        output.trouble(error.key, **error.params)
        output.trouble("batches.in_use")
        raise Stop(USAGE) from error


def _keep(workspace: Workspace, batch: Batch, report: BatchReport) -> None:
    try:
        workspace.execute(KeepBatch(batch))
    except WorkbenchError:
        remove_files(report)
        raise


def _write_again(output: Output, path: Path, outdir: Path, wanted: Wanted) -> None:
    workspace = Workspace(opened(path), login_name())
    try:
        batch = batch_named(workspace.state, wanted.again)
        order = order_again(workspace, batch)
    finally:
        workspace.close()
    profile = site_profile(output, wanted.profile or batch.profile)
    report = write_again(order, free_folder(outdir), checked, profile)
    _say_written(output, outdir, report)


def say_blocked(output: Output, blocked: BatchBlocked, state: State) -> None:
    """List the errors that stand in the way of an export."""
    output.trouble(blocked.key, **blocked.params)
    for result in blocked.errors:
        title = subject_title(result.finding, state)
        message = describe(result, state, output.messages).message
        output.line(f"{result.finding.code:<6} {title}: {message}")


def _say_written(output: Output, outdir: Path, report: BatchReport) -> None:
    if report.path != outdir:
        output.say("export.renamed", wanted=outdir, path=report.path)
    output.say("cli.written", path=report.path)
    output.say("export.left_out", n=len(report.left_out))


def _take_over(
    output: Output, workspace: Workspace, dump: dict[str, object], profile: Profile
) -> None:
    items = items_of(workspace.state, {}, output.messages, profile, "")
    adoptions = found_on_site(items, dump)
    workspace.execute(TakeOver(adoptions))
    output.say("batches.taken_over", n=len(adoptions))


def show_batches(output: Output, path: Path, as_json: bool) -> None:
    """List the batches that were written."""
    store = opened(path)
    try:
        state = State.of(store.load())
    finally:
        store.close()
    found = batches_of(state)
    if as_json:
        output.json([_batch_as_json(state, batch) for batch in found])
        return
    output.table([_row(output, batch) for batch in found], right=(0, 3))
    if not found:
        output.say("batches.none")


def _batch_as_json(state: State, batch: Batch) -> dict[str, object]:
    base = state.get(Batch, batch.base) if batch.base is not None else None
    return {
        "number": batch.number,
        "id": batch.id,
        "made_at": batch.made_at.isoformat() if batch.made_at else None,
        "made_by": batch.made_by,
        "step": batch.step,
        "base": base.number if base is not None else None,
        "only_changed": batch.only_changed,
        "only": list(batch.only),
        "folder": batch.folder,
        "counts": dict(batch.counts),
        "left_out": len(batch.left_out),
        "note": batch.note,
        "profile": batch.profile,
        "manifest": batch.manifest,
        "imported_on": batch.imported_on.isoformat() if batch.imported_on else None,
    }


def _row(output: Output, batch: Batch) -> tuple[str, ...]:
    text = output.messages.text
    made = f"{batch.made_at.astimezone():%Y-%m-%d %H:%M}" if batch.made_at else ""
    said = text("batches.imported", on=batch.imported_on) if batch.imported_on else ""
    what = ", ".join(batch.only) or text("batches.all")
    if batch.only_changed:
        what = text("batches.changed_in", what=what)
    size = str(sum(number for _, number in batch.counts))
    return str(batch.number), made, batch.made_by, size, batch.folder, what, batch.note, said


def mark_imported(output: Output, path: Path, number: str, on: str) -> None:
    """Say that a site took a batch in."""
    try:
        day = date.fromisoformat(on) if on else date.today()
    except ValueError as error:
        output.trouble("batches.no_date", value=on)
        raise Stop(USAGE) from error
    workspace = Workspace(db.open_store(path), login_name())
    try:
        batch = batch_named(workspace.state, number)
        workspace.execute(MarkBatchImported(batch.id, day))
    finally:
        workspace.close()
    output.say("batches.marked", number=batch.number, on=day)


def compare_batches(output: Output, path: Path, first: str, second: str, as_json: bool) -> None:
    """Show what differs between a batch and another, or the workspace as it stands."""
    workspace = Workspace(opened(path), login_name())
    try:
        before = _then(output, workspace, first)
        now = _now(output, workspace, first) if second == NOW else _then(output, workspace, second)
    finally:
        workspace.close()
    changes = compare(before, now)
    if as_json:
        output.json([_change_as_json(change) for change in changes])
        return
    for change in changes:
        _say_change(output, change)
    if not changes:
        output.say("batches.same")


def _then(output: Output, workspace: Workspace, name: str) -> Items:
    batch = batch_named(workspace.state, name)
    past = Past(batch, workspace.as_it_was(batch.step))
    return items_then(past, output.messages, site_profile(output, batch.profile))


def _now(output: Output, workspace: Workspace, beside: str) -> Items:
    state = workspace.state
    out = excluded(state, blocking(checked(state).all()))
    profile = site_profile(output, batch_named(state, beside).profile)
    return items_of(state, out, output.messages, profile, "")


def _change_as_json(change: ItemChange) -> dict[str, object]:
    fields = {each.field: {"was": each.was, "now": each.now} for each in change.fields}
    return {
        "what": change.what.value,
        "part": change.part,
        "id": change.id,
        "title": change.title,
        "fields": fields,
    }


def _say_change(output: Output, change: ItemChange) -> None:
    sign = {Why.NEW: "+", Why.CHANGED: "~", Why.RETIRED: "-"}[change.what]
    output.line(f"{sign} {change.part}: {change.title}")
    for each in change.fields:
        output.line(f"    {each.field}: {_said(each.was)} → {_said(each.now)}")


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")


def verify_import(output: Output, batch: Path, dump: Path, as_json: bool) -> None:
    """Compare what a site holds with what a batch says that it should."""
    found = verdict(read_verify(batch), read_dump(dump))
    if as_json:
        output.json(
            {
                "checked": found.checked,
                "differences": [_difference_as_json(each) for each in found.differences],
                "awaits": [_difference_as_json(each) for each in found.awaits],
                "messages": list(found.messages),
            }
        )
    else:
        _say_differences(output, found.differences)
        for part, title in dict.fromkeys((each.part, each.title) for each in found.awaits):
            output.say("batches.awaits", part=part, title=title)
        for message in found.messages:
            output.say("batches.site_says", message=message)
        output.say("batches.verified", n=len(found.differences), checked=found.checked)
    if found.differences:
        raise Stop(FINDINGS)


def _difference_as_json(each: Difference) -> dict[str, object]:
    return {
        "part": each.part,
        "id": each.id,
        "title": each.title,
        "revision": each.revision,
        "field": each.field,
        "wanted": each.wanted,
        "found": each.found,
    }


def _say_differences(output: Output, differences: Iterable[Difference]) -> None:
    for each in differences:
        place = " ".join(filter(None, (each.revision, each.field)))
        wanted, found = _said(each.wanted), _said(each.found)
        if not place:
            output.say("batches.missing", part=each.part, title=each.title, id=each.id)
            continue
        output.say("batches.differs", part=each.part, title=each.title, place=place,
                   wanted=wanted, found=found)  # fmt: skip

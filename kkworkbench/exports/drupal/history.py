"""The batches that were written: found again, built upon, and written again byte for byte."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from kkworkbench.exports.drupal.batch import AllResults, BatchReport, causes, items_of, write_batch
from kkworkbench.exports.drupal.checking import Items
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.scope import EVERYTHING, SITE, Base, Choice, selected
from kkworkbench.messages import Messages
from kkworkbench.model.batch import Batch
from kkworkbench.model.ids import BatchId
from kkworkbench.model.terms import Vocabulary
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo
from kkworkbench.workspace.workspace import Workspace

LAST = "last"
Check = Callable[[State, date], AllResults]
"""How a state is checked, on a day."""
Progress = Callable[[int, int], None]


class ChangedBatch(WorkbenchError):  # noqa: N818  # an answer, not a failure
    """A batch that was written again is not what it was; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Past:
    """A batch and the workspace as it was when it was made."""

    batch: Batch
    state: State


@dataclass(frozen=True, slots=True)
class Order:
    """All that a batch is made of; frozen, so that it can be written beside the window.

    `base` is the batch that it builds on, and `later` are those with the same profile that were
    written between and may have sent more to the site.
    """

    batch: Batch
    state: State
    info: WorkspaceInfo
    base: Past | None = None
    later: tuple[Past, ...] = ()


def batches_of(state: State) -> list[Batch]:
    """Return the batches by number."""
    return sorted(state.all(Batch), key=lambda batch: batch.number)


def batch_named(state: State, name: str) -> Batch:
    """Return a batch by its number, or the last that covers the whole workspace.

    Raises:
        WorkbenchError: there is none.
    """
    for batch in reversed(batches_of(state)):
        if (name == LAST and batch.is_whole) or str(batch.number) == name:
            return batch
    raise WorkbenchError("batches.unknown", name=name)


def last_for(state: State, profile: str, only: tuple[str, ...] = ()) -> Batch | None:
    """Return the batch that a new one builds on: of the same profile, as it goes to the same site.

    Where nothing but sites was asked for, that is the last of just these, if there is one. Else it
    is the last that covers the whole workspace.
    """
    known = [each for each in reversed(batches_of(state)) if each.profile == profile]
    if _is_of_sites(only) and any(each.only == only for each in known):
        return next(each for each in known if each.only == only)
    return next((each for each in known if each.is_whole), None)


def _is_of_sites(only: tuple[str, ...]) -> bool:
    return bool(only) and all(each.startswith(SITE) for each in only)


def order_next(
    workspace: Workspace,
    choice: Choice = EVERYTHING,
    *,
    profile: str,
    base: Batch | None = None,
    made_by: str,
    now: datetime,
    today: date,
    batch_id: str,
    leave_out: bool = False,
    note: str = "",
    language: str = "",
) -> Order:
    """Prepare a new batch; without `base` it builds on the last for the same site, if any.

    Raises:
        WorkbenchError: what has changed was asked for and there is no batch with the profile, the
            base has another profile or covers another part, or it is not the main line as it stands.
    """
    if not workspace.is_current:
        raise WorkbenchError("refused.in_variant")
    known = batches_of(workspace.state)
    if base is None:
        base = last_for(workspace.state, profile, choice.only)
    if base is None and choice.only_changed:
        raise WorkbenchError("batches.none_for", profile=profile)
    if base is not None and base.profile != profile:
        raise WorkbenchError("batches.other_profile", number=base.number, profile=base.profile)
    if (
        base is not None
        and base.only
        and not (_is_of_sites(base.only) and base.only == choice.only)
    ):
        raise WorkbenchError("batches.partial_base", number=base.number)
    batch = Batch(
        BatchId(batch_id),
        number=known[-1].number + 1 if known else 1,
        made_at=now.astimezone(UTC).replace(microsecond=0),
        made_by=made_by,
        step=workspace.store.step,
        base=base.id if base is not None else None,
        note=note,
        profile=profile,
        checked_on=today,
        only_changed=choice.only_changed,
        only=choice.only,
        leave_out=leave_out,
        language=language,
    )
    return _order(workspace, batch, workspace.state)


def order_again(workspace: Workspace, batch: Batch) -> Order:
    """Prepare a batch that was written before."""
    return _order(workspace, batch, workspace.as_it_was(batch.step))


def _order(workspace: Workspace, batch: Batch, state: State) -> Order:
    known = batches_of(workspace.state)
    base = next((each for each in known if each.id == batch.base), None)
    info = workspace.store.info
    if base is None:
        return Order(batch, state, info)
    later = [
        each
        for each in known
        if base.number < each.number < batch.number
        and each.profile == base.profile
        and (each.only or base.only)
    ]
    pasts = [Past(each, workspace.as_it_was(each.step)) for each in (base, *later)]
    return Order(batch, state, info, pasts[0], tuple(pasts[1:]))


def base_of(order: Order, messages: Messages, profile: Profile) -> Base | None:
    """Return what a batch builds on, with all that other batches have sent since."""
    if order.base is None:
        return None
    vocabulary = profile.vocabularies[Vocabulary.ADMINISTRATION]

    def sent(past: Past, only_changed: bool, base: Base | None) -> Items:
        choice, items = Choice(only_changed, past.batch.only), items_then(past, messages, profile)
        if choice.is_whole:
            return items
        return selected(items, past.state, choice, base, vocabulary).items

    first = order.base.batch
    # One that held what had changed alone builds on others: the site has the rest from these.
    base = Base(first.id, first.number, sent(order.base, False, None), only=first.only)
    later = tuple(sent(each, each.batch.only_changed, base) for each in order.later)
    return replace(base, later=later)


def items_then(past: Past, messages: Messages, profile: Profile) -> Items:
    """Return all items as they were when a batch was made."""
    out = causes(past.state, past.batch.left_out)
    return items_of(past.state, out, messages, profile, past.batch.id)


def write(
    order: Order,
    outdir: Path,
    results: AllResults,
    messages: Messages,
    profile: Profile,
    progress: Progress | None = None,
) -> tuple[BatchReport, Batch]:
    """Write a batch and return its record, which the caller keeps in the workspace.

    Raises:
        BatchBlocked: errors stand and may not be left out.
        WorkbenchError: it cannot be written.
    """
    batch = order.batch
    assert batch.made_at is not None
    report = write_batch(
        outdir,
        order.state,
        results,
        messages,
        order.info,
        made_by=batch.made_by,
        now=batch.made_at,
        batch_id=batch.id,
        leave_out=batch.leave_out,
        base=base_of(order, messages, profile),
        choice=Choice(batch.only_changed, batch.only),
        note=batch.note,
        profile=profile,
        progress=progress,
    )
    kept = replace(
        batch,
        folder=outdir.name,
        counts=tuple(report.counts.items()),
        profile=profile.name,
        manifest=report.manifest,
        left_out=report.roots,
        language=messages.language,
    )
    return report, kept


def write_again(
    order: Order,
    outdir: Path,
    check: Check,
    profile: Profile,
    progress: Progress | None = None,
) -> BatchReport:
    """Write a batch as it was, byte for byte.

    Raises:
        ChangedBatch: it would be another, as rules or texts of the program have changed since.
        WorkbenchError: it cannot be written.
    """
    batch = order.batch
    assert batch.made_at is not None
    results = check(order.state, batch.checked_on or batch.made_at.date())
    report, made = write(order, outdir, results, Messages(batch.language), profile, progress)
    if made.manifest != batch.manifest:
        remove_files(report)
        raise ChangedBatch("batches.changed", number=batch.number)
    return report


def remove_files(report: BatchReport) -> None:
    """Take away a batch that was just written."""
    for name in (*report.files, "manifest.json"):
        (report.path / name).unlink(missing_ok=True)
    for folder in sorted((f for f in report.path.rglob("*") if f.is_dir()), reverse=True):
        folder.rmdir()
    report.path.rmdir()

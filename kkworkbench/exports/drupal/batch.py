"""Write a batch: the gate, the parts, the manifest, and the folder that appears whole."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from kkworkbench.exports.drupal.accepted import accepted
from kkworkbench.exports.drupal.adoption import adopt
from kkworkbench.exports.drupal.checking import Items, check
from kkworkbench.exports.drupal.contacts import contact_items, phone_items
from kkworkbench.exports.drupal.exclusion import (
    Cause,
    Key,
    Scope,
    blocking,
    excluded,
)
from kkworkbench.exports.drupal.folder import is_free, put_whole
from kkworkbench.exports.drupal.footer import footer_items
from kkworkbench.exports.drupal.job import Job
from kkworkbench.exports.drupal.left_out import LeftOut, left_out_of, told
from kkworkbench.exports.drupal.menu import menu_items
from kkworkbench.exports.drupal.module import module_files
from kkworkbench.exports.drupal.module_rows import row_files
from kkworkbench.exports.drupal.pages import box_items, page_items
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.profile_losses import carries
from kkworkbench.exports.drupal.readable import readable_files
from kkworkbench.exports.drupal.redirects import redirect_items
from kkworkbench.exports.drupal.scope import EVERYTHING, Base, Choice, Selection, Why, selected
from kkworkbench.exports.drupal.scope_retired import with_removals
from kkworkbench.exports.drupal.shapes import Item, json_bytes
from kkworkbench.exports.drupal.terms import term_items
from kkworkbench.exports.drupal.verify import expected
from kkworkbench.garbage import no_collection
from kkworkbench.messages import Messages
from kkworkbench.model.adoption import Adoption
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.terms import Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.ports import WorkspaceInfo

FORMAT = "kkworkbench-batch/1"
PARTS: tuple[tuple[str, Callable[[Job], list[Item]]], ...] = (
    ("terms", term_items),
    ("phones", phone_items),
    ("contacts", contact_items),
    ("boxes", box_items),
    ("pages", page_items),
    ("menu", menu_items),
    ("footer", footer_items),
    ("redirects", redirect_items),
)
"""The parts of a batch in the order of import; each becomes a JSON file."""


class AllResults(Protocol):
    """What is asked of the results: all of them, waived ones too."""

    def all(self) -> Iterable[Result]: ...


class BatchBlocked(WorkbenchError):  # noqa: N818  # an answer, not a failure
    """Errors stand and nothing was written; `errors` lists them."""

    def __init__(self, errors: Sequence[Result]) -> None:
        super().__init__("exports.blocked", n=len(errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What was written: items by part, what stayed out, and SHA-256 by file name.

    `roots` are the records that errors are on, `manifest` is the SHA-256 of manifest.json.
    """

    path: Path
    counts: dict[str, int]
    left_out: tuple[LeftOut, ...]
    files: dict[str, str]
    roots: tuple[Key, ...] = ()
    manifest: str = ""


def free_folder(outdir: str | Path) -> Path:
    """Return the folder, or where it holds something the first of NAME-2, NAME-3 … that is free."""
    wanted = Path(outdir)
    number, folder = 1, wanted
    while not is_free(folder):
        number += 1
        folder = wanted.with_name(f"{wanted.name}-{number}")
    return folder


def items_of(
    state: State,
    out: Mapping[Key, Cause],
    messages: Messages,
    profile: Profile,
    batch_id: str,
    progress: Callable[[int, int], None] | None = None,
) -> Items:
    """Return all items of a state, as a batch of everything would hold them."""
    return _made(Job(Scope(state, dict(out)), profile, messages, batch_id), progress)


def causes(state: State, roots: Iterable[Key]) -> dict[Key, Cause]:
    """Return what stays out of a state where these records are in error."""
    errors = [Result(Finding("", *root, ""), Severity.ERROR) for root in roots]
    return excluded(state, errors)


@no_collection()
def write_batch(
    outdir: str | Path,
    state: State,
    results: AllResults,
    messages: Messages,
    info: WorkspaceInfo,
    *,
    made_by: str,
    now: datetime,
    batch_id: str,
    leave_out: bool = False,
    base: Base | None = None,
    choice: Choice = EVERYTHING,
    note: str = "",
    profile: Profile | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BatchReport:
    """Write a batch into a new or empty folder, whole or not at all.

    The same state, results, clock, id, base and choice give the same bytes. `progress` is told
    (parts made, parts in all); whatever it raises ends the work, and nothing is written.

    Raises:
        BatchBlocked: errors stand and `leave_out` is false.
        WorkbenchError: the folder is not empty, or cannot be written.
    """
    folder = Path(outdir)
    profile = profile or shipped()
    found = tuple(results.all())
    errors = blocking(found)
    if errors and not leave_out:
        raise BatchBlocked(errors)
    if not is_free(folder):
        raise WorkbenchError("exports.not_empty", name=folder.name)
    job = Job(Scope(state, excluded(state, errors)), profile, messages, batch_id)
    before = base.items if base is not None else None
    with_removals(_made(job, progress), (base.items, *base.later) if base is not None else ())
    whole = dict(job.items)
    selection = selected(
        job.items, state, choice, base, profile.vocabularies[Vocabulary.ADMINISTRATION]
    )
    for found_items in selection.items.values():
        for item in found_items:
            if "revision_log" in item:
                item["revision_log"] = job.log
    job.items.clear()
    job.items.update(selection.items)
    check(job.items)
    gone = left_out_of(job)
    losses = carries(profile, state, job.scope.has)
    for loss in losses:
        job.note(f"loss.{loss.what}", loss.kind, loss.id, loss.title)
    files = {
        f"{part}.json": json_bytes({"format": FORMAT, "items": items})
        for part, items in {**job.items, **row_files(profile, job.items, whole)}.items()
    }
    files |= readable_files(job, [told(each) for each in gone], losses)
    files |= module_files(profile)
    files["verify.json"] = json_bytes(expected(job.items, before, profile))
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    counts = {part: len(items) for part, items in job.items.items()}
    manifest = {
        "format": FORMAT,
        "batch": batch_id,
        "base": base.id if base is not None else None,
        "only_changed": choice.only_changed,
        "only": list(choice.only),
        "note": note,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "made_by": made_by,
        "workspace": {"id": info.id, "title": info.title},
        "profile": profile.name,
        "counts": counts,
        "waivers": _waivers(found),
        **accepted(state),
        "left_out": [told(each) for each in gone],
        "notes": job.notes,
        "why": _reasons(selection),
        "files": sums,
    }
    files["manifest.json"] = json_bytes(manifest)
    if progress is not None:
        progress(len(PARTS), len(PARTS))
    put_whole(folder, files)
    roots = sorted({(each.finding.kind, each.finding.subject) for each in errors})
    manifest_sum = hashlib.sha256(files["manifest.json"]).hexdigest()
    return BatchReport(folder, counts, gone, sums, tuple(roots), manifest_sum)


def _made(job: Job, progress: Callable[[int, int], None] | None) -> Items:
    for done, (part, make) in enumerate(PARTS):
        if progress is not None:
            progress(done, len(PARTS))
        job.items[part] = make(job)
    adopt(job.items, job.scope.state.all(Adoption))
    return job.items


def _reasons(selection: Selection) -> Item:
    """Say of each item why it is in; what was asked for as a whole is not named one by one."""
    told: Item = {}
    for (part, id_), (why, through) in sorted(selection.why.items()):
        if why is not Why.ALL:
            told.setdefault(part, {})[id_] = f"{why} {through}".rstrip()
    return told


def _waivers(found: Iterable[Result]) -> list[dict[str, Any]]:
    used = {result.waiver.id: result.waiver for result in found if result.waiver is not None}
    return [
        {
            "id": waiver.id,
            "rule": waiver.rule,
            "subject": waiver.subject,
            "reason": waiver.reason,
            "by": waiver.by,
            "until": waiver.until.isoformat() if waiver.until else None,
        }
        for _, waiver in sorted(used.items())
    ]

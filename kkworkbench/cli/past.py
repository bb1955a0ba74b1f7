"""history, diff, variants: what was, and what differs."""

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from kkworkbench.cli.files import opened
from kkworkbench.cli.output import Output
from kkworkbench.merge.telling import Telling, as_text
from kkworkbench.merge.values import Values
from kkworkbench.merge.variants import variant_named, variants_of
from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.variant import Variant, VariantState
from kkworkbench.state.lookups import title_of
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.log_filter import LogFilter, steps_about
from kkworkbench.workspace.workspace import Workspace

NOW = "now"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the log: the filter, the variant, how many steps at most, and about what.

    `record` is the title, name or id of a page or contact.
    """

    wanted: LogFilter
    variant: str = ""
    most: int = 50
    record: str = ""


def state_named(workspace: Workspace, name: str) -> State:
    """Return a point: "now", a step's number, or a variant, a snapshot or batch:N by its name.

    Raises:
        WorkbenchError: there is no such point.
    """
    main = workspace.main
    if name == NOW:
        return main
    if name.isdigit():
        return workspace.as_it_was(int(name))
    for variant in main.all(Variant):
        if variant.name.casefold() == name.casefold():
            return workspace.state_of(variant.id)
    marks = sorted(main.all(Snapshot), key=lambda mark: -mark.step)
    for mark in marks:
        if mark.name.casefold() == name.casefold():
            return workspace.as_it_was(mark.step, mark.variant or "")
    for batch in main.all(Batch):
        if name == f"batch:{batch.number}":
            return workspace.as_it_was(batch.step)
    raise WorkbenchError("past.no_such_point", name=name)


def show_history(output: Output, path: Path, asked: Asked, as_json: bool) -> None:
    """List steps of the log, newest first."""
    with closing(opened(path)) as store:
        workspace = Workspace(store, "")
        branch = variant_named(workspace.main, asked.variant).id if asked.variant else ""
        state, wanted = workspace.state_of(branch), asked.wanted
        if asked.record:
            wanted = replace(wanted, steps=_steps_about(workspace, state, asked.record))
        values = Values(output.messages, (state,))
        rows = []
        for header in store.headers(branch=branch):
            record = state.get(KINDS_BY_NAME[header.first_kind], header.first_id)
            about = values.named(record) if record is not None else ""
            what = output.messages.text(header.label)
            if wanted.matches(header, f"{what} {about} {header.author}"):
                rows.append((header.step, header.at, header.author, what, about))
            if len(rows) == asked.most:
                break
    if as_json:
        keys = ("step", "at", "author", "what", "about")
        told = [dict(zip(keys, (s, at.isoformat(), *rest), strict=True)) for s, at, *rest in rows]
        output.json(told)
        return
    lines = [(str(step), _when(at), *rest) for step, at, *rest in rows]
    output.table(lines, right=(0,))


def _steps_about(workspace: Workspace, state: State, name: str) -> frozenset[int]:
    found = [
        (kind, record.id)
        for kind in (Page, Contact)
        for record in state.all(kind)
        if record.id == name or title_of(state, record).casefold() == name.casefold()
    ]
    if not found:
        raise WorkbenchError("past.no_such_record", name=name)
    return frozenset().union(*(steps_about(workspace.store, state, *key) for key in found))


def show_difference(output: Output, path: Path, one: str, other: str, as_json: bool) -> None:
    """Say what differs between two points."""
    with closing(opened(path)) as store:
        workspace = Workspace(store, "")
        before, after = (state_named(workspace, name) for name in (one, other))
    told = Telling(before, after, output.messages).all()
    if as_json:
        output.json(
            [
                {
                    "kind": KIND_NAMES[each.difference.change.kind],
                    "id": each.difference.change.id,
                    "what": [what.value for what in each.difference.whats],
                    "said": list(each.sentences),
                    "fields": [
                        {"field": field.name, "was": field.was, "now": field.now}
                        for field in each.fields
                    ],
                }
                for each in told
            ]
        )
    elif told:
        output.line(as_text(told))
    else:
        output.say("difference.none")


def show_variants(output: Output, path: Path, as_json: bool) -> None:
    """List the variants: name, when, by whom, and how many records differ from the main line."""
    with closing(opened(path)) as store:
        workspace = Workspace(store, "")
        rows = [
            (each, len(Telling(workspace.main, workspace.state_of(each.id), output.messages).all()))
            for each in variants_of(workspace.main)
        ]
    if as_json:
        output.json(
            [
                {
                    "id": each.id,
                    "name": each.name,
                    "step": each.step,
                    "parent": each.parent,
                    "author": each.author,
                    "state": each.state.value,
                    "differences": count,
                }
                for each, count in rows
            ]
        )
        return
    if not rows:
        output.say("variants.none")
        return
    text = output.messages.text
    output.table(
        [
            (
                each.name,
                _when(each.at),
                each.author,
                text("difference.count", n=count),
                text("variants.closed") if each.state is VariantState.CLOSED else "",
            )
            for each, count in rows
        ]
    )


def _when(at: datetime | date | None) -> str:
    return f"{at.astimezone():%d.%m.%Y %H.%M}" if isinstance(at, datetime) else ""

"""import NAME, for each source of the registry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import db
from kkworkbench.cli.output import USAGE, Output, Stop
from kkworkbench.login import login_name
from kkworkbench.sources.all_sources import source_of
from kkworkbench.sources.source import GUESSED, SAVE_PROFILE, Reading, Request
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.mappings import SaveMapping
from kkworkbench.workspace.plan import Plan, PlanKind, Rejected
from kkworkbench.workspace.workspace import Workspace

LONGEST_SHOWN = 120
"""Characters of a value in a line about a conflict."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked of an import. `plan_json` applies nothing, whatever `apply` says."""

    apply: bool = False
    keep_missing: bool = False
    as_json: bool = False
    plan_json: bool = False
    reading: Reading = GUESSED
    columns: Sequence[str] = ()
    key: str = ""
    profile: str = ""
    options: Sequence[str] = ()
    rejected: Path | None = None


def import_files(
    output: Output, name: str, files: Sequence[Path], into: Path, asked: Asked
) -> None:
    """Plan what files would change; with `apply`, take in what is no conflict.

    With `keep_missing`, nothing that the files lack is flagged as gone. `rejected` is where the
    rows are saved of which something was.
    """
    source = source_of(name)
    columns = _pairs(output, "--map", asked.columns)
    options = _pairs(output, "--set", asked.options)
    for unknown in options.keys() - source.options:
        output.trouble("cli.no_option", name=unknown, source=name)
        raise Stop(USAGE)
    if len(files) > 1 and not source.takes_many:
        output.trouble("cli.one_file", source=name)
        raise Stop(USAGE)
    applies = asked.apply and not asked.plan_json
    for file in files:
        if not file.exists():  # said before the workspace is opened
            output.trouble("input.missing", file=file.name)
            raise Stop(USAGE)
    store = db.open_store(into, read_only=not applies)
    try:
        workspace = Workspace(store, login_name())
        plan = source.plan(
            Request(
                tuple(files),
                workspace.state,
                date.today(),
                asked.reading,
                columns,
                asked.key,
                asked.profile,
                options,
                store.info.id,
                workspace.as_it_was,
            )
        )
        if applies:
            wanted = plan.applicable()
            if asked.keep_missing:
                wanted = tuple(change for change in wanted if change.kind is not PlanKind.GONE)
            workspace.execute(ApplyPlan(wanted), snapshot=plan.file)
            if plan.mapping is not None and options.get(SAVE_PROFILE):
                workspace.execute(SaveMapping(plan.mapping))
    finally:
        store.close()
    if asked.rejected is not None:
        _save_rejected(output, plan, files[0], asked)
    if asked.as_json or asked.plan_json:
        output.json(_as_json(output, plan))
        return
    _show(output, plan, applies)
    if plan.is_excerpt and not asked.keep_missing:
        output.say("cli.excerpt", n=plan.count(PlanKind.GONE))


def _save_rejected(output: Output, plan: Plan, file: Path, asked: Asked) -> None:
    from kkworkbench.sources.mapping import reading_of  # noqa: PLC0415  # where it is asked for
    from kkworkbench.sources.rejected_rows import write_rejected  # noqa: PLC0415
    from kkworkbench.sources.tables import read_table  # noqa: PLC0415

    reading = asked.reading
    if reading == GUESSED and plan.mapping is not None:
        reading = reading_of(plan.mapping)
    if asked.rejected is not None and plan.rejected:
        write_rejected(plan, read_table(file, reading), asked.rejected, output.messages)


def _pairs(output: Output, option: str, given: Sequence[str]) -> Mapping[str, str]:
    """Read NAME=VALUE as often as it was given."""
    pairs = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            output.trouble("cli.no_pair", option=option, value=each)
            raise Stop(USAGE)
        pairs[name.strip()] = value.strip()
    return pairs


def _counted(plan: Plan) -> list[PlanKind]:
    """Return the kinds that are counted; few sources offer anything."""
    return [kind for kind in PlanKind if kind is not PlanKind.OFFERED or plan.count(kind)]


def _as_json(output: Output, plan: Plan) -> dict[str, object]:
    return {
        **{kind.value: plan.count(kind) for kind in _counted(plan) if kind is not PlanKind.GONE},
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
    counts = [(str(plan.count(kind)), text(f"plan.{kind.value}")) for kind in _counted(plan)]
    counts.append((str(len(plan.rejected)), text("plan.rejected")))
    counts += [(str(n), text(f"plan.dropped_{name}")) for name, n in plan.dropped.items()]
    output.table(counts, right=(0,))
    if plan.mapping is not None:
        for field_name, column in plan.mapping.columns:
            output.say("cli.mapped", column=column, field=text(f"field.{field_name}"))
        output.say("cli.key", field=text(f"field.{plan.mapping.key}"))
    for change in plan.changes:
        for field in change.fields:
            if field.is_conflict:
                name = text(field.name_key)
                said = {
                    "was": _short(field.was),
                    "wanted": _short(field.wanted),
                    "here": _short(field.here),
                }
                output.say("cli.conflict", title=change.title, field=name, **said)
        if change.kind is PlanKind.GONE and not change.records:
            output.say("cli.missing_row", title=change.title)
    for cell in plan.rejected:
        output.line(f"{_place(output, cell)}: »{_short(cell.value)}« – {text(cell.reason)}")
    offered = {change.group for change in plan.changes if change.kind is PlanKind.OFFERED}
    if offered:
        output.say("cli.offered", how=" ".join(f"--set {group}=yes" for group in sorted(offered)))
    output.say("cli.applied" if applied else "cli.not_applied")


def _place(output: Output, cell: Rejected) -> str:
    """Say where a cell stands; what is said of a row has no column, of a sheet no row either."""
    key = "cli.place" if cell.column else "cli.row"
    place = output.messages.text(key, row=cell.row, column=cell.column) if cell.row else ""
    return ", ".join(filter(None, (cell.file, cell.sheet, place)))


def _short(text: str) -> str:
    """Return a text for one line of the terminal: the text of a page is cut."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"

"""The change log: every change set, with its changes, in the order of commit."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, true

from db import mapping, rows
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.state.changes import Change, ChangeSet
from kkworkbench.workspace.ports import LogHeader, Stood
from kkworkbench.workspace.workspace import header_of

AT_ONCE = 500
"""Steps that are read with one query."""

_INSERT_SET = insert(rows.change_set)
_INSERT_CHANGE = insert(rows.change)


def append(
    connection: Connection, change_set: ChangeSet, step: int, after: Sequence[bytes | None]
) -> None:
    """Write one change set as a step; `after` are the records that it makes, as JSON."""
    header = header_of(change_set, step)
    connection.execute(
        _INSERT_SET,
        {
            "step": step,
            "id": header.id,
            "label": header.label,
            "author": header.author,
            "at": header.at.isoformat(),
            "base": header.base,
            "branch": header.branch,
            "step_group": header.group,
            "undoes": header.undoes,
            "first_kind": header.first_kind,
            "first_id": header.first_id,
            "size": header.size,
            "removed": header.removed,
        },
    )
    connection.execute(
        _INSERT_CHANGE,
        [
            {
                "step": step,
                "position": position,
                "kind": KIND_NAMES[change.kind],
                "record": change.id,
                "before": None if change.before is None else mapping.encoded(change.before),
                "after": made,
            }
            for position, (change, made) in enumerate(zip(change_set.changes, after, strict=True))
        ],
    )


def last_step(connection: Connection) -> int:
    """Return the number of the newest step; 0 where there is none."""
    return int(connection.execute(select(func.max(rows.change_set.c.step))).scalar() or 0)


def headers(
    connection: Connection, limit: int | None, before: int | None, branch: str | None
) -> list[LogHeader]:
    """Return headers, newest first."""
    query = select(rows.change_set).order_by(rows.change_set.c.step.desc())
    if branch is not None:
        query = query.where(rows.change_set.c.branch == branch)
    if before is not None:
        query = query.where(rows.change_set.c.step < before)
    if limit is not None:
        query = query.limit(limit)
    return [_header(row) for row in connection.execute(query).mappings()]


def change_sets(connection: Connection, steps: Sequence[int]) -> list[ChangeSet]:
    """Return whole change sets by step, in the order asked for.

    Raises:
        KeyError: the log has no such step.
    """
    found: dict[int, ChangeSet] = {}
    for start in range(0, len(steps), AT_ONCE):
        found.update(_read(connection, steps[start : start + AT_ONCE]))
    return [found[step] for step in steps]


def befores(connection: Connection, since: int, branch: str) -> list[Stood]:
    """Return how each record stood after a step that a branch changed later."""
    return _stood(connection, func.min, rows.change.c.before, branch, rows.change.c.step > since)


def afters(connection: Connection, branch: str, until: int | None) -> list[Stood]:
    """Return how each record stands that a branch changed, by the end of a step."""
    within = true() if until is None else rows.change.c.step <= until
    return _stood(connection, func.max, rows.change.c.after, branch, within)


def steps_of(connection: Connection, kind: str, id_: str) -> list[int]:
    """Return the steps that touched a record, newest first."""
    query = (
        select(rows.change.c.step)
        .where(rows.change.c.record == id_, rows.change.c.kind == kind)
        .order_by(rows.change.c.step.desc())
    )
    return [int(step) for step in connection.execute(query).scalars()]


def _stood(
    connection: Connection,
    end: Callable[[Any], Any],
    data: Any,
    branch: str,
    within: ColumnElement[bool],
) -> list[Stood]:
    """Read each record that a branch changed once: at the first or last of its steps."""
    change, its = rows.change.c, rows.change_set.c
    ends = (
        select(change.record, change.kind, end(change.step).label("step"))
        .join(rows.change_set, its.step == change.step)
        .where(its.branch == branch, within)
        .group_by(change.record, change.kind)
        .subquery()
    )
    same = and_(
        change.record == ends.c.record, change.kind == ends.c.kind, change.step == ends.c.step
    )
    query = select(change.kind, change.record, data).join(ends, same)
    found = []
    for name, id_, text in connection.execute(query):
        kind = KINDS_BY_NAME[name]
        found.append(Stood(kind, id_, None if text is None else mapping.decoded(kind, text)))
    return found


def _read(connection: Connection, steps: Sequence[int]) -> Iterator[tuple[int, ChangeSet]]:
    """Yield change sets by step, in any order."""
    changes: dict[int, list[Change]] = defaultdict(list)
    its_step = rows.change.c.step
    query = (
        select(rows.change).where(its_step.in_(steps)).order_by(its_step, rows.change.c.position)
    )
    for row in connection.execute(query).mappings():
        kind = KINDS_BY_NAME[row["kind"]]
        before, after = row["before"], row["after"]
        changes[row["step"]].append(
            Change(
                kind,
                row["record"],
                None if before is None else mapping.decoded(kind, before),
                None if after is None else mapping.decoded(kind, after),
            )
        )
    query = select(rows.change_set).where(rows.change_set.c.step.in_(steps))
    for row in connection.execute(query).mappings():
        header = _header(row)
        yield (
            header.step,
            ChangeSet(
                header.label,
                tuple(changes[header.step]),
                id=header.id,
                author=header.author,
                at=header.at,
                base=header.base,
                branch=header.branch,
                group=header.group,
                undoes=header.undoes,
            ),
        )


def _header(row: Any) -> LogHeader:
    return LogHeader(
        step=row["step"],
        id=row["id"],
        label=row["label"],
        author=row["author"],
        at=datetime.fromisoformat(row["at"]),
        base=row["base"],
        branch=row["branch"],
        group=row["step_group"],
        undoes=row["undoes"],
        first_kind=row["first_kind"],
        first_id=row["first_id"],
        size=row["size"],
        removed=row["removed"],
    )

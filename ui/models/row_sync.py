"""Bring a list of ids on the screen to another with the fewest row operations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex

MANY: Final = 16
"""Above so many moves one new layout is cheaper than telling each."""


def sync_rows(model: Any, ids: list[str], wanted: Sequence[str]) -> None:
    """Change `ids` in place to `wanted`, telling the model's views of each run of rows.

    `model` is a QAbstractItemModel whose rows stand for `ids`; no id stands twice. What stays
    keeps its selection. Time grows with the lists' lengths, not with their product.
    """
    root = QModelIndex()
    keep = set(wanted)
    for first, last in _runs_to_remove(ids, keep):
        model.beginRemoveRows(root, first, last)
        del ids[first : last + 1]
        model.endRemoveRows()
    known = set(ids)
    _arrange(model, ids, [id_ for id_ in wanted if id_ in known])
    at = 0
    while at < len(wanted):
        end = at
        while end < len(wanted) and wanted[end] not in known:
            end += 1
        if end > at:
            model.beginInsertRows(root, at, end - 1)
            ids[at:at] = wanted[at:end]
            model.endInsertRows()
        at = end + 1


def _runs_to_remove(ids: list[str], keep: set[str]) -> Iterator[tuple[int, int]]:
    """Walk through runs of rows to remove from the bottom up, as the list shrinks."""
    row = len(ids) - 1
    while row >= 0:
        last = row
        while row >= 0 and ids[row] not in keep:
            row -= 1
        if row < last:
            yield row + 1, last
        row -= 1


def _arrange(model: Any, ids: list[str], wanted: list[str]) -> None:
    """Put the same ids in another order."""
    if ids == wanted:
        return
    place = {id_: at for at, id_ in enumerate(wanted)}
    standing = _rising(ids, place)
    movers = [id_ for id_ in wanted if id_ not in standing]
    if len(movers) > MANY:
        _lay_out(model, ids, wanted, place)
        return
    root = QModelIndex()
    for id_ in movers:
        source = ids.index(id_)
        at = place[id_]
        target = ids.index(wanted[at - 1]) + 1 if at else 0
        if target in (source, source + 1):
            continue
        model.beginMoveRows(root, source, source, root, target)
        del ids[source]
        ids.insert(target - (target > source), id_)
        model.endMoveRows()


def _rising(ids: list[str], place: dict[str, int]) -> set[str]:
    """Return the most ids that stand in the wanted order already."""
    tails: list[int] = []
    ends: list[str] = []
    before: dict[str, str | None] = {}
    for id_ in ids:
        at = bisect_left(tails, place[id_])
        before[id_] = ends[at - 1] if at else None
        tails[at : at + 1] = [place[id_]]
        ends[at : at + 1] = [id_]
    rising: set[str] = set()
    id_at: str | None = ends[-1] if ends else None
    while id_at is not None:
        rising.add(id_at)
        id_at = before[id_at]
    return rising


def _lay_out(model: Any, ids: list[str], wanted: list[str], place: dict[str, int]) -> None:
    model.layoutAboutToBeChanged.emit()
    old = model.persistentIndexList()
    new = [model.index(place[ids[index.row()]], index.column()) for index in old]
    ids[:] = wanted
    model.changePersistentIndexList(old, new)
    model.layoutChanged.emit()

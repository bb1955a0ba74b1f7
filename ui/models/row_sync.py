"""Bring a list of ids on the screen to another with the fewest row operations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex


def sync_rows(model: Any, ids: list[str], wanted: Sequence[str]) -> None:
    """Change `ids` in place to `wanted`, telling the model's views of each row.

    `model` is a QAbstractItemModel whose rows stand for `ids`; meant for lists of some hundreds.
    """
    root = QModelIndex()
    keep = set(wanted)
    for row in range(len(ids) - 1, -1, -1):
        if ids[row] not in keep:
            model.beginRemoveRows(root, row, row)
            del ids[row]
            model.endRemoveRows()
    for row, id_ in enumerate(wanted):
        if row < len(ids) and ids[row] == id_:
            continue
        if id_ in ids:
            at = ids.index(id_)
            model.beginMoveRows(root, at, at, root, row)
            ids.insert(row, ids.pop(at))
            model.endMoveRows()
        else:
            model.beginInsertRows(root, row, row)
            ids.insert(row, id_)
            model.endInsertRows()

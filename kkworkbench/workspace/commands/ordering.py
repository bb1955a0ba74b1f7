"""Where siblings go: fractional keys for records that are put at a position."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass, replace
from typing import Any

from kkworkbench.model.record import Record
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import Index
from kkworkbench.state.order import keys_between


@dataclass(frozen=True, slots=True)
class Siblings:
    """Records of one kind that are ordered by `order` under one key of an index."""

    kind: type[Record]
    index: Index
    key: Hashable

    def order_of(self, draft: Draft, id_: str) -> str:
        """Return a sibling's fractional key."""
        record: Any = draft.need(self.kind, id_)
        return str(record.order)


def keys_at(
    draft: Draft, siblings: Siblings, position: int, count: int, moving: Collection[str] = ()
) -> list[str]:
    """Return keys for `count` records to stand before what is now at `position`.

    `position` counts all siblings as they stand, those in `moving` included, and is clamped.
    One record is written for each that moves; siblings whose keys leave no room (two equal
    ones, after a merge) are given new keys first.
    """
    state = draft.state
    size = state.bucket_size(siblings.index, siblings.key)
    position = max(0, min(position, size))
    before = _neighbour(draft, siblings, range(position - 1, -1, -1), moving)
    after = _neighbour(draft, siblings, range(position, size), moving)
    if before is not None and after is not None and before >= after:
        _renumber(draft, siblings)
        before = _neighbour(draft, siblings, range(position - 1, -1, -1), moving)
        after = _neighbour(draft, siblings, range(position, size), moving)
    return keys_between(before, after, count)


def _neighbour(
    draft: Draft, siblings: Siblings, positions: range, moving: Collection[str]
) -> str | None:
    for at in positions:
        id_ = draft.state.at(siblings.index, siblings.key, at)
        if id_ not in moving:
            return siblings.order_of(draft, id_)
    return None


def _renumber(draft: Draft, siblings: Siblings) -> None:
    ids = draft.bucket(siblings.index, siblings.key)
    for id_, key in zip(ids, keys_between(None, None, len(ids)), strict=True):
        record: Any = draft.need(siblings.kind, id_)
        draft.put(replace(record, order=key))

"""The first look at a workspace, read with the bare driver before anything heavy is imported."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

LEVELS = 3
_CHILDREN = "SELECT id, title, kind FROM page WHERE parent IS ? ORDER BY sort, id"


@dataclass(frozen=True, slots=True)
class SkeletonPage:
    """A page of the first levels: its id, parent's id, title, level (1 at the top) and kind."""

    id: str
    parent: str | None
    title: str
    level: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WorkspaceSkeleton:
    """A workspace's title and the pages of its first levels, parents before children."""

    title: str
    pages: tuple[SkeletonPage, ...]


def skeleton(path: str | Path) -> WorkspaceSkeleton | None:
    """Read what a window can paint at once; None where the file cannot be read."""
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as file:
            title = file.execute("SELECT value FROM meta WHERE key = 'title'").fetchone()
            pages: list[SkeletonPage] = []
            parents: list[str | None] = [None]
            for level in range(1, LEVELS + 1):
                found = [
                    SkeletonPage(id_, parent, text, level, kind)
                    for parent in parents
                    for id_, text, kind in file.execute(_CHILDREN, (parent,))
                ]
                pages.extend(found)
                parents = [page.id for page in found]
    except sqlite3.Error:
        return None
    return WorkspaceSkeleton(title[0] if title else "", tuple(pages))

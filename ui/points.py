"""The points of a workspace that can be looked at and compared: now, variants, names, batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from kkworkbench.merge.variants import variants_of
from kkworkbench.model.batch import Batch
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.model.variant import Variant
from kkworkbench.state.state import State
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge


@dataclass(frozen=True, slots=True)
class Point:
    """A line (a variant's id, or "" for the main one) after a step; None is as it stands."""

    branch: str
    step: int | None
    title: str

    @property
    def is_now(self) -> bool:
        return self.step is None

    def state(self, workspace: Workspace) -> State:
        """Return the workspace at the point.

        Raises:
            Refused: the log has no such step, or the variant is gone.
        """
        if self.step is None:
            return workspace.state_of(self.branch)
        return workspace.as_it_was(self.step, self.branch)


def now(bridge: Bridge, branch: str = "") -> Point:
    """Return a line as it stands."""
    variant = bridge.workspace.main.get(Variant, branch)
    return Point(
        branch, None, variant.name if variant is not None else bridge.text("variants.current")
    )


def title_of_shown(bridge: Bridge) -> str:
    """Name what is shown: a variant by its own name, the main line by the workspace's title."""
    workspace = bridge.workspace
    variant = workspace.main.get(Variant, workspace.branch)
    name = variant.name if variant is not None else workspace.store.info.title
    if workspace.looks_at is None:
        return name
    point = shown(bridge)
    return " · ".join(part for part in (name, point.title) if part)


def shown(bridge: Bridge) -> Point:
    """Return the point that the window shows."""
    workspace = bridge.workspace
    step = workspace.looks_at
    if step is None:
        return now(bridge, workspace.branch)
    newest = workspace.store.headers(limit=1, before=step + 1)
    return after_step(bridge, step, newest[0].at if newest else None, workspace.branch)


def after_step(bridge: Bridge, step: int, at: datetime | None, branch: str = "") -> Point:
    """Return what stood after a step of the log."""
    text = QCoreApplication.translate("Points", "Efter trin {step} · {when}")
    return Point(branch, step, text.format(step=step, when=in_words(at)))


def points(bridge: Bridge) -> Iterator[Point]:
    """Yield what has a name, the newest first: now, variants, snapshots and batches."""
    main = bridge.workspace.main
    yield now(bridge)
    for variant in variants_of(main):
        yield now(bridge, variant.id)
    named: list[tuple[int, Point]] = []
    for mark in main.all(Snapshot):
        text = QCoreApplication.translate("Points", "Øjebliksbillede »{name}« · {when}")
        if mark.automatic:
            text = QCoreApplication.translate("Points", "Før »{name}« · {when}")
        title = text.format(name=mark.name, when=in_words(mark.at))
        named.append((mark.step, Point(mark.variant or "", mark.step, title)))
    for batch in main.all(Batch):
        text = QCoreApplication.translate("Points", "Pakke {number} · {when}")
        title = text.format(number=batch.number, when=in_words(batch.made_at))
        named.append((batch.step, Point("", batch.step, title)))
    yield from (point for _, point in sorted(named, key=lambda pair: -pair[0]))
    first = QCoreApplication.translate("Points", "Som arbejdsrummet blev lavet")
    yield Point("", 0, first)


def in_words(at: datetime | None) -> str:
    """Word a moment in local time."""
    return f"{at.astimezone():%d.%m.%Y %H.%M}" if at is not None else "–"

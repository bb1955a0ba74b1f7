"""A person's own preferences, kept outside every workspace.

One JSON file in the person's configuration folder, or in the folder that the environment variable
``KKWORKBENCH_CONFIG`` names.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from kkworkbench.whole_file import write_whole

MOST_RECENT: Final = 10
MOST_WORKSPACES: Final = 20
MOST_ARRANGEMENTS: Final = 10
LEAST_ZOOM: Final = 0.8
GREATEST_ZOOM: Final = 2.0

ThemeChoice = Literal["system", "light", "dark", "contrast"]
LanguageChoice = Literal["da", "en"]


@dataclass(frozen=True, slots=True)
class RecentFile:
    """A workspace that was open; pinned ones stay first and are never pushed out."""

    path: str
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class TreeState:
    """What was unfolded and selected in a workspace's tree: record ids."""

    expanded: tuple[str, ...] = ()
    selected: str | None = None


@dataclass(frozen=True, slots=True)
class WorkshopPlace:
    """Where a workshop is: its session, the question and the point of the agenda in front from 0,
    and the timer in seconds; ``since`` is when it was started, nothing while it rests."""

    session: str
    card: int = 0
    item: int = 0
    allotted: float = 0.0
    spent: float = 0.0
    since: float | None = None


@dataclass(frozen=True, slots=True)
class WindowLayout:
    """Where the window stood and how its panels lay: Qt's bytes as base64 text."""

    geometry: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose; ``layouts`` has the window's place by arrangement of screens."""

    theme: ThemeChoice = "system"
    zoom: float = 1.0
    language: LanguageChoice = "da"
    display_name: str = ""
    recent: tuple[RecentFile, ...] = ()
    layouts: dict[str, WindowLayout] = field(default_factory=dict)
    trees: dict[str, TreeState] = field(default_factory=dict)
    workshop: WorkshopPlace | None = None
    coach_done: bool = False
    drill_in_column: bool = False
    list_columns: tuple[str, ...] = ()

    def with_zoom(self, zoom: float) -> Preferences:
        """Answer the preferences with ``zoom`` held between 0.8 and 2.0."""
        return replace(self, zoom=min(GREATEST_ZOOM, max(LEAST_ZOOM, zoom)))

    def with_recent(self, path: str) -> Preferences:
        """Answer the preferences with ``path`` as the latest of at most ten files."""
        known = next((file for file in self.recent if file.path == path), RecentFile(path))
        return self._recent((known, *(file for file in self.recent if file.path != path)))

    def with_pinned(self, path: str, pinned: bool) -> Preferences:
        """Answer the preferences with one recent file pinned or loosened."""
        return self._recent(
            tuple(
                replace(file, pinned=pinned) if file.path == path else file for file in self.recent
            )
        )

    def without_recent(self, path: str) -> Preferences:
        """Answer the preferences without one recent file."""
        return self._recent(tuple(file for file in self.recent if file.path != path))

    def with_tree(self, workspace_id: str, tree: TreeState) -> Preferences:
        """Answer the preferences with a workspace's tree; the oldest of over twenty is dropped."""
        trees = {key: value for key, value in self.trees.items() if key != workspace_id}
        trees[workspace_id] = tree
        while len(trees) > MOST_WORKSPACES:
            del trees[next(iter(trees))]
        return replace(self, trees=trees)

    def with_layout(self, screens: str, layout: WindowLayout) -> Preferences:
        """Answer the preferences with the layout of an arrangement as the newest of ten."""
        layouts = {key: value for key, value in self.layouts.items() if key != screens}
        layouts[screens] = layout
        while len(layouts) > MOST_ARRANGEMENTS:
            del layouts[next(iter(layouts))]
        return replace(self, layouts=layouts)

    def layout_on(self, screens: str) -> WindowLayout:
        """Answer the layout of an arrangement; of one that is new, the newest of any."""
        newest = next(reversed(self.layouts.values()), WindowLayout())
        return self.layouts.get(screens, newest)

    def _recent(self, files: tuple[RecentFile, ...]) -> Preferences:
        pinned = [file for file in files if file.pinned]
        loose = [file for file in files if not file.pinned]
        return replace(self, recent=tuple((pinned + loose)[:MOST_RECENT]))


def default_path() -> Path:
    """Answer where the preferences of the person at the keyboard are."""
    folder = os.environ.get("KKWORKBENCH_CONFIG")
    if folder:
        return Path(folder) / "preferences.json"
    import platformdirs  # noqa: PLC0415  # 18 ms that a start elsewhere need not pay

    return Path(platformdirs.user_config_dir("kkworkbench", appauthor=False)) / "preferences.json"


def load(path: Path) -> Preferences:
    """Read the preferences, or answer the defaults; never raises.

    A file that cannot be understood is set aside beside itself with ``.broken`` added.
    """
    try:
        read = _read(json.loads(path.read_bytes()))
    except OSError:
        return Preferences()
    except (ValueError, TypeError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_name(path.name + ".broken"))
        return Preferences()
    return read.with_zoom(read.zoom)._recent(read.recent)


def save(preferences: Preferences, path: Path) -> None:
    """Write the preferences whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(asdict(preferences), ensure_ascii=False, indent=2))


def _read(found: Any) -> Preferences:
    """Check each value by its kind; msgspec would do it, and cost 50 ms before the first paint.

    Raises:
        ValueError: a value is not what it should be.
    """
    if not isinstance(found, dict):
        raise ValueError("no object")
    known = Preferences()
    zoom = found.get("zoom", known.zoom)
    if isinstance(zoom, bool) or not isinstance(zoom, int | float):
        raise ValueError("zoom")
    return Preferences(
        theme=_choice(found.get("theme", known.theme), ThemeChoice),
        zoom=float(zoom),
        language=_choice(found.get("language", known.language), LanguageChoice),
        display_name=_kind(found.get("display_name", ""), str),
        recent=tuple(
            RecentFile(_kind(each["path"], str), _kind(each.get("pinned", False), bool))
            for each in _all(found.get("recent", []), dict)
            if "path" in each or _fail("path")
        ),
        layouts={
            key: WindowLayout(
                _kind(each.get("geometry", ""), str), _kind(each.get("state", ""), str)
            )
            for key, each in _kind(found.get("layouts", {}), dict).items()
            if _kind(each, dict) is each
        },
        trees={
            key: TreeState(
                tuple(_all(each.get("expanded", []), str)),
                None if each.get("selected") is None else _kind(each["selected"], str),
            )
            for key, each in _kind(found.get("trees", {}), dict).items()
            if _kind(each, dict) is each
        },
        workshop=_workshop(found.get("workshop")),
        coach_done=_kind(found.get("coach_done", False), bool),
        drill_in_column=_kind(found.get("drill_in_column", False), bool),
        list_columns=tuple(_all(found.get("list_columns", []), str)),
    )


def _workshop(found: Any) -> WorkshopPlace | None:
    if found is None:
        return None
    number = int | float
    since = _kind(found, dict).get("since")
    return WorkshopPlace(
        _kind(found.get("session"), str),
        _kind(found.get("card", 0), int),
        _kind(found.get("item", 0), int),
        _kind(found.get("allotted", 0.0), number),
        _kind(found.get("spent", 0.0), number),
        None if since is None else _kind(since, number),
    )


def _kind(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind):
        raise ValueError(f"{value!r} is no {kind}")
    return value


def _all(values: Any, kind: type) -> list[Any]:
    return [_kind(value, kind) for value in _kind(values, list)]


def _choice(value: Any, kind: Any) -> Any:
    if value not in get_args(kind):
        raise ValueError(f"{value!r} is no choice")
    return value


def _fail(name: str) -> bool:
    raise ValueError(f"{name} is missing")

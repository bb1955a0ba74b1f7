"""Write a prototype: all of it or nothing, and never over anything that is not one."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from kkworkbench.exports.prototype.site import About, Prototype
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError

MARK = "prototype.json"
"""The file by which a prototype is known; it names every other one."""
FORMAT = "kkworkbench-prototype/1"
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
"""Files that a system leaves in any folder that is looked at."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where the prototype is, how many files it has, and the file of each page by its id."""

    folder: Path
    count: int
    places: Mapping[str, str]

    @property
    def start(self) -> Path:
        """The start page."""
        return self.folder / "index.html"

    def place(self, page_id: str) -> Path:
        """Return the file of a page; the start page where citizens do not see it."""
        return self.folder / self.places.get(page_id, "index.html")


def write_prototype(
    folder: str | Path,
    state: State,
    name: str,
    day: date,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write the prototype into a folder, which is made, or replaced where it holds one.

    It is written beside the folder first; `progress` is told (files written, files in all) and
    may raise to call the work off, which leaves everything as it was.

    Raises:
        WorkbenchError: the folder holds something else, or cannot be written.
    """
    target = Path(folder).resolve()
    refuse_strangers(target)
    made = Prototype(state, About(name, day))
    files = list(made.files())
    try:
        drafts = Path(mkdtemp(prefix=".kkworkbench-", dir=target.parent))
        try:
            draft = drafts / "new"
            draft.mkdir()
            ready: set[str] = set()
            for number, file in enumerate(files):
                parent, _, _ = file.path.rpartition("/")
                if parent not in ready:
                    (draft / parent).mkdir(parents=True, exist_ok=True)
                    ready.add(parent)
                (draft / file.path).write_text(file.text(), encoding="utf-8", newline="\n")
                if progress is not None:
                    progress(number + 1, len(files))
            (draft / MARK).write_text(_mark(name, day, [f.path for f in files]), encoding="utf-8")
            _put_in_place(draft, target, drafts / "old")
        finally:
            shutil.rmtree(drafts, ignore_errors=True)
    except OSError as error:
        why = error.strerror or str(error)
        raise WorkbenchError("exports.cannot_write", name=target.name, why=why) from error
    return Written(target, len(files), made.places)


def refuse_strangers(folder: Path) -> None:
    """Refuse a folder that holds anything but a prototype as it was written.

    Raises:
        WorkbenchError: it does, or it is a file.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WorkbenchError("prototype.not_ours", name=folder.name)
    known = _known_files(folder)
    for parent, _folders, names in os.walk(folder):
        for name in names:
            path = (Path(parent) / name).relative_to(folder).as_posix()
            if path not in known and name.casefold() not in _LITTER:
                key = "prototype.stranger" if known else "prototype.not_ours"
                raise WorkbenchError(key, name=folder.name, file=path)


def _known_files(folder: Path) -> frozenset[str]:
    with suppress(OSError, ValueError, TypeError, KeyError):
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))
        if said["format"] == FORMAT:
            return frozenset([MARK, *map(str, said["files"])])
    return frozenset()


def _mark(name: str, day: date, files: list[str]) -> str:
    said = {"format": FORMAT, "name": name, "day": day.isoformat(), "files": sorted(files)}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _put_in_place(draft: Path, target: Path, old: Path) -> None:
    """Move the new folder to its place; where that fails, put back what stood there."""
    was_there = target.exists()
    if was_there:
        target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        if was_there:
            old.rename(target)
        raise

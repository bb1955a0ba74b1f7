"""Walk through the files that were given: single ones, folders and zips, each within bounds.

A zip is never unpacked onto the disk: one part is read at a time, and what it says of its own
sizes is not believed. A folder's links to elsewhere are not followed.
"""

import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kkworkbench.sources.archives import BROKEN_ZIP, LARGE, MOST_DEEP, MOST_RATIO
from kkworkbench.sources.errors import UnreadableInputError

MOST_FILES = 100_000
MOST_BYTES = 4_000_000_000
"""Bytes of all files together, of a zip as unpacked."""
LARGEST_FILE = 50_000_000
CHUNK = 1 << 18
PAGES = frozenset({".html", ".htm", ".xhtml"})
TABLES = frozenset({".csv", ".tsv", ".txt", ".json", ".xlsx", ".xlsm", ".ods"})
SITEMAPS = (".xml", ".xml.gz")


@dataclass(frozen=True, slots=True)
class GivenFile:
    """One file: its name for people, its place below what was given, and its bytes.

    `data` is None where it was not read, `refused` then says why (a message key). A table that
    was given by itself has its `path`.
    """

    name: str
    place: str
    data: bytes | None = None
    refused: str = ""
    path: Path | None = None


def given_files(paths: tuple[Path, ...]) -> Iterator[GivenFile]:
    """Yield every file of a page, table or sitemap, in the same order each time.

    Raises:
        UnreadableInputError: one cannot be read, or a zip is damaged or unpacks to too much.
    """
    left = _Left()
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, left)
        elif path.suffix.casefold() == ".zip":
            yield from _in_zip(path, left)
        elif path.suffix.casefold() in TABLES:
            yield GivenFile(path.name, path.name, path=path)
        else:
            yield _read(path, path.name, left)


def kind_of(name: str) -> str:
    """Return "page", "table", "sitemap" or "" by a file's suffix."""
    lowered = name.casefold()
    suffix = PurePosixPath(lowered).suffix
    if suffix in PAGES:
        return "page"
    if lowered.endswith(SITEMAPS):
        return "sitemap"
    return "table" if suffix in TABLES else ""


class _Left:
    """What may still be read of all files together."""

    def __init__(self) -> None:
        self._files = MOST_FILES
        self._bytes = MOST_BYTES

    def take(self, name: str, size: int) -> None:
        self._files -= 1
        self._bytes -= size
        if self._files < 0 or self._bytes < 0:
            raise UnreadableInputError("input.too_many_files", file=name)


def _in_folder(folder: Path, left: _Left) -> Iterator[GivenFile]:
    for place, folders, names in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(names):
            path = Path(place, name)
            if not kind_of(name) or path.is_symlink() or not path.is_file():
                continue
            below = path.relative_to(folder).as_posix()
            if kind_of(name) == "table":
                yield GivenFile(below, below, path=path)
            else:
                yield _read(path, below, left)


def _read(path: Path, place: str, left: _Left) -> GivenFile:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            return GivenFile(place, place, refused="reject.page_too_large")
        left.take(path.name, size)
        return GivenFile(place, place, path.read_bytes())
    except (OSError, ValueError) as error:
        number = getattr(error, "errno", None)
        why = os.strerror(number) if number else type(error).__name__
        raise UnreadableInputError("input.unreadable", file=path.name, why=why) from error


def _in_zip(path: Path, left: _Left) -> Iterator[GivenFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_FILES:
                raise UnreadableInputError("input.too_many_files", file=path.name)
            seen: set[str] = set()
            for part in sorted(parts, key=lambda each: each.filename):
                name = part.filename.replace("\\", "/")
                if part.is_dir() or not kind_of(name):
                    continue
                if not _stays_inside(name):
                    yield GivenFile(name, "", refused="reject.place_outside")
                elif name.casefold() in seen:
                    yield GivenFile(name, "", refused="reject.file_twice")
                else:
                    seen.add(name.casefold())
                    data = _unpacked(path.name, archive, part)
                    if data is None:
                        yield GivenFile(name, name, refused="reject.page_too_large")
                    else:
                        left.take(path.name, len(data))
                        yield GivenFile(name, name, data)
    except BROKEN_ZIP as error:
        raise UnreadableInputError("input.broken_zip", file=path.name) from error


def _stays_inside(name: str) -> bool:
    """Say whether a name lies below the zip: no way up, no root, no drive, nothing invisible."""
    parts = PurePosixPath(name).parts
    return not (
        name.startswith("/")
        or ".." in parts
        or ":" in name
        or any(ord(char) < 32 or ord(char) == 127 for char in name)
    )


def _unpacked(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes | None:
    """Return a part's bytes; None where it is larger than any page.

    Raises:
        UnreadableInputError: it unpacks to far more than it is.
    """
    part.file_size = MOST_DEEP  # else reading ends at what it declares
    pieces, size = [], 0
    with archive.open(part) as file:
        while piece := file.read(CHUNK):
            size += len(piece)
            if size > LARGE and size > MOST_RATIO * max(1, part.compress_size):
                raise UnreadableInputError("input.bomb", file=name)
            if size > LARGEST_FILE:
                return None
            pieces.append(piece)
    return b"".join(pieces)

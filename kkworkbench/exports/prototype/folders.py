"""A folder for each page and for each address that it replaces, safe on every file system."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from kkworkbench.model.page import Page
from kkworkbench.state.lookups import ancestors
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key, sort_key

START = ""
FILES, SEARCH, ONWARD = "filer", "soeg", "videre"
OWN = (FILES, SEARCH, ONWARD)
"""Folders of the prototype itself, that no page is given."""
LONGEST_SEGMENT = 60
LONGEST_FOLDER = 120
"""Signs, so that Windows still opens what lies some folders down."""
_NOT_IN_NAMES = re.compile(r"[^a-z0-9._]+")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)")


class Folders:
    """Gives out folders, each once; all are in small ASCII letters."""

    def __init__(self) -> None:
        self._taken = set(OWN)

    def claim(self, wanted: str) -> str:
        """Return a folder that nobody has, as near to the wanted one as can be."""
        folder, number = wanted, 1
        while not folder or folder in self._taken:
            number += 1
            folder = f"{wanted or 'side'}-{number}"
        self._taken.add(folder)
        return folder

    def claim_exactly(self, wanted: str) -> bool:
        """Take a folder, or say that it is somebody's."""
        if not wanted or wanted in self._taken:
            return False
        self._taken.add(wanted)
        return True


def segment(text: str) -> str:
    """Return one name of a folder, which may be no device of Windows; "" where nothing is left."""
    name = _NOT_IN_NAMES.sub("-", search_key(text))[:LONGEST_SEGMENT].strip("-._")
    if name == "index.html":
        return "index-html"
    return f"side-{name}" if _DEVICE.match(name) else name


def folder_of_address(address: str) -> str:
    """Return the folder that an address of the site leads to; "" for the start."""
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        path = ""
    names = [name for name in map(segment, unquote(path).split("/")) if name]
    folder = "/".join(names)
    return folder if len(folder) <= LONGEST_FOLDER else names[-1]


def page_folders(state: State, pages: Iterable[Page], folders: Folders) -> dict[str, str]:
    """Give each page its folder: by its address, and those without one by title, after the rest."""
    ordered = sorted(pages, key=lambda page: (sort_key(page.path), sort_key(page.title), page.id))
    found: dict[str, str] = {}
    unplaced: list[Page] = []
    for page in ordered:
        wanted = folder_of_address(page.path)
        if wanted:
            found[page.id] = folders.claim(wanted)
        else:
            unplaced.append(page)
    for page in unplaced:
        above = next((found[each.id] for each in ancestors(state, page.id) if each.id in found), "")
        wanted = "/".join(filter(None, (above, segment(page.title) or "side")))
        found[page.id] = folders.claim(wanted[:LONGEST_FOLDER].strip("-._/"))
    return found


def redirects(pages: Iterable[Page], folders: Folders) -> Iterator[tuple[str, str]]:
    """Yield (folder, page id) for each replaced address that no page has; the first to claim wins."""
    for page in sorted(pages, key=lambda page: (sort_key(page.path), page.id)):
        for path in page.replaced_paths:
            folder = folder_of_address(path)
            if folders.claim_exactly(folder):
                yield folder, page.id

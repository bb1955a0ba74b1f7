"""All sources by name: one line each. A source's module is imported when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from kkworkbench.sources.source import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry: the module that holds `SOURCE`, and one sentence for the CLI."""

    module: str
    help: str


PLAIN = "table"
"""The source that any table may come from."""
SOURCES: dict[str, Entry] = {
    "workbook": Entry("kkworkbench.sources.workbook", "Workbooks exported from here, edited."),
    "pages": Entry(
        "kkworkbench.sources.pages.site_pages",
        "The site's pages: an inventory, a sitemap, saved HTML pages.",
    ),
    "kkorg": Entry("kkworkbench.sources.kk_org", "A file from KK Org."),
    "table": Entry("kkworkbench.sources.contact_table", "Any table of contacts."),
    "usage": Entry("kkworkbench.sources.usage", "Calls, views and forms by contact and month."),
}


def source_of(name: str) -> Source:
    """Import and return a source.

    Raises:
        KeyError: there is none of that name.
    """
    found: Source = import_module(SOURCES[name].module).SOURCE
    return found


def guessed_source(paths: Sequence[Path]) -> str:
    """Return the source that files most likely come from, the first of the registry that knows one.

    "" where there are none, or no source reads such files.
    """
    if not paths:
        return ""
    first = paths[0]
    suffix = first.suffix.casefold()
    for name in SOURCES:
        source = source_of(name)
        if source.knows is not None and source.knows(first):
            return name
    readers = [name for name in SOURCES if suffix in source_of(name).suffixes]
    return PLAIN if PLAIN in readers else next(iter(readers), "")

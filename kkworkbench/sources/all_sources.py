"""All sources by name: one line each. A source's module is imported when it is asked for."""

from dataclasses import dataclass
from importlib import import_module

from kkworkbench.sources.source import Source


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the registry: the module that holds `SOURCE`, and one sentence for the CLI."""

    module: str
    help: str


SOURCES: dict[str, Entry] = {
    "kkorg": Entry("kkworkbench.sources.kk_org", "A file from KK Org."),
    "usage": Entry("kkworkbench.sources.usage", "Calls, views and forms by contact and month."),
}


def source_of(name: str) -> Source:
    """Import and return a source.

    Raises:
        KeyError: there is none of that name.
    """
    found: Source = import_module(SOURCES[name].module).SOURCE
    return found

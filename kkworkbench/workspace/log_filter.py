"""Which steps of the log are asked for: by text, author, kind, day or record."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.model.contact import ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.state.indexes import BOXES_BY_PAGE, DRILL_BY_TARGET, LIST_BY_PAGE
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key
from kkworkbench.workspace.ports import LogHeader, Store

STANDING_ON_PAGES = (
    (BOXES_BY_PAGE, ContactBox),
    (DRILL_BY_TARGET, DrillEntry),
    (LIST_BY_PAGE, ListEntry),
)


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What a step must be; what is empty asks for nothing.

    `kind` is the name of the kind that a step is mainly about, `since` and `until` are local days,
    and `steps` those that touched a record.
    """

    text: str = ""
    author: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    steps: frozenset[int] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every step is asked for."""
        return self == LogFilter()

    def matches(self, header: LogHeader, words: str) -> bool:
        """Say whether a step is asked for; `words` are what is told of it."""
        day = header.at.astimezone().date()
        return (
            (not self.author or header.author == self.author)
            and (not self.kind or header.first_kind == self.kind)
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
            and (self.steps is None or header.step in self.steps)
            and all(word in search_key(words) for word in search_key(self.text).split())
        )


def steps_about(store: Store, state: State, kind: type[Record], id_: str) -> frozenset[int]:
    """Return the steps that touched a record, or what stands on it where it is a page."""
    keys = [(kind, id_)]
    if kind is Page:
        for index, standing in STANDING_ON_PAGES:
            keys += [(standing, each) for each in state.bucket(index, id_)]
    return frozenset(step for of, each in keys for step in store.steps_of(KIND_NAMES[of], each))

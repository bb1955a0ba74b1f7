"""Which steps of the log are asked for: by text, author, kind, day or record."""

from dataclasses import dataclass
from datetime import date

from kkworkbench.text.danish import search_key
from kkworkbench.workspace.ports import LogHeader


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

"""A difference in sentences: what happened to each record, and texts word by word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kkworkbench.merge.difference import NAMES, Difference, Place, What, difference
from kkworkbench.merge.values import Values
from kkworkbench.merge.word_runs import Piece, Run, word_runs
from kkworkbench.messages import Messages
from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.setting import Setting
from kkworkbench.state.state import State

SIGNS = {What.NEW: "✚", What.GONE: "✖", What.RENAMED: "✎", What.CHANGED: "✎"}
UP, DOWN, ELSEWHERE = "▲", "▼", "➜"
_MARKS = {Run.SAME: "{}", Run.GONE: "[-{}-]", Run.NEW: "{{+{}+}}"}


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field by its name, and both its values in words."""

    name: str
    was: str
    now: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Both values word by word."""
        return word_runs(self.was, self.now)


@dataclass(frozen=True, slots=True)
class Told:
    """A record's difference: its sign, its sentences, and the fields that have two values."""

    difference: Difference
    sign: str
    title: str
    kind: str
    sentences: tuple[str, ...]
    fields: tuple[FieldTold, ...]


class Telling:
    """Tells what differs between two states, in one language."""

    def __init__(self, before: State, after: State, messages: Messages) -> None:
        self._before, self._after = before, after
        self._messages = messages
        self._values = Values(messages, (after, before))

    def all(self) -> tuple[Told, ...]:
        """Tell everything that differs."""
        return tuple(self.told(each) for each in difference(self._before, self._after))

    def told(self, each: Difference) -> Told:
        """Tell one record's difference."""
        record = each.change.after or each.change.before
        assert record is not None
        title = self._values.named(record) or self._messages.text("difference.nameless")
        kind = self._messages.text(f"exports.record.{KIND_NAMES[each.change.kind]}")
        fields = tuple(self._fields(each))
        sentences = tuple(self._sentences(each, title, kind))
        return Told(each, sign_of(each), title, kind, sentences, fields)

    def _sentences(self, each: Difference, title: str, kind: str) -> Iterator[str]:
        text = self._messages.text
        for what in each.whats:
            match what:
                case What.NEW | What.GONE:
                    yield text(f"difference.{what.value}", title=title, kind=kind)
                case What.MOVED:
                    assert each.was_at is not None
                    assert each.now_at is not None
                    was, now = self._place(each.was_at), self._place(each.now_at)
                    yield text("difference.moved", title=title, was=was, now=now)
                case What.RENAMED:
                    was = self._name(each.change.before, each)
                    yield text(
                        "difference.renamed", was=was, now=self._name(each.change.after, each)
                    )
                case What.CHANGED:
                    names = NAMES.get(each.change.kind, ())
                    told = [self._values.field(f) for f in each.fields if f not in names]
                    yield text("difference.changed", title=title, fields=", ".join(told))

    def _fields(self, each: Difference) -> Iterator[FieldTold]:
        change = each.change
        if change.before is None or change.after is None:
            return
        for name in each.fields:
            was, now = (self._worded(record, name) for record in (change.before, change.after))
            yield FieldTold(self._values.field(name), was, now)

    def _worded(self, record: Record, field: str) -> str:
        value = getattr(record, field)
        if isinstance(record, Setting) and value in set(Severity):
            value = Severity(value)
        return self._values.worded(value)

    def _name(self, record: Record | None, each: Difference) -> str:
        """Return what a record is called by its own fields; "" is told as what it follows."""
        names = [name for name in NAMES[each.change.kind] if name in each.fields]
        said = [str(value) for name in names if (value := getattr(record, name))]
        return " · ".join(said) or self._messages.text("difference.follows")

    def _place(self, place: Place) -> str:
        text, number = self._messages.text, place.number
        if place.under == "out":
            return text("difference.place_out")
        if place.under == "drill":
            return text("difference.place_drill", number=number)
        if number == 0:
            return text(f"exports.tier.{place.under}")
        page = next(
            filter(None, (s.get(Page, place.under) for s in (self._after, self._before))), None
        )
        if page is None:
            return text("difference.place", number=number)
        return text("difference.place_under", number=number, title=page.title)


def sign_of(each: Difference) -> str:
    """Return the sign of a difference: ▲ ▼ ✚ ✖ ✎ ➜."""
    what = each.whats[0]
    if what is not What.MOVED:
        return SIGNS[what]
    if each.rise:
        return UP if each.rise > 0 else DOWN
    return ELSEWHERE


def as_text(told: Iterable[Told]) -> str:
    """Return a difference as text to paste: [-gone-] and {+new+} mark words."""
    lines = []
    for each in told:
        lines += [f"{each.sign} {sentence}" for sentence in each.sentences]
        for field in each.fields:
            words = "".join(_MARKS[piece.run].format(piece.text) for piece in field.pieces)
            lines.append(f"    {field.name}: {' / '.join(words.splitlines())}")
    return "\n".join(lines)

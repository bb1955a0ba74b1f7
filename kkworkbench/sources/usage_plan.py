"""Compare what was counted with the counts that stand here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import UsageId
from kkworkbench.model.usage import CallReason, Usage, UsageChannel
from kkworkbench.sources.usage_words import shown_word
from kkworkbench.state.indexes import USAGE
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange

SUMMED = "why.usage_summed"


@dataclass(frozen=True, slots=True)
class Key:
    """What a count is of."""

    subject: str
    period: date
    channel: UsageChannel
    reason: CallReason | None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the files say of a key: its count, its first row and how many cells it is the sum of."""

    title: str
    count: int
    row: int
    cells: int = 1


def planned(state: State, counted: Mapping[Key, Counted]) -> Iterator[PlannedChange]:
    """Yield what each count would add or correct."""
    standing: dict[str, dict[Key, list[Usage]]] = {}
    for key, found in counted.items():
        if key.subject not in standing:
            standing[key.subject] = _standing(state, key.subject)
        yield _change(state, key, found, standing[key.subject].get(key, []))


def _standing(state: State, subject: str) -> dict[Key, list[Usage]]:
    """Return the counts of a subject; after contacts were merged there may be several of one key."""
    found: dict[Key, list[Usage]] = defaultdict(list)
    for id_ in state.bucket(USAGE, subject):
        usage = state.get(Usage, id_)
        if usage is not None and usage.period is not None:
            period = usage.period.replace(day=1)
            found[Key(subject, period, usage.channel, usage.reason)].append(usage)
    return found


def _change(state: State, key: Key, found: Counted, here: list[Usage]) -> PlannedChange:
    was = sum(usage.count for usage in here)
    id_ = here[0].id if here else _free_id(state, key)
    change = PlannedChange(
        PlanKind.CHANGED if here else PlanKind.NEW,
        id_,
        _title(key, found),
        found.row,
        (FieldChange("count", str(was) if here else "", str(found.count)),),
        contact_id=key.subject if state.get(Contact, key.subject) is not None else "",
        group=found.title,
        why=SUMMED if found.cells > 1 else "",
    )
    if here and was == found.count:
        return replace(change, kind=PlanKind.UNCHANGED, fields=())
    if not here:
        usage = Usage(id_, key.subject, key.period, key.channel, key.reason, found.count)
        return replace(change, records=(usage,), before=(None,))
    first, *others = here
    records = (replace(first, count=found.count), *(replace(usage, count=0) for usage in others))
    return replace(change, records=records, before=tuple(here))


def _title(key: Key, found: Counted) -> str:
    parts = [found.title, f"{key.period:%Y-%m}", shown_word("channel", key.channel)]
    if key.reason is not None:
        parts.append(shown_word("reason", key.reason))
    return " · ".join(parts)


def _free_id(state: State, key: Key) -> UsageId:
    """Return the count's fixed id; where what was merged into another subject has it, the next."""
    number, found = 1, fixed_id(key)
    while state.get(Usage, found) is not None:
        number += 1
        found = fixed_id(key, f"#{number}")
    return found


def fixed_id(key: Key, after: str = "") -> UsageId:
    """Return the id that a count has in every workspace."""
    said = f"{key.subject}:{key.period.isoformat()}:{key.channel}:{key.reason or ''}{after}"
    return UsageId(str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:usage:{said}")))

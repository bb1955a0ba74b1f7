"""Put a field's value into words for a list of changes, as the window knows them now."""

from __future__ import annotations

from kkworkbench.merge.values import Values
from kkworkbench.model.record import Record
from ui.bridge import Bridge

LONGEST = 300


def worded(bridge: Bridge, value: object) -> str:
    """Return a value as an editor reads it, cut where it is long."""
    text = Values(bridge.messages, (bridge.state,)).worded(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def named(bridge: Bridge, record: Record) -> str:
    """Name a record as an editor knows it, a setting and a dispensation by what they are about."""
    return Values(bridge.messages, (bridge.state,)).named(record)

"""What was counted of pages and contacts, remembered for the rows that show it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QLocale

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page
from kkworkbench.model.setting import Setting
from kkworkbench.model.usage import Usage
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.ranking import Use, months_counted, use_of_contact, use_of_page
from ui.bridge import Bridge

_READ: Final = frozenset({Usage, ContactBox, Contact, Page, Setting})
"""Kinds of record that a count depends on: who is counted, and over how many months."""


class UsageCounts:
    """Counts by page and contact, as they are until what they are counted from changes."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._day = bridge.today()
        self._pages: dict[str, Use | None] = {}
        self._contacts: dict[str, Use | None] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever counted."""
        return not self._bridge.state.count(Usage)

    def of_page(self, page_id: str) -> Use | None:
        """Return what was counted of a page and of its first contact."""
        return self._remembered(self._pages, page_id, use_of_page)

    def of_contact(self, contact_id: str) -> Use | None:
        """Return what was counted of a contact and of its own page."""
        return self._remembered(self._contacts, contact_id, use_of_contact)

    def forget(self, event: StateChanged) -> bool:
        """Forget what a step may have altered; say whether it was anything."""
        kinds = {change.kind for change in event.change_set.changes}
        if kinds.isdisjoint(_READ):
            return False
        self._pages.clear()
        self._contacts.clear()
        return not kinds.isdisjoint({Usage, ContactBox, Setting})

    def _remembered(
        self, known: dict[str, Use | None], id_: str, count: Callable[..., Use | None]
    ) -> Use | None:
        today = self._bridge.today()
        if today != self._day:
            self._day = today
            self._pages.clear()
            self._contacts.clear()
        if id_ not in known:
            known[id_] = count(self._bridge.state, id_, today)
        return known[id_]


def number(count: int) -> str:
    """Write a count with its thousands apart."""
    return QLocale().toString(count)


def total(use: Use | None) -> str:
    """Write how much something is used; empty where nobody counted."""
    return number(use.total) if use is not None else ""


def spoken(use: Use | None) -> str:
    """Say how much something is used; empty where nobody counted."""
    if use is None:
        return ""
    return QCoreApplication.translate("UsageCounts", "brugt %n gange", "", use.total)


def explained(bridge: Bridge, use: Use | None) -> str:
    """Say over how many months something was counted, and in which channels."""
    if use is None:
        return ""
    months = QCoreApplication.translate("UsageCounts", "Brug i {months} mdr.: {count}").format(
        count=number(use.total), months=months_counted(bridge.state)
    )
    channels = " · ".join(
        f"{bridge.text(f'usage_channel.{channel}')} {number(count)}"
        for channel, count in use.by_channel.items()
    )
    return f"{months} ({channels})" if channels else months

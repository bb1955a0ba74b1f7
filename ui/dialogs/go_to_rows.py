"""What can be gone to, in words: records that were found, and the commands of the menus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenuBar

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.records import KIND_NAMES, KINDS_BY_NAME
from kkworkbench.model.site import Site
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import ancestors, pages_of_contact
from kkworkbench.workspace.finding import Found
from kkworkbench.workspace.finding_docs import KIND_RANK, Doc, doc_of
from kkworkbench.workspace.finding_query import TITLE_START, level_of, readings
from ui.bridge import Bridge

ACTION = "action"
"""Stands where the name of a kind does, for a command."""


def tr(text: str) -> str:
    return QCoreApplication.translate("GoToRows", text)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the palette: what it leads to, and what it says."""

    kind: str
    id: str
    title: str
    what: str
    where: str = ""
    field: str = ""
    text: str = ""
    action: QAction | None = None

    @property
    def spoken(self) -> str:
        """All of it, for a screen reader."""
        return ", ".join(part for part in (self.title, self.what, self.where, self.text) if part)


@dataclass(frozen=True, slots=True)
class Command:
    """An action of the menus with the menu that it stands in."""

    action: QAction
    menu: str

    @property
    def name(self) -> str:
        """What it is called, without its mnemonic."""
        return plain(self.action.text())

    @property
    def row(self) -> Row:
        """The row that leads to it."""
        native = QKeySequence.SequenceFormat.NativeText
        keys = self.action.shortcut().toString(native)
        return Row(
            ACTION, self.name, self.name, keys or tr("Kommando"), self.menu, action=self.action
        )


def plain(text: str) -> str:
    """Return the text of an action without its mnemonic."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def commands_of(bar: QMenuBar) -> list[Command]:
    """Return the commands of all menus that can be done now, each once."""
    found: dict[int, Command] = {}
    for menu in bar.actions():
        for action in _actions(menu):
            if action.isEnabled() and action.text():
                found.setdefault(id(action), Command(action, plain(menu.text())))
    return list(found.values())


def _actions(action: QAction) -> Iterator[QAction]:
    menu = action.menu()
    if menu is None:
        if not action.isSeparator():
            yield action
        return
    for inner in menu.actions():  # type: ignore[attr-defined]  # the stub says QObject
        yield from _actions(inner)


def rows_for(bridge: Bridge, commands: Iterable[Command], query: str) -> list[Row]:
    """Return the rows for what was typed, best first; commands stand before pages."""
    ranked: list[tuple[tuple[int, float], Row]] = [
        ((hit.level, KIND_RANK[hit.kind]), row_of(bridge, hit)) for hit in bridge.finder.find(query)
    ]
    rank = KIND_RANK[Page] - 0.5
    ranked += [((level, rank), command.row) for level, command in _matching(commands, query)]
    return [row for _, row in sorted(ranked, key=lambda each: each[0])]


def command_rows(commands: Iterable[Command], query: str) -> list[Row]:
    """Return the rows of the commands for what was typed, best first; all of them for nothing."""
    if not query:
        return [command.row for command in commands]
    found = sorted(_matching(commands, query), key=lambda each: each[0])
    return [command.row for _, command in found]


def _matching(commands: Iterable[Command], query: str) -> Iterator[tuple[int, Command]]:
    for command in commands:
        doc = Doc(command.name, (("menu", command.menu),))
        levels = [level_of(doc, reading) for reading in readings(query)]
        known = [level for level in levels if level is not None]
        if known:
            yield min(known), command


def recent_rows(bridge: Bridge, commands: Iterable[Command]) -> list[Row]:
    """Return the rows of what was gone to and still is, newest first."""
    by_name = {command.name: command for command in commands}
    rows = []
    for name, id_ in bridge.finder.recent:
        if name == ACTION:
            if id_ in by_name:
                rows.append(by_name[id_].row)
            continue
        kind = KINDS_BY_NAME[name]
        record = bridge.state.get(kind, id_)
        doc = doc_of(bridge.state, record) if record is not None else None
        if doc is not None:
            rows.append(row_of(bridge, Found(kind, id_, doc.title, TITLE_START)))
    return rows


def row_of(bridge: Bridge, hit: Found) -> Row:
    """Word a hit."""
    what, where = _worded(bridge, hit)
    title = hit.title or tr("(uden titel)")
    return Row(KIND_NAMES[hit.kind], hit.id, title, what, where, hit.field, hit.text)


def _worded(bridge: Bridge, hit: Found) -> tuple[str, str]:
    state = bridge.state
    record = state.get(hit.kind, hit.id)
    match record:
        case DrillEntry():
            at = state.position(DRILL, True, record.order, record.id) + 1
            return tr("Drill-menu"), tr("Plads {number}").format(number=at)
        case ListEntry():
            primary = record.tier is Tier.PRIMARY
            return tr("Kontaktliste"), tr("Primær") if primary else tr("Sekundær")
        case Contact():
            pages = pages_of_contact(state, record.id)
            if not pages:
                return tr("Kontakt"), tr("Vises ikke på nogen side")
            first = state.get(Page, pages[0])
            more = f" +{len(pages) - 1}" if len(pages) > 1 else ""
            return tr("Kontakt"), f"{first.title if first is not None else ''}{more}"
        case Page():
            line = [above.title for above in ancestors(state, record.id)]
            return tr("Side"), " / ".join(reversed(line))
        case Site():
            return tr("Websted"), record.host
    return "", ""

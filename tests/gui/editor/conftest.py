"""An editor on a small workspace in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from kkworkbench.messages import Messages
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.ids import (
    BoxId,
    ContactId,
    DrillEntryId,
    ListEntryId,
    PageId,
    PartId,
    SettingId,
    SourceRecordId,
)
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.source_record import SourceRecord
from kkworkbench.model.terms import Vocabulary
from kkworkbench.shipped_terms import term_id, terms
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.editor.editor import Editor
from ui.editor.messages import Place

TODAY = date(2026, 11, 25)
PAGE, SERVICE, BARE, TOPIC = "page", "service", "bare", "topic"
CONTACT, OTHER = "contact", "other"
BODY = '<h2>Sådan</h2><p>Søg <strong>nu</strong> på <a href="https://kk.dk/a">siden</a>.</p>'


def records() -> list[Record]:
    """Return a contact on its own page and on a service page, and what stands around them."""
    sof = term_id(Vocabulary.ADMINISTRATION, "SOF")
    week = Hours(tuple(Span(day, 540, 900) for day in range(1, 6)))
    return [
        *terms(),
        Page(PageId(TOPIC), order="a0", title="Handicap", kind=PageKind.TOPIC),
        Page(
            PageId(PAGE),
            PageId(TOPIC),
            "a0",
            title="Borgercenter Handicap",
            summary="Støtte og rådgivning til børn, unge og voksne med handicap.",
            kind=PageKind.CONTACT,
            tags=("kontakt",),
        ),
        Page(PageId(SERVICE), PageId(TOPIC), "a1", title="Hjælpemidler", body=BODY),
        Page(PageId(BARE), PageId(TOPIC), "a2", title="Ledsager", has_form=True),
        Contact(
            ContactId(CONTACT),
            name="Borgercenter Handicap",
            org_id="17",
            source=SourceRecordId("source"),
            address=Address("Borups Allé 43", "", "2200", "København N"),
            phones=(Phone(PartId("p1"), "33 17 88 00", hours=week),),
            written=(WrittenChannel(PartId("w1"), url="https://kk.dk/s", text="Skriv sikkert"),),
            visiting_hours=week,
            open_to_visits=True,
            administration=sof,
        ),
        Contact(
            ContactId(OTHER),
            name="Døgnvagten",
            phones=(Phone(PartId("p2"), "33 17 33 33", hours=Hours(always_open=True)),),
            written=(WrittenChannel(PartId("w2"), url="https://kk.dk/d", text="Skriv sikkert"),),
            administration=sof,
        ),
        SourceRecord(
            SourceRecordId("source"),
            "kk_org",
            "17",
            "17",
            values=(("name", "Borgercenter Handicap"), ("phone", "33178811")),
            seen_on=TODAY,
        ),
        ContactBox(BoxId("box"), PageId(PAGE), ContactId(CONTACT), "a0"),
        ContactBox(BoxId("box2"), PageId(SERVICE), ContactId(CONTACT), "a0"),
        ContactBox(BoxId("box3"), PageId(SERVICE), ContactId(OTHER), "a1"),
        DrillEntry(DrillEntryId("drill"), PageId(PAGE), "a0"),
        ListEntry(ListEntryId("entry"), PageId(PAGE), Tier.PRIMARY),
        # The register's number differs on purpose, and is told of in tests of its own.
        Setting(SettingId("rules.off"), ("K1001",)),
    ]


@dataclass
class Bench:
    """The editor in a window, and the workspace that it edits."""

    bridge: Bridge
    editor: Editor
    qtbot: Any

    @property
    def contact(self) -> Contact:
        contact = self.bridge.state.get(Contact, self.editor.editing.shown.contact)
        assert contact is not None
        return contact

    @property
    def page(self) -> Page:
        page = self.bridge.state.get(Page, self.editor.editing.shown.page)
        assert page is not None
        return page

    @property
    def phone(self) -> Any:
        return self.editor.phones_card.rows[self.contact.phones[0].part_id]

    def place(self, subject: str, path: str) -> Place:
        place = self.editor.editing.place_of(subject, path)
        assert place is not None
        return place

    def told(self, subject: str, path: str) -> list[str]:
        """Return the codes of what is told at a place."""
        line = self.place(subject, path).line
        return [message.principle_key for message in line.messages()]

    def type(self, field: QLineEdit, text: str) -> None:
        """Write over a field's text, key by key."""
        field.setFocus()
        field.selectAll()
        self.qtbot.keyClicks(field, text)

    def click(self, button: QAbstractButton) -> None:
        """Press with the mouse, which moves the focus too."""
        button.setFocus()
        self.qtbot.mouseClick(
            button, Qt.MouseButton.LeftButton, pos=QPoint(8, button.height() // 2)
        )

    def settled(self) -> None:
        """Let the messages that wait for the event loop appear."""
        self.bridge.settle()
        QApplication.processEvents()


@pytest.fixture
def make_bench(styled_app: QApplication, qtbot: Any) -> Iterator[Callable[..., Bench]]:
    bridges: list[Bridge] = []

    def make(found: list[Record] | None = None, *, read_only: bool = False) -> Bench:
        store = MemoryStore(records() if found is None else found, read_only=read_only)
        bridge = Bridge(Workspace(store, "an"), Messages("da"), today=lambda: TODAY)
        bridges.append(bridge)
        bridge.start_checking()
        bridge.settle()
        editor = Editor(bridge)
        qtbot.addWidget(editor)
        editor.resize(620, 900)
        editor.show()
        editor.activateWindow()
        qtbot.waitUntil(editor.isActiveWindow)
        return Bench(bridge, editor, qtbot)

    yield make
    for bridge in bridges:
        bridge.close()


@pytest.fixture
def bench(make_bench: Callable[..., Bench]) -> Bench:
    made = make_bench()
    made.editor.show_page(PAGE)
    return made

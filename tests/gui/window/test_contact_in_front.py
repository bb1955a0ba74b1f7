"""The contact in front: a block is pasted into it, its box is copied as text, it is duplicated."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from kkworkbench.model.contact import Contact
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.text.phone import read_phone
from tests.gui.window.conftest import select
from ui.app import Application
from ui.dialogs.paste_block import AFTER, BEFORE, FIELD, PasteBlockDialog


@pytest.fixture
def opened(opened_again: Application) -> Application:
    return opened_again


BLOCK = """Døgnvagten
Åboulevard 38, 2200 København N
Vagttelefon: 33 17 33 33
Sekretariat: 33 66 12 34
Telefontid: Man-fre 9-15
vagten@kk.dk
Vi glæder os til at høre fra dig.
"""


@pytest.fixture
def front(opened: Application) -> Contact:
    select(opened, "Døgnvagten")
    contact = opened.desk.bridge.state.get(Contact, opened.desk.editor.editing.shown.contact)
    assert contact is not None
    return contact


def now(opened: Application, contact_id: str) -> Contact:
    contact = opened.desk.bridge.state.get(Contact, contact_id)
    assert contact is not None
    return contact


def test_a_block_is_accepted_piece_by_piece_as_one_step(
    opened: Application, front: Contact, qtbot: Any
) -> None:
    bridge = opened.desk.bridge
    before = bridge.state
    data = QMimeData()
    data.setText(BLOCK)
    dialog = PasteBlockDialog(bridge, front.id, data, opened.window)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "vagten@kk.dk" in dialog.refused.text()
    assert "Vi glæder os" in dialog.rest.text()
    shown = {(i.text(FIELD), i.text(AFTER)): i for i in dialog._items()}
    new = shown["Telefon", "33 66 12 34 (Sekretariat)"]
    assert new.text(BEFORE) == "–"
    assert new.checkState(FIELD) is Qt.CheckState.Checked
    for item in dialog._items():
        if item.text(BEFORE) != "–":
            assert item.checkState(FIELD) is Qt.CheckState.Unchecked
            item.setCheckState(FIELD, Qt.CheckState.Checked)
    assert dialog.ok.text() == f"&Indsæt {len(dialog._items())} felter"
    dialog.accept()
    made = now(opened, front.id)
    numbers = [(read_phone(p.number).display, p.label) for p in made.phones]
    assert ("33 66 12 34", "Sekretariat") in numbers
    assert ("33 17 33 33", "Vagttelefon") in numbers
    assert len(made.phones) == len(front.phones) + 1
    assert made.phones[0].part_id == front.phones[0].part_id
    assert made.phones[0].hours is not None
    assert len(made.phones[0].hours.spans) == 5
    assert not any("@" in str(channel) for channel in made.written)
    bridge.undo()
    assert bridge.state == before


def test_nothing_that_is_there_is_offered_again_and_an_empty_block_says_so(
    opened: Application, front: Contact, qtbot: Any
) -> None:
    data = QMimeData()
    data.setText(front.phones[0].number)
    dialog = PasteBlockDialog(opened.desk.bridge, front.id, data, opened.window)
    qtbot.addWidget(dialog)
    assert not dialog.ok.isEnabled()
    assert dialog._empty.accessibleName() == "Kontakten siger det allerede."
    dialog.text.load("")
    dialog.text.edited.emit("")
    assert dialog._empty.accessibleName().startswith("Sæt en kontaktblok ind")
    dialog.text.edited.emit("Tlf. 33 66 12 99")
    assert dialog.ok.isEnabled()


def test_the_box_is_copied_as_citizens_read_it(opened: Application, front: Contact) -> None:
    opened.window.actions_by_name["copy_box"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == front.name
    assert read_phone(front.phones[0].number).display in "\n".join(lines)
    assert "—" not in lines
    assert front.note not in lines or not front.note


def test_a_copy_has_ids_of_its_own_and_follows_nothing(opened: Application, front: Contact) -> None:
    bridge = opened.desk.bridge
    before = bridge.state
    opened.window.actions_by_name["duplicate"].trigger()
    copy = now(opened, opened.desk.editor.editing.shown.contact)
    assert copy.id != front.id
    assert copy.name == "Døgnvagten (kopi)"
    assert (copy.source, copy.org_id, copy.verified_on) == (None, "", None)
    assert copy.administration == front.administration
    assert [p.number for p in copy.phones] == [p.number for p in front.phones]
    ids = {p.part_id for p in (*copy.phones, *copy.written)}
    assert ids.isdisjoint(p.part_id for p in (*front.phones, *front.written))
    assert len(ids) == len(front.phones) + len(front.written)
    assert bridge.state.count(ListEntry) == before.count(ListEntry)
    bridge.undo()
    assert bridge.state == before


def test_without_a_contact_it_is_said(opened: Application) -> None:
    select(opened, "Kontaktoversigt")
    for name in ("paste_block", "copy_box", "duplicate"):
        opened.window.actions_by_name[name].trigger()
        assert opened.window._sentence.text() == "Vælg en kontakt først."

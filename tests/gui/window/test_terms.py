"""The filter values in the window: each edit is a step, and what may not be done is told."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.dialogs.picker import Picker
from ui.dialogs.terms import CODE, NAME, USES, VALID, NameDialog, TermsDialog

TODAY = date(2026, 11, 26)
RECORDS = (
    Term("n", Vocabulary.DISTRICT, name="Nørrebro", code="2200", order="a0"),
    Term("o", Vocabulary.DISTRICT, name="Østerbro", order="a1", valid_to=date(2020, 1, 1)),
    Term("a", Vocabulary.ADMINISTRATION, name="Socialforvaltningen", order="a0"),
    Contact("c", name="A", districts=("o",)),
)


@pytest.fixture
def bridge(styled_app: QApplication) -> Iterator[Bridge]:
    workspace = Workspace(MemoryStore(RECORDS), "an")
    made = Bridge(workspace, Messages("da"), today=lambda: TODAY)
    yield made
    made.close()


@pytest.fixture
def dialog(bridge: Bridge, qtbot: Any) -> TermsDialog:
    made = TermsDialog(bridge)
    qtbot.addWidget(made)
    made.vocabulary.set_value(Vocabulary.DISTRICT.value)
    made.vocabulary.chosen.emit(Vocabulary.DISTRICT.value)
    made.show()
    return made


def rows(dialog: TermsDialog) -> list[list[str]]:
    return [[item.text(c) for c in (NAME, CODE, VALID, USES)] for item in dialog._items()]


def term(bridge: Bridge, id_: str) -> Term:
    found = bridge.state.get(Term, id_)
    assert found is not None
    return found


def answer(kind: type[QDialog], act: Any) -> None:
    """Answer the dialog that opens next."""

    def soon() -> None:
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        act(found)
        found.accept()

    QTimer.singleShot(0, soon)


def test_values_are_listed_with_their_validity_and_use(dialog: TermsDialog) -> None:
    assert rows(dialog) == [
        ["Nørrebro", "2200", "", "0"],
        ["Østerbro", "", "til 01.01.2020", "1"],
    ]


def test_a_name_is_saved_on_enter_and_can_be_undone(
    dialog: TermsDialog, bridge: Bridge, qtbot: Any
) -> None:
    dialog.select("n")
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    qtbot.keyClicks(dialog.form.name, "Nørrebro NV")
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Return)
    assert term(bridge, "n").name == "Nørrebro NV"
    assert rows(dialog)[0][NAME] == "Nørrebro NV"
    bridge.undo()
    assert (rows(dialog)[0][NAME], dialog.form.name.text()) == ("Nørrebro", "Nørrebro")


def test_a_name_that_is_taken_is_told_and_put_back(
    dialog: TermsDialog, bridge: Bridge, qtbot: Any
) -> None:
    dialog.select("n")
    dialog.form.name.selectAll()
    qtbot.keyClicks(dialog.form.name, "østerbro")
    qtbot.keyClick(dialog.form.name, Qt.Key.Key_Return)
    assert "Østerbro" in dialog.trouble.text()
    assert dialog.trouble.isVisible()
    assert (term(bridge, "n").name, dialog.form.name.text()) == ("Nørrebro", "Nørrebro")
    dialog.select("o")
    assert not dialog.trouble.isVisible()


def test_other_names_may_hold_commas(dialog: TermsDialog, bridge: Bridge) -> None:
    dialog.select("n")
    dialog.form.aliases.edit.setPlainText("Nørre, Bro\n\nIndre Nørrebro\n")
    dialog.form.commit()
    assert term(bridge, "n").aliases == ("Nørre, Bro", "Indre Nørrebro")


def test_days_and_successor(dialog: TermsDialog, bridge: Bridge) -> None:
    dialog.select("n")
    dialog.form.ends.ticked.setChecked(True)
    assert term(bridge, "n").valid_to == TODAY
    dialog.form.ends.ticked.setChecked(False)
    assert term(bridge, "n").valid_to is None
    row = dialog.form.successor.findData("o")
    dialog.form.successor.setCurrentIndex(row)
    dialog.form.successor.activated.emit(row)
    assert term(bridge, "n").successor == "o"


def test_a_value_is_added_moved_and_removed(
    dialog: TermsDialog, bridge: Bridge, qtbot: Any
) -> None:
    answer(NameDialog, lambda asked: asked.name.setText("Valby"))
    dialog.add_button.click()
    assert [row[NAME] for row in rows(dialog)] == ["Nørrebro", "Østerbro", "Valby"]
    dialog.activateWindow()
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [row[NAME] for row in rows(dialog)] == ["Nørrebro", "Valby", "Østerbro"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [row[NAME] for row in rows(dialog)] == ["Nørrebro", "Østerbro", "Valby"]
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert [row[NAME] for row in rows(dialog)] == ["Nørrebro", "Østerbro"]


def test_a_value_in_use_is_not_removed(dialog: TermsDialog, bridge: Bridge) -> None:
    dialog.select("o")
    dialog.remove_button.click()
    assert "Østerbro" in dialog.trouble.text()
    assert bridge.state.count(Term) == 3


def test_two_values_become_one(dialog: TermsDialog, bridge: Bridge) -> None:
    dialog.select("o")
    answer(Picker, lambda picker: picker.list.setCurrentRow(0))
    dialog.merge_button.click()
    assert [row[NAME] for row in rows(dialog)] == ["Nørrebro"]
    assert term(bridge, "n").aliases == ("Østerbro",)
    contact = bridge.state.get(Contact, "c")
    assert contact is not None
    assert contact.districts == ("n",)


def test_a_new_name_from_a_day(dialog: TermsDialog, bridge: Bridge) -> None:
    dialog.select("n")
    answer(NameDialog, lambda asked: asked.name.setText("Nordvest"))
    dialog.succeed_button.click()
    new = term(bridge, term(bridge, "n").successor or "")
    assert (new.name, new.valid_from, term(bridge, "n").valid_to) == ("Nordvest", TODAY, TODAY)
    current = dialog.current()
    assert current is not None
    assert current.id == new.id


def test_what_is_typed_is_saved_on_closing(dialog: TermsDialog, bridge: Bridge, qtbot: Any) -> None:
    dialog.select("n")
    dialog.form.code.selectAll()
    qtbot.keyClicks(dialog.form.code, "NB")
    dialog.reject()
    assert term(bridge, "n").code == "NB"


def test_read_only_values_can_be_read(styled_app: QApplication, qtbot: Any) -> None:
    store = MemoryStore(RECORDS, read_only=True)
    bridge = Bridge(Workspace(store, "an"), Messages("da"), today=lambda: TODAY)
    dialog = TermsDialog(bridge)
    qtbot.addWidget(dialog)
    assert len(rows(dialog)) == 1
    assert not dialog.form.isEnabled()
    assert not dialog.add_button.isEnabled()
    bridge.close()

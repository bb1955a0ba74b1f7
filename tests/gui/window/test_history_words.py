"""The history tells what was changed in words, never in the program's own names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

import pytest
from PySide6.QtWidgets import QTreeWidgetItem

from kkworkbench.model import channels, contact_list, finding, page, terms
from kkworkbench.model.channels import (
    Ability,
    Audience,
    Channel,
    Phone,
    WrittenChannel,
    WrittenKind,
)
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.workspace.commands.contacts import EditContact
from kkworkbench.workspace.commands.settings import SetSetting
from ui import i18n
from ui.app import Application
from ui.models.history import Column
from ui.panels.values import named, worded

CHOICES = [
    value
    for module in (channels, contact_list, finding, page, terms)
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum) and kind.__module__ == module.__name__
    for value in kind
]


def details(application: Application) -> dict[str, tuple[str, str]]:
    """Return what the newest step changed, by field: before and after."""
    panel = application.desk.history
    panel.table.selectRow(0)
    item = panel.details.topLevelItem(0)
    rows: list[QTreeWidgetItem] = [item.child(n) for n in range(item.childCount())]
    return {row.text(0): (row.text(1), row.text(2)) for row in rows}


def newest_about(application: Application) -> str:
    panel = application.desk.history
    panel.table.selectRow(0)
    return str(panel.details.topLevelItem(0).text(0))


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_fixed_choice_has_a_word(opened: Application, language: str) -> None:
    opened.set_language(language)
    assert len(CHOICES) > 25
    for value in CHOICES:
        said = worded(opened.desk.bridge, value)
        assert said[0].isupper(), value
        assert not {".", "_"} & set(said), value


def test_the_history_says_telefon_and_not_phone(opened: Application) -> None:
    bridge = opened.desk.bridge
    contact = next(c for c in bridge.state.all(Contact) if not c.abilities and c.phones)
    assert worded(bridge, (Channel.PHONE, Channel.ADDRESS)) == "Telefon, Adresse"
    assert bridge.run(EditContact(contact.id, "abilities", (Ability.REFER, Ability.SETTLE)))
    assert details(opened) == {
        "Kan henvise, viderestille, afgøre": ("–", "Kan henvise, Kan afgøre sagen")
    }
    assert bridge.run(EditContact(contact.id, "primary_audiences", (Audience.BUSINESS,)))
    assert details(opened)["Primær målgruppe"][1] == "Erhverv"
    assert bridge.run(EditContact(contact.id, "verified_on", date(2026, 11, 5)))
    assert details(opened)["Kontrolleret"][1] == "05.11.2026"


def test_a_change_of_kind_or_label_alone_is_seen(opened: Application) -> None:
    bridge = opened.desk.bridge
    form = WrittenChannel("w", url="https://x.dk", text="Skriv")
    post = replace(form, kind=WrittenKind.POST)
    assert worded(bridge, (form,)) == "Sikker formular: Skriv https://x.dk"
    assert worded(bridge, (post,)) == "Brevpost: Skriv https://x.dk"
    phone = Phone("p", "33 66 33 66")
    assert worded(bridge, replace(phone, label="Nat", note="kun tast 1")) == (
        "Nat 33 66 33 66 kun tast 1"
    )
    assert worded(bridge, phone) == "33 66 33 66"


def test_a_severity_is_told_with_its_rule(opened: Application) -> None:
    bridge = opened.desk.bridge
    assert bridge.run(SetSetting("severity.K202", "warning"))
    assert newest_about(opened) == "Telefonformat (K202)"
    assert opened.desk.history.model.index(0, Column.ABOUT).data() == "Telefonformat (K202)"
    assert bridge.run(SetSetting("severity.K202", "advice"))
    assert list(details(opened).values()) == [("Advarsel", "Anbefaling")]


def test_settings_and_dispensations_are_named_by_what_they_are_about(opened: Application) -> None:
    bridge = opened.desk.bridge
    contact = next(c for c in bridge.state.all(Contact) if c.name == "Borgercenter Handicap")
    named_as: dict[Record, str] = {
        Setting("phone.main", "1"): "Hovednummer",
        Setting("severity.K999", "error"): "K999",
        Waiver("w", "K202", contact.id): "Telefonformat (K202) · Borgercenter Handicap",
        Waiver("w", "K202", "-"): "Telefonformat (K202)",
        contact: "Borgercenter Handicap",
    }
    assert {record: named(bridge, record) for record in named_as} == named_as

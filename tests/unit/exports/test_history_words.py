"""Differences are told record by record, in words and without what only machines read."""

from dataclasses import replace

import pytest

from kkworkbench.exports.drupal.history_compare import compare
from kkworkbench.exports.drupal.history_words import (
    NOTHING,
    counted,
    field_in_words,
    grouped,
    value_in_words,
)
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import Why
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from tests.unit.exports.drupal_batches import DA, DEMO, base_of, put, without_contact

CALLED = next(each for each in DEMO.all(Contact) if each.phones)
BEFORE = base_of(DEMO).items


def told(state: State) -> dict[tuple[Why, str], list[tuple[str, str, str]]]:
    changes = compare(BEFORE, base_of(state).items)
    return {
        (group.what, group.title): [(row.field, row.was, row.now) for row in group.rows]
        for group in grouped(changes, (DEMO, state), shipped(), DA)
    }


def test_a_number_stands_with_its_contact() -> None:
    phones = (replace(CALLED.phones[0], number="33 17 88 00"), *CALLED.phones[1:])
    found = told(put(DEMO, replace(CALLED, phones=phones)))
    rows = found[Why.CHANGED, CALLED.heading]
    assert (f"33 17 88 00: {DA.text('batches.field.number')}", CALLED.phones[0].number,
            "33 17 88 00") in rows  # fmt: skip
    assert list(found) == [(Why.CHANGED, CALLED.heading)]


def test_a_contact_that_is_gone_is_one_record_with_its_numbers() -> None:
    found = told(without_contact(DEMO, CALLED))
    assert found[Why.RETIRED, CALLED.heading] == []
    assert CALLED.phones[0].number not in [title for _what, title in found]


def test_a_page_that_moves_names_its_new_parent_and_no_uuid() -> None:
    moved = next(p for p in DEMO.all(Page) if p.parent and p.kind == "contact")
    other = next(p for p in DEMO.all(Page) if p.id not in (moved.id, moved.parent) and not p.parent)
    found = told(put(DEMO, replace(moved, parent=other.id)))
    rows = found[Why.CHANGED, moved.title]
    assert [field for field, _was, _now in rows] == [DA.text("batches.field.parent")]
    assert rows[0][2] == other.title


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("title", "", NOTHING),
        ("body", "<p>Ring <b>nu</b></p>", "Ring nu"),
        ("title", "phone", "phone"),
        ("channels", ["phone", "written"], "telefon; skriftlig"),
        ("moderation_state", "archived", "arkiveret"),
        ("enabled", 0, "nej"),
        ("links", [{"uri": "https://kk.dk", "title": "Skriv", "options": {}}],
         "Skriv (https://kk.dk)"),
        ("opening_hours", [{"day": 1, "starthours": 900, "endhours": 1530, "comment": ""}],
         "mandag 9.00–15.30"),
        ("opening_hours", [{"day": 2, "starthours": -1, "endhours": -1, "comment": "Efter aftale"}],
         "tirsdag Efter aftale"),
        ("dated_hours", [{"date": "2026-12-24", "closed": True, "spans": [], "comment": "Jul"}],
         "2026-12-24 lukket Jul"),
        ("hours", [{"date": "2026-12-24", "closed": False, "spans": [[900, 1200]], "comment": ""}],
         "2026-12-24 9.00–12.00"),
    ],
)  # fmt: skip
def test_values_are_said_in_words(path: str, value: object, words: str) -> None:
    assert value_in_words(path, value, DA) == words


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_field_of_a_batch_has_a_name(language: str) -> None:
    messages, profile = Messages(language), shipped()
    vocabularies = set(profile.vocabularies.values())
    names = {
        name
        for items in BEFORE.values()
        for item in items
        for key, value in item.items()
        for name in (key, *(value if isinstance(value, dict) else ()))
    } - {"id", "uuid", "content_hash", "revision_log", "facets", "langcode", "country_code"}
    unnamed = [
        name
        for name in names
        if field_in_words(name, profile, messages) == name
        and not messages.has(f"batches.field.{name}")
        and not name.endswith("_uuid")
    ]
    assert unnamed == []
    assert all(field_in_words(f"facets/{name}", profile, messages) != name for name in vocabularies)


def test_what_differs_is_counted() -> None:
    changes = compare(BEFORE, base_of(put(DEMO, replace(CALLED, title="Ny titel"))).items)
    groups = [g for g in grouped(changes, (DEMO,), shipped(), DA) if g.part == "contacts"]
    assert counted(groups, DA) == "0 nye · 1 ændret · 0 fjernede"


def test_a_field_of_one_of_several_is_counted_from_one() -> None:
    assert field_in_words("phones/0/number", shipped(), DA) == "Telefonnumre, 1, Nummer"
    assert field_in_words("noget", shipped(), DA) == "noget"

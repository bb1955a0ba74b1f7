"""What goes into a batch: what changed or was asked for, all it needs, and nothing deleted."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.checking import check
from kkworkbench.exports.drupal.scope import DRILL, Choice, resolved
from kkworkbench.exports.drupal.shapes import item_id
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.page import Page
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.lookups import descendants, pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from tests.unit.exports.drupal_batches import (
    DEMO,
    PARTS,
    RECORDS,
    base_of,
    ids,
    items,
    put,
    read,
    without,
    without_contact,
    without_page,
    write,
)

CHANGED = Choice(only_changed=True)
BASE = base_of(DEMO)
CALLED = next(each for each in DEMO.all(Contact) if each.phones and pages_of_contact(DEMO, each.id))


def called(number: str) -> State:
    phones = tuple(replace(phone, number=number) for phone in CALLED.phones)
    return put(DEMO, replace(CALLED, phones=phones))


def why(folder: Path) -> dict[str, str]:
    told: dict[str, dict[str, str]] = read(folder, "manifest")["why"]
    return {id_: said for part in told.values() for id_, said in part.items()}


def test_nothing_changed_is_an_empty_batch(tmp_path: Path) -> None:
    report = write(tmp_path / "b", base=BASE, choice=CHANGED)
    assert set(report.counts.values()) == {0}


def test_a_changed_phone_brings_its_contact_and_what_that_needs_and_no_page(tmp_path: Path) -> None:
    write(tmp_path / "b", called("33 66 33 66 99"), base=BASE, choice=CHANGED)
    assert ids(tmp_path / "b", "contacts") == {item_id("contact", CALLED.id)}
    assert ids(tmp_path / "b", "pages") == ids(tmp_path / "b", "menu") == set()
    (contact,) = items(tmp_path / "b", "contacts")
    assert ids(tmp_path / "b", "phones") == set(contact["phones"])
    assert {t for f in contact["facets"].values() for t in f} == ids(tmp_path / "b", "terms")
    said = why(tmp_path / "b")
    assert said[contact["id"]] == "changed"
    assert all(said[id_] == f"needed {contact['id']}" for id_ in ids(tmp_path / "b", "terms"))


def test_a_changed_box_brings_its_page_with_all_boxes_and_their_contacts(tmp_path: Path) -> None:
    box = next(each for each in DEMO.all(ContactBox) if each.contact == CALLED.id)
    state = put(DEMO, replace(box, heading="Ring om noget helt nyt"))
    write(tmp_path / "b", state, base=BASE, choice=CHANGED)
    said = why(tmp_path / "b")
    assert said[item_id("box", box.id)] == said[item_id("page", box.page)] == "changed"
    assert item_id("contact", CALLED.id) in ids(tmp_path / "b", "contacts")
    check({part: items(tmp_path / "b", part) for part in PARTS})


def test_the_drill_menu_brings_its_entries_and_their_pages(tmp_path: Path) -> None:
    write(tmp_path / "b", choice=Choice(only=(DRILL,)))
    assert ids(tmp_path / "b", "menu") == {item_id("menu", e.id) for e in DEMO.all(DrillEntry)}
    led = {each["page"] for each in items(tmp_path / "b", "menu")} - {""}
    assert led <= ids(tmp_path / "b", "pages")
    assert {id_ for id_, said in why(tmp_path / "b").items() if said == "chosen"} == ids(
        tmp_path / "b", "menu"
    )


def test_an_administration_is_named_by_name_and_brings_its_own(tmp_path: Path) -> None:
    term = next(
        each
        for each in DEMO.all(Term)
        if each.vocabulary is Vocabulary.ADMINISTRATION
        and any(contact.administration == each.id for contact in DEMO.all(Contact))
    )
    (only,) = resolved([term.name.upper()], DEMO)
    assert only == f"administration:{term.id}"
    write(tmp_path / "b", choice=Choice(only=(only,)))
    chosen = {id_ for id_, said in why(tmp_path / "b").items() if said == "chosen"}
    own = {item_id("contact", c.id) for c in DEMO.all(Contact) if c.administration == term.id}
    assert own <= chosen
    others = {item_id("contact", c.id) for c in DEMO.all(Contact)} - own
    assert not others & chosen
    assert len(ids(tmp_path / "b", "contacts")) < DEMO.count(Contact)


def test_a_selection_is_records_by_id(tmp_path: Path) -> None:
    write(tmp_path / "b", choice=Choice(only=resolved([CALLED.id], DEMO)))
    assert ids(tmp_path / "b", "contacts") == {item_id("contact", CALLED.id)}
    with pytest.raises(WorkbenchError):
        resolved(["findes ikke"], DEMO)


def test_boxes_of_a_page_alone_that_was_deleted_are_marked_and_those_that_stay_are_not(
    tmp_path: Path,
) -> None:
    page = next(
        each
        for each in DEMO.all(Page)
        if (item_id("page", each.id) in {p["id"] for p in BASE.items["pages"] if p["boxes"]})
        and not list(descendants(DEMO, each.id))
    )
    write(tmp_path / "b", without_page(DEMO, page), base=BASE)
    former = {id_ for p in BASE.items["pages"] if p["title"] == page.title for id_ in p["boxes"]}
    marked = {each["id"] for each in items(tmp_path / "b", "boxes") if each.get("retired")}
    assert marked
    assert marked == former
    assert not any(each.get("retired") for each in items(tmp_path / "b", "phones"))


def test_what_was_deleted_is_retired_and_boxes_and_tags_are_taken_away(tmp_path: Path) -> None:
    state = without_contact(DEMO, CALLED)
    entry = next(state.all(DrillEntry))
    state = without(state, entry)
    write(tmp_path / "b", state, base=BASE, choice=CHANGED)
    contact = next(
        each
        for each in items(tmp_path / "b", "contacts")
        if each["id"] == item_id("contact", CALLED.id)
    )
    assert contact["moderation_state"] == "archived"
    assert contact["title"]
    assert set(contact["phones"]) <= ids(tmp_path / "b", "phones")
    assert why(tmp_path / "b")[contact["id"]] == "retired"
    gone = next(
        each for each in items(tmp_path / "b", "menu") if each["id"] == item_id("menu", entry.id)
    )
    assert gone["enabled"] == 0
    marked = {e["id"] for part in PARTS for e in items(tmp_path / "b", part) if "retired" in e}
    assert marked == {contact["id"], gone["id"], *contact["phones"]}
    boxes = {item_id("box", b.id) for b in DEMO.all(ContactBox) if b.contact == CALLED.id}
    removed = {id_ for page in items(tmp_path / "b", "pages") for id_ in page["boxes_removed"]}
    assert boxes <= removed | {
        id_ for page in BASE.items["pages"] if page["id"] not in ids(tmp_path / "b", "pages")
        for id_ in page["boxes"]
    }  # fmt: skip
    assert not boxes & ids(tmp_path / "b", "boxes")


def test_a_tag_that_a_page_lost_is_named(tmp_path: Path) -> None:
    page = next(each for each in DEMO.all(Page) if item_id("page", each.id) in PAGES)
    before = put(DEMO, replace(page, tags=("gammel", "ny")))
    write(
        tmp_path / "b",
        put(DEMO, replace(page, tags=("ny",))),
        base=base_of(before),
        choice=CHANGED,
    )
    (item,) = [e for e in items(tmp_path / "b", "pages") if e["id"] == item_id("page", page.id)]
    names = {each["id"]: each["name"] for each in items(tmp_path / "b", "terms")}
    assert [names[id_] for id_ in item["tags_removed"]] == ["gammel"]


PAGES = {each["id"] for each in BASE.items["pages"]}


def test_what_only_stays_out_is_not_retired(tmp_path: Path) -> None:
    error = Result(Finding("K103", "contact", CALLED.id, "written"), Severity.ERROR)
    write(tmp_path / "b", DEMO, error, base=BASE, choice=CHANGED)
    assert item_id("contact", CALLED.id) not in ids(tmp_path / "b", "contacts")


def test_what_stayed_out_of_the_base_comes_when_it_is_mended(tmp_path: Path) -> None:
    base = base_of(DEMO, [("contact", CALLED.id)])
    write(tmp_path / "b", base=base, choice=CHANGED)
    assert why(tmp_path / "b")[item_id("contact", CALLED.id)] == "new"


LEAVES = [each for each in RECORDS if isinstance(each, Contact | Page | DrillEntry | ContactBox)]


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)
@given(
    st.lists(st.sampled_from(LEAVES), max_size=4, unique_by=lambda each: each.id),
    st.lists(st.sampled_from(LEAVES), max_size=4, unique_by=lambda each: each.id),
    st.sampled_from([CHANGED, Choice(only=(DRILL,)), Choice(True, (DRILL,)),
                     Choice(only=(CALLED.id,))]),
)  # fmt: skip
def test_a_part_of_the_workspace_hangs_together_and_deletes_nothing(
    tmp_path_factory: pytest.TempPathFactory, edited: list[Any], deleted: list[Any], choice: Choice
) -> None:
    state = DEMO
    for each in edited:
        name = "heading" if isinstance(each, ContactBox) else "title"
        state = put(state, replace(each, **{name: "Ændret"}))
    for each in deleted:
        now = state.get(type(each), each.id)
        if isinstance(now, Page):
            state = without_page(state, now)
        elif isinstance(now, Contact):
            state = without_contact(state, now)
        elif now is not None:
            state = without(state, now)
    folder = tmp_path_factory.mktemp("b")
    write(folder / "a", state, base=BASE, choice=choice)
    write(folder / "b", state, base=base_of(DEMO), choice=choice)
    for file in (each for each in (folder / "a").rglob("*") if each.is_file()):
        assert file.read_bytes() == (folder / "b" / file.relative_to(folder / "a")).read_bytes(), (
            file.name
        )
    found = {part: items(folder / "a", part) for part in PARTS}
    check(found)
    archived = {e["id"] for part in ("contacts", "pages") for e in found[part]
                if e["moderation_state"] == "archived"}  # fmt: skip
    standing = {item_id("contact", c.id) for c in state.all(Contact)}
    standing |= {item_id("page", page.id) for page in state.all(Page)}
    assert not archived & standing
    assert not {box["contact"] for box in found["boxes"]} & archived


def test_an_archived_page_shows_no_archived_contact(tmp_path: Path) -> None:
    box = next(b for b in DEMO.all(ContactBox) if b.contact == CALLED.id)
    page = next(each for each in DEMO.all(Page) if each.id == box.page)
    write(
        tmp_path / "b",
        without_contact(without_page(DEMO, page), CALLED),
        base=BASE,
        choice=CHANGED,
    )
    (item,) = [e for e in items(tmp_path / "b", "pages") if e["id"] == item_id("page", page.id)]
    assert item["moderation_state"] == "archived"
    assert item_id("box", box.id) in item["boxes_removed"]
    assert item_id("box", box.id) not in ids(tmp_path / "b", "boxes")

"""A recipe brings a batch's content to an empty site, in the form that Drupal's core reads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.demo import records
from kkworkbench.exports.drupal.batch import BatchBlocked
from kkworkbench.exports.drupal.checking import BrokenBatch
from kkworkbench.exports.drupal.module_yaml import yaml_text
from kkworkbench.exports.drupal.profile_file import SHIPPED, shipped
from kkworkbench.exports.drupal.recipe.writing import RecipeReport, write_recipe
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from tests.unit.exports.block_yaml import read_yaml
from tests.unit.exports.drupal_batches import DA, INFO, RECORDS, Found
from tests.unit.exports.test_batch import error
from tests.unit.exports.traps import method
from tests.unit.exports.written_batch import Written, written

CONTENT, REDIRECTS = "kkworkbench_content", "kkworkbench_redirects"
MOVED = next(r for r in records() if type(r) is Page and r.parent is None and r.path)
STATE = State.of(
    replace(r, replaced_paths=("/gammel/sti",)) if r.id == MOVED.id else r for r in records()
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def write(folder: Path, state: State = STATE, profile: str = "default") -> RecipeReport:
    return write_recipe(folder, state, Found(), DA, INFO, profile=shipped(profile))


def read(folder: Path, recipe: str = CONTENT) -> dict[str, dict[str, Any]]:
    """Return the entities by uuid, each in the file of its type and uuid."""
    found = {}
    for file in sorted((folder / recipe / "content").rglob("*.yml")):
        entity = read_yaml(file.read_text(encoding="utf-8"))
        meta = entity["_meta"]
        assert file.parts[-2:] == (meta["entity_type"], f"{meta['uuid']}.yml")
        found[meta["uuid"]] = entity
    return found


def parts(entity: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Walk through the entities that stand within another."""
    for values in entity["default"].values():
        for value in values:
            if isinstance(value.get("entity"), dict):
                yield value["entity"]
                yield from parts(value["entity"])


def references(entity: dict[str, Any]) -> Iterator[str]:
    """Walk through the uuids that an entity and its parts lead to."""
    for each in (entity, *parts(entity)):
        for values in each["default"].values():
            for value in values:
                if isinstance(value.get("entity"), str):
                    yield value["entity"]
                if "target_uuid" in value:
                    yield value["target_uuid"]


@dataclass
class Both:
    batch: Written
    found: dict[str, dict[str, Any]]
    moved: dict[str, dict[str, Any]]


@pytest.fixture(scope="module", params=SHIPPED)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    folder = tmp_path_factory.mktemp(request.param)
    write(folder / "r", profile=request.param)
    batch = written(folder / "b", STATE, request.param)
    return Both(batch, read(folder / "r"), read(folder / "r", REDIRECTS))


def test_all_that_a_batch_holds_is_there_once(both: Both) -> None:
    batch, profile = both.batch, both.batch.profile
    wanted = {each["uuid"] for each in batch.items("pages")}
    wanted |= {t["uuid"] for t in batch.items("terms") if t["vid"] in profile.held_vocabularies}
    wanted |= {each["uuid"] for part in ("menu", "footer") for each in batch.items(part)}
    if profile.parent == "menu":
        wanted |= {each["uuid"] for each in batch.items("page_links")}
    if not profile.copies_contacts:
        wanted |= {each["uuid"] for each in batch.items("contacts")}
    assert set(both.found) == wanted
    within = [part["_meta"]["uuid"] for entity in both.found.values() for part in parts(entity)]
    paragraphs = ["boxes"] if profile.phone is None else ["boxes", "phones"]
    assert sorted(within) == sorted(
        each["uuid"] for part in paragraphs for each in batch.items(part)
    )
    assert set(both.moved) == {each["uuid"] for each in batch.items("redirects")}
    assert len(both.moved) == 1


def test_what_an_entity_leads_to_is_there_and_comes_first(both: Both) -> None:
    known = {uuid: entity["_meta"]["entity_type"] for uuid, entity in both.found.items()}
    for entity in (*both.found.values(), *both.moved.values()):
        needs = entity["_meta"].get("depends", {})
        assert set(references(entity)) <= set(needs)
        assert needs == {uuid: known[uuid] for uuid in needs}
        parent = entity["default"].get("parent", [{"value": ""}])[0]["value"]
        assert not parent or parent.removeprefix("menu_link_content:") in needs
    graph = {uuid: set(e["_meta"].get("depends", {})) for uuid, e in both.found.items()}
    assert len(list(TopologicalSorter(graph).static_order())) == len(graph)


def test_every_field_is_one_of_the_profile(both: Both) -> None:
    profile = both.batch.profile
    own = {"status", "moderation_state", "path"}
    for entity in both.found.values():
        for each in (entity, *parts(entity)):
            meta = each["_meta"]
            for target in (profile.page, profile.contact, profile.box, profile.phone):
                if target is not None and (target.entity, target.bundle) == (
                    meta["entity_type"], meta["bundle"]
                ):  # fmt: skip
                    names = {field.name for field in target.fields.values()}
                    assert set(each["default"]) <= names | own
                    break
            else:
                assert meta["entity_type"] in ("taxonomy_term", "menu_link_content")
            assert all(values for values in each["default"].values())


def test_a_recipe_says_what_core_wants_to_know(tmp_path: Path) -> None:
    state = State.of((*RECORDS, replace(MOVED, replaced_paths=("/gammel/sti",))))
    write_recipe(tmp_path / "r", state, Found(), DA, replace(INFO, title="Byens\nkontakt: \x07"))
    recipe = read_yaml((tmp_path / "r" / CONTENT / "recipe.yml").read_text(encoding="utf-8"))
    assert recipe["name"] == "kkworkbench_content: Byens kontakt:"
    assert set(recipe) == {"name", "description", "type", "install"}
    assert {"node", "taxonomy", "menu_link_content", "paragraphs", "address", "office_hours",
            "content_moderation"} <= set(recipe["install"])  # fmt: skip
    moved = read_yaml((tmp_path / "r" / REDIRECTS / "recipe.yml").read_text(encoding="utf-8"))
    assert (moved["recipes"], moved["install"]) == ([CONTENT], ["redirect"])


def test_without_redirects_their_recipe_is_left_away(tmp_path: Path) -> None:
    write(tmp_path / "r", State.of(RECORDS))
    assert not (tmp_path / "r" / REDIRECTS).exists()


def test_a_draft_is_not_published_and_has_no_address_yet(tmp_path: Path) -> None:
    draft = replace(MOVED, state=PageState.DRAFT)
    write(tmp_path / "r", State.of(draft if r.id == MOVED.id else r for r in RECORDS))
    entity = read(tmp_path / "r")[MOVED.id]["default"]
    assert entity["status"] == [{"value": False}]
    assert entity["moderation_state"] == [{"value": "draft"}]
    assert "path" not in entity
    write(tmp_path / "s", State.of(RECORDS))
    assert read(tmp_path / "s")[MOVED.id]["default"]["path"][0]["alias"] == MOVED.path


def test_a_redirect_leads_to_the_page_whatever_number_it_gets(tmp_path: Path) -> None:
    write(tmp_path / "r")
    (entity,) = read(tmp_path / "r", REDIRECTS).values()
    assert entity["default"]["redirect_source"] == [{"path": "gammel/sti"}]
    assert entity["default"]["redirect_redirect"][0]["target_uuid"] == MOVED.id
    assert entity["_meta"]["default_langcode"] == "und"


def test_errors_block_or_are_left_out_as_in_a_batch(tmp_path: Path) -> None:
    page = next(r for r in RECORDS if type(r) is Page and r.kind is PageKind.CONTACT)
    found = Found((error(page),))
    with pytest.raises(BatchBlocked):
        write_recipe(tmp_path / "r", STATE, found, DA, INFO)
    assert list(tmp_path.iterdir()) == []
    report = write_recipe(tmp_path / "r", STATE, found, DA, INFO, leave_out=True)
    assert page.id in {each.id for each in report.left_out}
    assert page.id not in read(tmp_path / "r")
    assert page.id in (tmp_path / "r/left_out.csv").read_text(encoding="utf-8")


def test_a_folder_in_use_is_never_written_into(tmp_path: Path) -> None:
    (tmp_path / "r").mkdir()
    (tmp_path / "r/mine.txt").write_text("mine")
    with pytest.raises(WorkbenchError):
        write(tmp_path / "r")
    assert [file.name for file in (tmp_path / "r").iterdir()] == ["mine.txt"]


def test_whoever_ends_the_work_finds_nothing_written(tmp_path: Path) -> None:
    def enough(done: int, _total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_recipe(tmp_path / "r", STATE, Found(), DA, INFO, progress=enough)
    assert list(tmp_path.iterdir()) == []


def test_two_entities_never_share_a_uuid(tmp_path: Path) -> None:
    contact = next(r for r in RECORDS if type(r) is Contact)
    twin = replace(contact, id=MOVED.id)
    box = ContactBox("b-twin", MOVED.id, twin.id)
    with pytest.raises(BrokenBatch):
        write(tmp_path / "r", State.of((*RECORDS, twin, box)))


def test_the_guide_says_in_both_languages_that_it_never_updates(tmp_path: Path) -> None:
    report = write(tmp_path / "r")
    danish, english = (
        (tmp_path / "r/README.md").read_text(encoding="utf-8").split("## For the administrator")
    )
    assert "**Den opdaterer aldrig.**" in danish
    assert "**It never updates.**" in english
    assert f"{report.counts['pages']} sider" in danish
    assert f"{report.counts['pages']} pages" in english
    for half in (danish, english):
        assert f"php core/scripts/drupal recipe /{'sti' if half is danish else 'path'}" in half
        assert not re.search(r"\$\w", half)


def test_what_a_recipe_brought_outlives_the_rollback_of_a_batch(both: Both) -> None:
    assert not any("revision_log" in entity["default"] for entity in both.found.values())
    code = method(both.batch.php("BatchParagraph.php"), "import")
    was_there = code[code.index("else {") :]
    assert "$this->setRollbackAction($row->getIdMap());" in was_there


@given(st.recursive(st.none() | st.booleans() | st.integers() | TEXTS,
                    lambda inner: st.dictionaries(TEXTS, inner, max_size=3)
                    | st.lists(st.dictionaries(TEXTS, inner, max_size=3) | TEXTS, max_size=3),
                    max_leaves=8))  # fmt: skip
def test_yaml_keeps_every_text_whatever_is_in_it(value: Any) -> None:
    assert read_yaml(yaml_text({"a": value})) == {"a": value}

"""How the module meets what sites and their editors do: traps 15 to 35."""

import re

import pytest

from kkworkbench.exports.drupal.checking import BrokenBatch, check
from tests.unit.exports.traps import (
    NODE,
    PARAGRAPH,
    REFERENCE,
    method,
    said_twice,
    trap,
)
from tests.unit.exports.written_batch import PARTS, Written


@trap(15)
def an_editors_draft_is_seen(batch: Written) -> None:
    code = method(batch.php(NODE), "revised")
    assert "getLatestRevisionId" in code
    assert "if ($state !== 'draft') {\n          $this->hold(" in code
    assert "self::ON_DRAFT" in code


@trap(16)
def a_rollback_deletes_only_what_a_batch_made(batch: Written) -> None:
    code = method(batch.php(NODE), "rollback")
    assert code.index("self::MARK") < code.index("parent::rollback")
    mark = re.search(r"const MARK = '(.+)';", batch.php(NODE))
    assert mark is not None
    for item in (*batch.items("pages"), *batch.items("contacts")):
        assert item["revision_log"].startswith(mark[1])


@trap(17)
def a_held_row_is_tried_again(batch: Written) -> None:
    assert "STATUS_NEEDS_UPDATE" in method(batch.php("HoldTrait.php"), "hold")
    for name in (NODE, PARAGRAPH):
        assert "use HoldTrait;" in batch.php(name)
        assert "new MigrateException" not in batch.php(name)
    # What a process throws core gives a status of its own, but for a row that is skipped.
    assert "MigrateException" not in batch.php(REFERENCE)
    assert re.search(r"new MigrateSkipRowException\(.+, FALSE\);", batch.php(REFERENCE))


@trap(18)
def the_guide_tells_of_rows_that_wait(batch: Written) -> None:
    said_twice(batch, "tælles som opdateret", "counted as updated")
    said_twice(batch, "migrate:messages")
    said_twice(batch, "verify-import")


@trap(19)
def an_alias_keeps_its_number(batch: Written) -> None:
    assert "'pid' => $node->get('path')->pid" in method(batch.php(NODE), "revised")


@trap(20)
def a_draft_changes_no_address(batch: Written) -> None:
    php = batch.php(NODE)
    assert "if ($state !== 'published' || empty($value['alias'])) {" in method(php, "revised")
    assert (
        "if ($state !== 'published' || empty($values['path']['alias'])) {\n      unset"
        in method(php, "added")
    )


@trap(21)
def a_redirect_that_the_site_made_is_taken_over(batch: Written) -> None:
    process = batch.migration("redirects")["process"]
    assert process["_by_path"]["value_key"] == "redirect_source.path"
    assert process["rid"]["source"] == ["@_by_uuid", "@_by_path"]


@trap(22)
def a_lookup_by_a_property_ignores_case(batch: Written) -> None:
    for made in batch.migrations():
        for step in made["process"].values():
            if isinstance(step, dict) and "." in step.get("value_key", ""):
                assert step["ignore_case"] is True


@trap(23)
def the_batchs_user_validates(batch: Written) -> None:
    for part in ("contacts", "pages"):
        destination = batch.migration(part)["destination"]
        assert destination["user"] == batch.profile.user
        assert "validate" not in destination
    assert "switchTo(User::load($this->configuration['user']))" in method(
        batch.php(NODE), "validated"
    )


@trap(24)
def a_state_that_stays_needs_no_transition(batch: Written) -> None:
    assert "!$keeps_state || strpos($violation->getPropertyPath(), 'moderation_state')" in method(
        batch.php(NODE), "validated"
    )


@trap(25)
def paragraphs_are_compared_by_content(batch: Written) -> None:
    assert "FieldValues::sameContent($one, $other)" in method(batch.php(NODE), "withRevisionsKept")


@trap(26)
def the_guide_tells_that_a_drafts_box_may_show(batch: Written) -> None:
    said_twice(batch, "En kladdes boks kan ses", "A draft's box may show")


@trap(27)
def what_the_site_fills_in_is_no_change(batch: Written) -> None:
    php = batch.php("FieldValues.php")
    computed = re.search(r"const COMPUTED = \[(.+)\];", php)
    carriers = re.search(r"const CARRIERS = \[(.+)\];", php)
    assert computed is not None
    assert carriers is not None
    assert {"'day_delta'", "'all_day'"} <= set(computed[1].split(", "))
    assert "'format'" in carriers[1]
    assert "$value !== ''" in method(php, "kept")


@trap(28)
def an_existing_entity_keeps_what_is_its_own(batch: Written) -> None:
    never = {"uuid", "uid", "created", "langcode", "type", "nid"}
    for made in batch.migrations():
        destination = made["destination"]
        owned = {name for names in destination.get("groups", {}).values() for name in names}
        assert not never & (owned | set(destination.get("overwrite_properties", ())))
        if destination["plugin"].startswith("entity:"):
            assert destination["overwrite_properties"]
    fixed = re.search(r"const FIXED = \[(.+)\];", batch.php(PARAGRAPH))
    assert fixed is not None
    assert {"'uuid'", "'langcode'"} <= set(fixed[1].split(", "))


@trap(29)
def a_deleted_node_is_not_made_again_under_its_number(batch: Written) -> None:
    assert "if ($id && !$node) {\n      $this->hold(" in method(batch.php(NODE), "found")
    for part in ("contacts", "pages"):
        assert "nid" not in batch.migration(part)["process"]


@trap(30)
def one_target_has_one_item(batch: Written) -> None:
    items = {part: batch.items(part) for part in PARTS}
    check(items)
    items["pages"][1]["uuid"] = items["pages"][0]["uuid"]
    with pytest.raises(BrokenBatch):
        check(items)
    assert "lookupSourceId(['nid' => $node->id()])" in method(batch.php(NODE), "found")


@trap(31)
def without_a_workflow_a_draft_waits(batch: Written) -> None:
    php = batch.php(NODE)
    assert "if ($state === 'draft' && $changed) {\n        $this->hold(" in method(php, "revised")
    assert "$values['status'] = (int) ($state === 'published');" in method(php, "added")


@trap(32)
def tags_and_boxes_are_merged(batch: Written) -> None:
    made = batch.migration("pages")
    assert made["destination"]["merge"] == {
        "field_tags": "terms",
        "field_contact_boxes": "kkworkbench_boxes",
    }
    assert made["process"]["_field_tags_removed"]["source"] == "tags_removed"
    selectors = {field["name"] for field in made["source"]["fields"]}
    assert {"tags_removed", "boxes_removed"} <= selectors


@trap(33)
def what_is_owned_is_said(batch: Written) -> None:
    made = batch.migration("pages")
    assert {"name": "owns", "selector": "owns"} in made["source"]["fields"]
    assert {"title", "summary", "body", "parent", "path", "tags", "owner", "contact", "boxes",
            "list"} <= set(made["destination"]["groups"])  # fmt: skip
    assert "getSourceProperty('owns')" in method(batch.php(NODE), "owned")


@trap(34)
def a_retired_contact_is_on_no_page(batch: Written) -> None:
    items = {part: batch.items(part) for part in PARTS}
    page = next(page for page in items["pages"] if page["boxes"])
    box = next(box for box in items["boxes"] if box["id"] == page["boxes"][0])
    contact = next(each for each in items["contacts"] if each["id"] == box["contact"])
    contact["moderation_state"] = "archived"
    with pytest.raises(BrokenBatch):
        check(items)
    page["boxes"] = []
    assert page["contact"] == contact["id"]
    for other in items["pages"]:
        if other is not page and other["contact"] == contact["id"]:
            other |= {"boxes": [], "contact": ""}
    with pytest.raises(BrokenBatch):
        check(items)
    page["contact"] = ""
    check(items)


@trap(35)
def a_reference_is_found_by_map_or_by_uuid(batch: Written) -> None:
    said_twice(batch, "`--update` gør ingen skade", "`--update` does no harm")
    code = method(batch.php(REFERENCE), "resolved")
    assert code.index("$this->mapped($item)") < code.index("condition('uuid', $uuid)")
    for part in ("menu", "redirects"):
        assert batch.migration(part)["process"]["_page"]["uuid_from"] == "page_uuid"
    assert batch.migration("pages")["process"]["field_parent_page"]["uuid_from"] == "parent_uuid"

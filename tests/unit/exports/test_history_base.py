"""What a batch builds on: the last one that went to the same site."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkworkbench.exports.drupal.history import last_for, order_next, write
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import DRILL, EVERYTHING, SITE, Choice
from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.ids import BatchId
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.commands.contacts import AddContact, DeleteContacts, EditContact
from kkworkbench.workspace.commands.pages import DeletePages
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace
from tests.unit.exports.drupal_batches import DA, NOW, Found, items, read

FIRST, LATER = "aa000000-0000-4000-8000-000000000001", "aa000000-0000-4000-8000-000000000002"
CHANGED = Choice(only_changed=True)
OTHER = replace(shipped(), name="andet")
NEAR, FAR = Site("s-near", "Nær", "naer.dk"), Site("s-far", "Fjern", "fjern.dk")
OF_FAR = (f"{SITE}{FAR.id}",)


def opened(*records: Any) -> Workspace:
    return Workspace(MemoryStore(records), "anna")


def export(
    workspace: Workspace,
    folder: Path,
    choice: Choice = EVERYTHING,
    profile: Any = None,
    **more: Any,
) -> Batch:
    """Write a batch and keep it."""
    known, profile = workspace.state.count(Batch), profile or shipped()
    order = order_next(
        workspace, choice, profile=profile.name, made_by="anna", now=NOW, today=NOW.date(),
        batch_id=f"b{known + 1}", leave_out=True, **more,
    )  # fmt: skip
    _, batch = write(order, folder, Found(), DA, profile)
    workspace.execute(KeepBatch(batch))
    return batch


def retired(folder: Path, part: str) -> list[str]:
    return [each["uuid"] for each in items(folder, part) if each.get("retired")]


def test_sites_of_two_profiles_take_turns_and_each_is_told_what_it_missed(tmp_path: Path) -> None:
    workspace = opened(Contact(FIRST, name="Først"))
    export(workspace, tmp_path / "1")
    export(workspace, tmp_path / "2", profile=OTHER)
    workspace.execute(AddContact(LATER, "Siden"))
    export(workspace, tmp_path / "3", CHANGED)
    assert read(tmp_path / "3", "manifest")["base"] == "b1"
    workspace.execute(DeleteContacts((LATER,)))
    workspace.execute(DeleteContacts((FIRST,)))
    fourth = export(workspace, tmp_path / "4", CHANGED, OTHER)
    assert (fourth.base, fourth.profile) == ("b2", "andet")
    assert retired(tmp_path / "4", "contacts") == [FIRST]
    fifth = export(workspace, tmp_path / "5", CHANGED)
    assert fifth.base == "b3"
    assert set(retired(tmp_path / "5", "contacts")) == {FIRST, LATER}


def test_what_a_batch_of_a_part_sent_by_another_profile_is_not_retired(tmp_path: Path) -> None:
    workspace = opened(Contact(FIRST, name="Først"))
    export(workspace, tmp_path / "1")
    workspace.execute(AddContact(LATER, "Siden"))
    export(workspace, tmp_path / "2", Choice(only=(LATER,)), OTHER)
    workspace.execute(DeleteContacts((LATER,)))
    export(workspace, tmp_path / "3", CHANGED)
    assert retired(tmp_path / "3", "contacts") == []


def test_where_boxes_are_copies_a_changed_contact_brings_them_and_their_pages(
    tmp_path: Path,
) -> None:
    page = Page("bb000000-0000-4000-8000-000000000001", title="Side", path="/side")
    other = replace(page, id="bb000000-0000-4000-8000-000000000002", title="Ro", path="/ro")
    boxes = [
        ContactBox(f"cc000000-0000-4000-8000-00000000000{n}", page=p.id, contact=c)
        for n, (p, c) in enumerate(((page, FIRST), (other, LATER)))
    ]
    contacts = Contact(FIRST, name="Først"), Contact(LATER, name="Siden")
    workspace, localgov = opened(*contacts, page, other, *boxes), shipped("localgov_contact")
    export(workspace, tmp_path / "1", profile=localgov)
    before = items(tmp_path / "1", "pages")[0]["content_hash"]
    workspace.execute(EditContact(FIRST, "title", "Nyt navn"))
    export(workspace, tmp_path / "2", CHANGED, localgov)
    assert [each["title"] for each in items(tmp_path / "2", "mapped")] == ["Nyt navn"]
    (sent,) = items(tmp_path / "2", "pages")
    assert (sent["uuid"], sent["content_hash"] != before) == (page.id, True)


def test_a_profile_without_a_batch_and_a_base_of_another_are_refused(tmp_path: Path) -> None:
    workspace = opened(Contact(FIRST, name="Først"))
    first = export(workspace, tmp_path / "1")
    with pytest.raises(WorkbenchError) as none:
        export(workspace, tmp_path / "2", CHANGED, OTHER)
    assert none.value.key == "batches.none_for"
    with pytest.raises(WorkbenchError) as other:
        export(workspace, tmp_path / "2", profile=OTHER, base=first)
    assert other.value.key == "batches.other_profile"
    assert not (tmp_path / "2").exists()


def test_a_batch_of_a_site_builds_on_the_last_of_that_site(tmp_path: Path) -> None:
    pages = [
        Page(f"bb000000-0000-4000-8000-00000000000{n}", title=f"Side {n}", path=f"/{n}", site=site.id)
        for n, site in enumerate((NEAR, FAR, FAR))
    ]  # fmt: skip
    workspace = opened(NEAR, FAR, *pages)
    export(workspace, tmp_path / "1", Choice(only=OF_FAR))
    export(workspace, tmp_path / "2")
    workspace.execute(DeletePages((pages[0].id,)))
    workspace.execute(DeletePages((pages[2].id,)))
    third = export(workspace, tmp_path / "3", Choice(True, OF_FAR))
    assert third.base == "b1"
    assert retired(tmp_path / "3", "pages") == [pages[2].id]
    assert [each["uuid"] for each in items(tmp_path / "3", "pages")] == [pages[2].id]
    assert export(workspace, tmp_path / "4", CHANGED).base == "b2"
    assert export(workspace, tmp_path / "5", Choice(only=(DRILL,))).base == "b4"


CHOICES = st.sampled_from([(), (DRILL,), OF_FAR, (f"{SITE}{NEAR.id}",)])
SENT = st.lists(st.tuples(st.sampled_from(["default", "andet"]), CHOICES), max_size=8)


@given(sent=SENT, profile=st.sampled_from(["default", "andet"]), only=CHOICES)
@settings(max_examples=60)
def test_no_batch_builds_on_one_for_another_site(
    sent: Sequence[tuple[str, tuple[str, ...]]], profile: str, only: tuple[str, ...]
) -> None:
    batches = [Batch(BatchId(f"b{n}"), n, profile=p, only=o) for n, (p, o) in enumerate(sent, 1)]
    found = last_for(State.of(batches), profile, only)
    mine = [each for each in batches if each.profile == profile]
    same = [each for each in mine if each.only == only] if only != (DRILL,) else []
    whole = [each for each in mine if each.is_whole]
    assert found == next(reversed(same or whole), None)

"""What every store promises, held against each of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from db import change_log
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.state.changes import ChangeSet
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import ReadOnlyError, StaleWriteError
from kkworkbench.workspace.ports import Stood
from kkworkbench.workspace.workspace import Workspace
from tests.storage.conftest import Ground

PAGE = Page("p1", title="Børn og ”unge”", order="a0")
CHILD = Page("p2", "p1", title="Pas", order="a0")
CONTACT = Contact("c1", name="Borgerservice")
AT = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
Make = Callable[..., ChangeSet]


def state_in(ground: Ground) -> State:
    return State.of(ground.again().load())


def test_first_records_come_back_without_a_log_row(ground: Ground) -> None:
    store = ground.make([PAGE, CHILD, CONTACT])
    assert State.of(store.load()) == state_in(ground) == State.of([PAGE, CHILD, CONTACT])
    assert ground.again().step == 0
    assert ground.again().headers() == []


def test_the_title_and_id_of_a_workspace_stay(ground: Ground) -> None:
    info = ground.make().info
    assert info.title == "Trial"
    assert ground.again().info == info


def test_put_edit_and_remove_are_there_after_reopening(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    edited = replace(PAGE, title="Ny")
    assert store.apply(change_set((None, CONTACT), (PAGE, edited))) == 1
    assert state_in(ground) == State.of([edited, CONTACT])
    store = ground.again()
    store.load()
    assert store.apply(change_set((edited, None))) == 2
    assert state_in(ground) == State.of([CONTACT])
    assert ground.again().step == 2


def test_a_record_taken_out_can_come_back(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    store.load()
    newer = replace(PAGE, title="To")
    for before, after in ((PAGE, newer), (newer, None), (None, PAGE), (PAGE, newer)):
        store.apply(change_set((before, after)))
    assert state_in(ground) == State.of([newer])


def test_an_edit_needs_no_load_before_it(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    newer = replace(PAGE, title="To")
    store.apply(change_set((PAGE, newer)))
    ground.again().apply(change_set((newer, PAGE)))
    assert state_in(ground) == State.of([PAGE])


@pytest.mark.parametrize(
    "stale",
    [
        (None, PAGE),
        (CHILD, replace(CHILD, title="x")),
        (CHILD, None),
    ],
    ids=["added twice", "edited when gone", "removed when gone"],
)
def test_a_stale_write_writes_nothing(
    ground: Ground, change_set: Make, stale: tuple[Page | None, Page | None]
) -> None:
    store = ground.make([PAGE])
    store.load()
    with pytest.raises(StaleWriteError):
        store.apply(change_set((None, CONTACT), stale))
    assert store.step == 0
    assert state_in(ground) == State.of([PAGE])
    assert ground.again().headers() == []
    ground.again().apply(change_set((None, CONTACT)))
    assert state_in(ground) == State.of([PAGE, CONTACT])


def test_a_change_set_comes_back_as_it_was(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    whole = change_set(
        (None, CONTACT),
        (PAGE, None),
        id="s1",
        author="ada",
        at=AT,
        base=0,
        branch="b",
        group="g1",
        undoes="g0",
    )
    store.apply(whole)
    assert ground.again().change_sets((1,)) == [whole]
    (header,) = ground.again().headers()
    assert (header.step, header.id, header.author, header.at) == (1, "s1", "ada", AT)
    assert (header.group, header.undoes, header.branch) == ("g1", "g0", "b")
    assert (header.first_kind, header.first_id) == ("contact", "c1")
    assert (header.size, header.removed) == (2, 1)


def test_headers_come_newest_first_in_pages(ground: Ground, change_set: Make) -> None:
    store = ground.make()
    for number in range(5):
        store.apply(change_set((None, Page(f"n{number}")), id=f"s{number}"))
    assert [header.step for header in store.headers()] == [5, 4, 3, 2, 1]
    assert [header.step for header in store.headers(limit=2)] == [5, 4]
    assert [header.step for header in store.headers(limit=2, before=4)] == [3, 2]
    assert [one.id for one in store.change_sets((4, 2))] == ["s3", "s1"]


def test_the_steps_of_a_record_are_its_own(ground: Ground, change_set: Make) -> None:
    store = ground.make()
    store.apply(change_set((None, PAGE), (None, CHILD)))
    store.apply(change_set((None, Contact("p1"))))
    store.apply(change_set((PAGE, None)))
    assert store.steps_of("page", "p1") == [3, 1]
    assert store.steps_of("page", "p2") == [1]
    assert store.steps_of("contact", "p1") == [2]
    assert store.steps_of("page", "none") == []


def test_a_read_only_store_refuses_to_write(ground: Ground, change_set: Make) -> None:
    ground.make([PAGE])
    store = ground.again(read_only=True)
    assert store.read_only
    with pytest.raises(ReadOnlyError):
        store.apply(change_set((PAGE, None)))
    with pytest.raises(ReadOnlyError):
        store.fill([CONTACT])
    assert State.of(store.load()) == State.of([PAGE])


def test_a_branch_is_in_the_log_alone(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    store.load()
    tried = replace(PAGE, title="Prøvet")
    assert store.apply(change_set((PAGE, tried), (None, CONTACT), branch="b")) == 1
    assert store.apply(change_set((PAGE, None))) == 2
    assert store.apply(change_set((tried, replace(tried, title="Igen")), branch="b")) == 3
    assert state_in(ground) == State.of([])
    store = ground.again()
    assert [header.step for header in store.headers()] == [3, 2, 1]
    assert [header.step for header in store.headers(branch="b")] == [3, 1]
    assert [header.step for header in store.headers(branch="b", limit=1)] == [3]
    assert [header.step for header in store.headers(branch="")] == [2]


def test_a_branch_tells_how_its_records_stood_and_stand(ground: Ground, change_set: Make) -> None:
    store = ground.make([PAGE])
    tried = replace(PAGE, title="Prøvet")
    store.apply(change_set((PAGE, tried), (None, CONTACT), branch="b"))
    store.apply(change_set((tried, None), branch="b"))
    store.apply(change_set((PAGE, tried)))

    def told(found: list[Stood]) -> dict[str, Record | None]:
        assert {each.kind for each in found} <= {Page, Contact}
        return {each.id: each.record for each in found}

    store = ground.again()
    assert told(store.afters("b")) == {"p1": None, "c1": CONTACT}
    assert told(store.afters("b", 1)) == {"p1": tried, "c1": CONTACT}
    assert told(store.befores(0, "b")) == {"p1": PAGE, "c1": None}
    assert told(store.befores(1, "b")) == {"p1": tried}
    assert told(store.befores(0)) == {"p1": PAGE}
    assert told(store.befores(3)) == told(store.afters("none")) == {}


class Retitle:
    """Set a page's title."""

    label = "command.edit_page"

    def __init__(self, title: str) -> None:
        self.title = title

    def merge_key(self) -> str | None:
        return None

    def apply(self, draft: object) -> None:
        draft.put(replace(draft.need(Page, "p1"), title=self.title))  # type: ignore[attr-defined]


def test_undo_and_redo_outlive_the_program(ground: Ground) -> None:
    workspace = Workspace(ground.make([PAGE, CHILD]), "ada")
    first = workspace.state
    for title in ("Et", "To", "Tre"):
        workspace.execute(Retitle(title))
    last = workspace.state
    for _ in range(3):
        workspace = Workspace(ground.again(), "ada")
        assert workspace.undo() is not None
    assert workspace.state == first == state_in(ground)
    for _ in range(3):
        workspace = Workspace(ground.again(), "ada")
        assert workspace.redo() is not None
    assert workspace.state == last == state_in(ground)
    assert Workspace(ground.again(), "ada").redo() is None


def test_the_workspace_as_it_was_comes_from_the_log_on_disk(
    ground: Ground, change_set: Make
) -> None:
    store = ground.make([PAGE, CONTACT])
    store.load()
    edited = replace(PAGE, title="Ny")
    store.apply(change_set((PAGE, edited), (None, CHILD)))
    store.apply(change_set((edited, replace(PAGE, title="Nyere")), (CONTACT, None)))
    workspace = Workspace(ground.again(), "ada")
    assert workspace.as_it_was(0) == State.of([PAGE, CONTACT])
    assert workspace.as_it_was(1) == State.of([edited, CHILD, CONTACT])
    assert workspace.as_it_was(2) == workspace.state


def test_many_steps_are_read_whole_and_in_the_order_asked_for(
    ground: Ground, change_set: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(change_log, "AT_ONCE", 2)
    store = ground.make([PAGE])
    store.load()
    titles = [PAGE, *(replace(PAGE, title=f"T{n}") for n in range(5))]
    for before, after in pairwise(titles):
        child = replace(CHILD, id=f"{after.title}")
        store.apply(change_set((before, after), (None, child)))
    found = ground.again().change_sets([4, 1, 5, 2, 4])
    assert [each.changes[0].after for each in found] == [titles[step] for step in (4, 1, 5, 2, 4)]
    assert {len(each.changes) for each in found} == {2}

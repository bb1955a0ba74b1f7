"""Whatever files say of parents, a tree comes of it: no circle, nothing lost, the same each time."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench.model.page import Page, PageKind
from kkworkbench.sources.pages.found import Crumb, FoundPage
from kkworkbench.sources.pages.tree import Node, Standing, Tree
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.site_pages import Desk, change_of, reasons, saved_page

Row = Mapping[str, str]
PEOPLE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
WORDS = ("borger", "erhverv", "om-kommunen", "kontakt", "a", "b")
PATHS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(lambda p: "/" + "/".join(p))
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "path": PATHS,
            "title": st.sampled_from(("", "A", "B", "Borger", "Kontakt")),
            "parent": st.one_of(st.just(""), PATHS, st.sampled_from(("A", "B", "7"))),
            "breadcrumb": st.one_of(
                st.just(""),
                st.lists(PATHS, max_size=3).map(
                    lambda paths: "".join(f'<a href="{path}">{path}</a>' for path in paths)
                ),
                st.sampled_from(("Forside > Borger", "A > B", "B > A")),
            ),
            "type": st.sampled_from(("", "kontaktside", "link", "emneside")),
            "nid": st.sampled_from(("", "7")),
        }
    ),
    min_size=1,
    max_size=8,
)


def check_tree(state: State) -> None:
    """Every page's line of parents ends at the top, and no leaf has children."""
    for page in state.all(Page):
        seen = {page.id}
        above = page.parent
        while above is not None:
            assert above not in seen, "circle"
            seen.add(above)
            parent = state.get(Page, above)
            assert parent is not None, "parent is gone"
            assert parent.kind not in (PageKind.CONTACT, PageKind.LINK), "leaf with children"
            above = parent.parent


@PEOPLE
@given(ROWS)
def test_any_rows_give_a_tree_and_a_second_import_gives_nothing(
    tmp_path: Path, rows: Sequence[Row]
) -> None:
    desk = Desk(tmp_path)
    path = desk.rows(*rows)
    desk.take(path)
    check_tree(desk.state)
    told = {change.kind for change in desk.plan(path).changes}
    assert told <= {PlanKind.UNCHANGED, PlanKind.CONFLICT}


@PEOPLE
@given(ROWS, ROWS, st.data())
def test_a_tree_stays_a_tree_whatever_part_of_a_later_import_is_taken(
    tmp_path: Path, first: Sequence[Row], second: Sequence[Row], data: st.DataObject
) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows(*first))
    planned = desk.plan(desk.rows(*second))
    keys = data.draw(st.sets(st.sampled_from([change.key for change in planned.changes] or ["-"])))
    taken = []
    for change in (c for c in planned.changes if c.kind is PlanKind.CONFLICT):
        fields = [field.field for field in change.fields]
        if data.draw(st.booleans()):
            taken.append(change.taking(data.draw(st.sets(st.sampled_from(fields)))))
            keys.add(change.key)
    desk.workspace.execute(ApplyPlan((*planned.chosen(keys), *taken)))
    check_tree(desk.state)


@PEOPLE
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_moves_no_page(
    tmp_path: Path, rows: Sequence[Row], random: object
) -> None:
    unlike = list({row["path"]: row for row in rows}.values())
    mixed = list(unlike)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # Random, which hypothesis types as object
    places = []
    for each in (unlike, mixed):
        desk = Desk(tmp_path)
        desk.take(desk.rows(*({**row, "nid": ""} for row in each)))
        places.append({page.id: page.parent for page in desk.state.all(Page)})
    assert places[0] == places[1]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.one_of(st.none(), st.integers(0, 5))), max_size=6),
    st.lists(st.tuples(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=3)), max_size=8),
)
def test_moves_make_no_circle_with_each_other_or_with_what_stands(
    here: list[tuple[int, int | None]], wanted: list[tuple[int, list[int]]]
) -> None:
    standing = {page: parent for page, parent in here if parent is None or parent < page}
    nodes = {
        page: Node(
            FoundPage(f"/{page}", "kk.dk", crumbs=tuple(Crumb(f"{s}x", f"/{s}") for s in steps)),
            str(page),
        )
        for page, steps in wanted
    }
    tree = Tree(
        nodes.values(),
        [
            Standing(str(p), None if above is None else str(above), f"kk.dk/{p}", f"{p}", True)
            for p, above in standing.items()
        ],
    )
    parents = tree.parents()
    edges = {(str(p), str(above)) for p, above in standing.items() if above is not None}
    edges |= set(parents.items())
    while edges:  # take away what nothing stands below, until nothing is left or all is circles
        parents_left = {above for _, above in edges}
        lower = {edge for edge in edges if edge[0] not in parents_left}
        assert lower, edges
        edges -= lower


def test_the_word_of_the_file_goes_before_the_breadcrumb_and_that_before_the_path(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    crumb = '<a href="/erhverv">Erhverv</a>'
    desk.take(
        desk.rows(
            {"title": "A", "path": "/borger/a", "breadcrumb": crumb, "parent": "/politik"},
            {"title": "B", "path": "/borger/b", "breadcrumb": crumb, "parent": ""},
            {"title": "C", "path": "/borger/c", "breadcrumb": "", "parent": ""},
            {"title": "D", "path": "/x/d", "breadcrumb": "Forside > Erhverv", "parent": ""},
            {"title": "E", "path": "/x/e", "breadcrumb": "Borger > Politik > E", "parent": ""},
        )
    )
    paths = ("/borger/a", "/borger/b", "/borger/c", "/x/d", "/x/e")
    places = [desk.parent(path) for path in paths]
    assert places == ["/politik", "/erhverv", "/borger", "/erhverv", "/politik"]


@pytest.mark.parametrize(
    "parent", ["0d7a6f1c-37c6-4a2e-9b4b-7b1f0f5e2e11", "12", "/over/x", "Over"]
)
def test_a_parent_is_named_by_uuid_number_address_or_title(tmp_path: Path, parent: str) -> None:
    desk = Desk(tmp_path)
    above = {"uuid": "0d7a6f1c-37c6-4a2e-9b4b-7b1f0f5e2e11", "nid": "12", "title": "Over"}
    desk.take(desk.rows({**above, "path": "/over/x"}, {"path": "/a", "parent": parent}))
    assert desk.parent("/a") == "/over/x"


def test_a_page_that_moves_below_a_new_one_brings_it_along(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows({"title": "A", "path": "/borger/a", "parent": "/borger"}))
    moved = {"title": "A", "path": "/borger/a", "parent": "/borger/ny"}
    planned = desk.plan(desk.rows({"title": "Ny", "path": "/borger/ny"}, moved))
    desk.workspace.execute(ApplyPlan(planned.chosen({"kk.dk/borger/a"})))
    assert desk.parent("/borger/a") == "/borger/ny"
    assert desk.parent("/borger/ny") == "/borger"


def test_a_parent_is_named_by_the_title_that_the_site_gives_it_now(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows({"title": "Gammel", "path": "/borger/a"}))
    renamed = {"title": "Ny", "path": "/borger/a"}
    child = {"title": "Barn", "path": "/x", "parent": "Gammel"}
    planned = desk.take(desk.rows(renamed, child))
    assert desk.page("/x").parent is None
    assert [reason for *_, reason in reasons(planned)] == ["reject.no_parent"]
    desk.take(desk.rows(renamed, child | {"parent": "Ny"}))
    assert desk.parent("/x") == "/borger/a"


def test_a_page_that_only_breadcrumbs_name_is_made_and_one_that_paths_hint_at_is_not(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    named = desk.html(
        "a.html", saved_page("/kultur/musik/kor", crumbs=[("Kultur i byen", "/kultur")])
    )
    planned = desk.take(named, desk.html("b.html", saved_page("/idraet/hal/bane")))
    assert change_of(planned, "/kultur").why == "why.page_from_breadcrumb"
    made = desk.page("/kultur")
    assert (made.title, made.kind, made.parent) == ("Kultur i byen", PageKind.SECTION, None)
    assert desk.parent("/kultur/musik/kor") == "/kultur"
    assert desk.page("/idraet/hal/bane").parent is None
    assert reasons(planned) == [("b.html", 0, "/idraet/hal", "reject.no_page_between")]


def test_a_contact_page_takes_no_children(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows({"title": "A", "path": "/om-kommunen/kontakt/a"}))
    desk.take(desk.rows({"title": "B", "path": "/om-kommunen/kontakt/a/b"}))
    assert desk.parent("/om-kommunen/kontakt/a/b") == "/om-kommunen/kontakt"


def test_a_circle_is_told_and_broken(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    planned = desk.take(
        desk.rows(
            {"title": "A", "path": "/x/a", "parent": "/x/b"},
            {"title": "B", "path": "/x/b", "parent": "/x/a"},
        )
    )
    check_tree(desk.state)
    assert "reject.circle" in [reason for *_, reason in reasons(planned)]


def test_new_pages_stand_behind_those_that_are_there_in_the_order_of_the_file(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows({"title": "Z", "path": "/borger/z"}))
    desk.take(*[desk.rows(*({"title": t, "path": f"/borger/{t}"} for t in ("m", "a")))])
    pages = [page for page in desk.state.all(Page) if page.path.startswith("/borger/")]
    assert [page.title for page in sorted(pages, key=lambda each: each.order)] == ["Z", "m", "a"]


@pytest.mark.parametrize("turned", [False, True])
def test_where_breadcrumbs_differ_the_longest_says_what_stands_above(
    tmp_path: Path, turned: bool
) -> None:
    both = [
        {"path": "/a", "breadcrumb": '<a href="/hall">Hal</a><a href="/top/x/y">Y</a>'},
        {"path": "/b", "breadcrumb": '<a href="/top/x/y">Y</a>'},
    ]
    desk = Desk(tmp_path)
    desk.take(desk.rows(*(reversed(both) if turned else both)))
    by_path = {page.path: page for page in desk.state.all(Page)}
    assert by_path["/top/x/y"].parent == by_path["/hall"].id

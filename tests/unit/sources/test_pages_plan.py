"""Pages meet what stands here: matched, compared by field, never overwritten, never deleted."""

from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SITE, SourceRecord
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.commands.pages import DeletePages, EditPage, MovePages
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.site_pages import (
    TODAY,
    Desk,
    change_of,
    fields_of,
    reasons,
    saved_page,
)

FIRST, SECOND = "7b1f0f5e-37c6-4a2e-9b4b-0d7a6f1c2e11", "0d7a6f1c-37c6-4a2e-9b4b-7b1f0f5e2e11"
PAS = {"title": "Pas", "path": "/borger/pas", "body": "<p>Ét</p>", "uuid": FIRST}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def edit(desk: Desk, path: str, field: str, value: object) -> None:
    desk.workspace.execute(EditPage(desk.page(path).id, field, value))


def test_a_second_import_of_the_same_files_changes_nothing(desk: Desk) -> None:
    files = (
        desk.rows(PAS, {"title": "Pris", "path": "/borger/pas/pris"}),
        desk.html(
            "x.html", saved_page("/borger/a/b", crumbs=[("Borger", "/borger"), ("A", "/borger/a")])
        ),
    )
    desk.take(*files)
    again = desk.plan(*files)
    assert {change.kind for change in again.changes} == {PlanKind.UNCHANGED}


def test_every_workspace_gets_the_same_ids(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path)
    for each in (desk, other):
        each.take(each.rows(PAS))
    assert desk.page("/borger/pas") == other.page("/borger/pas")


def test_undo_takes_an_import_back_as_one_step(desk: Desk) -> None:
    before = desk.state
    desk.take(desk.rows(PAS))
    desk.workspace.undo()
    assert desk.state == before


def test_the_sites_own_change_is_taken_and_an_editors_is_kept(desk: Desk) -> None:
    desk.take(desk.rows(PAS))
    edit(desk, "/borger/pas", "title", "Pas til rejsen")
    assert desk.plan(desk.rows(PAS)).count(PlanKind.CHANGED) == 0
    change = change_of(desk.take(desk.rows(PAS | {"body": "<p>To</p>"})), "/borger/pas")
    assert [(field.field, field.is_conflict) for field in change.fields] == [("body", False)]
    page = desk.page("/borger/pas")
    assert (page.title, page.body) == ("Pas til rejsen", "<p>To</p>")


def test_what_both_changed_is_a_conflict_that_is_settled_once(desk: Desk) -> None:
    desk.take(desk.rows(PAS))
    edit(desk, "/borger/pas", "body", "<p>Mit</p>")
    site = desk.rows(PAS | {"body": "<p>Deres</p>", "title": "Nyt pas"})
    change = change_of(desk.plan(site), "/borger/pas")
    assert change.kind is PlanKind.CONFLICT
    assert {f.field: (f.here, f.wanted, f.was, f.is_conflict) for f in change.fields} == {
        "body": ("<p>Mit</p>", "<p>Deres</p>", "", True),
        "title": ("Pas", "Nyt pas", "Pas", False),
    }
    desk.workspace.execute(ApplyPlan((change.taking({"title"}),)))
    page = desk.page("/borger/pas")
    assert (page.title, page.body) == ("Nyt pas", "<p>Mit</p>")
    assert change_of(desk.plan(site), "/borger/pas").kind is PlanKind.UNCHANGED
    change = change_of(desk.plan(desk.rows(PAS | {"body": "<p>Tre</p>"})), "/borger/pas")
    desk.workspace.execute(ApplyPlan((change.taking({"body"}),)))
    assert desk.page("/borger/pas").body == "<p>Tre</p>"


def test_fields_are_taken_one_by_one_of_a_new_page_too(desk: Desk) -> None:
    change = change_of(desk.plan(desk.rows(PAS)), "/borger/pas")
    desk.workspace.execute(ApplyPlan((change.taking({"title", "path", "parent"}),)))
    page = desk.page("/borger/pas")
    assert (page.title, page.body) == ("Pas", "")
    assert change_of(desk.plan(desk.rows(PAS)), "/borger/pas").kind is PlanKind.UNCHANGED


def test_a_page_that_stood_here_is_filled_and_what_differs_is_a_conflict(desk: Desk) -> None:
    row = {"title": "Kontakt kommunen", "path": "/om-kommunen/kontakt", "body": "<p>Ring</p>"}
    change = change_of(desk.plan(desk.rows(row)), "/om-kommunen/kontakt")
    assert {f.field: f.is_conflict for f in change.fields} == {"title": True, "body": False}


def test_an_empty_cell_never_overwrites(desk: Desk) -> None:
    desk.take(desk.rows(PAS | {"tags": "rejse", "summary": "Kort"}))
    desk.take(
        desk.rows({"title": "", "path": "/borger/pas", "body": "", "tags": "", "summary": ""})
    )
    page = desk.page("/borger/pas")
    assert (page.title, page.body, page.tags, page.summary) == (
        "Pas", "<p>Ét</p>", ("rejse",), "Kort",
    )  # fmt: skip


def test_a_uuid_that_is_known_finds_a_page_that_moved(desk: Desk) -> None:
    desk.take(desk.rows(PAS))
    old = desk.page("/borger/pas").id
    desk.take(
        desk.rows(
            PAS | {"path": "/borger/rejse/pas"},
            {"title": "Ny", "path": "/borger/pas", "uuid": SECOND},
        )
    )
    assert desk.page("/borger/rejse/pas").id == old
    assert desk.page("/borger/pas").title == "Ny"


def test_a_page_that_moved_here_is_found_by_the_sites_address(desk: Desk) -> None:
    row = {"title": "Pas", "path": "/borger/pas"}
    desk.take(desk.rows(row))
    edit(desk, "/borger/pas", "path", "/borger/rejsepas")
    assert [change.kind for change in desk.plan(desk.rows(row)).changes] == [PlanKind.UNCHANGED]


def test_an_address_that_a_page_replaces_leads_to_it_and_does_not_move_it(desk: Desk) -> None:
    desk.take(desk.rows(PAS))
    edit(desk, "/borger/pas", "replaced_paths", ("/institutioner/pas",))
    row = {"title": "Paskontoret", "path": "/institutioner/pas", "summary": "Kort"}
    change = change_of(desk.plan(desk.rows(row)), "/institutioner/pas")
    assert fields_of(change) == {"title": "Paskontoret", "summary": "Kort"}
    assert change.before[1] == desk.page("/borger/pas")
    both = desk.plan(desk.rows(PAS, row))
    assert change_of(both, "/borger/pas").kind is PlanKind.UNCHANGED
    assert change_of(both, "/institutioner/pas").kind is PlanKind.NEW


def test_what_a_list_lacks_is_flagged_and_its_page_is_left_alone(desk: Desk) -> None:
    desk.take(desk.rows(PAS, {"title": "Bolig", "path": "/borger/bolig"}))
    page = desk.page("/borger/pas")
    planned = desk.take(desk.rows({"title": "Bolig", "path": "/borger/bolig"}))
    assert [c.title for c in planned.changes if c.kind is PlanKind.GONE] == ["Pas"]
    assert desk.page("/borger/pas") == page
    assert [r.gone for r in desk.state.all(SourceRecord) if r.key == "kk.dk/borger/pas"] == [True]
    assert desk.plan(desk.rows({"title": "Bolig", "path": "/borger/bolig"})).count(
        PlanKind.GONE
    ) == 0  # fmt: skip
    desk.take(desk.rows(PAS))
    assert not any(r.gone for r in desk.state.all(SourceRecord) if r.key == "kk.dk/borger/pas")


def test_saved_pages_are_no_list_and_flag_nothing(desk: Desk) -> None:
    desk.take(desk.rows(PAS))
    assert desk.plan(desk.html("x.html", saved_page())).count(PlanKind.GONE) == 0


def test_a_page_that_was_deleted_here_does_not_come_back(desk: Desk) -> None:
    rows = desk.rows(PAS, {"title": "Pris", "path": "/borger/pas/pris"})
    desk.take(rows)
    desk.workspace.execute(DeletePages((desk.page("/borger/pas").id,)))
    planned = desk.plan(rows)
    assert planned.count(PlanKind.NEW) == 0
    assert [reason for *_, reason in reasons(planned)] == ["reject.page_deleted"] * 2


def test_a_page_that_was_moved_here_stays_and_a_move_on_both_sides_is_a_conflict(
    desk: Desk,
) -> None:
    row = {"title": "Pas", "path": "/borger/pas", "parent": "/borger"}
    desk.take(desk.rows(row))
    target = desk.page("/erhverv").id
    desk.workspace.execute(MovePages((desk.page("/borger/pas").id,), target, 0))
    assert change_of(desk.plan(desk.rows(row)), "/borger/pas").kind is PlanKind.UNCHANGED
    change = change_of(desk.plan(desk.rows(row | {"parent": "/politik"})), "/borger/pas")
    assert [(f.field, f.here, f.wanted, f.was) for f in change.fields if f.is_conflict] == [
        ("parent", "/erhverv", "/politik", "/borger")
    ]


@pytest.mark.parametrize(
    ("row", "kind", "why"),
    [
        ({"path": "/om-kommunen/kontakt/a", "type": ""}, PageKind.CONTACT,
         "why.page_kind_contact_path"),
        ({"path": "/borger/a", "type": ""}, PageKind.SERVICE, "why.page_kind_leaf"),
        ({"path": "/borger/a", "type": "Kontaktside"}, PageKind.CONTACT, "why.page_kind_type"),
        ({"path": "/borger/a", "type": "localgov_services_landing"}, PageKind.TOPIC,
         "why.page_kind_type"),
        ({"path": "/om-kommunen/kontakt/a", "type": "page"}, PageKind.CONTACT,
         "why.page_kind_contact_path"),
    ],
)  # fmt: skip
def test_the_kind_is_guessed_and_the_reason_told(
    desk: Desk, row: dict[str, str], kind: PageKind, why: str
) -> None:
    change = change_of(desk.plan(desk.rows({"title": "A", **row})), row["path"])
    page = change.records[1]
    assert isinstance(page, Page)
    assert (page.kind, change.why) == (kind, why)


def test_pages_above_others_are_sections_and_topics_and_no_leaves(desk: Desk) -> None:
    paths = ("/kultur", "/kultur/musik", "/kultur/musik/kor", "/om-kommunen/kontakt/hus",
             "/om-kommunen/kontakt/hus/stue")  # fmt: skip
    desk.take(desk.rows(*({"title": path, "path": path} for path in paths)))
    assert [desk.page(path).kind for path in paths] == [
        PageKind.SECTION, PageKind.TOPIC, PageKind.SERVICE, PageKind.TOPIC, PageKind.CONTACT,
    ]  # fmt: skip


def test_a_page_with_self_service_is_a_service_page_also_above_others(desk: Desk) -> None:
    main = '<a href="https://selvbetjening.kk.dk/pas">Pas</a>'
    planned = desk.plan(
        desk.html("a.html", saved_page("/borger/pas", main=main)),
        desk.html("b.html", saved_page("/borger/pas/pris")),
    )
    change = change_of(planned, "/borger/pas")
    assert change.why == "why.page_kind_acting"
    assert fields_of(change)["has_self_service"] == "ja: https://selvbetjening.kk.dk/pas"


def test_a_kind_that_was_chosen_overrules_guess_and_type(desk: Desk) -> None:
    rows = desk.rows(
        {"title": "A", "path": "/hjaelp/a", "type": "nyhed"},
        {"title": "B", "path": "/borger/b", "type": "nyhed"},
        {"title": "C", "path": "/borger/c", "type": "kontaktside"},
    )
    chosen = desk.plan(rows, kinds="/hjaelp:contact, nyhed:link,/borger/c:service")
    pages = [change.records[1] for change in chosen.changes]
    assert [page.kind for page in pages if isinstance(page, Page)] == [
        PageKind.CONTACT, PageKind.LINK, PageKind.SERVICE,
    ]  # fmt: skip
    guessed = desk.plan(rows)
    assert ("sider.csv", 2, "nyhed", "reject.page_type") in reasons(guessed)
    by_path = desk.plan(rows, contact_path="/hjaelp")
    assert change_of(by_path, "/hjaelp/a").why == "why.page_kind_contact_path"


@pytest.mark.parametrize(
    "options",
    [{"kinds": "nyhed"}, {"kinds": "nyhed:avis"}, {"boxes": "måske"}, {"site": "x.example"}],
)
def test_an_option_that_says_nothing_is_refused(desk: Desk, options: dict[str, str]) -> None:
    with pytest.raises(UnreadableInputError) as refused:
        desk.plan(desk.rows(PAS), **options)
    assert refused.value.key == "input.pages_option"


def test_each_site_keeps_its_own_pages(tmp_path: Path) -> None:
    site = next(iter(Desk(tmp_path).state.all(Site)))
    other = replace(site, id=type(site.id)("subsite"), host="jobcenter.kk.dk",
                    main_contact_page=PageId(""))  # fmt: skip
    desk = Desk(tmp_path, other)
    desk.take(
        desk.rows(
            {"title": "A", "path": "https://www.kk.dk/borger/a"},
            {"title": "B", "path": "https://jobcenter.kk.dk/borger/a"},
        )
    )
    pages = {page.title: page for page in desk.state.all(Page)}
    assert pages["A"].site == site.id
    assert pages["B"].site == "subsite"
    assert pages["B"].parent is None


def test_the_rules_run_on_the_sites_own_pages(desk: Desk) -> None:
    main = (
        "<p>Ring 33 17 88 00, skriv til pas@kk.dk, eller kom: Prøvevej 12, 2300 København S.</p>"
        "<p>Åbningstid: Mandag - fredag kl. 10-15</p>"
        '<a href="https://selvbetjening.kk.dk/pas">Forny pas</a>'
    )
    desk.take(desk.html("pas.html", saved_page("/borger/pas", "Forny pas", main)))
    page = desk.page("/borger/pas")
    engine = Engine(desk.state, RULES, today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    told = {(found.code, found.field) for found in engine.findings_of(page.id)}
    assert {("K101", "boxes"), ("K601", "body"), ("K602", "body"), ("K603", "body")} <= told


def test_a_record_of_the_site_is_no_unit_to_follow(desk: Desk) -> None:
    from kkworkbench.model.contact import Contact
    from kkworkbench.model.ids import ContactId
    from kkworkbench.workspace.unit_matching import unit_candidates

    desk.take(desk.rows(PAS))
    assert {record.source for record in desk.state.all(SourceRecord)} == {SITE}
    assert unit_candidates(desk.state, Contact(ContactId("c"), name="Pas")) == ()

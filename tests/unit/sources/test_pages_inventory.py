"""Inventories and sitemaps: columns by any usual name, each odd cell told, all files joined."""

import gzip
import json
from pathlib import Path

import pytest

from kkworkbench.model.ids import MappingProfileId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.terms import Term
from kkworkbench.sources.all_sources import guessed_source
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages.site_pages import SOURCE, knows, plan
from kkworkbench.sources.source import Reading, Request
from kkworkbench.workspace.plan import PlanKind
from tests.unit.sources.site_pages import (
    BOX,
    TODAY,
    Desk,
    change_of,
    fields_of,
    inventory,
    reasons,
    saved_page,
)

ROW = {
    "Nid": "17",
    "UUID": "7b1f0f5e-37c6-4a2e-9b4b-0d7a6f1c2e11",
    "Titel": "Hittegods &amp; cykler",
    "URL": "https://www.kk.dk/borger/hittegods",
    "Brødkrumme": "Forside > Borger > Hittegods & cykler",
    "Body": "<p>Ring 33 17 88 00<script>x</script></p>",
    "Indholdstype": "Indholdsside",
    "Status": "Ja",
    "Emneord": "ting, cykler",
    "Forvaltning": "KFF",
    "KLE": "22.03.12 Hittegods",
    "Manchet": "Find det, du har glemt.",
}


def test_a_view_of_drupal_lands_in_the_right_fields(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    planned = desk.take(desk.rows(ROW))
    page = desk.page("/borger/hittegods")
    names = {term.id: term.code for term in desk.state.all(Term)}
    assert page.title == "Hittegods & cykler"
    assert page.body == "<p>Ring 33 17 88 00</p>"
    assert page.summary == "Find det, du har glemt."
    assert page.tags == ("ting", "cykler", "KLE 22.03.12")
    assert names[page.administration or ""] == "KFF"
    assert page.state is PageState.PUBLISHED
    assert page.site is not None
    assert desk.parent("/borger/hittegods") == "/borger"
    assert reasons(planned) == []


@pytest.mark.parametrize(
    "row",
    [
        {"nid": "5", "title": '<a href="/borger/pas">Pas</a>'},
        {"title": "Pas", "path": "/borger/pas"},
        {"Overskrift": "Pas", "URL-alias": "borger/pas"},
        {"Sidetitel": "Pas", "Sti": '<a href="https://www.kk.dk/borger/pas">vis</a>'},
    ],
)
def test_columns_are_known_by_any_usual_name(tmp_path: Path, row: dict[str, str]) -> None:
    desk = Desk(tmp_path)
    desk.take(desk.rows(row))
    assert desk.page("/borger/pas").title == "Pas"


def test_a_column_that_was_chosen_goes_before_the_guess(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    path = desk.rows({"title": "Gammel", "Nyt navn": "Ny", "path": "/borger/x"})
    request = Request((path,), desk.state, TODAY, columns={"title": "Nyt navn"})
    assert fields_of(change_of(plan(request), "/borger/x"))["title"] == "Ny"
    with pytest.raises(UnreadableInputError) as refused:
        plan(Request((path,), desk.state, TODAY, columns={"title": "Findes ikke"}))
    assert refused.value.key == "input.no_column"


def test_a_saved_mapping_says_columns_and_options(tmp_path: Path) -> None:
    profile = MappingProfile(
        MappingProfileId("m"),
        "Vores udtræk",
        "pages",
        columns=(("title", "Nyt navn"), ("summary", "")),
        options=(("kinds", "/borger:overview"),),
    )
    desk = Desk(tmp_path, profile)
    path = desk.rows({"title": "Gammel", "Nyt navn": "Ny", "path": "/borger/x", "resume": "Kort"})
    request = Request((path,), desk.state, TODAY, profile="Vores udtræk")
    change = change_of(plan(request), "/borger/x")
    assert fields_of(change) == {
        "title": "Ny", "path": "/borger/x", "parent": "/borger", "kind": "overview",
    }  # fmt: skip
    with pytest.raises(UnreadableInputError) as refused:
        plan(Request((path,), desk.state, TODAY, profile="En anden"))
    assert refused.value.key == "input.no_profile"


def test_encoding_and_separator_can_be_overruled(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_bytes("title|path\nBørn|/borger/boern\n".encode("cp1252"))
    reading = Reading(encoding="cp1252", separator="|")
    planned = plan(Request((path,), Desk(tmp_path).state, TODAY, reading))
    assert fields_of(change_of(planned, "/borger/boern"))["title"] == "Børn"


@pytest.mark.parametrize("wrap", ["list", "rows", "data"])
def test_json_gives_what_csv_gives(tmp_path: Path, wrap: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps([ROW] if wrap == "list" else {wrap: [ROW]}), "utf-8")
    desk = Desk(tmp_path)
    from_json, from_csv = desk.plan(path), desk.plan(desk.rows(ROW))
    assert [c.records for c in from_json.changes] == [c.records for c in from_csv.changes]


def test_saved_json_api_is_an_inventory(tmp_path: Path) -> None:
    above = "7b1f0f5e-37c6-4a2e-9b4b-0d7a6f1c2e11"
    path = tmp_path / "node.json"
    content = [
        {
            "type": "node--kontaktside",
            "id": "0d7a6f1c-37c6-4a2e-9b4b-7b1f0f5e2e11",
            "attributes": {
                "drupal_internal__nid": 8,
                "title": "Pas",
                "status": False,
                "path": {"alias": "/andet/pas", "pid": 3, "langcode": "da"},
                "body": {"value": "<p>rå</p>", "processed": "<p>Klar</p>"},
            },
            "relationships": {"parent": {"data": {"type": "node--page", "id": above}}},
        },
        {"type": "node--page", "id": above,
         "attributes": {"title": "Rejser", "path": {"alias": None}, "drupal_internal__nid": 9}},
    ]  # fmt: skip
    path.write_text(json.dumps({"jsonapi": {}, "data": content}), "utf-8")
    desk = Desk(tmp_path)
    desk.take(path)
    page = desk.page("/andet/pas")
    assert (page.title, page.body, page.state) == ("Pas", "<p>Klar</p>", PageState.DRAFT)
    assert desk.parent("/andet/pas") == "/node/9"


def test_each_odd_cell_is_told_with_its_place(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    planned = desk.plan(
        desk.rows(
            {"title": "Uden", "path": "", "status": "1", "parent": ""},
            {"title": "Pas", "path": "/borger/pas", "status": "måske"},
            {"title": "Pas igen", "path": "/borger/Pas/", "status": "1"},
            {"title": "Gammel", "path": "/borger/gammel", "status": "Arkiveret"},
            {"title": "Fremmed", "path": "https://evil.example/x", "status": "1"},
            {"title": "Forside", "path": "https://www.kk.dk/", "status": "1"},
            {"title": "Barn", "path": "/borger/barn", "status": "1", "parent": "Findes ikke"},
            {"title": "Ejer", "path": "/borger/ejer", "status": "1", "forvaltning": "Ukendt"},
            {"title": "Ejer 2", "path": "/borger/ejer2", "status": "1", "forvaltning": "Ukendt"},
        )
    )
    assert sorted((row, reason) for _, row, _, reason in reasons(planned)) == [
        (2, "reject.no_address"),
        (3, "reject.state"),
        (4, "reject.page_twice"),
        (5, "reject.archived"),
        (6, "reject.other_site"),
        (7, "reject.front_page"),
        (8, "reject.no_parent"),
        (9, "reject.administration"),
    ]


@pytest.mark.parametrize(
    ("rows", "key"),
    [
        ([{"navn": "Børnehave", "telefon": "33 11 22 44"}], "input.no_addresses"),
        ([{"telefon": "33 11 22 44", "by": "København"}], "input.not_pages"),
    ],
)
def test_a_table_of_something_else_is_refused(
    tmp_path: Path, rows: list[dict[str, str]], key: str
) -> None:
    desk = Desk(tmp_path)
    with pytest.raises(UnreadableInputError) as refused:
        desk.plan(desk.rows(*rows))
    assert refused.value.key == key


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "tom"
    folder.mkdir()
    (folder / "billede.png").write_bytes(b"x")
    with pytest.raises(UnreadableInputError) as refused:
        Desk(tmp_path).plan(folder)
    assert refused.value.key == "input.no_pages"


SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://www.kk.dk/borger/pas-og-koerekort</loc><lastmod>2026-01-01</lastmod></url>"
    "<url><loc>https://www.kk.dk/</loc></url></urlset>"
)


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_sitemap_fills_the_tree_with_titles_made_of_addresses(
    tmp_path: Path, is_packed: bool
) -> None:
    path = tmp_path / ("sitemap.xml.gz" if is_packed else "sitemap.xml")
    data = SITEMAP.encode()
    path.write_bytes(gzip.compress(data) if is_packed else data)
    desk = Desk(tmp_path)
    planned = desk.take(path)
    assert desk.page("/borger/pas-og-koerekort").title == "Pas og koerekort"
    assert desk.parent("/borger/pas-og-koerekort") == "/borger"
    assert [reason for *_, reason in reasons(planned)] == ["reject.front_page"]


def test_a_title_made_of_an_address_gives_way_to_the_sites_own(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text(SITEMAP, "utf-8")
    desk = Desk(tmp_path)
    desk.take(path)
    row = {"title": "Pas og kørekort", "path": "/borger/pas-og-koerekort"}
    change = change_of(desk.take(desk.rows(row)), "/borger/pas-og-koerekort")
    assert change.kind is PlanKind.CHANGED
    assert desk.page("/borger/pas-og-koerekort").title == "Pas og kørekort"
    assert desk.plan(path).count(PlanKind.UNCHANGED) == 1


def test_an_index_names_the_sitemaps_that_are_to_be_given_too(tmp_path: Path) -> None:
    index = tmp_path / "index.xml"
    index.write_text(
        "<sitemapindex><sitemap><loc>https://www.kk.dk/sitemap-1.xml</loc></sitemap>"
        "</sitemapindex>",
        "utf-8",
    )
    (tmp_path / "1.xml").write_text(SITEMAP, "utf-8")
    planned = Desk(tmp_path).plan(index, tmp_path / "1.xml")
    assert reasons(planned)[0] == (
        "index.xml", 1, "https://www.kk.dk/sitemap-1.xml", "reject.other_sitemap",
    )  # fmt: skip
    assert planned.count(PlanKind.NEW) == 1


def test_what_several_files_say_of_one_page_is_joined(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    row = {"title": "Hittegods i København", "path": "/borger/hittegods", "status": "0"}
    main = '<p>Tekst</p><a href="https://selvbetjening.kk.dk/a">Meld</a>'
    saved = desk.html("a/side.html", saved_page(main=main, box=BOX))
    sitemap = tmp_path / "s.xml"
    sitemap.write_text(SITEMAP.replace("pas-og-koerekort", "hittegods"), "utf-8")
    planned = desk.take(saved, sitemap, desk.rows(row))
    page = desk.page("/borger/hittegods")
    assert (page.title, page.state) == ("Hittegods i København", PageState.DRAFT)
    assert page.body.startswith("<p>Tekst</p>")
    assert page.has_self_service
    assert planned.dropped == {"email": 1}
    assert planned.file == "side.html …"
    assert sum(1 for each in desk.state.all(Page) if each.path == "/borger/hittegods") == 1


def test_a_file_tells_by_its_columns_whether_it_is_of_pages(tmp_path: Path) -> None:
    assert knows(inventory(tmp_path / "a.csv", ROW))
    assert guessed_source((tmp_path / "a.csv",)) == "pages"
    assert not knows(inventory(tmp_path / "b.csv", {"navn": "A", "adresse": "Prøvevej 1"}))
    (tmp_path / "c.json").write_text(json.dumps({"rows": [ROW]}), "utf-8")
    assert knows(tmp_path / "c.json")
    (tmp_path / "d.json").write_text('{"features": []}', "utf-8")
    assert not knows(tmp_path / "d.json")
    (tmp_path / "e.html").write_text(saved_page(), "utf-8")
    assert knows(tmp_path / "e.html")
    assert not knows(tmp_path / "none.png")
    assert SOURCE.takes_many

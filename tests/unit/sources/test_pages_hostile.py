"""Hostile pages, zips and sitemaps are refused or cleaned; nothing is written, nothing runs on."""

import gzip
import io
import json
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.messages import Messages
from kkworkbench.model.page import Page
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages import files
from kkworkbench.sources.pages.html_pages import LONGEST_BODY, Place, UnreadablePageError, read_page
from kkworkbench.sources.pages.tidy_html import MOST_DEEP, SMALL, TooDeepError, tidied
from kkworkbench.text.html import html_to_text
from tests.unit.sources.site_pages import Desk, reasons, saved_page

FILLER = "<p>" + "Lang tekst. " * 6000 + "</p>"


def zipped(path: Path, **parts: str | bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def read(text: str) -> str:
    return read_page(text.encode(), Place("a.html", "kk.dk", "/a"), ()).body


def body_or_reason(text: str) -> str:
    """Return a page's body, or the key of why it is not taken in."""
    try:
        return read(text)
    except UnreadablePageError as refused:
        return str(refused)


def test_a_zip_of_pages_is_read_by_the_place_of_its_files(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "s.zip",
        **{
            "www.kk.dk/borger/pas.html": saved_page("", title="Pas"),
            "www.kk.dk/borger/pas/index.html": saved_page("", title="Pas igen"),
            "www.kk.dk/logo.png": b"x",
        },
    )
    desk = Desk(tmp_path)
    planned = desk.take(path)
    assert desk.page("/borger/pas").title == "Pas"
    assert [reason for *_, reason in reasons(planned)] == ["reject.page_twice"]


@pytest.mark.parametrize(
    "name", ["../../etc/a.html", "/etc/a.html", "C:/a.html", "a/../../b.html", "..\\b.html",
             "a\x01.html"],
)  # fmt: skip
def test_a_path_out_of_a_zip_is_told_and_nothing_is_unpacked(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "deep" / "er"
    folder.mkdir(parents=True)
    path = zipped(folder / "s.zip", **{name: saved_page(""), "ok.html": saved_page("/borger/ok")})
    before = sorted(tmp_path.rglob("*"))
    planned = Desk(tmp_path).plan(path)
    assert [reason for *_, reason in reasons(planned)] == ["reject.place_outside"]
    assert [change.key for change in planned.changes] == ["kk.dk/borger/ok"]
    assert sorted(tmp_path.rglob("*")) == before


def test_two_files_of_one_name_in_a_zip_are_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "s.zip", **{"AB.html": saved_page("/a"), "aB.html": saved_page("/b")})
    assert [reason for *_, reason in reasons(Desk(tmp_path).plan(path))] == ["reject.file_twice"]


def test_a_table_in_a_zip_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "s.zip", **{"a.csv": "title,path", "a.html": saved_page("/a")})
    assert [reason for *_, reason in reasons(Desk(tmp_path).plan(path))] == ["reject.table_in_zip"]


def bomb(lie: bool) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("a.html", b" " * 40_000_000)
    data = out.getvalue()
    return data.replace(struct.pack("<L", 40_000_000), struct.pack("<L", 100)) if lie else data


@pytest.mark.parametrize("lie", [False, True])
def test_a_zip_bomb_is_refused_before_memory_fills(tmp_path: Path, lie: bool) -> None:
    path = tmp_path / "s.zip"
    path.write_bytes(bomb(lie))
    tracemalloc.start()
    try:
        with pytest.raises(UnreadableInputError) as refused:
            Desk(tmp_path).plan(path)
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()
    assert refused.value.key == "input.bomb"


@pytest.mark.parametrize("data", [b"PK\x03\x04 cut", b"", b"plain text"])
def test_a_broken_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "s.zip"
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError) as refused:
        Desk(tmp_path).plan(path)
    assert refused.value.key == "input.broken_zip"


def test_a_cut_zip_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    path = zipped(tmp_path / "s.zip", **{"a.html": saved_page("/a"), "b.html": saved_page("/b")})
    data = path.read_bytes()
    for end in range(0, len(data) - 1, 97):
        path.write_bytes(data[:end])
        with pytest.raises(UnreadableInputError):
            Desk(tmp_path).plan(path)


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "x.html").write_text(saved_page("/hemmelig"), "utf-8")
    desk = Desk(tmp_path)
    desk.html("a.html", saved_page("/borger/a"))
    folder = tmp_path / "saved"
    (folder / "link.html").symlink_to(secret / "x.html")
    (folder / "dir").symlink_to(secret)
    (folder / "loop").symlink_to(folder)
    assert [change.key for change in desk.plan(folder).changes] == ["kk.dk/borger/a"]


DEEP = {
    "div": "<div>" * 400_000,
    "table": "<table><tr><td>" * 130_000,
    "bold with names": "".join(f"<b a{n}=x>" for n in range(100_000)),
    "spans across": "<p><b>" * 100_000,
    "lists": "<ul><li>" * 200_000,
}


@pytest.mark.parametrize("html", DEEP.values(), ids=DEEP.keys())
def test_what_is_nested_too_deep_is_refused_at_once(html: str) -> None:
    with pytest.raises(TooDeepError):
        read(html)


def test_a_page_that_is_too_deep_is_told_and_the_others_are_taken(tmp_path: Path) -> None:
    path = zipped(
        tmp_path / "s.zip", **{"a.html": "<div>" * 100_000, "b.html": saved_page("/borger/b")}
    )
    planned = Desk(tmp_path).plan(path)
    assert reasons(planned) == [("a.html", 0, "", "reject.too_deep")]
    assert [change.key for change in planned.changes] == ["kk.dk/borger/b"]


def test_a_cell_with_hostile_html_is_told_and_the_row_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    rows = [
        {"title": "A", "path": "/borger/a", "body": "<div>" * 20_000},
        {"title": "B", "path": "/borger/b", "body": "<x>" + "y" * 500_000},
    ]
    path.write_text(json.dumps(rows), "utf-8")
    desk = Desk(tmp_path)
    told = [reason for *_, reason in reasons(desk.take(path))]
    assert told == ["reject.too_deep", "reject.body_too_long"]
    assert desk.page("/borger/a").body == desk.page("/borger/b").body == ""


MANY = {
    "attributes": "<div " + " ".join(f"a{n}" for n in range(250_000)) + ">x</div>",
    "open quotes": '<a "' * 300_000,
    "open comments": "<!--" * 300_000,
    "scripts": "<script>" * 200_000,
    "open text areas": "<textarea><div a=" * 100_000,
    "bare signs": "<" * 1_000_000,
    "equal signs": "<a ===" * 200_000,
}


@pytest.mark.parametrize("html", MANY.values(), ids=MANY.keys())
def test_what_keeps_other_parsers_busy_is_read_at_once(html: str) -> None:
    said = body_or_reason(f"{FILLER}{html}")
    assert "<div" not in said
    assert len(said) <= LONGEST_BODY


def test_ten_megabytes_of_script_in_one_line_leave_the_text(tmp_path: Path) -> None:
    script = "<script>" + 'document.write("<div>");' * 420_000 + "</script>"
    body = read(saved_page(main=f"{script}<p>Teksten</p>"))
    assert body == "<p>Teksten</p>"


@pytest.mark.parametrize(
    "html", ["<p>" + "x" * 3_000_000, "<script>" + "x" * 21_000_000], ids=["text", "script"]
)
def test_a_page_that_is_too_long_is_told(tmp_path: Path, html: str) -> None:
    desk = Desk(tmp_path)
    planned = desk.plan(desk.html("a.html", f"{html}</script>{saved_page()}"))
    assert [reason for *_, reason in reasons(planned)] == ["reject.page_too_large"]


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 5_000)
    text = saved_page(main="<p>x</p>" * 1_000)
    desk = Desk(tmp_path)
    told = reasons(desk.plan(zipped(tmp_path / "s.zip", **{"a.html": text}), desk.html("b", text)))
    assert [(file, reason) for file, _, _, reason in told] == [
        ("a.html", "reject.page_too_large"),
        ("b", "reject.page_too_large"),
    ]


def test_a_body_that_is_too_long_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    planned = desk.plan(desk.html("a.html", saved_page(main="<p>" + "x" * 500_000)))
    assert [reason for *_, reason in reasons(planned)] == ["reject.body_too_long"]
    assert planned.changes == ()


ATTACKS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href='javascript:alert(1)'>a</a>",
    "<svg onload=alert(1)>", "<iframe src=//x></iframe>", "<style>*{}</style>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;<img src=x onerror=alert(1)>'>",
    "<a href=' javascript:alert(1)'>a</a>", "<p onclick=alert(1)>p</p>", "<form action=x><input>",
    "<object data=x></object>", "<base href=//x>", "<noscript><p title='</noscript><script>x'>",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("filler", ["", FILLER], ids=["small", "large"])
def test_nothing_that_acts_comes_in(attack: str, filler: str) -> None:
    body = read(saved_page(main=f"{filler}{attack}<p>Ærlig tekst</p>")).casefold()
    for sign in ("<script", "onerror", "onload", "onclick", "javascript", "<iframe", "<style",
                 "<form", "<img", "<svg", "<object", "<base"):  # fmt: skip
        assert sign not in body


@given(st.text(alphabet="<>/!-ab p\"'=div&;\x00\n", max_size=300))
def test_any_signs_whatever_are_read_or_refused(text: str) -> None:
    said = body_or_reason(text)
    assert Messages("da").has(said) or "<script" not in said


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<ul>", "<li>", "</ul>", "ord ",
             "<table>", "<tr>", "<td>", "</table>", "<a href='/x'>", "</a>", "<!-- x -->", "æ & b"]
        ),
        max_size=60,
    )
)  # fmt: skip
def test_writing_a_page_anew_loses_no_text(pieces: list[str]) -> None:
    html = "".join(pieces)
    large = f"{html}<p>{'z' * SMALL}</p>"
    kept = html_to_text(f"<body>{tidied(large)}</body>")
    for word in ("ord", "æ & b"):
        assert kept.count(word) == html.count(word)


@pytest.mark.parametrize(
    ("html", "tidy"),
    [
        ("<div><b>x</div>y", "<div><b>x</b></div>y"),
        ("</b>x</div>", "x"),
        ("<p>x<p>y", "<p>x<p>y"),
        ("<DIV CLASS='a\"b' onclick=x data-y style=z>", '<div class="a&quot;b"></div>'),
        ("<br/><img src=x>z", "<br><img>z"),
        ("a < b <!-- <b> --> c", "a &lt; b  c"),
        ("<style>p{}</style>x<SCRIPT>y</SCRIPT >z", "xz"),
        ("<a href=/x href=/y>", '<a href="/x"></a>'),
        ("x<b", "x<b></b>"),
    ],
)
def test_a_large_page_is_written_anew_with_tags_in_order(html: str, tidy: str) -> None:
    filler = "z" * SMALL
    assert tidied(f"{filler}{html}") == f"{filler}{tidy}"


def test_the_depth_that_real_pages_have_is_read() -> None:
    depth = MOST_DEEP - 20
    body = read(f"<main>{'<div>' * depth}<p>Dybt</p>{'</div>' * depth}</main>{FILLER}")
    assert body == "<p>Dybt</p>"


XML = "<urlset><url><loc>https://www.kk.dk/a</loc></url></urlset>"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (
            b'<!DOCTYPE a [<!ENTITY b "b">]>' + XML.replace("/a<", "/&b;<").encode(),
            "input.entities",
        ),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + XML.encode(), "input.entities"),
        (gzip.compress(b" " * 120_000_000, mtime=0), "input.bomb"),
        (gzip.compress(XML.encode(), mtime=0)[:40], "input.broken_sitemap"),
        (gzip.compress(XML.encode(), mtime=0)[:-4], "input.broken_sitemap"),
        (XML.encode()[:40], "input.broken_sitemap"),
        (b"<html><body>404</body></html>", "input.broken_sitemap"),
        (b"", "input.broken_sitemap"),
    ],
)
def test_a_hostile_or_broken_sitemap_is_refused(tmp_path: Path, data: bytes, key: str) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_bytes(data)
    with pytest.raises(UnreadableInputError) as refused:
        Desk(tmp_path).plan(path)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[" * 100_000, "input.broken_json"),
        ('[{"a": 1, "a": 2}]', "input.same_column"),
        ('{"rows": 3}', "input.not_a_table"),
        ("[]", "input.no_rows"),
        ("[1, 2]", "input.not_a_table"),
    ],
)
def test_hostile_json_is_refused(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "s.json"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableInputError) as refused:
        Desk(tmp_path).plan(path)
    assert refused.value.key == key


def test_half_a_character_does_not_reach_a_page(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text('[{"title": "A\\ud800", "path": "/borger/a"}]', "utf-8")
    desk = Desk(tmp_path)
    desk.take(path)
    assert desk.page("/borger/a").title == "A\N{REPLACEMENT CHARACTER}"
    assert all(page.title.encode("utf-8") for page in desk.state.all(Page))

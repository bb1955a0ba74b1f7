"""A saved page says where it stands, what it says, and what contact it shows."""

import pytest

from kkworkbench.sources.pages.found import Crumb, FoundBox, FoundPage, split_address
from kkworkbench.sources.pages.html_pages import Place, read_page
from tests.unit.sources.site_pages import BOX, saved_page

HOSTS = ("selvbetjening.kk.dk", "borger.dk", "virk.dk")


def read(text: str, encoding: str = "utf-8", place: str = "/gemt/side") -> FoundPage:
    return read_page(text.encode(encoding), Place("side.html", "kk.dk", place), HOSTS)


def body_of(main: str, box: str = "") -> str:
    return read(saved_page(main=main, box=box)).body


def test_a_page_tells_where_it_stands_by_its_own_word() -> None:
    page = read(saved_page("/borger/pas"))
    assert (page.host, page.path, page.title) == ("kk.dk", "/borger/pas", "Hittegods")


@pytest.mark.parametrize(
    ("head", "path"),
    [
        ("", "/gemt/side"),
        ('<meta property="og:url" content="https://www.kk.dk/borger/pas?a=1#b">', "/borger/pas"),
        ("<!-- saved from url=(0029)https://www.kk.dk/borger/pas -->", "/borger/pas"),
        ('<link rel="canonical" href="javascript:alert(1)">', "/gemt/side"),
        ('<link rel="canonical" href="/borger/../../etc">', "/gemt/side"),
    ],
)
def test_without_a_canonical_link_other_signs_serve(head: str, path: str) -> None:
    assert read(saved_page("", head=head)).path == path


def test_the_title_is_the_heading_else_the_title_without_the_sites_name() -> None:
    assert read(saved_page(title="Pas &amp; kørekort")).title == "Pas & kørekort"
    assert read(saved_page(title="Pas").replace("<h1>Pas</h1>", "")).title == "Pas"
    text = saved_page(title="Job – og ledighed").replace("<h1>Job – og ledighed</h1>", "")
    assert read(text).title == "Job – og ledighed"


def test_the_breadcrumb_is_read_without_the_front_page() -> None:
    page = read(saved_page(crumbs=[("Borger", "/borger"), ("Ting", "https://www.kk.dk/borger/t")]))
    assert page.crumbs == (Crumb("Borger", "/borger"), Crumb("Ting", "/borger/t"))


@pytest.mark.parametrize(
    "trail",
    [
        '<nav aria-label="Brødkrumme"><a href="/borger">Borger</a></nav>',
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"><li>'
        '<a href="/borger"><span itemprop="name">Borger</span></a></li></ol>',
    ],
)
def test_a_breadcrumb_is_known_by_what_it_is_called(trail: str) -> None:
    assert read(saved_page().replace("<main>", f"{trail}<main>")).crumbs == (
        Crumb("Borger", "/borger"),
    )


def test_the_body_holds_what_a_body_may_hold_and_no_box_heading_menu_or_script() -> None:
    body = body_of(
        '<script>alert("x")</script><p onclick="x()" style="color:red">Kom <b>forbi</b>.'
        '<a href="javascript:x()">Se</a></p><div>Første</div><div>Anden</div><iframe src="x">'
        "</iframe><form><input name=a></form>",
        BOX,
    )
    assert body == "<p>Kom <b>forbi</b>.<a>Se</a></p>\nFørste\nAnden"


def test_contact_data_in_the_text_stay_in_the_text() -> None:
    page = read(saved_page(main="<p>Ring 33 17 88 00 eller skriv til pas@kk.dk</p>", box=BOX))
    assert "33 17 88 00" in page.body
    assert "pas@kk.dk" in page.body
    assert page.numbers == ("33178800",)


def test_a_box_is_read_and_its_addresses_of_mail_are_counted_alone() -> None:
    page = read(saved_page(box=BOX))
    assert page.boxes == (
        FoundBox(
            "Kontakt Hittegodskontoret",
            ("33 11 22 44",),
            "Prøvevej 12",
            "2300",
            "København S",
            "Mandag - fredag 10.00 - 15.00",
            "https://kontakt.kk.dk/hittegods",
            emails=1,
        ),
    )


@pytest.mark.parametrize(
    "box",
    [
        '<div class="paragraph--type--localgov-contact"><p>33 11 22 44</p></div>',
        '<section class="os2web-contact"><p>Tlf. 33 11 22 44</p></section>',
        '<div class="vcard"><span class="org">Kontoret</span> <a href="tel:33112244">Ring</a></div>',
        "<address>Prøvevej 12, 2300 København S</address>",
        '<div id="kontaktboks"><a href="tel:33112244">Ring til os</a></div>',
        '<section><h3>Kontakt os</h3><a href="tel:33112244">33 11 22 44</a></section>',
        '<div class="field--name-field-kontakt-info"><p>33 11 22 44</p></div>',
    ],
)
def test_a_box_is_known_by_how_sites_mark_it_up(box: str) -> None:
    page = read(saved_page(box=box))
    assert len(page.boxes) == 1
    assert "33 11 22 44" not in page.body
    inside = read(saved_page(main=f"<p>Før</p>{box}<p>Efter</p>"))
    assert len(inside.boxes) == 1
    assert inside.body.replace("\n", "") == "<p>Før</p><p>Efter</p>"


@pytest.mark.parametrize(
    "text",
    [
        '<div class="contact-box"><p>Vi glæder os til at se dig.</p></div>',
        '<div class="contactless"><p>Ring 33 11 22 44</p></div>',
        "<section><h2>Kontaktlinser</h2><p>Ring 33 11 22 44</p></section>",
        f'<div class="contact">{"<p>Lang tekst om noget andet.</p>" * 150}33 11 22 44</div>',
    ],
)
def test_what_shows_no_contact_or_is_the_page_itself_is_no_box(text: str) -> None:
    assert read(saved_page(main=text)).boxes == ()


def test_the_footer_is_no_box_of_a_page() -> None:
    assert read(saved_page()).boxes == ()


def test_a_box_in_a_box_is_one() -> None:
    page = read(saved_page(box=f'<div class="contact-info">{BOX}</div>'))
    assert [box.phones for box in page.boxes] == [("33 11 22 44",)]


def test_link_boxes_are_read_and_taken_out_of_the_text() -> None:
    page = read(
        saved_page(
            main='<p>Tekst</p><div class="link-box"><h2>Se også</h2><ul><li><a href="/borger/pas">'
            'Pas</a></li><li><a href="https://virk.dk/a">Virk</a></li></ul></div>'
        )
    )
    assert page.link_boxes == (("Pas", "/borger/pas"), ("Virk", "https://virk.dk/a"))
    assert page.body == "<p>Tekst</p>"


@pytest.mark.parametrize(
    ("main", "signs"),
    [
        ('<a href="https://selvbetjening.kk.dk/pas">Pas</a>',
         {"has_self_service": "https://selvbetjening.kk.dk/pas"}),
        ('<a href="https://www.borger.dk/flyt">Anmeld flytning</a>',
         {"has_self_service": "https://www.borger.dk/flyt"}),
        ('<a href="https://www.borger.dk/om">Læs om flytning</a>', {}),
        ('<a class="btn-selvbetjening" href="https://x.example/a">Videre</a>',
         {"has_self_service": "https://x.example/a"}),
        ('<a href="/filer/blanket.pdf">Hent blanket</a>', {"has_form": "/filer/blanket.pdf"}),
        ('<form action="/ansoeg"><input name="navn"><input name="cpr"></form>',
         {"has_form": "/ansoeg", "handles_sensitive_data": "cpr"}),
        ('<form action="/search"><input name="q"></form>', {}),
        ("<p>Vi skal bruge dit CPR-nummer.</p>", {"handles_sensitive_data": "CPR-nummer"}),
        ("<p>Ring, hvis du er i tvivl.</p>", {}),
    ],
)  # fmt: skip
def test_the_markup_says_whether_the_page_asks_the_citizen_to_act(
    main: str, signs: dict[str, str]
) -> None:
    assert dict(read(saved_page(main=main)).signs) == signs


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("iso-8859-1", "cp1252"),
     ("nonsens", "cp1252"), ("utf-7", "cp1252"), ("utf-8", "utf-16")],
)  # fmt: skip
def test_a_page_is_read_whatever_it_says_of_its_encoding(charset: str, encoding: str) -> None:
    text = saved_page(title="Børn – på øer", main="<p>Æbler</p>")
    page = read(text.replace('charset="utf-8"', f'charset="{charset}"'), encoding)
    assert (page.title, page.body) == ("Børn – på øer", "<p>Æbler</p>")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://www.kk.dk/borger/pas/", ("www.kk.dk", "/borger/pas")),
        ("/borger//pas?side=2#top", ("", "/borger/pas")),
        ("borger/pas", ("", "/borger/pas")),
        ("www.kk.dk/borger", ("kk.dk", "/borger")),
        ("internal:/node/7", ("", "/node/7")),
        ("/b%C3%B8rn", ("", "/børn")),
        ("https://www.kk.dk/", ("www.kk.dk", "/")),
        ("https://www.kk.dk", ("www.kk.dk", "/")),
        ("/borger/index.html", ("", "/borger")),
        ("/a/../b", None),
        ("/a/%2e%2e/b", None),
        ("mailto:a@kk.dk", None),
        ("javascript:alert(1)", None),
        ("#top", None),
        ("", None),
        ("https://a@kk.dk/x", None),
        ("http://[::1", None),
        ("/a\x00b", None),
        ("/a%00b", None),
        ("/" + "a" * 2000, None),
    ],
)
def test_an_address_is_read_or_leads_to_no_page(text: str, address: tuple[str, str] | None) -> None:
    assert split_address(text) == address

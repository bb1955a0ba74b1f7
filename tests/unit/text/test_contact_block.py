"""Contact blocks of mails and web pages are read into fields; what is not understood is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.model.address import Address
from kkworkbench.text.contact_block import LONGEST, ContactBlock, read_block
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.hours_writing import hours_summary
from kkworkbench.text.phone import read_phone

N = "\n"


def said(block: ContactBlock) -> dict[str, object]:
    """Return what a block says, in few words."""
    a = block.address
    where = [a.street, a.floor, a.po_box, f"{a.postal_code} {a.town}".strip()] if a else []
    found = {
        "name": block.name,
        "at": "|".join(part for part in where if part),
        "phones": [f"{p.number} {p.label}".strip() for p in block.phones],
        "calls": hours_summary(block.phone_hours) if block.phone_hours else "",
        "visits": hours_summary(block.visiting_hours) if block.visiting_hours else "",
        "links": [link.url for link in block.links],
        "emails": list(block.emails),
        "rest": list(block.rest),
    }
    return {key: value for key, value in found.items() if value}


BLOCKS: list[tuple[str, dict[str, object]]] = [
    ("Borgercenter Handicap\nBorups Allé 43, 2.\n2200 København N\nTlf. 33 17 88 00",
     {"name": "Borgercenter Handicap", "at": "Borups Allé 43|2.|2200 København N",
      "phones": ["33 17 88 00"]}),
    ("Døgnvagten\nTelefon: 33 17 33 33 (hele døgnet)",
     {"name": "Døgnvagten", "phones": ["33 17 33 33"], "calls": "Døgnåbent"}),
    ("Åbningstider\nDøgnåbent", {"visits": "Døgnåbent"}),
    ("Jobcenter København, Musvågevej 15, 2400 København NV\nRing til os på 82 56 56 56",
     {"name": "Jobcenter København", "at": "Musvågevej 15|2400 København NV",
      "phones": ["82 56 56 56"]}),
    ("Mandag: 09.00 - 15.00\nTirsdag: 09.00 - 15.00\nOnsdag: Lukket",
     {"visits": "Man og tir 9.00-15.00, ons lukket"}),
    ("Med venlig hilsen\n\nAnne Jensen\nMobil 21 22 23 24\nDirekte: 33 66 12 34",
     {"name": "Anne Jensen", "phones": ["21 22 23 24", "33 66 12 34 Direkte"]}),
    ("Vagttelefon: 33 17 11 11\nOmstilling: 33 66 33 66",
     {"phones": ["33 17 11 11 Vagttelefon", "33 66 33 66 Omstilling"]}),
    ("Telefonen er åben mandag-fredag kl. 8-16", {"calls": "Man-fre 8.00-16.00"}),
    ("Telefontid: man-tor 9-15, fre 9-14", {"calls": "Man-tor 9.00-15.00, fre 9.00-14.00"}),
    ("Telefontider\nMandag-torsdag 9-15\nFredag 9-14",
     {"calls": "Man-tor 9.00-15.00, fre 9.00-14.00"}),
    ("Telefontid\nMan 9-12\nÅbningstid\nMan 10-14",
     {"calls": "Man 9.00-12.00", "visits": "Man 10.00-14.00"}),
    ("Åbningstider: Man-fre 10-14", {"visits": "Man-fre 10.00-14.00"}),
    ("Pas og kørekort\npas@kk.dk\nTlf.: +45 33 66 33 66",
     {"name": "Pas og kørekort", "emails": ["pas@kk.dk"], "phones": ["33 66 33 66"]}),
    ("E-mail: pas@kk.dk", {"emails": ["pas@kk.dk"]}),
    ("Skriv til pas (at) kk.dk", {"emails": ["pas (at) kk.dk"]}),
    ("Skriv sikkert: https://kontakt.kk.dk/skriv-sikkert",
     {"links": ["https://kontakt.kk.dk/skriv-sikkert"]}),
    ("https://kontakt.kk.dk/skriv-sikkert.", {"links": ["https://kontakt.kk.dk/skriv-sikkert"]}),
    ("Postadresse: Postboks 448\n1505 København V", {"at": "Postboks 448|1505 København V"}),
    ("Nyropsgade 1, 5. sal\n1602 København V", {"at": "Nyropsgade 1|5. sal|1602 København V"}),
    ("Adresse: Njalsgade 13, 2300 København S", {"at": "Njalsgade 13|2300 København S"}),
    ("Adresse\nNjalsgade 13\nDK-2300 København S", {"at": "Njalsgade 13|2300 København S"}),
    ("Tlf 33663366", {"phones": ["33 66 33 66"]}),
    ("33 66 33 66", {"phones": ["33 66 33 66"]}),
    ("Kontakt os\nTelefon\n33 66 33 66", {"phones": ["33 66 33 66"]}),
    ("Pladsanvisningen:\n33 66 33 66", {"name": "Pladsanvisningen", "phones": ["33 66 33 66"]}),
    ("33 66 33 66 (Kontaktcenter)", {"phones": ["33 66 33 66 Kontaktcenter"]}),
    ("TMF Kundecenter\r\nNjalsgade 13\r\n2300 København S\r\n",
     {"name": "TMF Kundecenter", "at": "Njalsgade 13|2300 København S"}),
    ("Biblioteket\nMan-fre 8-21\nLør-søn lukket",
     {"name": "Biblioteket", "visits": "Man-fre 8.00-21.00, lør og søn lukket"}),
    ("Team Web\nVi glæder os til at hjælpe dig.",
     {"name": "Team Web", "rest": ["Vi glæder os til at hjælpe dig."]}),
    ("Pas\na@kk.dk eller bbb@kk.dk, dag og nat",
     {"name": "Pas", "emails": ["a@kk.dk", "bbb@kk.dk"], "rest": ["eller , dag og nat"]}),
    ("Pas\nTlf. 33 66 33 66\nTelefon: 33663366", {"name": "Pas", "phones": ["33 66 33 66"]}),
    ("Borgerservice\nVagttelefon:\n33 66 33 66",
     {"name": "Borgerservice", "phones": ["33 66 33 66 Vagttelefon"]}),
    ("Borgerservice\nÅbningstider\nMan 9-12\nMan lukket",
     {"name": "Borgerservice", "rest": ["Man 9-12", "Man lukket"]}),
    ("Åbent man-tor 10-16", {"visits": "Man-tor 10.00-16.00"}),
    ("", {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), BLOCKS, ids=range(len(BLOCKS)))
def test_a_block_is_read_into_its_fields(text: str, wanted: dict[str, object]) -> None:
    assert said(read_block(text)) == wanted


def test_a_web_page_gives_its_links_and_a_line_for_each_block() -> None:
    html = (
        "<h2>Borgerservice</h2><p>Nyropsgade 1<br>1602 København V</p>"
        "<table><tr><td>Mandag</td><td>9-15</td></tr></table>"
        '<p><a href="https://kontakt.kk.dk/skriv">Skriv sikkert til os</a></p>'
        '<p><a href="https://kk.dk/andet">Parkering</a> <a href="mailto:b@kk.dk">b@kk.dk</a></p>'
        "<script>alert(33663366)</script>"
    )
    block = read_block("", html)
    assert block.name == "Borgerservice"
    assert block.address == Address("Nyropsgade 1", "", "1602", "København V")
    assert [(link.text, link.url) for link in block.links] == [
        ("Skriv sikkert til os", "https://kontakt.kk.dk/skriv")
    ]
    assert block.emails == ("b@kk.dk",)
    assert block.phones == ()


def test_what_stands_after_the_end_of_a_block_is_not_read() -> None:
    link = '<p><a href="https://kk.dk/skriv">Skriv til os</a></p>'
    assert read_block("", f"<p>Pas</p>{link}").links
    assert read_block("", f"<p>Pas</p>{'<br>' * LONGEST}{link}").links == ()


PIECES = st.sampled_from(
    ["Borgerservice", "33 66 33 66", "Tlf. 12", "Borups Allé 43", "2200 København N", "a@kk.dk",
     "https://kk.dk/a", "Man-fre 9-15", "Telefontid:", "lukket", ":", ",", "\t", N, N, "\u200b",
     "<b>", "&amp;", "Postboks 1", "javascript:alert(1)", "é", "0"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text(max_size=80))
def test_whatever_is_pasted_is_read_into_what_can_be_kept(text: str) -> None:
    block = read_block(text)
    assert all(read_phone(phone.number).is_valid for phone in block.phones)
    assert all(link.url.startswith(("http://", "https://")) for link in block.links)
    assert len({phone.number for phone in block.phones}) == len(block.phones)
    for hours in (block.phone_hours, block.visiting_hours):
        assert hours is None or not hours.is_empty
    assert all("@" not in phone.label for phone in block.phones)
    assert read_block(text) == block


@given(
    st.sampled_from(["Borgerservice", "Døgnvagten"]),
    st.sampled_from(["33 66 33 66", "82 56 56 56", "33 17 88 00"]),
    st.sampled_from(["Man-tor 9.00-15.00", "Man-fre 8.00-16.00, lør lukket"]),
)
def test_what_was_written_out_is_read_back(name: str, number: str, hours: str) -> None:
    text = f"{name}\nNyropsgade 1\n1602 København V\nTelefon: {number}\nÅbningstider: {hours}"
    block = read_block(text)
    assert (block.name, [p.number for p in block.phones]) == (name, [number])
    assert block.visiting_hours == read_hours(hours).hours
    assert block.rest == ()


@pytest.mark.parametrize(
    "text",
    ["a" * 500_000, "33 66 33 66\n" * 50_000, "Man 9-15, " * 50_000, "@" * 50_000, "<" * 100_000,
     "Vej 1, " * 40_000, "\u200b" * 100_000, "Pas \x00\x07\x1b[31m\u202e33 66 33 66\n" * 500_000],
)  # fmt: skip
def test_what_is_far_too_long_is_cut_and_few_things_are_kept(text: str) -> None:
    block = read_block(text)
    assert len(block.phones) <= 20
    assert sum(len(line) for line in block.rest) <= LONGEST

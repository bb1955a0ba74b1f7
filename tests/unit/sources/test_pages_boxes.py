"""Boxes and contacts are offered with their reasons, and taken only where that was asked for."""

from pathlib import Path

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.ids import BoxId, ContactId, PartId
from kkworkbench.model.record import Record
from kkworkbench.state.indexes import BOXES_BY_PAGE
from kkworkbench.workspace.commands.boxes import PutBox
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import Plan, PlanKind, PlannedChange
from tests.unit.sources.site_pages import BOX, Desk, change_of, fields_of, saved_page

NUMBER = "33 11 22 44"


def contact(id_: str = "hittegods", name: str = "Hittegodskontoret", number: str = NUMBER,
            street: str = "") -> Contact:  # fmt: skip
    phones = (Phone(PartId(f"{id_}-p"), number),) if number else ()
    address = Address(street, "", "2300", "København S") if street else None
    return Contact(ContactId(id_), name=name, phones=phones, address=address)


def offers(planned: Plan, group: str = "boxes") -> list[PlannedChange]:
    return [change for change in planned.changes if change.group == group]


def offered(tmp_path: Path, *more: Record, main: str = "<p>Ting</p>", box: str = "",
            title: str = "Hittegods") -> list[tuple[str, str, bool]]:  # fmt: skip
    desk = Desk(tmp_path, *more)
    planned = desk.plan(desk.html("a.html", saved_page(title=title, main=main, box=box)))
    return [(each.contact_id, each.why, each.is_likely) for each in offers(planned)]


def test_the_number_in_the_pages_own_box_is_the_surest_sign(tmp_path: Path) -> None:
    found = offered(tmp_path, contact(), contact("b", "Hittegods", "33 99 88 77"), box=BOX)
    assert found == [("hittegods", "why.box_number", True)]


def test_a_number_in_the_text_is_a_sign_and_the_main_number_is_none(tmp_path: Path) -> None:
    assert offered(tmp_path, contact(), main=f"<p>Ring {NUMBER}</p>") == [
        ("hittegods", "why.box_number_in_text", True)
    ]
    main = contact("kc", "Kontaktcentret", "33 66 33 66")
    assert offered(tmp_path, main, main="<p>Ring 33 66 33 66</p>") == []


def test_of_several_with_one_number_the_name_decides_and_it_is_not_likely(tmp_path: Path) -> None:
    two = contact(), contact("b", "Cykelkontoret")
    assert offered(tmp_path, *two, box=BOX) == [("hittegods", "why.box_number", False)]
    assert offered(tmp_path, contact("a", "X"), contact("b", "Y"), box=BOX) == []
    assert offered(tmp_path, contact("a"), contact("b"), box=BOX) == []


def test_the_address_in_the_box_is_a_sign(tmp_path: Path) -> None:
    here = contact(number="", street="Prøvevej 12")
    assert offered(tmp_path, here, box=BOX) == [("hittegods", "why.box_street", False)]


@pytest.mark.parametrize(
    ("title", "found"),
    [("Hittegodskontoret", [("hittegods", "why.box_name", False)]), ("Noget helt andet", [])],
)
def test_a_title_like_a_contacts_name_is_the_last_sign(
    tmp_path: Path, title: str, found: list[tuple[str, str, bool]]
) -> None:
    assert offered(tmp_path, contact(), title=title) == found


def with_box(desk: Desk, path: str, contact_id: str) -> None:
    page = desk.page(path)
    desk.workspace.execute(PutBox(BoxId(f"box-{path}"), page.id, ContactId(contact_id)))


def test_the_contact_of_the_nearest_page_above_is_offered(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact())
    rows = desk.rows(
        {"title": "Ting", "path": "/borger/ting"},
        {"title": "Glemt", "path": "/borger/ting/glemt"},
        {"title": "I toget", "path": "/borger/ting/glemt/tog"},
    )
    desk.take(rows)
    with_box(desk, "/borger/ting", "hittegods")
    assert [(each.key, each.why) for each in offers(desk.plan(rows))] == [
        ("box:kk.dk/borger/ting/glemt/tog", "why.box_above")
    ]


def test_the_one_contact_page_in_the_folder_goes_before_what_is_above(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact(), contact("b", "Cykelkontoret", "33 99 88 77"))
    rows = desk.rows(
        {"title": "Ting", "path": "/borger/ting", "type": ""},
        {"title": "Kontor", "path": "/borger/ting/kontor", "type": "kontaktside"},
        {"title": "I toget", "path": "/borger/ting/tog", "type": ""},
    )
    desk.take(rows)
    with_box(desk, "/borger/ting", "hittegods")
    with_box(desk, "/borger/ting/kontor", "b")
    assert [(each.contact_id, each.why) for each in offers(desk.plan(rows))] == [
        ("b", "why.box_folder")
    ]


def test_pages_with_one_kle_number_share_a_contact(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact())
    rows = desk.rows(
        {"title": "Ting", "path": "/borger/ting", "KLE": "22.03"},
        {"title": "Tog", "path": "/erhverv/tog", "KLE": "22.03"},
        {"title": "Bus", "path": "/erhverv/bus", "KLE": "22.04"},
    )
    desk.take(rows)
    with_box(desk, "/borger/ting", "hittegods")
    assert [(each.key, each.why) for each in offers(desk.plan(rows))] == [
        ("box:kk.dk/erhverv/tog", "why.box_kle")
    ]


def test_a_page_that_has_a_box_is_offered_none(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact())
    saved = desk.html("a.html", saved_page(box=BOX))
    desk.take(saved)
    with_box(desk, "/borger/hittegods", "hittegods")
    assert offers(desk.plan(saved)) == []


def test_offers_are_taken_only_where_they_were_asked_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact())
    saved = desk.html("a.html", saved_page(box=BOX))
    assert offers(desk.plan(saved, boxes="no")) == []
    desk.take(saved)
    page = desk.page("/borger/hittegods")
    assert desk.state.bucket(BOXES_BY_PAGE, page.id) == ()
    assert [each.kind for each in offers(desk.plan(saved))] == [PlanKind.OFFERED]
    desk.take(saved, boxes="yes")
    (box,) = desk.state.bucket(BOXES_BY_PAGE, page.id)
    shown = desk.state.get(ContactBox, box)
    assert shown is not None
    assert shown.contact == "hittegods"
    assert {each.kind for each in desk.plan(saved, boxes="yes").changes} == {PlanKind.UNCHANGED}


def test_a_chosen_box_on_a_new_page_brings_the_page_and_all_above(tmp_path: Path) -> None:
    desk = Desk(tmp_path, contact())
    saved = desk.html(
        "a.html", saved_page("/kultur/a/b", box=BOX, crumbs=[("K", "/kultur"), ("A", "/kultur/a")])
    )
    planned = desk.plan(saved)
    desk.workspace.execute(ApplyPlan(planned.chosen({"box:kk.dk/kultur/a/b"})))
    assert desk.parent("/kultur/a/b") == "/kultur/a"
    assert desk.parent("/kultur/a") == "/kultur"


def test_a_contact_that_is_not_here_is_offered_with_its_data(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    first = desk.html("a.html", saved_page("/borger/a", box=BOX))
    second = desk.html("b.html", saved_page("/borger/b", box=BOX))
    planned = desk.plan(first, second)
    (offer,) = offers(planned, "contacts")
    assert (offer.kind, offer.why) == (PlanKind.OFFERED, "why.contact_in_box")
    assert fields_of(offer) == {
        "name": "Kontakt Hittegodskontoret",
        "phone": NUMBER,
        "street": "Prøvevej 12, 2300 København S",
        "written": "https://kontakt.kk.dk/hittegods",
    }
    found = offer.records[0]
    assert isinstance(found, Contact)
    assert found.written[0].kind is WrittenKind.SECURE_FORM
    assert "@" not in repr(found)
    assert [(each.why, offer.key in each.needs) for each in offers(planned)] == [
        ("why.box_new_contact", True)
    ] * 2


def test_a_contact_is_taken_whole_or_by_fields(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    saved = desk.html("a.html", saved_page(box=BOX))
    (offer,) = offers(desk.plan(saved), "contacts")
    only = offer.taking({"phone"}).records[0]
    assert isinstance(only, Contact)
    assert (only.name, only.address, only.written) == ("", None, ())
    assert only.phones[0].number == NUMBER
    boxes_alone = desk.plan(saved, boxes="yes")
    assert [each.kind for each in offers(boxes_alone)] == [PlanKind.OFFERED]
    desk.take(saved, boxes="yes", contacts="yes")
    assert [each.name for each in desk.state.all(Contact)] == ["Kontakt Hittegodskontoret"]
    assert desk.state.count(ContactBox) == 1
    again = desk.plan(saved, boxes="yes", contacts="yes")
    assert {each.kind for each in again.changes} == {PlanKind.UNCHANGED}


def test_a_contact_that_is_here_by_number_or_address_is_not_offered(tmp_path: Path) -> None:
    for known in (contact(), contact(number="", street="Prøvevej 12")):
        desk = Desk(tmp_path, known)
        planned = desk.plan(desk.html("a.html", saved_page(box=BOX)))
        assert offers(planned, "contacts") == []


def test_hours_land_only_where_it_is_plain_whose_they_are(tmp_path: Path) -> None:
    phone_alone = BOX.replace("Prøvevej 12<br>2300 København S", "")
    desk = Desk(tmp_path)
    (offer,) = offers(desk.plan(desk.html("a.html", saved_page(box=phone_alone))), "contacts")
    found = offer.records[0]
    assert isinstance(found, Contact)
    assert found.phones[0].hours is not None
    (offer,) = offers(desk.plan(desk.html("a.html", saved_page(box=BOX))), "contacts")
    both = offer.records[0]
    assert isinstance(both, Contact)
    assert both.phones[0].hours is None
    assert both.visiting_hours is None


def test_a_heading_that_says_nothing_gives_way_to_the_pages_title(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    box = BOX.replace("Kontakt Hittegodskontoret", "Kontakt")
    planned = desk.plan(desk.html("a.html", saved_page(box=box)))
    assert fields_of(offers(planned, "contacts")[0])["name"] == "Hittegods"
    assert change_of(planned, "/borger/hittegods").kind is PlanKind.NEW

"""Every place that holds or shows a number is found, and one step corrects them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.model.channels import ALL_CHANNELS, Channel, Link, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.model.site import Site
from kkworkbench.state.state import State
from kkworkbench.text.number_in_text import with_number, with_number_in_html
from kkworkbench.workspace.commands.numbers import ReplaceNumber
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.where_used import uses_of_contact, uses_of_link, uses_of_number
from kkworkbench.workspace.workspace import Workspace

OLD, NEW = "33 17 88 00", "33 17 88 99"
FORM = "https://kontakt.kk.dk/skriv"
BODY = (
    '<p>Ring <a href="tel:+4533178800">33 17 88 00</a> eller 33178800. Sag 3317-8800-1.</p>'
    f'<p><a href="{FORM}/">Skriv</a></p>'
)
RECORDS: tuple[Record, ...] = (
    Contact("c", name="A", phones=(Phone("p", "33178800", note="også +45 33178800"),),
            written=(WrittenChannel("w", url=FORM),), note="Se 33 17 88 00"),
    Contact("x", name="B", phones=(Phone("p", "33 66 33 67"),)),
    Page("pc", title="A", kind=PageKind.CONTACT),
    Page("s", title="Hjælp", body=BODY, link_boxes=(Link("l", "Ring", "tel:33178800"),)),
    Page("q", title="Andet", summary="CVR 33178801", body="<p>33 17 88 01</p>"),
    ContactBox("b", "pc", "c", "a0"),
    ContactBox("bs", "s", "c", "a0", heading="Ring 33 17 88 00"),
    ContactBox("bh", "q", "c", "a0", channels=tuple(c for c in ALL_CHANNELS if c != Channel.PHONE)),
    ContactBox("bx", "q", "x", "a1"),
    DrillEntry("d", "pc", help_text="Ring på 33 17 88 00"),
    ListEntry("e", "pc"),
    Site("site", footer_phones=(Phone("f", "33 17 88 00"),),
         footer_links=(Link("g", "Skriv", "http://www.kontakt.kk.dk/skriv"),)),
    Setting("phone.business", "33 17 88 00"),
)  # fmt: skip
WRITTEN = {
    ("contact", "c", "phones.p.number"),
    ("contact", "c", "phones.p.note"),
    ("contact", "c", "note"),
    ("box", "bs", "heading"),
    ("page", "s", "body"),
    ("page", "s", "link_boxes.l.url"),
    ("drill_entry", "d", "help_text"),
    ("site", "site", "footer_phones.f.number"),
    ("setting", "phone.business", "value"),
}
SHOWN = {
    ("box", "b", "contact"),
    ("box", "bs", "contact"),
    ("drill_entry", "d", "target"),
    ("list_entry", "e", "page"),
}


@pytest.mark.parametrize("number", [OLD, "33178800", "+45 33178800"])
def test_a_number_is_found_where_it_stands_and_where_it_is_shown(number: str) -> None:
    uses = list(uses_of_number(State.of(RECORDS), number))
    assert {use.place for use in uses if use.is_written} == WRITTEN
    assert {use.place for use in uses if not use.is_written} == SHOWN
    assert len(uses) == len(WRITTEN | SHOWN)


def test_a_contact_is_found_in_boxes_and_entries() -> None:
    places = {use.place for use in uses_of_contact(State.of(RECORDS), "c")}
    assert places == {*SHOWN, ("box", "bh", "contact")}
    assert {use.place for use in uses_of_contact(State.of(RECORDS), "x")} == {
        ("box", "bx", "contact")
    }


def test_a_link_is_found_however_it_is_written() -> None:
    assert {use.place for use in uses_of_link(State.of(RECORDS), FORM)} == {
        ("contact", "c", "written.w.url"),
        ("page", "s", "body"),
        ("site", "site", "footer_links.g.url"),
    }


def workspace_of(*records: Record) -> Workspace:
    return Workspace(MemoryStore(records), "me")


def test_one_step_corrects_a_number_everywhere_and_one_undo_takes_it_back() -> None:
    workspace = workspace_of(*RECORDS)
    first = workspace.state
    workspace.execute(ReplaceNumber("33178800", "33178899"))
    state = workspace.state
    assert list(uses_of_number(state, OLD)) == []
    assert {u.place for u in uses_of_number(state, NEW) if u.is_written} == WRITTEN
    contact, page, site = state.get(Contact, "c"), state.get(Page, "s"), state.get(Site, "site")
    assert contact is not None
    assert page is not None
    assert site is not None
    assert (contact.phones[0].number, contact.phones[0].note) == (NEW, f"også +45 {NEW}")
    assert page.body == BODY.replace("+4533178800", "+4533178899").replace(OLD, NEW).replace(
        "33178800.", f"{NEW}."
    )
    assert page.link_boxes[0].url == "tel:33178899"
    assert site.footer_phones[0].number == NEW
    workspace.undo()
    assert workspace.state == first
    assert workspace.undo() is None


def test_only_the_chosen_places_are_corrected() -> None:
    workspace = workspace_of(*RECORDS)
    workspace.execute(ReplaceNumber(OLD, NEW, (("page", "s", "body"),)))
    written = {u.place for u in uses_of_number(workspace.state, OLD) if u.is_written}
    assert written == WRITTEN - {("page", "s", "body")}


@pytest.mark.parametrize(("old", "new"), [(OLD, "33 17 88"), (OLD, ""), ("33 99 99 99", NEW)])
def test_a_number_that_is_none_or_stands_nowhere_is_refused(old: str, new: str) -> None:
    workspace = workspace_of(*RECORDS)
    with pytest.raises(Refused):
        workspace.execute(ReplaceNumber(old, new))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tlf.: 33 17 88 00", f"Tlf.: {NEW}"),
        (" +45 33178800", f"+45 {NEW}"),
        ("33 17 88 00 (tast 2)", f"{NEW} (tast 2)"),
        ("33 17 88 00 / 33 66 33 66", f"{NEW} / 33 66 33 66"),
        ("Ring 33-17-88-00!", f"Ring {NEW}!"),
        ("CVR 133178800", "CVR 133178800"),
        ("beløb 33.178.800 kr", "beløb 33.178.800 kr"),
        ("æøå 33 17 88 00 æøå", f"æøå {NEW} æøå"),
    ],
)
def test_prose_keeps_all_but_the_number(text: str, wanted: str) -> None:
    assert with_number(text, "33178800", NEW) == wanted


def test_markup_is_left_as_it_is() -> None:
    html = (
        '<p id="33178800" data-x="33 17 88 00">Nr. 33&nbsp;17 88 00</p><a href=tel:33178800>x</a>'
    )
    assert with_number_in_html(html, "33178800", NEW) == (
        f'<p id="33178800" data-x="33 17 88 00">Nr. {NEW}</p><a href=tel:33178899>x</a>'
    )


DEMO = demo.records()
NUMBERS = sorted({p.number for r in DEMO if isinstance(r, Contact) for p in r.phones})


@given(st.sampled_from(NUMBERS), st.sampled_from(["33178899", "33 66 33 66", "12", ""]))
def test_undo_of_a_correction_is_exact(old: str, new: str) -> None:
    workspace = workspace_of(*DEMO)
    first = workspace.state
    try:
        workspace.execute(ReplaceNumber(old, new))
    except Refused:
        assert workspace.state == first
        return
    assert workspace.state == State.of(workspace.store.load())
    workspace.undo()
    assert workspace.state == first

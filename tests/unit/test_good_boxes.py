"""Good boxes as examples: complete, without findings, and of different administrations."""

from dataclasses import replace

import pytest

from kkworkbench.model.address import Address
from kkworkbench.model.channels import ALL_CHANNELS, Channel, Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from kkworkbench.workspace.good_boxes import flawed_subjects, good_boxes

OPEN = Hours((Span(1, 540, 900),))
WHOLE = Contact(
    "c",
    name="Borgercenter",
    address=Address("Borups Allé 43", postal_code="2200", town="København N"),
    phones=(Phone("t", "33 17 88 00", hours=OPEN),),
    written=(WrittenChannel("w", url="https://kontakt.kk.dk/skriv"),),
    visiting_hours=OPEN,
)


def example(name: str, **fields: object) -> tuple[Record, ...]:
    contact = replace(WHOLE, id=f"c-{name}", name=name, **fields)
    page = Page(f"p-{name}", title=name)
    return contact, page, ContactBox(f"b-{name}", page.id, contact.id)


def names(*records: Record, flawed: tuple[str, ...] = (), most: int = 5) -> list[str]:
    return [each.contact.name for each in good_boxes(State.of(records), flawed, most)]


def test_a_complete_box_without_findings_is_an_example() -> None:
    (found,) = good_boxes(State.of(example("a")), ())
    assert (found.box.id, found.page.title, found.contact.id) == ("b-a", "a", "c-a")


@pytest.mark.parametrize(
    "lack",
    [
        {"address": None},
        {"phones": ()},
        {"phones": (Phone("t", "33 17 88 00"),)},
        {"phones": (*WHOLE.phones, Phone("u", "33 17 88 01"))},
        {"written": ()},
        {"visiting_hours": None},
    ],
    ids=["address", "phone", "phone hours", "hours of the second phone", "written", "hours"],
)
def test_a_box_that_lacks_something_is_none(lack: dict[str, object]) -> None:
    assert names(*example("a", **lack)) == []


@pytest.mark.parametrize("channel", [each for each in ALL_CHANNELS if each is not Channel.BOOKING])
def test_a_box_that_hides_a_channel_is_none(channel: Channel) -> None:
    contact, page, box = example("a")
    assert isinstance(box, ContactBox)
    shown = tuple(each for each in ALL_CHANNELS if each is not channel)
    assert names(contact, page, replace(box, channels=shown)) == []


@pytest.mark.parametrize("flawed", ["c-a", "b-a"])
def test_a_finding_on_the_contact_or_its_box_rules_it_out(flawed: str) -> None:
    assert names(*example("a"), *example("b"), flawed=(flawed,)) == ["b"]


def test_each_administration_has_its_turn_before_one_comes_again() -> None:
    records = [
        *example("a", administration="x"),
        *example("b", administration="x"),
        *example("c", administration="x"),
        *example("d", administration="y"),
        *example("e", administration="z"),
    ]
    assert names(*records) == ["a", "d", "e", "b"]
    assert names(*records, most=3) == ["a", "d", "e"]


def test_there_are_five_at_most_and_two_of_an_administration() -> None:
    records = [r for n in "abcdefghi" for r in example(n, administration=n)]
    assert names(*records) == ["a", "b", "c", "d", "e"]
    same = [r for n in "abcd" for r in example(n, administration="x")]
    assert names(*same) == ["a", "b"]


def test_one_that_takes_appointments_comes_first() -> None:
    books = example("b", booking_url="https://www.kk.dk/bestil")
    assert names(*example("a"), *books) == ["b", "a"]
    contact, page, box = books
    assert isinstance(box, ContactBox)
    hidden = replace(box, channels=tuple(c for c in ALL_CHANNELS if c is not Channel.BOOKING))
    assert names(*example("a"), contact, page, hidden) == ["a", "b"]


def test_a_contact_and_a_page_come_once() -> None:
    contact, page, box = example("a")
    other = Page("p-z", title="z")
    again = ContactBox("b-z", "p-z", contact.id)
    second = replace(WHOLE, id="c-b", name="b")
    beside = ContactBox("b-b", page.id, second.id)
    found = good_boxes(State.of([contact, page, box, other, again, second, beside]), ())
    assert [each.box.id for each in found] == ["b-a"]


def test_the_order_of_the_records_makes_no_difference() -> None:
    records = [r for name in "dacb" for r in example(name, administration=name)]
    assert names(*records) == names(*reversed(records)) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("severity", "waiver", "is_flawed"),
    [
        (Severity.ERROR, None, True),
        (Severity.WARNING, None, True),
        (Severity.ADVICE, None, False),
        (Severity.ADVICE, Waiver("w", "K110", "c"), True),
    ],
)
def test_advice_rules_no_box_out_but_an_exception_does(
    severity: Severity, waiver: Waiver | None, is_flawed: bool
) -> None:
    finding = Finding("K110", "contact", "c")
    assert flawed_subjects([Result(finding, severity, waiver)]) == ({"c"} if is_flawed else set())

"""The traps that real Drupal sites set, each by its number: the table, and what its checks share."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kkworkbench.demo import records
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.hours import Hours, Span
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.state import State
from tests.unit.exports.written_batch import Written

CONTACT = "0d6f6c0e-0000-4000-8000-000000000001"
BY_APPOINTMENT = "0d6f6c0e-0000-4000-8000-000000000002"
ALWAYS = "0d6f6c0e-0000-4000-8000-000000000003"
LUNCH = Hours((Span(1, 540, 720), Span(1, 780, 900), Span(7, 600, 900)), comment="x" * 300)
NODE, PARAGRAPH, REFERENCE = "SharedNode.php", "BatchParagraph.php", "BatchReference.php"

TRAPS: dict[int, Callable[[Written], None]] = {}


def trap(number: int) -> Callable[[Callable[[Written], None]], Callable[[Written], None]]:
    def keep(check_: Callable[[Written], None]) -> Callable[[Written], None]:
        assert number not in TRAPS
        TRAPS[number] = check_
        return check_

    return keep


def trapped_state() -> State:
    found = [replace(r, replaced_paths=("/gammel/sti",)) if _is_first(r) else r for r in records()]
    contact = Contact(
        CONTACT, name="A | B", phones=(Phone("p1", "33 66 33 66", hours=LUNCH), Phone("p2", "0012")),
        visiting_hours=LUNCH, booking_url="/bestil", feedback_url="www.kk.dk/a?b=1&c=2",
    )  # fmt: skip
    asked = Contact(BY_APPOINTMENT, name="B", visiting_hours=Hours(by_appointment=True))
    always = Contact(ALWAYS, name="C", visiting_hours=Hours(always_open=True))
    return State.of((*found, contact, asked, always))


def _is_first(record: Any) -> bool:
    return type(record) is Page and record.parent is None and record.kind is not PageKind.LINK


def method(php: str, name: str) -> str:
    """Return the code of one method."""
    found = re.search(rf"function {name}\(.*?\n  }}\n", php, re.DOTALL)
    assert found is not None, name
    return found[0]


def said_twice(batch: Written, *words: str) -> None:
    """Both languages of the guide have one of the words each."""
    danish, english = batch.text("README.md").split("## For the administrator")
    assert words[0] in danish
    assert words[-1] in english

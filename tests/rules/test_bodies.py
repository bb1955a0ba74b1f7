"""K601 to K604: what stands in running text, how grave it is, and what is offered for it."""

from dataclasses import replace

import pytest

from kkworkbench.model.channels import Link
from kkworkbench.model.record import Record
from kkworkbench.rules.registry import rule_of
from tests.rules.trial import ENTRY, LISTED, SERVICE, findings, places, with_body


def cases(code: str, *changed: Record) -> list[tuple[str, str, str]]:
    """Return (field, severity, fix) of a rule's findings."""
    rule = rule_of(code)
    assert rule is not None
    return [(f.field, rule.severity(f.case).value, f.fix) for f in findings(code, *changed)]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (with_body("<p>Ring på 33 17 88 00.</p>"), ("body", "error", "move_to_box")),
        (with_body("<p>Ring 112 ved brand.</p>"), ("body", "advice", "")),
        (replace(SERVICE, summary="Ring på 33 17 88 00"), ("summary", "error", "")),
        (replace(SERVICE, link_boxes=(Link("k", "Ring 33 17 88 00", "/a"),)),
         ("link_boxes.k.text", "error", "")),
        (replace(ENTRY, help_text="Ring på 33 17 88 00"), ("help_text", "error", "")),
        (replace(LISTED, help_text="Ring 112"), ("help_text", "advice", "")),
        (replace(LISTED, title="Ring 112"), ("title", "advice", "")),
    ],
)  # fmt: skip
def test_our_own_number_is_wrong_in_a_text_and_moves_from_a_body_alone(
    record: Record, told: tuple[str, str, str]
) -> None:
    assert cases("K601", record) == [told]


@pytest.mark.parametrize(
    ("text", "severity"), [("010190-1234", "error"), ("Nummeret er 0101901234", "warning")]
)
def test_ten_bare_digits_are_a_suspicion_and_a_dash_makes_them_certain(
    text: str, severity: str
) -> None:
    assert cases("K604", with_body(f"<p>{text}</p>")) == [("body", severity, "remove_text")]


def test_an_address_in_running_text_is_told_beside_its_hours() -> None:
    body = "<p>Besøg os på Njalsgade 13, 2300 København S mandag kl. 9-14.</p>"
    assert places("K603", with_body(body)) == [
        ("s", "body", "address"),
        ("s", "body", "hours"),
    ]
    assert places("K603", with_body("<p>Besøg os på Njalsgade 13.</p>")) == []

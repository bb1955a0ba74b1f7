"""The later families as one: a good base breaks nothing, and every variant has words."""

from dataclasses import replace
from datetime import date

import pytest

from kkworkbench.messages import Messages
from kkworkbench.model.page import Page, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.wording import describe
from kkworkbench.shipped_terms import new_workspace_records
from kkworkbench.state.state import State
from tests.rules.trial import (
    ADM,
    CONTACT,
    ENTRY,
    FORM,
    GONE,
    KNOWN,
    KONTAKT,
    LISTED,
    NEW,
    NEXT,
    PAGE,
    POST,
    SITE,
    TODAY,
    findings,
    outsider,
    said,
    state_of,
    used,
    with_body,
)


@pytest.mark.parametrize("code", NEW)
def test_the_base_is_good(code: str) -> None:
    assert findings(code) == []


@pytest.mark.parametrize("code", NEW)
def test_a_new_workspace_breaks_none_of_these_rules(code: str) -> None:
    state = State.of(new_workspace_records())
    engine = Engine(state, [rule for rule in RULES if rule.code == code], today=lambda: TODAY)
    engine.check_all()
    engine.settle()
    assert not list(engine.findings())


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_variant_has_words_without_open_fields(language: str) -> None:
    messages = Messages(language)
    examples: list[tuple[str, tuple[Record, ...], tuple[str, ...]]] = [
        ("K605", (with_body(f'<a href="{FORM}">x</a>'),), ()),
        ("K605", (with_body(f'<a href="{POST}">x</a>'), replace(CONTACT, id="c2")), ("sb",)),
        ("K709", (ENTRY, *outsider(2), used("c", 5), used("c2", 6)), ()),
        ("K802", (replace(LISTED, title="", categories=(), districts=()),
                  replace(CONTACT, administration=None)), ()),
        ("K804", (replace(ADM, valid_to=TODAY),), ()),
        ("K804", (replace(ADM, valid_to=TODAY, successor="next"), NEXT), ()),
        ("K901", (replace(PAGE, state=PageState.DRAFT),), ("sb",)),
        ("K901", (Setting("routes.least", 3),), ()),
        ("K902", (Page("4", "o"), Page("5", "4")), ()),
        ("K903", (replace(PAGE, parent="om"),), ()),
        ("K904", (replace(SITE, footer_phones=(), footer_links=()), replace(KONTAKT, parent=None)),
         ()),
        ("K1001", (KNOWN, said(phone="33178801", street="Testvej 1")), ()),
        ("K1003", (replace(CONTACT, verified_on=date(2020, 1, 1)),), ()),
        *(("K905", (record,), ()) for record, _ in GONE),
    ]  # fmt: skip
    for code, changed, without in examples:
        told = findings(code, *changed, without=without)
        assert told
        for finding in told:
            words = describe(finding, state_of(*changed, without=without), messages)
            said_of = words.message + words.fix_label
            assert "{" not in said_of
            variant = dict(finding.params).get("variant", "")
            if variant:
                assert messages.has(f"rule.{code}.{variant}"), (code, variant)

"""Queued work is done within its budget, with what is shown first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.setting import Setting
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
CONTACTS = tuple(
    Contact(f"c{n}", name=f"Enhed {n}", phones=(Phone("t", "33178800"),)) for n in range(4)
)


def engine(*codes: str) -> Engine:
    rules = [rule for rule in RULES if rule.code in codes]
    return Engine(State.of(CONTACTS), rules, today=lambda: TODAY)


def settled(*codes: str) -> Engine:
    made = engine(*codes)
    made.check_all()
    made.settle()
    return made


def test_nothing_is_settled_before_all_that_is_queued_was_run() -> None:
    made = engine("K202")
    assert made.is_settled
    made.check_all()
    assert not made.is_settled
    made.settle()
    assert made.is_settled
    made.touch(made.state, [Change(Contact, "c0", CONTACTS[0], replace(CONTACTS[0], name="A"))])
    assert not made.is_settled
    made.settle()
    assert made.is_settled


def test_a_budget_that_is_spent_ends_after_one_evaluation_and_a_large_one_runs_all() -> None:
    made = engine("K202")
    made.check_all()
    assert len(made.settle(0.0)) == 1
    assert not made.is_settled
    assert len(made.settle(600.0)) == 3
    assert [len(made.findings_of(each.id)) for each in CONTACTS] == [1, 1, 1, 1]


def test_subjects_that_are_shown_are_run_before_the_rest() -> None:
    for shown in CONTACTS:
        made = settled("K202")
        after = [replace(each, phones=()) for each in CONTACTS]
        changes = [Change(Contact, b.id, b, a) for b, a in zip(CONTACTS, after, strict=True)]
        made.touch(made.state.apply(tuple(changes)), changes)
        assert made.settle(0.0, (shown.id,)) == {shown.id}
        assert made.settle(600.0, (shown.id,)) == {each.id for each in CONTACTS} - {shown.id}


def test_a_preview_holds_what_a_draft_would_bring_to_a_shown_record_by_another() -> None:
    made = settled("K803", "K202")
    double = replace(CONTACTS[0], id="d")
    change = Change(Contact, "d", None, double)
    state = made.state.apply((change,))
    seen = made.preview(state, (change,), {"c0", "d"})
    assert [f.code for f in seen["c0"]] == ["K202"]
    assert [f.code for f in seen["d"]] == ["K202", "K803"]
    assert made.preview(state, (change,), {"c0"}).keys() == {"c0"}
    assert made.findings_of("d") == ()
    mended = replace(CONTACTS[0], phones=(Phone("t", "33 17 88 00"),))
    change = Change(Contact, "c0", CONTACTS[0], mended)
    seen = made.preview(made.state.apply((change,)), (change,), {"c0", "c1"})
    assert ([f.code for f in seen["c0"]], [f.code for f in seen["c1"]]) == ([], ["K202"])


def test_a_setting_wakes_the_rules_that_read_it_and_what_is_mended_is_told_no_more() -> None:
    made = settled("K202", "K1003")
    for contact in CONTACTS:
        before, after = contact, replace(contact, phones=(), verified_on=date(2026, 9, 1))
        change = Change(Contact, contact.id, before, after)
        made.touch(made.state.apply((change,)), (change,))
        assert made.settle() == {contact.id}
        assert made.findings_of(contact.id) == ()
    assert list(made.findings()) == []
    months = Change(Setting, "verified.months", None, Setting("verified.months", 1))
    made.touch(made.state.apply((months,)), (months,))
    assert made.settle() == {each.id for each in CONTACTS}
    assert [f.code for f in made.findings_of("c0")] == ["K1003"]


def test_a_slice_walks_through_no_more_ids_and_keys_than_it_checks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = 0

    def counted(walk: Iterator[Any]) -> Iterator[Any]:
        nonlocal taken
        for each in walk:
            taken += 1
            yield each

    ids, keys = State.ids, State.keys
    monkeypatch.setattr(State, "ids", lambda state, kind: counted(ids(state, kind)))
    monkeypatch.setattr(State, "keys", lambda state, index: counted(keys(state, index)))
    state = State.of(
        Contact(f"contact{n}", name=f"Enhed {n}", phones=(Phone(f"p{n}", f"33 17 88 {n}"),))
        for n in range(10, 60)
    )
    contacts = next(rule for rule in RULES if rule.code == "K202")
    numbers = next(rule for rule in RULES if rule.code == "K207")
    for rule in (contacts, numbers):
        taken = 0
        engine = Engine(state, (rule,), today=lambda: TODAY)
        engine.check_all()
        engine.settle(budget=0)
        assert taken == 1
        engine.settle()
        assert taken == 50

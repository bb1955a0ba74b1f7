"""What each waiver does today: it covers a finding, its last day is past, or nothing is left."""

from dataclasses import replace
from datetime import date

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.rules.waivers import WaiverState, standings, subject_of, value_in_words
from kkworkbench.rules.wording import waived_value
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
CONTACT = Contact("c", name="Døgnvagten", phones=(Phone("p", "33178800"),))  # type: ignore[arg-type]


def waiver(id_: str, value: str, until: date | None) -> Waiver:
    return Waiver(id_, "K202", "c", "phones.p.number", value, "aftalt", "an", until)  # type: ignore[arg-type]


def told(*records: Record) -> dict[str, tuple[WaiverState, bool]]:
    state = State.of(records)
    results = Results(Engine(state, rules=RULES, today=lambda: TODAY))
    results.check_all()
    results.settle()
    return {
        each.waiver.id: (each.state, each.finding is not None)
        for each in standings(state, results.of, TODAY)
    }


def test_a_waiver_stands_through_its_last_day_and_is_idle_once_its_finding_is_mended() -> None:
    assert told(
        CONTACT,
        waiver("open", "33178800", None),
        waiver("today", "33178800", TODAY),
        waiver("past", "33178800", date(2026, 11, 24)),
        waiver("mended", "33178801", None),
        waiver("mended, past", "33178801", date(2026, 11, 24)),
    ) == {
        "open": (WaiverState.STANDING, True),
        "today": (WaiverState.STANDING, True),
        "past": (WaiverState.ENDED, True),
        "mended": (WaiverState.IDLE, False),
        "mended, past": (WaiverState.ENDED, False),
    }


def test_a_value_that_is_a_record_is_told_by_its_title() -> None:
    state = State.of((CONTACT,))
    assert subject_of(state, "c") == ("contact", CONTACT)
    assert subject_of(state, "gone") is None
    assert value_in_words(state, "c") == "Døgnvagten"
    assert value_in_words(state, "33178800") == "33178800"
    assert value_in_words(state, "") == ""


def test_days_that_a_waiver_covers_are_told_by_their_names() -> None:
    state = State.of((CONTACT,))
    days = replace(waiver("w", "4 5", None), rule="K405")
    assert waived_value(days, state, "da") == "torsdag og fredag"
    past = replace(days, rule="K404", value="2026-12-24 2026-12-31")
    assert waived_value(past, state, "da") == "24.12.2026, 31.12.2026"
    assert waived_value(replace(days, value="x"), state, "da") == "x"
    assert waived_value(replace(days, rule="K202"), state, "da") == "4 5"

"""Results follow waivers, severities, switches and the day, and say whose results differ."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Setting, Waiver
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.changes import Change
from kkworkbench.state.state import State

TODAY = date(2026, 11, 25)
FIRST = Contact("c", name="Vagten", phones=(Phone("t", "33178800"),))
SECOND = replace(FIRST, id="d")
RIGHT = replace(FIRST, id="e", phones=(Phone("t", "33 17 88 00"),))
WAIVER = Waiver("w", "K202", "c", "phones.t.number", "33178800", "aftalt")


class Workplace:
    """Results of K202 and K1003 on three contacts, a clock that can be set, and a way to change."""

    def __init__(self, *records: Record) -> None:
        self.day = TODAY
        self.state = State.of((FIRST, SECOND, RIGHT, *records))
        rules = [rule for rule in RULES if rule.code in ("K202", "K1003")]
        self.results = Results(Engine(self.state, rules, today=lambda: self.day))
        self.results.check_all()
        self.results.settle()

    def put(self, record: Record, *, gone: bool = False) -> set[str]:
        """Change a record; return whose results differ before any rule has run."""
        before = self.state.get(type(record), record.id)
        change = Change(type(record), record.id, before, None if gone else record)
        self.state = self.state.apply((change,))
        return self.results.touch(self.state, (change,))

    def of(self, subject: str, code: str = "K202") -> list[tuple[Severity, bool]]:
        return [
            (each.severity, each.waiver is not None)
            for each in self.results.of(subject)
            if each.finding.code == code
        ]


def test_a_waiver_is_judged_at_once_when_it_comes_changes_and_goes() -> None:
    place = Workplace()
    before = place.results.counts()
    assert place.put(WAIVER) == {"c"}
    assert place.of("c") == [(Severity.ERROR, True)]
    assert place.of("d") == [(Severity.ERROR, False)]
    assert (place.results.waived(), place.results.counts()[Severity.ERROR]) == (1, 1)
    assert place.put(replace(WAIVER, subject="d")) == {"c", "d"}
    assert (place.of("c"), place.of("d")) == ([(Severity.ERROR, False)], [(Severity.ERROR, True)])
    assert place.put(replace(WAIVER, subject="d", value="33178801")) == {"d"}
    assert place.put(WAIVER) == {"c"}
    assert place.put(WAIVER, gone=True) == {"c"}
    assert (place.results.waived(), place.results.counts()) == (0, before)


def test_a_switch_and_a_severity_are_judged_at_once_and_other_settings_are_not() -> None:
    place = Workplace()
    everyone = {"c", "d", "e"}
    assert place.put(Setting("rules.off", ("K202",))) == {"c", "d"}
    assert (place.of("c"), len(place.of("c", "K1003"))) == ([], 1)
    assert place.put(Setting("rules.off", ("K202", "K1003"))) == everyone
    assert list(place.results.all()) == []
    assert place.put(Setting("rules.off", ())) == everyone
    assert place.put(Setting("severity.K202", "warning")) == {"c", "d"}
    assert place.of("c") == [(Severity.WARNING, False)]
    assert place.put(Setting("severity.K202", "grave")) == {"c", "d"}
    assert place.of("c") == [(Severity.ERROR, False)]
    assert place.put(Setting("verified.months", 3)) == set()
    assert place.put(replace(FIRST, name="Døgnvagten")) == set()


def test_the_gravest_result_stands_first() -> None:
    place = Workplace(Setting("severity.K202", "advice"), Setting("severity.K1003", "error"))
    assert [each.finding.code for each in place.results.of("c")] == ["K1003", "K202"]
    place.put(Setting("severity.K1003", "advice"))
    place.put(Setting("severity.K202", "error"))
    assert [each.finding.code for each in place.results.of("c")] == ["K202", "K1003"]


@pytest.mark.parametrize(
    ("until", "days", "differ"),
    [
        (TODAY, 1, {"c"}),
        (TODAY, 0, set()),
        (TODAY, -1, set()),
        (None, 400, set()),
        (TODAY - timedelta(1), -1, {"c"}),
        (TODAY - timedelta(1), 0, set()),
        (TODAY + timedelta(1), 1, set()),
    ],
)
def test_a_new_day_ends_a_waiver_after_its_last_day_and_an_earlier_one_brings_it_back(
    until: date | None, days: int, differ: set[str]
) -> None:
    place = Workplace(replace(WAIVER, until=until))
    was_waived = place.of("c") == [(Severity.ERROR, True)]
    place.day += timedelta(days)
    assert place.results.date_changed() == differ
    assert (place.of("c") == [(Severity.ERROR, True)]) is (was_waived is not bool(differ))
    assert place.results.is_settled is False
    place.results.settle()
    assert place.results.is_settled


def test_the_rules_that_read_the_date_run_again_on_a_new_day() -> None:
    place = Workplace()
    checked = replace(RIGHT, verified_on=TODAY)
    place.put(checked)
    assert place.results.settle() == {"e"}
    assert place.results.of("e") == ()
    assert "e" not in place.results.subjects()
    place.day += timedelta(days=400)
    assert place.results.date_changed() == set()
    assert "e" in place.results.settle()
    assert len(place.of("e", "K1003")) == 1


def test_a_preview_shows_what_would_be_judged_and_keeps_nothing() -> None:
    place = Workplace()
    change = Change(Waiver, "w", None, WAIVER)
    shown = place.results.preview(place.state.apply((change,)), (change,), {"c", "x"})
    judged = [each.waiver for each in shown["c"] if each.finding.code == "K202"]
    assert (judged, shown["x"]) == ([WAIVER], ())
    assert place.of("c") == [(Severity.ERROR, False)]

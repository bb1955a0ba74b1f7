"""Profiles: written, read back, and refused line by line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kkworkbench.messages import Messages
from kkworkbench.model.setting import Setting
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.profile import (
    changed_values,
    describe_problem,
    read_profile,
    severity_names,
    write_profile,
)
from kkworkbench.rules.settings import SETTINGS, SettingEntry, Value
from kkworkbench.state.state import State

EMPTY = State.of(())
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def _values(entry: SettingEntry) -> st.SearchStrategy[Value]:
    default = entry.default
    if entry.name == "rules.off":
        return st.lists(st.sampled_from([rule.code for rule in RULES]), max_size=3).map(tuple)
    if isinstance(default, tuple):
        return st.lists(WORDS, max_size=3).map(tuple)
    if isinstance(default, bool):
        return st.booleans()
    if isinstance(default, int):
        return st.integers(entry.least, entry.greatest)
    return WORDS


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Value]:
    chosen = draw(st.lists(st.sampled_from(SETTINGS), unique=True, max_size=6))
    out: dict[str, Value] = {entry.name: draw(_values(entry)) for entry in chosen}
    names = draw(st.lists(st.sampled_from(sorted(severity_names(RULES))), unique=True, max_size=4))
    out |= {name: draw(st.sampled_from(["error", "warning", "advice"])) for name in names}
    return out


@given(settings())
def test_a_profile_carries_every_setting_to_another_workspace(values: dict[str, Value]) -> None:
    there = State.of(Setting(name, value) for name, value in values.items())  # type: ignore[arg-type]
    profile = read_profile(write_profile(there, RULES), RULES)
    assert profile.problems == ()
    changes = changed_values(profile, EMPTY, RULES)
    here = State.of(Setting(n, v) for n, v in changes.items() if v is not None)  # type: ignore[arg-type]
    assert changed_values(profile, here, RULES) == {}
    assert write_profile(here, RULES) == write_profile(there, RULES)


def test_a_profile_names_every_setting_and_every_severity() -> None:
    found = tomllib.loads(write_profile(EMPTY, RULES))
    for entry in SETTINGS:
        group, _, key = entry.name.partition(".")
        assert key in found[group]
    assert set(found["severity"]) == {n.partition(".")[2] for n in severity_names(RULES)}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("[drill]\n\ncount = 99\n", 3, "profile.out_of_range"),
        ("[drill]\ncount = true\n", 2, "profile.want_number"),
        ('[drill]\ncount = "12"\n', 2, "profile.want_number"),
        ("[phone]\nmain = 33663366\n", 2, "profile.want_text"),
        ('[titles]\ngeneric = "kontakt"\n', 2, "profile.want_list"),
        ("[titles]\ngeneric = [1]\n", 2, "profile.want_list"),
        ("[drill]\ncount = 12\nsize = 3\n", 3, "profile.unknown"),
        ('[severity]\nK202 = "grave"\n', 2, "profile.no_severity"),
        ('[severity]\nK202 = "error"\n"K999" = "error"\n', 3, "profile.unknown"),
        ('[rules]\noff = ["K000"]\n', 2, "profile.unknown_rule"),
        ("[drill]\ncount = \n", 2, "profile.not_toml"),
        ("drill.count = 0\n", 1, "profile.out_of_range"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_taken(
    text: str, line: int, why: str
) -> None:
    profile = read_profile(text, RULES)
    assert [(p.line, p.why) for p in profile.problems] == [(line, why)]
    assert profile.values == {}
    for language in ("da", "en"):
        said = describe_problem(profile.problems[0], Messages(language))
        assert str(line) in said
        assert "{" not in said
        assert why not in said


@pytest.mark.parametrize(("value", "is_taken"), [(1, True), (40, True), (0, False), (41, False)])
def test_a_number_may_be_its_least_and_its_greatest(value: int, is_taken: bool) -> None:
    profile = read_profile(f"[drill]\ncount = {value}\n", RULES)
    assert bool(profile.values) is is_taken
    assert [problem.why for problem in profile.problems] == (
        [] if is_taken else ["profile.out_of_range"]
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [('[severity]\nK202 = "svær"\n', "svær"), ('[rules]\noff = ["K000"]\n', '["K000"]')],
)
def test_a_text_that_is_wrong_is_shown_as_it_is_and_a_list_as_a_list(text: str, shown: str) -> None:
    (problem,) = read_profile(text, RULES).problems
    assert problem.value == shown


def test_a_problem_is_told_with_its_key_where_it_has_one() -> None:
    messages = Messages("da")
    (named,) = read_profile("[drill]\ncount = 99\n", RULES).problems
    assert "drill.count" in describe_problem(named, messages)
    (unread,) = read_profile("[drill]\ncount = \n", RULES).problems
    assert describe_problem(unread, messages) == messages.text(
        "profile.problem_toml", line=2, why=messages.text("profile.not_toml")
    )


def test_a_profile_that_says_the_default_takes_a_setting_back() -> None:
    here = State.of((Setting("drill.count", 9),))  # type: ignore[arg-type]
    profile = read_profile("[drill]\ncount = 12\n", RULES)
    assert changed_values(profile, here, RULES) == {"drill.count": None}


@given(st.text(max_size=80))
def test_any_text_is_read_without_a_traceback(text: str) -> None:
    profile = read_profile(text, RULES)
    assert not (profile.problems and profile.values)


def test_each_group_of_settings_has_a_name() -> None:
    for language in ("da", "en"):
        messages = Messages(language)
        for entry in SETTINGS:
            group = entry.name.partition(".")[0]
            assert group == "rules" or messages.has(f"setting_group.{group}"), group

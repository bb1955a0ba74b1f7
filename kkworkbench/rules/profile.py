"""The principles as a readable file: what a municipality decided, carried between workspaces.

A profile is TOML. Settings stand under their group ("[drill]", "count = 12"), severities under
"[severity]" by rule and, where its severity has cases, by rule and case.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kkworkbench.messages import Messages
from kkworkbench.model.finding import Severity
from kkworkbench.model.setting import Setting
from kkworkbench.rules.registry import ANY_CASE, Rule
from kkworkbench.rules.settings import SETTINGS, SettingEntry, Value
from kkworkbench.state.state import State

SEVERITY = "severity"
OFF = "rules.off"
_ENTRIES = {entry.name: entry for entry in SETTINGS}
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """What is wrong with a profile: where, which key, and the message that says why."""

    line: int
    name: str
    why: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile says. With problems it says nothing else: it is taken whole or not at all."""

    values: Mapping[str, Value]
    problems: tuple[ProfileProblem, ...] = ()


def severity_names(rules: tuple[Rule, ...]) -> dict[str, Severity]:
    """Return the name of each severity that can be set, with its default."""
    return {
        f"{SEVERITY}.{rule.code}" if case == ANY_CASE else f"{SEVERITY}.{rule.code}.{case}": grade
        for rule in rules
        for case, grade in rule.cases
    }


def write_profile(state: State, rules: tuple[Rule, ...]) -> str:
    """Write all settings of a workspace, defaults too, as TOML."""
    groups: dict[str, list[tuple[str, Value]]] = {}
    for entry in SETTINGS:
        setting = state.get(Setting, entry.name)
        group, _, key = entry.name.partition(".")
        groups.setdefault(group, []).append((key, setting.value if setting else entry.default))
    for name, grade in severity_names(rules).items():
        setting = state.get(Setting, name)
        value = setting.value if setting else grade.value
        groups.setdefault(SEVERITY, []).append((name.partition(".")[2], value))
    parts = []
    for group, pairs in groups.items():
        lines = [f"{_key(key)} = {_toml(value)}" for key, value in pairs]
        parts.append("\n".join([f"[{group}]", *lines]))
    return "\n\n".join(parts) + "\n"


def read_profile(text: str, rules: tuple[Rule, ...]) -> Profile:
    """Read a profile; what is wrong is told with its line, and then nothing is taken."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return Profile({}, (ProfileProblem(line, "", "profile.not_toml"),))
    grades = severity_names(rules)
    codes = frozenset(rule.code for rule in rules)
    values: dict[str, Value] = {}
    problems = []
    for name, raw in _flat(found):
        value, why = _read(name, raw, grades, codes)
        if why:
            problems.append(ProfileProblem(_line_of(name, text), name, why, _shown(raw)))
        elif value is not None:
            values[name] = value
    return Profile({} if problems else values, tuple(problems))


def changed_values(
    profile: Profile, state: State, rules: tuple[Rule, ...]
) -> dict[str, Value | None]:
    """Return what a profile changes in a workspace; None takes a default back."""
    defaults: dict[str, Value] = {entry.name: entry.default for entry in SETTINGS}
    defaults.update({name: grade.value for name, grade in severity_names(rules).items()})
    out: dict[str, Value | None] = {}
    for name, value in profile.values.items():
        setting = state.get(Setting, name)
        here = setting.value if setting else defaults[name]
        if value != here:
            out[name] = None if value == defaults[name] else value
    return out


def describe_problem(problem: ProfileProblem, messages: Messages) -> str:
    """Say where in a profile something is wrong, what, and how to mend it."""
    entry = _ENTRIES.get(problem.name)
    limits = {"least": entry.least, "greatest": entry.greatest} if entry else {}
    why = messages.text(problem.why, value=problem.value, **limits)
    key = "profile.problem" if problem.name else "profile.problem_toml"
    return messages.text(key, line=problem.line, name=problem.name, why=why)


def _flat(found: Mapping[str, object], group: str = "") -> Iterator[tuple[str, object]]:
    for key, value in found.items():
        name = f"{group}.{key}" if group else key
        if isinstance(value, dict):
            yield from _flat(value, name)
        else:
            yield name, value


def _read(
    name: str, raw: object, grades: Mapping[str, Severity], codes: frozenset[str]
) -> tuple[Value | None, str]:
    if name in grades:
        is_grade = isinstance(raw, str) and raw in set(Severity)
        return (str(raw), "") if is_grade else (None, "profile.no_severity")
    entry = _ENTRIES.get(name)
    if entry is None:
        return None, "profile.unknown"
    value = _value(entry, raw)
    if value is None:
        return None, _WANTED[type(entry.default)]
    if name == OFF and isinstance(value, tuple) and not codes.issuperset(value):
        return None, "profile.unknown_rule"
    if isinstance(value, int) and not entry.least <= value <= entry.greatest:
        return None, "profile.out_of_range"
    return value, ""


_WANTED: dict[type, str] = {
    bool: "profile.want_switch",
    int: "profile.want_number",
    float: "profile.want_number",
    str: "profile.want_text",
    tuple: "profile.want_list",
}


def _value(entry: SettingEntry, raw: object) -> Value | None:
    default = entry.default
    if isinstance(default, tuple):
        if isinstance(raw, list) and all(isinstance(item, str) for item in raw):
            return tuple(raw)
        return None
    if isinstance(raw, bool) is not isinstance(default, bool):
        return None  # a switch is no number
    return raw if isinstance(raw, type(default)) else None


def _line_of(name: str, text: str) -> int:
    """Return the line on which a key stands; the first where it cannot be told."""
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            current = stripped.strip("[] ")
            if current == name:
                return number
        written = stripped.partition("=")[0].strip().replace('"', "").replace("'", "")
        if written and name in (written, f"{current}.{written}"):
            return number
    return 1


def _shown(raw: object) -> str:
    return raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key)


def _toml(value: Value) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

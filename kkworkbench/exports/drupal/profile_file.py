"""A mapping profile as a readable TOML file, checked line by line when it is loaded."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from kkworkbench.exports.drupal.profile import (
    ANY,
    FACET_KEYS,
    MENU,
    NODE,
    PARAGRAPH,
    REFERENCE,
    STATES,
    Profile,
    SiteField,
    Target,
)
from kkworkbench.exports.drupal.profile_fields import KEYS, LENGTHS, Key
from kkworkbench.messages import Messages
from kkworkbench.workspace.errors import WorkbenchError

FORMAT = "kkworkbench-drupal-profile/1"
SHIPPED = ("default", "localgov_contact", "os2web_contact")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_MACHINE_NAME = re.compile(r"[a-z_][a-z0-9_]{0,127}")
_MENU_NAME = re.compile(r"[a-z0-9_-]{1,32}")
_FIELD_PARTS = ("field", "type", "values", "length", "slots", "comment")
_TOP = ("format", "name", "langcode", "text_format", "user")
_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "vocabularies": (*FACET_KEYS.values(), "tags"),
    "phone": ("bundle", "fields"),
    "contact": ("entity", "bundle", "fields"),
    "box": ("bundle", "fields"),
    "page": ("bundle", "parent", "menu", "fields"),
    "drill": ("menu",),
    "footer": ("menu", "host"),
    "moderation": ("workflow", *STATES),
}
_TARGETS = ("phone", "contact", "box", "page")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line, or (a caution) what its field cannot hold of what is sent."""

    line: int
    name: str
    why: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadProfile:
    """A profile, or the problems for which there is none. Cautions do not stand in the way."""

    profile: Profile | None
    problems: tuple[Problem, ...] = ()
    cautions: tuple[Problem, ...] = ()


class UnreadableProfile(WorkbenchError):  # noqa: N818  # an answer, not a failure
    """A profile has problems; `problems` lists them."""

    def __init__(self, name: str, problems: tuple[Problem, ...]) -> None:
        super().__init__("drupal.profile_refused", name=name)
        self.problems = problems


def shipped(name: str = "default") -> Profile:
    """Return a profile that comes with the program."""
    return load_profile(name)[0]


def load_profile(name_or_file: str) -> tuple[Profile, tuple[Problem, ...]]:
    """Return the shipped profile of that name, or the one in a file, with its cautions.

    Raises:
        UnreadableProfile: it has problems.
        OSError: the file cannot be read.
    """
    if name_or_file in SHIPPED:
        return _profile_of(name_or_file, _shipped_text(name_or_file))
    path = Path(name_or_file)
    return _profile_of(path.name, path.read_text(encoding="utf-8-sig", errors="replace"))


def read_mapping(text: str) -> ReadProfile:
    """Read a profile; what is wrong is said by line, and then there is no profile."""
    try:
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        return ReadProfile(None, (Problem(line, "", "drupal.not_toml"),))
    problems = [
        Problem(line_of(name, text), name, why, params)
        for name, why, params in (
            *_unknown(found),
            *_wrong(found),
            *_wrong_names(found),
            *_wrong_fields(found),
        )
    ]
    if problems:
        return ReadProfile(None, tuple(sorted(problems, key=lambda each: each.line)))
    profile = _build(found)
    cautions = [
        Problem(line_of(name, text), name, why, params) for name, why, params in _cautions(profile)
    ]
    return ReadProfile(profile, (), tuple(sorted(cautions, key=lambda each: each.line)))


def describe_problem(problem: Problem, messages: Messages) -> str:
    """Say where in a profile something is, and what."""
    why = messages.text(problem.why, **problem.params)
    return messages.text("drupal.at_line", line=problem.line, name=problem.name or "TOML", why=why)


def line_of(name: str, text: str) -> int:
    """Return the line of a key, else that of its section, else 1."""
    parts = name.split(".")
    best, depth, section = 1, 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            section = stripped.partition("]")[0].strip("[ ")
            path = section
        elif "=" in stripped and not stripped.startswith("#"):
            key = stripped.partition("=")[0].strip().strip("\"'")
            path = f"{section}.{key}" if section else key
        else:
            continue
        steps = path.split(".")
        if steps == parts[: len(steps)] and len(steps) > depth:
            best, depth = number, len(steps)
    return best


_Said = Iterator[tuple[str, str, Mapping[str, object]]]


def _unknown(found: Mapping[str, Any]) -> _Said:
    for key, value in found.items():
        if key in _TOP:
            continue
        if key not in _SECTIONS:
            yield key, "drupal.unknown", {}
        elif not isinstance(value, dict):
            yield key, "drupal.want_section", {}
        else:
            for inner in value:
                if inner not in _SECTIONS[key]:
                    yield f"{key}.{inner}", "drupal.unknown", {}


def _wrong(found: Mapping[str, Any]) -> _Said:
    if found.get("format") != FORMAT:
        yield "format", "drupal.want_format", {"wanted": FORMAT}
    for key in ("name", "langcode", "text_format"):
        if not _is_name(found.get(key), _MENU_NAME):
            yield key, "drupal.want_name", {}
    if not _is_count(found.get("user", 1), 1):
        yield "user", "drupal.want_number", {}
    for section, need in (("contact", "bundle"), ("page", "bundle"), ("drill", "menu")):
        if not _section(found, section).get(need):
            yield f"{section}.{need}", "drupal.missing", {}
    for section in _TARGETS:
        bundle = _section(found, section).get("bundle")
        if bundle is not None and not _is_name(bundle, _MACHINE_NAME):
            yield f"{section}.bundle", "drupal.want_name", {}


def _wrong_names(found: Mapping[str, Any]) -> _Said:
    page, contact = _section(found, "page"), _section(found, "contact")
    if page.get("parent", REFERENCE) not in (REFERENCE, MENU):
        yield "page.parent", "drupal.want_one_of", {"wanted": f"{REFERENCE}, {MENU}"}
    if page.get("parent") == MENU and not _is_name(page.get("menu"), _MENU_NAME):
        yield "page.menu", "drupal.missing", {}
    if not _is_name(contact.get("entity", NODE), _MACHINE_NAME):
        yield "contact.entity", "drupal.want_name", {}
    for section in ("drill", "footer"):
        menu = _section(found, section).get("menu")
        if menu is not None and not _is_name(menu, _MENU_NAME):
            yield f"{section}.menu", "drupal.want_name", {}
    yield from _wrong_footer(_section(found, "footer"))
    for section in ("vocabularies", "moderation"):
        for key, value in _section(found, section).items():
            if key == "workflow":
                if not isinstance(value, bool):
                    yield "moderation.workflow", "drupal.want_switch", {}
            elif not _is_name(value, _MACHINE_NAME):
                yield f"{section}.{key}", "drupal.want_name", {}


def _wrong_footer(footer: Mapping[str, Any]) -> _Said:
    if footer and "menu" not in footer:
        yield "footer.menu", "drupal.missing", {}
    if not isinstance(footer.get("host", ""), str):
        yield "footer.host", "drupal.want_host", {}


def _wrong_fields(found: Mapping[str, Any]) -> _Said:
    is_copied = _section(found, "contact").get("entity") == PARAGRAPH
    for section in _TARGETS:
        if section not in found and (section == "phone" or (section == "box" and is_copied)):
            continue
        if section == "box" and is_copied:
            yield "box", "drupal.box_is_contact", {}
            continue
        fields = _section(_section(found, section), "fields")
        for key, raw in fields.items():
            known = KEYS[section].get(key)
            if known is None:
                yield f"{section}.fields.{key}", "drupal.unknown", {}
                continue
            for why, params in _wrong_field(raw, known):
                yield f"{section}.fields.{key}", why, params
        for key, known in KEYS[section].items():
            if known.needed and key not in fields:
                yield f"{section}.fields.{key}", "drupal.missing", {}
    phones = _section(_section(found, "contact"), "fields").get("phones")
    if (
        phones is not None
        and "phone" not in found
        and _type_of(phones, "contact", "phones") == (KEYS["contact"]["phones"].types[0])
    ):
        yield "contact.fields.phones", "drupal.no_phone_bundle", {}


def _wrong_field(raw: object, key: Key) -> Iterator[tuple[str, Mapping[str, object]]]:
    parts = {"field": raw} if isinstance(raw, str) else raw
    if not isinstance(parts, dict):
        yield "drupal.want_field", {}
        return
    for name in parts:
        if name not in _FIELD_PARTS:
            yield "drupal.unknown_part", {"part": name}
    if not _is_name(parts.get("field"), _MACHINE_NAME):
        yield "drupal.want_field", {}
    type_ = parts.get("type", key.types[0])
    if type_ not in key.types:
        yield "drupal.cannot_hold", {"type": type_, "wanted": ", ".join(key.types)}
    for name, least in (("values", ANY), ("length", 1), ("slots", 1)):
        if name in parts and (not _is_count(parts[name], least) or parts[name] == 0):
            yield "drupal.want_count", {"part": name}
    if not isinstance(parts.get("comment", True), bool):
        yield "drupal.want_switch", {}


def _cautions(profile: Profile) -> _Said:
    for section in _TARGETS:
        target = getattr(profile, section)
        if target is None or (section == "box" and profile.copies_contacts):
            continue
        for key, held in target.fields.items():
            name = f"{section}.fields.{key}"
            if held.type == "office_hours" and held.slots == 1:
                yield name, "drupal.one_slot", {}
            if held.type == "office_hours" and not held.comment:
                yield name, "drupal.no_comment", {}
            if KEYS[section][key].values == ANY and held.values == 1 and key != "search_words":
                yield name, "drupal.one_value", {}
        for key in KEYS[section]:
            if key not in target.fields and not _is_elsewhere(profile, section, key):
                yield f"{section}.fields.{key}", "drupal.not_held", {"what": key}

    if not profile.footer_menu:
        yield "footer.menu", "drupal.not_held", {"what": "footer"}


def _is_elsewhere(profile: Profile, section: str, key: str) -> bool:
    if key in ("source_id", "label"):
        return True
    return section == "page" and key == "parent" and profile.parent == MENU


def _build(found: Mapping[str, Any]) -> Profile:
    targets = {section: _target(found, section) for section in _TARGETS if section in found}
    contact = targets["contact"]
    words = _section(found, "vocabularies")
    moderation = _section(found, "moderation")
    page = found["page"]
    return Profile(
        name=found["name"],
        tags=words.get("tags", "tags"),
        vocabularies={
            vocabulary: words.get(key, key) for vocabulary, key in FACET_KEYS.items()
        },
        langcode=found["langcode"],
        text_format=found["text_format"],
        user=found.get("user", 1),
        phone=targets.get("phone"),
        contact=contact,
        box=targets.get("box") or contact,
        page=targets["page"],
        parent=page.get("parent", REFERENCE),
        page_menu=page.get("menu", ""),
        drill_menu=found["drill"]["menu"],
        has_workflow=moderation.get("workflow", True),
        states={state: moderation.get(state, state) for state in STATES},
        held_vocabularies=frozenset(words.values()),
        footer_menu=_section(found, "footer").get("menu", ""),
        footer_host=_section(found, "footer").get("host", ""),
    )  # fmt: skip


def _target(found: Mapping[str, Any], section: str) -> Target:
    said = found[section]
    entity = {"phone": PARAGRAPH, "box": PARAGRAPH, "page": NODE}.get(section)
    fields = {key: _site_field(raw, section, key) for key, raw in _section(said, "fields").items()}
    return Target(entity or said.get("entity", NODE), said["bundle"], fields)


def _site_field(raw: Any, section: str, key: str) -> SiteField:
    parts: dict[str, Any] = {"field": raw} if isinstance(raw, str) else raw
    type_ = _type_of(raw, section, key)
    return SiteField(
        parts["field"],
        type_,
        parts.get("values", KEYS[section][key].values),
        parts.get("length", LENGTHS.get(type_, ANY)),
        parts.get("slots", 2),
        parts.get("comment", True),
    )


def _type_of(raw: Any, section: str, key: str) -> str:
    usual = KEYS[section][key].types[0]
    return str(raw.get("type", usual)) if isinstance(raw, dict) else usual


def _section(found: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = found.get(name)
    return value if isinstance(value, dict) else {}


def _is_name(value: object, pattern: re.Pattern[str]) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_count(value: object, least: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= least


def _profile_of(name: str, text: str) -> tuple[Profile, tuple[Problem, ...]]:
    read = read_mapping(text)
    if read.profile is None:
        raise UnreadableProfile(name, read.problems)
    return read.profile, read.cautions


def _shipped_text(name: str) -> str:
    file = resources.files("resources").joinpath("drupal", "profiles", f"{name}.toml")
    return file.read_text(encoding="utf-8")

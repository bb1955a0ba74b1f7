"""Read the block YAML that modules and recipes are written in, and refuse anything else."""

import json
import re
from typing import Any

_KEY = re.compile(r"""('(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^\s:'"][^:]*):(?: (.*))?$""")


def read_yaml(text: str) -> Any:
    lines = [
        (len(line) - len(line.lstrip()), line.strip())
        for line in text.split("\n")
        if line.strip() and not line.lstrip().startswith("#")
    ]
    value, rest = _block(lines, 0)
    assert not rest, rest[0]
    return value


def _block(lines: list[tuple[int, str]], depth: int) -> tuple[Any, list[tuple[int, str]]]:
    return (_list if lines[0][1].startswith("- ") else _map)(lines, depth)


def _list(lines: list[tuple[int, str]], depth: int) -> tuple[list[Any], list[tuple[int, str]]]:
    out = []
    while lines and lines[0][0] == depth and lines[0][1].startswith("- "):
        inner = lines[0][1][2:]
        if _KEY.match(inner):
            value, lines = _map([(depth + 2, inner), *lines[1:]], depth + 2)
        else:
            value, lines = _scalar(inner), lines[1:]
        out.append(value)
    return out, lines


def _map(lines: list[tuple[int, str]], depth: int) -> tuple[dict[str, Any], list[tuple[int, str]]]:
    out: dict[str, Any] = {}
    while lines and lines[0][0] == depth and not lines[0][1].startswith("- "):
        match = _KEY.match(lines[0][1])
        assert match is not None, lines[0][1]
        key, inner = _scalar(match[1]), match[2]
        assert key not in out, key
        lines = lines[1:]
        if inner is None:
            out[key], lines = _block(lines, lines[0][0])
        else:
            out[key] = _scalar(inner)
    return out, lines


def _scalar(text: str) -> Any:
    if text.startswith("'"):
        assert text.endswith("'"), text
        return text[1:-1].replace("''", "'")
    if text.startswith('"'):
        return json.loads(text)
    plain = {"null": None, "true": True, "false": False, "{}": {}, "[]": []}
    if text in plain:
        return plain[text]
    return int(text) if re.fullmatch(r"-?\d+", text) else text

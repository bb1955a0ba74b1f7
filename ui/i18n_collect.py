"""Find the chrome texts that Python files say, by reading their syntax trees.

Understood are ``x.tr("…")``, ``translate("Context", "…")`` and
``QT_TRANSLATE_NOOP("Context", "…")``, with a disambiguation and a count where Qt takes them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ChromeText:
    """A text in the source; ``key`` is how the catalogues name it."""

    source: str
    disambiguation: str
    is_plural: bool

    @property
    def key(self) -> str:
        """Answer ``source``, or ``source||disambiguation``."""
        return f"{self.source}||{self.disambiguation}" if self.disambiguation else self.source


@dataclass(frozen=True, slots=True)
class Collected:
    """The texts in order of first use, and ``file:line`` of the calls that no one can translate."""

    texts: tuple[ChromeText, ...]
    refused: tuple[str, ...]


def collect(folder: Path) -> Collected:
    """Read every Python file below ``folder``."""
    texts: dict[str, ChromeText] = {}
    refused: list[str] = []
    for file in sorted(folder.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for call in _calls(tree):
            text = _text(call)
            if text is None:
                if _is_built_on_the_spot(call):
                    refused.append(f"{file.relative_to(folder.parent)}:{call.lineno}")
            elif text.key not in texts or text.is_plural:
                texts[text.key] = text
    return Collected(tuple(texts.values()), tuple(refused))


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node) in {"tr", "translate", "QT_TRANSLATE_NOOP"}:
            # str.translate takes one argument and is no business of ours.
            if _name(node) == "translate" and len(node.args) < 2:
                continue
            if node.args:
                yield node


def _name(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _first(call: ast.Call) -> int:
    return 0 if _name(call) == "tr" else 1


def _text(call: ast.Call) -> ChromeText | None:
    arguments = call.args[_first(call) :]
    source = _literal(arguments[0])
    if source is None:
        return None
    disambiguation = _literal(arguments[1]) if len(arguments) > 1 else None
    counts = len(arguments) > 2 or any(word.arg == "n" for word in call.keywords)
    return ChromeText(source, disambiguation or "", is_plural=counts and "%n" in source)


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _is_built_on_the_spot(call: ast.Call) -> bool:
    """Tell a text put together in the call from a name that ``QT_TRANSLATE_NOOP`` marked."""
    argument = call.args[_first(call)]
    return not isinstance(argument, ast.Name | ast.Attribute | ast.Subscript)

"""Wording for rules, errors, commands and the command line, in Danish and English.

Every TOML file in ``resources/messages/<language>/`` adds to one catalogue; nested tables give
dotted keys (``[rule.K202]`` with ``title = "…"`` is ``rule.K202.title``). Widget chrome is not
here: it goes through Qt's ``tr()``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from string import Formatter
from typing import Any, Final

DEFAULT: Final = "da"
_ROOT: Final = "messages"


class DuplicateTextError(Exception):
    """Two files of one language define the same key."""


class UnknownLanguageError(Exception):
    """There is no catalogue for the language."""


class Messages:
    """Answer the wording of a key in one language.

    The files are read on the first question, so making one costs nothing; ours are read once.
    """

    def __init__(self, language: str = DEFAULT, root: Traversable | None = None) -> None:
        """Take a language code and, in tests, another folder of catalogues.

        Raises:
            UnknownLanguageError: the folder has no such language.
        """
        if language not in languages(root):
            raise UnknownLanguageError(language)
        self.language = language
        self._root = root
        self._texts: Mapping[str, str] | None = None

    def text(self, key: str, **params: object) -> str:
        """Fill the wording of ``key`` with named fields.

        With a parameter ``n`` the key may have a ``key.one`` and a ``key.other``. Never raises: an
        unknown key is returned itself, a missing field stays visible as ``{field}``.
        """
        texts = self._catalogue()
        wording = texts.get(key)
        if wording is None and "n" in params:
            wording = texts.get(f"{key}.{'one' if params['n'] == 1 else 'other'}")
        if wording is None:
            return key
        if not params and "{" not in wording and "}" not in wording:
            return wording
        return _fill(wording, params)

    def has(self, key: str) -> bool:
        """Tell whether ``key`` has a wording, in one form or in plural forms."""
        texts = self._catalogue()
        return key in texts or f"{key}.other" in texts

    def all_keys(self) -> frozenset[str]:
        """Answer every key, plural forms as two keys."""
        return frozenset(self._catalogue())

    def fields(self, key: str) -> frozenset[str]:
        """Answer the names of the fields in the wording of an existing key."""
        return frozenset(
            name for _, name, _, _ in Formatter().parse(self._catalogue()[key]) if name
        )

    def _catalogue(self) -> Mapping[str, str]:
        if self._texts is None:
            root, language = self._root, self.language
            self._texts = _ours(language) if root is None else _load(root.joinpath(language))
        return self._texts


def languages(root: Traversable | None = None) -> tuple[str, ...]:
    """Answer the codes of the languages that have a catalogue, the default first."""
    found = {folder.name for folder in _folder(root).iterdir() if folder.is_dir()}
    codes = {name for name in found if name.isalpha()}
    return tuple(sorted(codes, key=lambda code: (code != DEFAULT, code)))


def _folder(root: Traversable | None) -> Traversable:
    return root if root is not None else resources.files("resources").joinpath(_ROOT)


@cache
def _ours(language: str) -> Mapping[str, str]:
    return _load(_folder(None).joinpath(language))


def _load(folder: Traversable) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        for key, wording in _flat(tomllib.loads(file.read_text(encoding="utf-8"))):
            if key in texts:
                raise DuplicateTextError(f"{file.name}: {key}")
            texts[key] = wording
    return texts


def _flat(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", str(value)


class _LenientFormatter(Formatter):
    """Leave a field that has no value visible instead of raising."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        if isinstance(key, int) or key not in kwargs:
            return _Missing(str(key))
        return kwargs[key]


class _Missing:
    def __init__(self, name: str) -> None:
        self._name = name

    def __format__(self, spec: str) -> str:
        return "{" + self._name + "}"

    def __str__(self) -> str:
        return "{" + self._name + "}"


def _fill(wording: str, params: Mapping[str, object]) -> str:
    try:
        return _LenientFormatter().vformat(wording, (), params)
    except (ValueError, AttributeError, LookupError, TypeError):
        return wording

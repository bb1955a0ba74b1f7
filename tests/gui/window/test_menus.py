"""The menus of an open workspace: each letter leads to one thing, and what ends stands last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QMenu

from ui.app import Application


def menus(application: Application) -> Iterator[tuple[str, list[str]]]:
    """Yield the menu bar and each menu in it, with the texts of its items."""
    waiting: list[tuple[str, Any]] = [("bar", application.window.menuBar())]
    while waiting:
        name, menu = waiting.pop()
        items = [action for action in menu.actions() if not action.isSeparator()]
        yield name, [action.text() for action in items]
        waiting += [
            (f"{name} ▸ {a.text()}", a.menu()) for a in items if isinstance(a.menu(), QMenu)
        ]


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_letter_leads_to_two_things_in_a_menu(opened: Application, language: str) -> None:
    opened.window.actions_by_name[f"language_{language}"].trigger()
    seen = 0
    for name, texts in menus(opened):
        letters = Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)
        seen += len(letters)
        assert [letter for letter, times in letters.items() if times > 1] == [], name
    assert seen > 60


def test_the_menu_of_files_ends_with_leaving_the_program(opened: Application) -> None:
    leave = opened.window.actions_by_name["quit"]
    assert opened.window.menus["file"].actions()[-1] is leave
    opened.close_workspace()
    assert opened.window.menus["file"].actions()[-1] is leave

"""Text reaches 4.5:1 and what one clicks on 3:1, in all that the style sheet and the code paint."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from re import findall

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from tests.gui.style_rules import Dressed, Subject, dress, dressed, read_sheet
from ui.theme import Scheme, Theme, apply, palette
from ui.tokens import contrast

GROUNDS = ("bg", "surface", "alt")
"""What the pages, panels, bars and cards are made of."""
CHOSEN = ("selection", "hover")
TINTS = ("error_tint", "warning_tint", "advice_tint", "ok_tint")
WITH_TEXT = ("", "tab", "item", "title", "section")
"""The pieces of a widget that say something."""
ONLY_PARTS = ("QFrame", "QGroupBox")
"""What a line may part from what stands beside it without being seen by all."""
FILLS = ("bg", "alt", "selection", "surface", "line", "match", "disabled", "on_accent", "field")
"""What code lays behind a text, parts areas with, or puts on an accent."""

TAKE_THE_KEYBOARD = (
    *("QCheckBox", "QComboBox", "QLineEdit", "QListView", "QPlainTextEdit", "QPushButton"),
    *("QRadioButton", "QSpinBox", "QTableView", "QTextEdit", "QToolButton", "QTreeView"),
)

RULES = read_sheet()
SCHEMES = tuple(Scheme)


@cache
def looks() -> tuple[tuple[Dressed, dict[str, str]], ...]:
    """Return every look in every state, but for what cannot be used now."""
    return tuple(
        (look, dress(RULES, look)) for look in dressed(RULES) if "disabled" not in look[1].states
    )


def token(said: str | None) -> str:
    """Return the name of a colour of the scheme, or nothing for none and see-through."""
    return said[1:] if said and said.startswith("$") else ""


def around(look: Dressed) -> tuple[str, ...]:
    """Return what a look may stand on."""
    for each in look[0]:
        if ground := token(dress(RULES, ((), each)).get("background")):
            return (ground,)
    return GROUNDS


def texts() -> Iterator[tuple[str, str, str]]:
    """Yield the colour, the ground and the look of each text of the style sheet."""
    for look, says in looks():
        holds_others = look[1].kind == "QFrame"
        if look[1].piece not in WITH_TEXT or (holds_others and "color" not in says):
            continue
        ink = token(says.get("color", "$text"))
        ground = token(says.get("background"))
        for each in (ground,) if ground else around(look):
            if ink:
                yield ink, each, str(look[1])


def edges() -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the colour of each edge and picture, the grounds beside it, and the look."""
    for look, says in looks():
        edge, ground = token(says.get("border-color")), token(says.get("background"))
        if edge and edge != ground and not (edge == "line" and look[1].kind in ONLY_PARTS):
            for each in around(look):
                yield edge, (ground or each, each), str(look[1])


def weak(scheme: Scheme, least: float) -> list[str]:
    """Name the texts that stand out less from their ground."""
    tokens = Theme(scheme).tokens
    return [
        f"{look}: {ink} on {ground}"
        for ink, ground, look in texts()
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < least
    ]


@pytest.mark.parametrize(
    ("scheme", "least"), [(Scheme.LIGHT, 4.5), (Scheme.DARK, 4.5), (Scheme.CONTRAST, 7)]
)
def test_every_text_of_the_style_sheet_stands_out(scheme: Scheme, least: float) -> None:
    assert len(set(texts())) > 100
    assert weak(scheme, least) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_edge_of_what_one_uses_stands_out_from_one_side_of_it(scheme: Scheme) -> None:
    tokens = Theme(scheme).tokens
    assert len(set(edges())) > 100
    for edge, beside, look in edges():
        most = max(contrast(getattr(tokens, edge), getattr(tokens, each)) for each in beside)
        assert most >= 3, f"{look}: {edge} beside {beside}"


def test_what_has_the_focus_or_is_chosen_is_told_by_more_than_a_tint() -> None:
    focus = frozenset({"focus"})
    by_keyboard = [((), Subject(kind, "", frozenset(), "", focus)) for kind in TAKE_THE_KEYBOARD]
    for look, says in (*looks(), *((each, dress(RULES, each)) for each in by_keyboard)):
        rest = look[1].states & {"focus", "checked"}
        if not rest or look[1].states != rest or look[1].piece not in ("", "tab"):
            continue
        only_acts = look[0] or any(a.startswith(("kind", 'role="chip')) for a in look[1].attributes)
        if "checked" in rest and only_acts:
            continue  # it is never down
        before = dress(RULES, (look[0], replace(look[1], states=look[1].states - rest)))
        told = ("border-color", "border-bottom-color", "border-left-color", "border-width")
        assert any(says.get(key) != before.get(key) for key in told) or _is_bare(look), look[1]


def _is_bare(look: Dressed) -> bool:
    """Tell whether the field around it shows the focus."""
    return 'bare="true"' in look[1].attributes or any(
        each.kind == "QAbstractSpinBox" for each in look[0]
    )


@pytest.mark.parametrize("scheme", SCHEMES)
def test_pictures_of_the_style_sheet_stand_out_from_what_they_lie_on(scheme: Scheme) -> None:
    tokens = Theme(scheme).tokens
    folder = resources.files("resources").joinpath("qss", scheme.value)
    drawn = 0
    for look, says in looks():
        for name in findall(r"\$pictures/([\w-]+\.svg)", says.get("image", "")):
            colours = findall(r"#[0-9A-F]{6}", folder.joinpath(name).read_text(encoding="utf-8"))
            ground = token(says.get("background"))
            for each in (ground,) if ground else (*GROUNDS, "selection"):
                assert max(contrast(c, getattr(tokens, each)) for c in colours) >= 3, look[1]
                drawn += 1
    assert drawn > 10


@cache
def painted() -> set[str]:
    """Return the tokens that the code paints with."""
    found = set()
    for file in Path("ui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "color":
                named = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                found |= {each for each in named if isinstance(each, str)}
    return found & set(Theme().tokens.__slots__)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_the_code_writes_with_stands_out_also_on_a_row_that_is_chosen(scheme: Scheme) -> None:
    tokens = Theme(scheme).tokens
    inks = painted() - set(FILLS)
    assert {"text", "mute", "accent", "ok", "error"} <= inks
    for ink in sorted(inks | {"warning", "advice"}):  # the signs of severity
        for ground in (*GROUNDS, *CHOSEN):
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, (ink, ground)
    for ink in ("text", "mute"):  # a match, and the hint of an empty field with a message
        for ground in ("match", *TINTS):
            assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5, (ink, ground)
    for kind in ("error", "warning", "advice", "ok"):
        assert contrast(getattr(tokens, kind), getattr(tokens, f"{kind}_tint")) >= 4.5, kind
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_palette_is_as_readable(scheme: Scheme) -> None:
    look = palette(Theme(scheme))
    role = type(look).ColorRole
    for ink, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Base),
        (role.Link, role.Window),
    ):
        assert contrast(look.color(ink).name(), look.color(ground).name()) >= 4.5, (ink, ground)


def told_apart(picture: QImage) -> float:
    """Return the contrast of the ground, the commonest colour, and what stands out most."""
    pixels = Counter(
        picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())
    )
    (ground, _count), *_rest = pixels.most_common(1)
    behind = f"#{ground & 0xFFFFFF:06X}"
    return max(contrast(f"#{pixel & 0xFFFFFF:06X}", behind) for pixel in pixels)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_painted_is_as_readable_as_the_tokens_say(
    qtbot, styled_app: QApplication, scheme: Scheme
) -> None:
    apply(styled_app, Theme(scheme))
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    for role in ("secondary", "muted", "found-title"):
        row.addWidget(label := QLabel("Kontakt"))
        label.setProperty("role", role)
    for kind in ("primary", "fix", "link"):
        row.addWidget(button := QPushButton("Kontakt"))
        button.setProperty("kind", kind)
    row.addWidget(field := QLineEdit())
    field.setPlaceholderText("Kontakt")
    row.addWidget(QCheckBox("Kontakt"))
    window.show()
    parts = window.findChildren(QWidget)
    assert len(parts) == 8
    for part in parts:
        inside = part.rect().adjusted(4, 4, -4, -4)
        assert told_apart(window.grab(inside.translated(part.pos())).toImage()) >= 4.5, part
    bar = QProgressBar(window)
    bar.setValue(50)
    bar.resize(100, 8)
    assert told_apart(bar.grab().toImage()) >= 3

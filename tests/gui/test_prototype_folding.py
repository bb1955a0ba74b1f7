"""The prototype's own folding, run as JavaScript, agrees with the workbench's."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtQml import QJSEngine

from kkworkbench.exports.prototype.citizen import finds
from kkworkbench.exports.prototype.site import read
from kkworkbench.text.danish import search_key, short_key

Call = Callable[[str], Any]

LETTERS = "".join(
    chr(code)
    for first, last in ((0x20, 0x24F), (0x370, 0x3FF), (0x400, 0x45F), (0x1E00, 0x1EFF))
    for code in range(first, last + 1)
    if chr(code).isprintable()
)
"""Latin, Greek and Cyrillic."""
TEXTS = st.text(st.sampled_from(LETTERS + "æøåÆØÅaoe \u030a\u0301"), max_size=30)
WORDS = st.lists(
    st.sampled_from(["Sønderbro", "sonderbro", "aalborg", "Ålborg", "æble", "able", "33", "66 33"]),
    max_size=4,
).map(" ".join)


@pytest.fixture(scope="module")
def run(qapp: Any) -> Call:
    engine = QJSEngine()
    engine.evaluate(read("fold.js"))

    def call(script: str) -> Any:
        value = engine.evaluate(script)
        assert not value.isError(), value.toString()
        return value.toVariant()

    return call


def vectors() -> list[str]:
    """Each letter by itself, and words."""
    words = ["Århus", "AARHUS", "Ærø", "Sødring", "Citroën", "ÉCOLE", "Straße", "33 66 33 66", ""]
    return [*LETTERS, *words]


def test_every_letter_folds_alike(run: Call) -> None:
    texts = vectors()
    said = run(f"{json.dumps(texts)}.map(kkFold.full)")
    assert dict(zip(texts, said, strict=True)) == {text: search_key(text) for text in texts}
    short = run(f"{json.dumps(texts)}.map(kkFold.short)")
    assert dict(zip(texts, short, strict=True)) == {text: short_key(text) for text in texts}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
@example("A\u030aben")
def test_texts_fold_alike(run: Call, text: str) -> None:
    said = run(
        f"(function (t) {{ return [kkFold.full(t), kkFold.short(t)]; }})({json.dumps(text)})"
    )
    assert said == [search_key(text), short_key(text)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(WORDS | TEXTS, WORDS | TEXTS)
def test_a_search_finds_the_same(run: Call, query: str, text: str) -> None:
    asked, looked = json.dumps(query), json.dumps(text)
    said = run(f"kkFold.finds(kkFold.query({asked}), kkFold.keys({looked}))")
    assert said == finds(query, text)

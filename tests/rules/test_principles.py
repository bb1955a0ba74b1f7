"""docs/principles.md says of every principle what checks or carries it."""

import re
from pathlib import Path

from kkworkbench.rules.all_rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "principles.md"
ROW = re.compile(r"^\| (P\d+) [^|]+ \| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def _rows() -> dict[str, tuple[set[str], str]]:
    found = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert len({name for name, _, _ in found}) == len(found)
    return {name: (set(re.findall(r"K\d+", codes)), where) for name, codes, where in found}


def test_every_principle_names_its_rules_or_its_screen() -> None:
    rows = _rows()
    assert set(rows) == {f"P{n}" for n in range(1, 63)}
    for name, (codes, where) in rows.items():
        assert codes or where.strip(), name


def test_the_page_names_the_rules_that_cite_each_principle() -> None:
    cited: dict[str, set[str]] = {}
    for rule in RULES:
        for cite in rule.cites:
            cited.setdefault(cite, set()).add(rule.code)
    assert {name: codes for name, (codes, _) in _rows().items() if codes} == cited

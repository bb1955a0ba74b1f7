"""The page of findings says what the rules find in the demo."""

import re
from collections import Counter
from datetime import date
from pathlib import Path

from kkworkbench.demo import records
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Results
from kkworkbench.state.state import State

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
ROW = re.compile(r"^\| (K\d+) \| (error|warning|advice) \| (\d+) \|", re.MULTILINE)


def test_the_page_has_the_demos_counts() -> None:
    found = Results(Engine(State.of(records()), today=lambda: date(2026, 11, 26)))
    found.check_all()
    found.settle()
    counts = Counter((r.finding.code, str(r.severity.value)) for r in found.all())
    told = {(code, severity): int(n) for code, severity, n in ROW.findall(PAGE.read_text("utf-8"))}
    assert {key: n for key, n in told.items() if n} == counts

"""The registry holds exactly the rules that the catalogue of rules names, each once."""

import re
from pathlib import Path

import pytest

from kkworkbench import rules
from kkworkbench.messages import Messages
from kkworkbench.model.contact import Contact
from kkworkbench.model.finding import Severity
from kkworkbench.rules import all_rules, registry
from kkworkbench.rules.all_rules import RULES

CODES = (
    *(f"K{number}" for number in range(101, 111)),
    *(f"K{number}" for number in range(201, 208)),
    *(f"K{number}" for number in range(301, 308)),
    *(f"K{number}" for number in range(401, 406)),
    *(f"K{number}" for number in range(501, 504)),
    *(f"K{number}" for number in range(601, 606)),
    *(f"K{number}" for number in range(701, 710)),
    *(f"K{number}" for number in range(801, 807)),
    *(f"K{number}" for number in range(901, 907)),
    *(f"K{number}" for number in range(1001, 1004)),
    *(f"K{number}" for number in range(1101, 1104)),
)
"""Every code ever given, in order. One that is retired stays here, and in RETIRED."""
RETIRED: frozenset[str] = frozenset()
PRINCIPLES = {f"P{number}" for number in range(1, 63)}
MADE_HERE = re.compile(r"^@rule\(", re.MULTILINE)


def test_every_code_is_registered_and_no_retired_one_came_back() -> None:
    assert tuple(rule.code for rule in RULES) == tuple(c for c in CODES if c not in RETIRED)


def test_every_module_with_rules_is_one_of_the_families() -> None:
    folder = Path(rules.__file__).parent
    written = {path.stem for path in folder.glob("*.py") if MADE_HERE.search(path.read_text())}
    assert written == {family.__name__.rpartition(".")[2] for family in all_rules.FAMILIES}


def test_a_code_is_given_once() -> None:
    with pytest.raises(ValueError, match="K202"):
        registry.rule("K202", on=Contact, cites=("P30",), severity=Severity.ERROR)(
            lambda subject, context: ()
        )


def test_every_rule_cites_a_principle_and_only_such_as_there_are() -> None:
    assert all(rule.cites and set(rule.cites) <= PRINCIPLES for rule in RULES)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_text_is_of_a_rule_or_principle_that_there_is_not(language: str) -> None:
    keys = Messages(language).all_keys()
    written = {key.split(".")[1] for key in keys if key.startswith("rule.")}
    assert written == {rule.code for rule in RULES}
    assert {key.split(".")[1] for key in keys if key.startswith("principle.")} <= PRINCIPLES

"""The traps that real Drupal sites set, each by its number, on the files of a written batch.

A trap that only a site can spring (1, 2, 15 to 17, 19 to 21, 23 to 25, 27, 29 to 31, 35) is held
by the place in the module that handles it: take the line away and the test fails.
"""

import pytest

from tests.unit.exports import traps_of_files, traps_of_sites
from tests.unit.exports.traps import TRAPS, trapped_state
from tests.unit.exports.written_batch import Written, written


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("traps") / "b", trapped_state())


@pytest.mark.parametrize("number", range(1, 36))
def test_trap(number: int, batch: Written) -> None:
    TRAPS[number](batch)


def test_every_trap_has_its_check() -> None:
    found = {name.__module__ for name in TRAPS.values()}
    assert sorted(TRAPS) == list(range(1, 36))
    assert found == {traps_of_files.__name__, traps_of_sites.__name__}

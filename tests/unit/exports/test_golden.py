"""The same workspace gives the same bytes on every run and platform: those kept in tests/data."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.exports.drupal.recipe.writing import write_recipe
from kkworkbench.state.state import State
from tests.unit.exports import golden
from tests.unit.exports.drupal_batches import DA, INFO, NOW

RENEW = "if the change is meant: .venv/bin/python -m tests.unit.exports.golden"
ROOT = golden.DATA.parents[1]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    golden.write(folder)
    return folder


@pytest.mark.parametrize("name", ["batch", "recipe"])
def test_the_files_are_those_in_tests_data(made: Path, name: str) -> None:
    kept, now = golden.files(golden.DATA / name), golden.files(made / name)
    assert sorted(kept) == sorted(now), RENEW
    assert [path for path in kept if kept[path] != now[path]] == [], RENEW


def test_the_manifest_has_the_sums_of_all_that_a_batch_brings() -> None:
    kept = golden.files(golden.DATA / "batch")
    manifest = json.loads(kept.pop("manifest.json"))
    module = ROOT / "resources" / "drupal" / "module"
    for path in golden.shipped_as_is():
        kept[f"{golden.SHIPPED_AS_IS}/{path}"] = (module / path).read_bytes()
    sums = {path: hashlib.sha256(data).hexdigest() for path, data in kept.items()}
    assert manifest["files"] == sums, RENEW


def test_every_part_and_every_kind_of_note_is_exercised() -> None:
    batch = golden.DATA / "batch"
    manifest = json.loads((batch / "manifest.json").read_bytes())
    assert all(manifest["counts"].values())
    assert manifest["left_out"]
    assert manifest["waivers"]
    notes = {note["what"] for note in manifest["notes"]}
    assert {"link", "redirect", "loss.dates"} <= notes
    for name in ("contacts", "pages", "footer", "redirects", "left_out", "not_carried"):
        assert len((batch / f"{name}.csv").read_bytes().splitlines()) > 1
    assert b"HEMMELIGT" not in b"".join(golden.files(golden.DATA).values())


def test_neither_order_nor_zone_of_time_changes_a_byte(made: Path, tmp_path: Path) -> None:
    state = State.of(reversed(list(golden.records())))
    now = NOW.astimezone(timezone(timedelta(hours=-7)))
    write_batch(
        tmp_path / "batch", state, golden.results(), DA, INFO, made_by="anna", now=now,
        batch_id="b1", leave_out=True, note=f"Prøve {golden.ODD}",
    )  # fmt: skip
    write_recipe(tmp_path / "recipe", state, golden.results(), DA, INFO, leave_out=True)
    found = golden.files(tmp_path)
    wanted = golden.files(made)
    assert {path: found[path] for path in wanted} == wanted


def test_another_seed_of_hashes_and_another_language_of_the_system_change_no_byte(
    made: Path, tmp_path: Path
) -> None:
    code = ("import sys; from pathlib import Path; from tests.unit.exports import golden; "
            "golden.write(Path(sys.argv[1]))")  # fmt: skip
    env = {**os.environ, "PYTHONHASHSEED": "7", "LC_ALL": "C", "TZ": "Pacific/Auckland",
           "PYTHONUTF8": "0"}  # fmt: skip
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, cwd=ROOT, env=env)
    assert golden.files(tmp_path) == golden.files(made)

"""A person's own mapping profiles are kept by name, and found again by it."""

from importlib import resources
from pathlib import Path

import pytest

from kkworkbench.exports.drupal.profile_file import SHIPPED, UnreadableProfile, shipped
from kkworkbench.exports.drupal.profile_saved import (
    find_profile,
    keep_profile,
    profile_named,
    saved_profiles,
)
from kkworkbench.workspace.errors import WorkbenchError

DEFAULT = (
    resources.files("resources").joinpath("drupal", "profiles", "default.toml").read_text("utf-8")
)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KKWORKBENCH_CONFIG", str(tmp_path / "config"))


def named(folder: Path, name: str, more: str = "") -> Path:
    file = folder / "min fil.toml"
    file.write_text(DEFAULT.replace('name = "default"', f'name = "{name}"{more}'), "utf-8")
    return file


def test_a_profile_is_kept_under_its_name_and_outlives_its_file(tmp_path: Path) -> None:
    assert saved_profiles() == ()
    file = named(tmp_path, "mit_site")
    kept, _cautions = keep_profile(file)
    file.unlink()
    assert saved_profiles() == ("mit_site",)
    assert profile_named("mit_site") == kept == find_profile("mit_site")[0]


def test_one_of_the_same_name_takes_its_place(tmp_path: Path) -> None:
    file = named(tmp_path, "mit_site")
    keep_profile(file)
    file.write_text(file.read_text("utf-8").replace("user = 1", "user = 7"), "utf-8")
    keep_profile(file)
    assert saved_profiles() == ("mit_site",)
    assert profile_named("mit_site").user == 7


@pytest.mark.parametrize("name", SHIPPED)
def test_the_names_of_the_program_are_its_own(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkbenchError) as told:
        keep_profile(named(tmp_path, name))
    assert told.value.key == "drupal.name_taken"
    assert profile_named(name) == shipped(name)
    assert saved_profiles() == ()


def test_a_wrong_one_is_not_kept_and_an_unknown_one_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableProfile):
        keep_profile(named(tmp_path, "mit_site", "\nsprog = 1"))
    assert saved_profiles() == ()
    with pytest.raises(WorkbenchError) as told:
        profile_named("../mit_site")
    assert told.value.key == "drupal.no_profile"
    with pytest.raises(OSError, match="mit_site"):
        find_profile("mit_site")

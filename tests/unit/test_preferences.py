"""A person's preferences survive, and a broken file hurts nobody."""

from pathlib import Path

import pytest

from kkworkbench.preferences import (
    Preferences,
    RecentFile,
    TreeState,
    WorkshopPlace,
    default_path,
    load,
    save,
)


def test_saved_preferences_come_back(tmp_path: Path) -> None:
    chosen = Preferences(
        theme="dark",
        zoom=1.5,
        language="en",
        display_name="Åse",
        coach_done=True,
        drill_in_column=True,
        workshop=WorkshopPlace("s", 3, 1, 300.0, 12.5, 1.7e9),
    )
    chosen = chosen.with_recent("/a.kkw").with_tree("ws", TreeState(("p1", "p2"), "p2"))
    save(chosen, tmp_path / "new" / "preferences.json")
    assert load(tmp_path / "new" / "preferences.json") == chosen


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Preferences()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"zoom": "big"}',
        b'{"theme": "pink"}',
        b'{"workshop": {"card": 1}}',
    ],
)
def test_a_broken_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(content)
    assert load(path) == Preferences()
    assert not path.exists()
    assert (tmp_path / "preferences.json.broken").read_bytes() == content


def test_an_unknown_field_of_a_newer_version_is_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "preferences.json"
    path.write_bytes(b'{"theme": "dark", "shape": "round"}')
    assert load(path).theme == "dark"


def test_a_folder_in_the_place_of_the_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Preferences()


def test_a_failed_save_leaves_the_old_file_and_no_rubbish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "preferences.json"
    save(Preferences(theme="dark"), path)

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(OSError, match="disk full"):
        save(Preferences(theme="light"), path)
    assert load(path).theme == "dark"
    assert [file.name for file in tmp_path.iterdir()] == ["preferences.json"]


def test_ten_recent_files_are_kept_and_a_pinned_one_is_never_pushed_out() -> None:
    preferences = Preferences().with_recent("/first").with_pinned("/first", True)
    for number in range(12):
        preferences = preferences.with_recent(f"/{number}")
    assert len(preferences.recent) == 10
    assert preferences.recent[0] == RecentFile("/first", pinned=True)
    assert preferences.recent[1].path == "/11"
    assert "/first" not in {file.path for file in preferences.without_recent("/first").recent}


def test_opening_a_file_again_moves_it_first() -> None:
    preferences = Preferences().with_recent("/a").with_recent("/b").with_recent("/a")
    assert [file.path for file in preferences.recent] == ["/a", "/b"]


@pytest.mark.parametrize(("asked", "got"), [(0.1, 0.8), (1.25, 1.25), (9, 2.0)])
def test_the_zoom_is_held_between_its_ends(tmp_path: Path, asked: float, got: float) -> None:
    assert Preferences().with_zoom(asked).zoom == got
    path = tmp_path / "preferences.json"
    path.write_text(f'{{"zoom": {asked}}}', encoding="utf-8")
    assert load(path).zoom == got


def test_only_the_latest_workspaces_keep_their_tree() -> None:
    preferences = Preferences()
    for number in range(25):
        preferences = preferences.with_tree(f"ws{number}", TreeState(selected="p"))
    assert len(preferences.trees) == 20
    assert "ws0" not in preferences.trees
    assert "ws24" in preferences.trees


def test_the_environment_names_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KKWORKBENCH_CONFIG", str(tmp_path))
    assert default_path() == tmp_path / "preferences.json"

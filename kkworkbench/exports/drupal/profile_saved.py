"""A person's own mapping profiles: kept by name beside the preferences, so that a batch that was
written with one can be compared and written again."""

from pathlib import Path

from kkworkbench import preferences
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.exports.drupal.profile_file import SHIPPED, Problem, load_profile
from kkworkbench.whole_file import write_whole
from kkworkbench.workspace.errors import WorkbenchError


def saved_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that were kept."""
    try:
        return tuple(sorted(each.stem for each in _folder().glob("*.toml")))
    except OSError:
        return ()


def keep_profile(file: Path) -> tuple[Profile, tuple[Problem, ...]]:
    """Read a profile, keep it under its name, and return it with its cautions.

    Raises:
        UnreadableProfile: it has problems.
        WorkbenchError: its name is that of a profile that comes with the program.
        OSError: the file cannot be read, or the copy not be written.
    """
    profile, cautions = load_profile(str(file))
    if profile.name in SHIPPED:
        raise WorkbenchError("drupal.name_taken", name=profile.name)
    _folder().mkdir(parents=True, exist_ok=True)
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    write_whole(_folder() / f"{profile.name}.toml", text)
    return profile, cautions


def find_profile(name_or_file: str) -> tuple[Profile, tuple[Problem, ...]]:
    """Return a profile that comes with the program, was kept, or is in a file, with its cautions.

    Raises:
        UnreadableProfile: it has problems.
        OSError: there is none.
    """
    kept = name_or_file in saved_profiles() and not Path(name_or_file).is_file()
    return load_profile(str(_folder() / f"{name_or_file}.toml") if kept else name_or_file)


def profile_named(name: str) -> Profile:
    """Return a profile that comes with the program or was kept.

    Raises:
        WorkbenchError: there is none of that name, or it has problems.
    """
    if name not in (*SHIPPED, *saved_profiles()):
        raise WorkbenchError("drupal.no_profile", name=name)
    try:
        return find_profile(name)[0]
    except OSError as error:
        raise WorkbenchError("drupal.no_profile", name=name) from error


def _folder() -> Path:
    return preferences.default_path().parent / "drupal-profiles"

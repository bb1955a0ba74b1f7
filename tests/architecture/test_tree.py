"""What no file of the tree may be, be called, or name."""

import re
from pathlib import Path

import pytest

PACKAGES = ("kkworkbench", "db", "ui", "tests", "benchmarks")
CEILING = 400
CATCH_ALL = re.compile(r"(utils?|helpers?|common)\.py|utils?|helpers?|common")

# Written in parts, as this file is in the tree too.
REGISTRIES = (
    *("pypi" + ".org", "python" + "hosted", "npm" + "js", "yarn" + "pkg.com", "crates" + ".io"),
    *("proxy." + "golang", "packag" + "ist", "maven" + ".org", "deb." + "debian"),
)
MACHINE_PATH = re.compile(r"(?<![\w./~$}-])/(?:home|root|work|Users)/\w|\b[A-Z]:\\\\?Users\\")


def text_of(path: Path) -> str:
    """Return the text of a file, or nothing for one that is no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def modules(tree: tuple[Path, ...], root: Path) -> list[Path]:
    found = [
        path
        for path in tree
        if path.suffix == ".py" and path.relative_to(root).parts[0] in {*PACKAGES, "main.py"}
    ]
    return [*found, root / "kk"]


def test_no_module_is_over_the_ceiling(tree: tuple[Path, ...], root: Path) -> None:
    lengths = {
        str(path.relative_to(root)): len(text_of(path).splitlines()) for path in modules(tree, root)
    }
    assert {name: lines for name, lines in lengths.items() if lines > CEILING} == {}


def test_no_module_is_a_catch_all(tree: tuple[Path, ...], root: Path) -> None:
    names = [
        str(path.relative_to(root))
        for path in modules(tree, root)
        if any(CATCH_ALL.fullmatch(part) for part in path.relative_to(root).parts)
    ]
    assert names == []


@pytest.mark.parametrize("name", ["utils.py", "util", "helpers.py", "helper.py", "common"])
def test_a_catch_all_is_known_by_its_name(name: str) -> None:
    assert CATCH_ALL.fullmatch(name)


def test_no_file_names_a_package_registry(tree: tuple[Path, ...], root: Path) -> None:
    found = [
        (str(path.relative_to(root)), host)
        for path in tree
        for host in REGISTRIES
        if host in text_of(path)
    ]
    assert found == []


def test_no_file_holds_a_path_of_one_machine(tree: tuple[Path, ...], root: Path) -> None:
    found = [
        (str(path.relative_to(root)), match.group())
        for path in tree
        for match in MACHINE_PATH.finditer(text_of(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "path",
    ["/".join(("", "home", "anna", "kk")), "/".join(("", "Users", "bo")), r"C:\Use" r"rs\bo"],
)
def test_a_path_of_one_machine_is_recognised(path: str) -> None:
    assert MACHINE_PATH.search(f'open("{path}")')


def test_no_file_is_empty_but_the_marks_of_packages(tree: tuple[Path, ...], root: Path) -> None:
    empty = [
        str(path.relative_to(root))
        for path in tree
        if path.stat().st_size == 0 and path.name not in {"__init__.py", "py.typed"}
    ]
    assert empty == []

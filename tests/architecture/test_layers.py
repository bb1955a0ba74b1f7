"""The contracts of pyproject.toml hold, and each one catches what it is there for."""

import os
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

LAYERS = (
    *("ui", "ui.pages", "kkworkbench.cli", "db", "kkworkbench.workshop", "kkworkbench.followup"),
    *("kkworkbench.merge", "kkworkbench.exports", "kkworkbench.sources", "kkworkbench.workspace"),
    *("kkworkbench.rules", "kkworkbench.state", "kkworkbench.text", "kkworkbench.model"),
)
ARROWS = "No arrow runs up the layers"
NO_WINDOW = "The core knows no window"
NO_DATABASE = "The core knows no database; its command line alone opens a store"
ONE_STORE = "The window gets its store from ui.app alone"
DB_NO_WINDOW = "The database knows no window"
WRITER = "openpyxl writes in exports alone"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command as main; main()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(folder),
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "200",
        },
        capture_output=True,
        encoding="utf-8",
    )


@pytest.fixture
def house(tmp_path: Path, root: Path) -> Path:
    """The layers as empty packages, under the real contracts."""
    (tmp_path / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())
    for layer in LAYERS:
        folder = tmp_path.joinpath(*layer.split("."))
        folder.mkdir(parents=True)
    for folder in {path for path in tmp_path.rglob("*") if path.is_dir()}:
        (folder / "__init__.py").touch()
    return tmp_path


def plant(house: Path, module: str, imports: str) -> None:
    path = house.joinpath(*module.split(".")).with_suffix(".py")
    path.write_text(f"import {imports}\n", "utf-8")


def test_the_tree_keeps_its_contracts(root: Path) -> None:
    result = lint_imports(root)
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_allowed_imports_are_allowed(house: Path) -> None:
    plant(house, "ui.app", "db")
    plant(house, "kkworkbench.cli.check", "db")
    plant(house, "db.store", "sqlalchemy, alembic, kkworkbench.sources")
    plant(house, "kkworkbench.exports.workbook", "openpyxl, kkworkbench.workspace")
    plant(house, "ui.pages.drill", "PySide6.QtWidgets, kkworkbench.exports")
    result = lint_imports(house)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("module", "imports", "contract"),
    [
        ("kkworkbench.model.page", "kkworkbench.text", ARROWS),
        ("kkworkbench.text.phone", "kkworkbench.state", ARROWS),
        ("kkworkbench.state.draft", "kkworkbench.rules", ARROWS),
        ("kkworkbench.rules.engine", "kkworkbench.workspace", ARROWS),
        ("kkworkbench.workspace.plan", "kkworkbench.sources", ARROWS),
        ("kkworkbench.workspace.view", "kkworkbench.exports", ARROWS),
        ("kkworkbench.workspace.vote", "kkworkbench.workshop", ARROWS),
        ("kkworkbench.workspace.sample", "kkworkbench.followup", ARROWS),
        ("kkworkbench.workspace.join", "kkworkbench.merge", ARROWS),
        ("kkworkbench.sources.kk_org", "kkworkbench.cli", ARROWS),
        ("db.store", "kkworkbench.cli", ARROWS),
        ("ui.pages.drill", "kkworkbench.cli", ARROWS),
        ("kkworkbench.cli.check", "ui", ARROWS),
        ("kkworkbench.cli.show", "ui", NO_WINDOW),
        ("kkworkbench.state.draft", "PySide6.QtCore", NO_WINDOW),
        ("kkworkbench.cli.check", "PySide6.QtGui", NO_WINDOW),
        ("kkworkbench.messages", "ui.i18n", NO_WINDOW),
        ("kkworkbench.workspace.workspace", "db", NO_DATABASE),
        ("kkworkbench.messages", "db", NO_DATABASE),
        ("kkworkbench.workspace.workspace", "sqlalchemy", NO_DATABASE),
        ("kkworkbench.cli.check", "sqlalchemy.orm", NO_DATABASE),
        ("kkworkbench.merge.diff", "alembic", NO_DATABASE),
        ("ui.pages.drill", "db", ONE_STORE),
        ("ui.bridge", "sqlalchemy", ONE_STORE),
        ("ui.app", "alembic", ONE_STORE),
        ("db.store", "ui", DB_NO_WINDOW),
        ("db.engine", "PySide6.QtCore", DB_NO_WINDOW),
        ("kkworkbench.sources.table", "openpyxl", WRITER),
        ("ui.pages.drill", "openpyxl.styles", WRITER),
        ("db.store", "openpyxl", WRITER),
    ],
)
def test_a_planted_violation_breaks_its_contract(
    house: Path, module: str, imports: str, contract: str
) -> None:
    plant(house, module, imports)
    result = lint_imports(house)
    assert result.returncode != 0
    assert f"{contract} BROKEN" in result.stdout, result.stdout + result.stderr


def circle(*packages: str) -> list[str]:
    """Return modules that import each other in a circle, the first again as the last, or none."""
    graph = grimp.build_graph(*packages, cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle("kkworkbench", "db", "ui") == []


def test_a_planted_circle_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, imports in {
        "__init__": "",
        "first": "second",
        "second": "third",
        "third": "first",
    }.items():
        line = f"from circular import {imports}\n" if imports else ""
        (tmp_path / "circular").mkdir(exist_ok=True)
        (tmp_path / "circular" / f"{name}.py").write_text(line, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert set(circle("circular")) == {f"circular.{name}" for name in ("first", "second", "third")}

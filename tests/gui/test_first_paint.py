"""The window is painted before anything heavy is imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import db
from kkworkbench import demo

HEAVY = ("sqlalchemy", "alembic", "openpyxl", "holidays", "phonenumbers.geocoder", "selectolax")
SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QTreeWidget
from ui.app import Application
app = QApplication([])
shown = Application(app, Path(sys.argv[2]))
shown.show_skeleton(Path(sys.argv[1]))
shown.window.show()
app.processEvents()
tree = shown.window.findChild(QTreeWidget)
print(tree.topLevelItemCount(), tree.topLevelItem(0).text(0))
print(" ".join(name for name in sys.argv[3:] if name in sys.modules))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    path = tmp_path / "demo.kkw"
    db.create_store(path, "Demo", demo.records()).close()
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path), str(tmp_path / "p.json"), *HEAVY],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    tree, loaded = done.stdout.splitlines()[:2]
    assert tree == "5 Borger"
    assert loaded == ""

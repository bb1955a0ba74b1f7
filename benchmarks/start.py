"""Process start to first painted window, against a bare one: python -m benchmarks.start FILE."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
app.processEvents()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import Application
app = QApplication([])
shown = Application(app, Path(sys.argv[2]))
shown.show_skeleton(Path(sys.argv[1]))
shown.window.show()
app.processEvents()
"""
WHOLE = OURS + "\nshown.open(Path(sys.argv[1]), read_only=True)\napp.processEvents()\n"
RUNS = 7
MEMORY = "\nimport resource\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"


def run(code: str, *arguments: str) -> tuple[float, float]:
    """Return seconds and peak megabytes of one process."""
    start = perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code + MEMORY, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return perf_counter() - start, int(done.stdout.split()[-1]) / 1024


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        arguments = (sys.argv[1], str(Path(folder) / "preferences.json"))
        taken = {
            name: [run(code, *arguments) for _ in range(RUNS)]
            for name, code in (("bare", BARE), ("painted", OURS), ("opened", WHOLE))
        }
    seconds = {name: median(s for s, _ in runs) for name, runs in taken.items()}
    peak = {name: median(m for _, m in runs) for name, runs in taken.items()}
    print(
        json.dumps(
            {
                "seconds": seconds,
                "start_ratio": seconds["painted"] / seconds["bare"],
                "start_bar": 2.0,
                "memory_above_bare_mb": peak["opened"] - peak["bare"],
                "memory_bar_mb": 120,
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()

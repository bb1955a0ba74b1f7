"""Process start to first painted window, against a bare one: python -m benchmarks.start."""

import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, in_process, ratio, seconds_of, tell


def bare() -> None:
    """Paint a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    app.processEvents()


def painted(path: Path) -> None:
    """Paint what stands before anything heavy is imported."""
    from PySide6.QtWidgets import QApplication

    from ui.app import Application

    app = QApplication([])
    shown = Application(app, path.with_name("preferences.json"))
    shown.show_skeleton(path)
    shown.window.show()
    app.processEvents()


def measure(size: str) -> list[Figure]:
    """Start each in turns, as processes."""
    import db  # not in the bare process
    from benchmarks.generate import records

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        taken: dict[str, list[float]] = {"bare": [], str(path): []}
        for _ in range(2 if size == "XS" else 7):
            for name, seconds in taken.items():
                seconds.append(
                    seconds_of(lambda name=name: in_process("benchmarks.start", "--run", name))  # type: ignore[misc]  # bound at once
                )
    ours, baseline = median(taken[str(path)]), median(taken["bare"])
    return [ratio("process started to first paint | bare window", ours, baseline, 2)]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        bare() if sys.argv[2] == "bare" else painted(Path(sys.argv[2]))
        print("{}")
    else:
        tell(measure)

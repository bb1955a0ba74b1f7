"""Memory with a workspace open and checked, above a bare window: python -m benchmarks.memory."""

import gc
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.figures import Figure, in_process, memory, tell


def bare() -> None:
    """Show a window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    _print_memory()
    window.close()


def ours(path: Path) -> None:
    """Show the whole window with a workspace, every rule run and every panel painted."""
    from PySide6.QtWidgets import QApplication

    from ui.app import Application

    app = QApplication([])
    shown = Application(app, path.with_name("preferences.json"))
    shown.window.resize(1440, 900)
    shown.show_skeleton(path)
    shown.window.show()
    app.processEvents()
    if not shown.open(path) or shown.desk is None:
        raise SystemExit("the workspace did not open")
    shown.desk.bridge.settle()
    for _ in range(10):
        app.processEvents()
    gc.collect()
    _print_memory()
    shown.close_workspace()
    shown.window.close()


def _print_memory() -> None:
    print(json.dumps({"now": memory("VmRSS"), "peak": memory("VmHWM")}))


def measure(size: str) -> list[Figure]:
    """Subtract a bare window from ours; each is a process of its own."""
    import db  # not in the bare process
    from benchmarks.generate import records

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "size.kkw"
        db.create_store(path, size, records(size)).close()
        without = in_process("benchmarks.memory", "--run", "bare")
        with_it = in_process("benchmarks.memory", "--run", str(path))
    return [
        Figure(f"memory, {size} open, above a bare window", with_it["now"] - without["now"], "MB",
               120, with_it["now"], without["now"]),
        Figure(f"memory at its peak, {size}, above a bare window",
               with_it["peak"] - without["peak"], "MB"),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        bare() if sys.argv[2] == "bare" else ours(Path(sys.argv[2]))
    else:
        tell(measure)

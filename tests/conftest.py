"""What holds for every test: no window on the screen, and a bounded search for examples."""

import os
from pathlib import Path

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Each call of the command line is a process of its own; compiled once, it starts twice as fast.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault(
    "PYTHONPYCACHEPREFIX", str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
)

settings.register_profile("suite", max_examples=25, deadline=None)
settings.load_profile("suite")

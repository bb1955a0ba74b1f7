"""What holds for every test: no window on the screen, and a bounded search for examples."""

import os

from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("suite", max_examples=50, deadline=None)
settings.load_profile("suite")

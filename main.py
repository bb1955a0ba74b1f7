"""Start the window: main.py [FILE.kkw] [--demo] [--screenshot OUT.png]."""

import sys

from ui.app import main

raise SystemExit(main(sys.argv[1:]))

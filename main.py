"""Start the window: main.py [FILE.kkw] [--demo] [--screenshot OUT.png]."""

import sys

from ui.start import main

raise SystemExit(main(sys.argv[1:]))

"""python -m kkworkbench VERB …"""

from kkworkbench.cli.main import main

raise SystemExit(main())

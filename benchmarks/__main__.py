"""Run every benchmark and print one table: python -m benchmarks [--size XS|S|L] [NAME …]."""

import argparse
from pathlib import Path
from typing import Any

from benchmarks.figures import in_process
from benchmarks.generate import SIZES

NAMES = tuple(
    sorted(
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if "tell(measure)" in path.read_text("utf-8") and path != Path(__file__)
    )
)
"""Modules that tell figures; those that look for losses or errors are run by themselves."""


def row(figure: dict[str, Any]) -> str:
    """Word one figure: its value, its bar, and whether it is over it."""
    bar = figure["bar"]
    over = "" if bar is None or figure["value"] <= bar else "over"
    said = "" if bar is None else f"{bar:g}"
    return f"{figure['name']:<58}{figure['value']:>10.3g} {figure['unit']:<7}{said:>6}  {over}"


def main() -> None:
    """Run what is asked for, each in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[[], *NAMES], metavar="NAME")
    parser.add_argument("--size", choices=tuple(SIZES), default="S")
    options = parser.parse_args()
    print(f"{'figure, size ' + options.size:<58}{'value':>10} {'unit':<7}{'bar':>6}")
    for name in options.names or NAMES:
        for figure in in_process(f"benchmarks.{name}", options.size)["figures"]:
            print(row(figure).rstrip(), flush=True)


if __name__ == "__main__":
    main()

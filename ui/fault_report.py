"""What a person can send to whoever helps: versions and the log, in a file that is read first."""

from __future__ import annotations

import platform
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication

from kkworkbench.login import login_name
from kkworkbench.version import VERSION

LINES: Final = 400
"""How much of the end of a log is told."""


def report_parts(logs: Path) -> dict[str, str]:
    """Return the report as name → text: the program, and the ends of the logs in a folder.

    Nothing of a workspace is in it; the person's name and home folder are taken out.
    """
    screens = ", ".join(
        f"{screen.size().width()}x{screen.size().height()} ({screen.devicePixelRatio():g})"
        for screen in QGuiApplication.screens()
    )
    parts = {
        "program.txt": "\n".join(
            (
                f"kkworkbench {VERSION}",
                f"Python {platform.python_version()}, Qt {qVersion()}",
                f"{platform.system()} {platform.release()} {platform.machine()}",
                f"{QGuiApplication.platformName()}: {screens}",
            )
        )
    }
    for path in sorted(logs.glob("*.log*")) if logs.is_dir() else ():
        text = path.read_text(encoding="utf-8", errors="replace")
        parts[path.name] = without_person("\n".join(text.splitlines()[-LINES:]))
    return parts


def without_person(text: str) -> str:
    """Return a text without the home folder and the login name of whoever sits here."""
    text = text.replace(str(Path.home()), "~")
    name = login_name()
    return text.replace(name, "…") if len(name) > 2 else text


def worded(parts: Mapping[str, str]) -> str:
    """Return the whole report to be read on the screen."""
    return "\n\n".join(f"== {name} ==\n{text}" for name, text in parts.items())


def write_report(parts: Mapping[str, str], path: Path) -> None:
    """Write the report as a zip file, whole or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as out:
            for name, text in parts.items():
                out.writestr(name, text)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)

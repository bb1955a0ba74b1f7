"""How far the questions of an entry are answered, in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from kkworkbench.workspace.answers import Standing


def in_words(standing: Standing) -> str:
    """Say whether an entry is settled, and else what is in doubt and open."""
    app, parts = QCoreApplication, []
    if standing.is_settled:
        parts.append(app.translate("Standing", "Afklaret"))
        if standing.no:
            parts.append(app.translate("Standing", "%n nej", "", standing.no))
    if standing.doubt:
        parts.append(app.translate("Standing", "%n i tvivl", "", standing.doubt))
    if standing.open:
        parts.append(app.translate("Standing", "%n ubesvarede", "", standing.open))
    return " · ".join(parts)


def in_short(standing: Standing) -> str:
    """Say the one thing that matters most: what is in doubt, else what is open."""
    if standing.doubt:
        return in_words(replace(standing, open=0))
    return in_words(standing if standing.open else replace(standing, no=0))

"""What can be done with one problem."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from ui.models.problems import Problem


def problem_menu(panel: Any, problem: Problem, *, is_read_only: bool) -> QMenu:
    """Return the menu of the current problem."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ProblemMenu", text)

    code = problem.result.finding.code
    menu = QMenu(panel)
    menu.addAction(tr("&Gå til"), lambda: panel.go_to(problem))
    menu.addAction(tr("Vis &princippet"), lambda: panel.principle_requested.emit(code))
    menu.addSeparator()
    if problem.result.waiver is None:
        edits = [menu.addAction(tr("Giv &dispensation…"), panel.waive_current)]
        if problem.has_fix:
            label = problem.words.fix_label.replace("&", "&&")
            edits.insert(0, menu.addAction(label, panel.fix_current))
    else:
        edits = [
            menu.addAction(tr("&Ret dispensation…"), panel.waive_current),
            menu.addAction(tr("&Tilbagekald dispensation"), panel.end_waiver_of_current),
        ]
    for action in edits:
        action.setEnabled(not is_read_only)
    return menu

"""Which problems are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel
from PySide6.QtWidgets import QWidget

from kkworkbench.model.finding import Severity
from kkworkbench.text.danish import matches, sort_key
from ui.models.problems import SORT, Problem, ProblemsModel
from ui.panels.grouping import group_of


class ProblemsFilter(QSortFilterProxyModel):
    """Choose by severity, administration and words; sort the Danish way, in groups if wanted.

    What is waived is left out until `waived` is set.
    """

    def __init__(self, model: ProblemsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.severities = frozenset(Severity)
        self.administration = ""
        self.query = ""
        self.waived = False
        self.group = ""
        self.setSourceModel(model)
        self.setSortRole(SORT)
        self.setDynamicSortFilter(True)

    def filterAcceptsRow(self, row: int, parent: QModelIndex) -> bool:
        problem = self._model.problem(row)
        if problem.result.waiver is not None and not self.waived:
            return False
        if problem.result.severity not in self.severities:
            return False
        if self.administration and problem.administration != self.administration:
            return False
        words = problem.words
        code = problem.result.finding.code
        return not self.query or matches(
            self.query, f"{problem.subject} {words.message} {words.principle} {code}"
        )

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:
        first, second = self._model.problem(left.row()), self._model.problem(right.row())
        return self._key(first, left) < self._key(second, right)

    def _key(self, problem: Problem, index: QModelIndex) -> tuple[object, object]:
        return sort_key(group_of(problem, self.group)), self._model.data(index, SORT)

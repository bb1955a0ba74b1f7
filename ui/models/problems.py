"""All findings as rows, kept in step with the results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import SEVERITY_RANK
from kkworkbench.model.page import Page
from kkworkbench.model.setting import Waiver
from kkworkbench.model.terms import Term
from kkworkbench.rules.results import Result
from kkworkbench.rules.wording import Wording, subject_title
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.state.state import State
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge

Index = QModelIndex | QPersistentModelIndex

RESULT = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 2


class Column(IntEnum):
    """What is told of each finding."""

    SUBJECT = 0
    MESSAGE = 1
    PRINCIPLE = 2
    ADMINISTRATION = 3
    FIX = 4


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding in words."""

    result: Result
    subject: str
    administration: str
    words: Wording

    @property
    def has_fix(self) -> bool:
        """Whether there is something to mend: what is waived shall stay as it is."""
        return bool(self.result.finding.fix) and self.result.waiver is None


class ProblemsModel(QAbstractTableModel):
    """One row for each finding, waived ones too, in no order of its own: views sort."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rows: list[Problem] = []
        self._headers = (
            self.tr("Indgang"),
            self.tr("Problem"),
            self.tr("Princip"),
            self.tr("Forvaltning"),
            self.tr("Hurtig rettelse"),
        )
        self._rows = [p for s in bridge.results.subjects() for p in self._problems(s)]
        bridge.findings_changed.connect(self._on_findings_changed)
        bridge.state_changed.connect(self._on_state_changed)

    def problem(self, row: int) -> Problem:
        """Return the finding of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headers[section] if 0 <= section < len(self._headers) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        problem = self._rows[index.row()]
        if role == RESULT:
            return problem.result
        if role == SORT:
            return self._sort(problem, index.column())
        text = self._text(problem, index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(
                filter(
                    None,
                    (
                        problem.words.message,
                        problem.words.explanation,
                        self._waived(problem.result.waiver),
                    ),
                )
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            severity = self._bridge.text(f"severity.{problem.result.severity.value}")
            if problem.result.waiver is not None:
                severity = self.tr("{severity}, dispensation").format(severity=severity)
            return f"{severity}: {text}" if index.column() == Column.SUBJECT else text
        return None

    def _text(self, problem: Problem, column: int) -> str:
        match column:
            case Column.SUBJECT:
                return problem.subject or self.tr("(uden titel)")
            case Column.MESSAGE:
                return problem.words.message
            case Column.PRINCIPLE:
                return problem.words.principle
            case Column.ADMINISTRATION:
                return problem.administration
        waiver = problem.result.waiver
        if waiver is None:
            return problem.words.fix_label
        if waiver.until is None:
            return self.tr("Dispensation")
        return self.tr("Dispensation til og med {day}").format(day=f"{waiver.until:%d.%m.%Y}")

    def _waived(self, waiver: Waiver | None) -> str:
        if waiver is None:
            return ""
        said = self.tr("Dispensation: {reason} ({by})")
        return said.format(reason=waiver.reason, by=waiver.by)

    def _sort(self, problem: Problem, column: int) -> object:
        rank = (problem.result.waiver is not None, SEVERITY_RANK[problem.result.severity])
        own = sort_key(self._text(problem, column))
        if column == Column.SUBJECT:
            return rank, own, problem.result.finding.code
        return own, rank, sort_key(problem.subject)

    def _problems(self, subject: str) -> list[Problem]:
        state = self._bridge.state
        administration = administration_of(state, subject)
        return [
            Problem(
                result,
                subject_title(result.finding, state),
                administration,
                self._bridge.describe(result),
            )
            for result in self._bridge.results_of(subject)
        ]

    def _on_findings_changed(self, subjects: Iterable[str]) -> None:
        changed = frozenset(subjects)
        before: dict[str, list[Problem]] = {}
        for problem in self._rows:
            if problem.result.finding.subject in changed:
                before.setdefault(problem.result.finding.subject, []).append(problem)
        new: list[Problem] = []
        gone: set[Result] = set()
        for subject in changed:
            old = before.get(subject, [])
            now = self._problems(subject)
            standing = {problem.result for problem in now}
            gone |= {p.result for p in old if p.result not in standing}
            known = {problem.result for problem in old}
            new += [problem for problem in now if problem.result not in known]
        for row in range(len(self._rows) - 1, -1, -1):
            if self._rows[row].result in gone:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        if new:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def _on_state_changed(self, event: StateChanged) -> None:
        """Word anew what is about a record whose name may have changed."""
        touched = {change.id for change in event.change_set.changes}
        state = event.after
        for row, problem in enumerate(self._rows):
            subject = problem.result.finding.subject
            if subject not in touched:
                continue
            title = subject_title(problem.result.finding, state)
            if title != problem.subject:
                self._rows[row] = Problem(
                    problem.result, title, administration_of(state, subject), problem.words
                )
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))


def administration_of(state: State, subject: str) -> str:
    """Return the code of the administration that a finding's subject belongs to."""
    term_id: str | None = None
    page = state.get(Page, subject)
    contact = state.get(Contact, subject)
    box = state.get(ContactBox, subject)
    entry = state.get(DrillEntry, subject)
    listed = state.get(ListEntry, subject)
    if box is not None:
        contact = state.get(Contact, box.contact)
    if entry is not None or listed is not None:
        page_id = entry.target if entry is not None else listed.page  # type: ignore[union-attr]
        page = state.get(Page, page_id)
        contact = contact_of_page(state, page_id)
    if contact is not None:
        term_id = contact.administration
    if term_id is None and page is not None:
        term_id = page.administration
    term = state.get(Term, term_id)
    return term.code if term is not None else ""

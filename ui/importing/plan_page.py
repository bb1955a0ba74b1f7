"""The step of the guide that shows what would change, before anything is applied."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.sources.rejected_rows import write_rejected
from kkworkbench.sources.source import Reading
from kkworkbench.sources.tables import read_table
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.plan import Plan, PlanKind, PlannedChange
from ui import theme
from ui.bridge import Bridge
from ui.importing.plan_tree import PlanTree
from ui.importing.rejected import RejectedList
from ui.widgets import EmptyState, FlowLayout, WrapLabel

LINES: Final = 3
"""Of the current row in full; the rest is scrolled to."""


class PlanPage(QWidget):
    """A summary, the changes with their ticks, and what was not taken in.

    Signals:
        decided(): something else would be applied.
    """

    decided = Signal()

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._plan: Plan | None = None
        self._table: tuple[Path, Reading] | None = None
        self.summary = WrapLabel("")
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self.excerpt = WrapLabel("")
        self.excerpt.setProperty("severity", "warning")
        self.excerpt.hide()
        self.changes = PlanTree(bridge)
        self.rejected = RejectedList(bridge)
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName(self.tr("Rækken i sin fulde længde"))
        lines = self.fontMetrics().lineSpacing() * LINES
        self.whole.setFixedHeight(lines + 2 * round(self.whole.document().documentMargin()) + 6)
        self.nothing = EmptyState("")
        self._stack = QStackedWidget()
        self.take_button = QPushButton(self.tr("Tag det &nye (A)"))
        self.keep_button = QPushButton(self.tr("&Behold (B)"))
        self.untouched_button = QPushButton(self.tr("Tag alt, der &ikke er rettet her"))
        self.grouped = QCheckBox(self.tr("&Gruppér efter forvaltning"))
        self.save_button = QPushButton(self.tr("Gem afviste som &fil…"))
        self.saved = WrapLabel("")
        self.saved.setProperty("role", "secondary")
        self.tabs = QTabWidget()
        self._lay_out()
        self.take_button.clicked.connect(lambda: self._decide(True))
        self.keep_button.clicked.connect(lambda: self._decide(False))
        self.untouched_button.clicked.connect(self.changes.take_untouched)
        self.grouped.toggled.connect(self.changes.group_by_administration)
        self.save_button.clicked.connect(self._save_rejected)
        self.changes.decided.connect(self._refresh)
        self.changes.currentItemChanged.connect(lambda *_items: self._on_current())

    def show_plan(self, plan: Plan, source: str, table: tuple[Path, Reading] | None = None) -> None:
        """Show a plan; `source` is what its headings call the source.

        Of a plan that was made of one table, the rejected rows are saved whole, to be corrected
        and brought again.
        """
        self._plan, self._table = plan, table
        self.excerpt.setVisible(plan.is_excerpt)
        self.excerpt.setText(
            self.tr(
                "Filen mangler %n af det, som arbejdsrummet kender. Den er måske et udtræk, så de "
                "er ikke markeret. Sæt flueben ved gruppen, hvis de er nedlagt.",
                "",
                plan.count(PlanKind.GONE),
            )
        )
        self.changes.show_plan(plan, is_excerpt=plan.is_excerpt, source=source)
        self.rejected.show_cells(plan.rejected)
        self.saved.setText("")
        self.tabs.setTabText(1, f"{self.tr('Afviste')} ({len(plan.rejected)})")
        self.tabs.setTabVisible(1, bool(plan.rejected))
        self.tabs.setCurrentIndex(0)
        self._show_whether_any()
        self._word_summary(plan)
        self._refresh()

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return the changes that are ticked, and what the source said of all that is as it says."""
        if self._plan is None:
            return ()
        chosen = self.changes.chosen()
        return (*chosen, *self._plan.chosen(())) if chosen or self.only_notes else ()

    @property
    def only_notes(self) -> bool:
        """Whether nothing would change here, but what the source says now can be noted."""
        is_empty = self.changes.topLevelItemCount() == 0
        return self._plan is not None and is_empty and bool(self._plan.chosen(()))

    def _lay_out(self) -> None:
        planned = QWidget()
        inside = QVBoxLayout(planned)
        inside.addWidget(self.changes, 1)
        inside.addWidget(self.whole)
        acts = QWidget()
        row = FlowLayout(acts)
        row.setSpacing(theme.current().px(8))
        for button in (self.take_button, self.keep_button, self.untouched_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addWidget(self.grouped)
        inside.addWidget(acts)
        left = QWidget()
        below = QVBoxLayout(left)
        below.addWidget(self.rejected, 1)
        self.save_button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addWidget(self.saved, 1)
        below.addLayout(foot)
        self._stack.addWidget(planned)
        self._stack.addWidget(self.nothing)
        self.tabs.addTab(self._stack, self.tr("Ændringer"))
        self.tabs.addTab(left, self.tr("Afviste"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.excerpt)
        layout.addWidget(self.tabs, 1)

    def _word_summary(self, plan: Plan) -> None:
        counts = (
            (PlanKind.NEW, self.tr("%n nye", "", plan.count(PlanKind.NEW))),
            (PlanKind.CHANGED, self.tr("%n ændrede", "", plan.count(PlanKind.CHANGED))),
            (PlanKind.CONFLICT, self.tr("%n konflikter", "", plan.count(PlanKind.CONFLICT))),
            (PlanKind.OFFERED, self.tr("%n tilbudte", "", plan.count(PlanKind.OFFERED))),
            (PlanKind.GONE, self.tr("%n mangler i filen", "", plan.count(PlanKind.GONE))),
            (PlanKind.UNCHANGED, self.tr("%n uændrede", "", plan.count(PlanKind.UNCHANGED))),
        )
        parts = [
            text
            for kind, text in counts
            if plan.count(kind) or kind in (PlanKind.NEW, PlanKind.CHANGED)
        ]
        if plan.rejected:
            parts.append(self.tr("%n afviste celler", "", len(plan.rejected)))
        parts += [
            f"{count} {self._bridge.text(f'plan.dropped_{name}')}"
            for name, count in plan.dropped.items()
            if count
        ]
        self.summary.setText(" · ".join(parts))

    def _show_whether_any(self) -> None:
        """Say so where there is nothing to decide."""
        has_any = self.changes.topLevelItemCount() > 0
        self._stack.setCurrentIndex(0 if has_any else 1)
        if has_any:
            return
        if self.only_notes:
            sentence = self.tr(
                "Her står alt allerede, som filen siger. Anvend noterer kun, hvad kilden siger "
                "nu, så den næste fil kan sammenlignes med det."
            )
        elif self._plan is not None and self._plan.rejected:
            sentence = self.tr("Intet i filen kan tages ind. Se hvorfor under Afviste.")
        else:
            sentence = self.tr("Filen ændrer intet: alt står her allerede.")
        self.nothing.set_sentence(sentence)

    def _on_current(self) -> None:
        self.whole.setPlainText(self.changes.in_full())
        self._show_can()

    def _decide(self, take: bool) -> None:
        self.changes.decide(take=take)
        self.changes.setFocus()

    def _refresh(self) -> None:
        self._on_current()
        self.decided.emit()

    def _show_can(self) -> None:
        can = self.changes.can_decide()
        self.take_button.setEnabled(can)
        self.keep_button.setEnabled(can)

    def _save_rejected(self) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Gem afviste"), self.tr("afviste.csv"), "CSV (*.csv)"
        )
        if name:
            self.save_rejected(Path(name))

    def save_rejected(self, path: Path) -> None:
        """Write what was rejected; where it is, or what hindered it, is told."""
        self.saved.setText("")
        try:
            if self._plan is not None and self._table is not None:
                file, reading = self._table
                table = read_table(file, reading)
                write_rejected(self._plan, table, path, self._bridge.messages)
            else:
                self.rejected.save(path)
        except WorkbenchError as error:
            self._bridge.failed.emit(self._bridge.text(error.key, **error.params))
        except OSError as error:
            why = error.strerror or ""
            self._bridge.failed.emit(
                self._bridge.text("export.cannot_write", name=path.name, why=why)
            )
        else:
            sentence = self.tr("Gemt som {name}. Ret filen, og læs den ind igen.")
            self.saved.setText(sentence.format(name=path.name))

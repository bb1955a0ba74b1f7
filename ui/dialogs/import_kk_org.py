"""Take in a file from KK Org: the plan first, then what was ticked, as one step."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.sources.kk_org import plan_table
from kkworkbench.sources.table import Table
from kkworkbench.sources.tables import read_table
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.plan import Plan, PlanKind, PlannedChange
from ui.bridge import Bridge
from ui.dialogs.import_changes import ChangesTree
from ui.jobs import Job, Token
from ui.widgets import ColumnShares, size_dialog

FILES = "*.geojson *.json *.csv *.tsv *.xlsx"


class ImportKkOrgDialog(QDialog):
    """Choose or drop a file, look at what it would change, apply what is ticked."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._plan: Plan | None = None
        self._job: Job | None = None
        self.setWindowTitle(self.tr("Importer fra KK Org"))
        self.setAcceptDrops(True)
        self.choose_button = QPushButton(self.tr("&Vælg fil…"))
        self.choose_button.clicked.connect(self._choose)
        self._file = QLabel(self.tr("Vælg en fil, eller slip den her. Intet ændres endnu."))
        self._file.setWordWrap(True)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.hide()
        self.excerpt = QLabel()
        self.excerpt.setWordWrap(True)
        self.excerpt.setProperty("severity", "warning")
        self.excerpt.hide()
        self.changes = ChangesTree(bridge)
        self.take_button = QPushButton(self.tr("&Tag KK Org (A)"))
        self.keep_button = QPushButton(self.tr("&Behold (B)"))
        for button, take in ((self.take_button, True), (self.keep_button, False)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, take=take: self._decide(take))
        self.rejected = QTreeWidget()
        self.rejected.setRootIsDecorated(False)
        self.rejected.setAccessibleName(self.tr("Afviste celler"))
        self.rejected.setHeaderLabels(
            [self.tr("Række"), self.tr("Kolonne"), self.tr("Værdi"), self.tr("Hvorfor")]
        )
        self._tabs = QTabWidget()
        planned = QWidget()
        inside = QVBoxLayout(planned)
        inside.addWidget(self.changes, 1)
        decide = QHBoxLayout()
        decide.addWidget(self.take_button)
        decide.addWidget(self.keep_button)
        decide.addStretch(1)
        inside.addLayout(decide)
        self._tabs.addTab(planned, self.tr("Ændringer"))
        self._tabs.addTab(self.rejected, self.tr("Afviste"))
        self.save_rejected = QPushButton(self.tr("&Gem afviste som fil…"))
        self.save_rejected.clicked.connect(self._save_rejected)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.apply_button = buttons.addButton(
            self.tr("&Anvend"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(self._file, 1)
        top.addWidget(self.choose_button)
        bottom = QHBoxLayout()
        bottom.addWidget(self.save_rejected)
        bottom.addStretch(1)
        bottom.addWidget(buttons)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._busy)
        layout.addWidget(self.summary)
        layout.addWidget(self.excerpt)
        layout.addWidget(self._tabs, 1)
        layout.addLayout(bottom)
        size_dialog(self, 130, 90)
        ColumnShares(self.rejected, {0: 8, 1: 22, 2: 34, 3: 36})
        self.changes.decided.connect(self._refresh)
        self.changes.currentItemChanged.connect(self._refresh_decide)
        self._refresh()

    def read(self, path: Path) -> None:
        """Read a file beside the window and show its plan."""
        state, today = self._bridge.state, self._bridge.today()
        self._file.setText(path.name)
        self._busy.show()
        self._plan = None

        def work(token: Token) -> tuple[Table, Plan]:
            table = read_table(path)
            token.check()
            plan = plan_table(table, state, today)
            token.check()
            return table, plan

        self._job = Job(work, self)
        self._job.finished.connect(self._on_planned)
        self._job.failed.connect(self._on_failed)
        self._job.start()

    @property
    def is_ready(self) -> bool:
        """Whether a plan is shown."""
        return self._plan is not None

    @property
    def as_read(self) -> str:
        """The line that says which file was read, and how."""
        return self._file.text()

    def chosen(self) -> tuple[PlannedChange, ...]:
        """Return the changes that are ticked."""
        return self.changes.chosen() if self._plan is not None else ()

    def accept(self) -> None:
        changes = self.chosen()
        if changes and self._bridge.run(ApplyPlan(changes)):
            super().accept()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read(Path(paths[0]))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self,
            self.tr("Vælg fil fra KK Org"),
            "",
            self.tr("Tabeller ({files})").format(files=FILES),
        )
        if name:
            self.read(Path(name))

    def _on_planned(self, found: tuple[Table, Plan]) -> None:
        table, plan = found
        self._busy.hide()
        self._plan = plan
        self._file.setText(self._as_read(table))
        missing = plan.count(PlanKind.GONE)
        excerpt = plan.is_excerpt
        self.excerpt.setVisible(excerpt)
        self.excerpt.setText(
            self.tr(
                "Filen mangler %n enheder, som arbejdsrummet kender. Den er måske et udtræk, så de "
                "er ikke markeret. Sæt flueben ved gruppen, hvis de er nedlagt.",
                "",
                missing,
            )
        )
        self.changes.show_plan(plan, is_excerpt=excerpt)
        self.changes.setFocus()  # so that A and B decide at once
        self.rejected.clear()
        for cell in plan.rejected:
            reason = self._bridge.text(cell.reason)
            self.rejected.addTopLevelItem(
                QTreeWidgetItem([str(cell.row), cell.column, cell.value, reason])
            )
        self._tabs.setTabText(1, f"{self.tr('Afviste')} ({len(plan.rejected)})")
        self._refresh()

    def _on_failed(self, error: object) -> None:
        self._busy.hide()
        if isinstance(error, WorkbenchError):
            self.summary.setText(self._bridge.text(error.key, **error.params))
            self.excerpt.hide()
            self.changes.show_plan(None)
            self.rejected.clear()
            self._refresh(keep_summary=True)
        elif isinstance(error, Exception):
            raise error

    def _as_read(self, table: Table) -> str:
        """Say how a file was read, so that a wrong guess is seen."""
        parts = [table.file]
        if table.sheet:
            parts.append(self.tr("ark »{sheet}«").format(sheet=table.sheet))
        if table.encoding:
            parts.append(self.tr("tegnkodning {name}").format(name=table.encoding))
        if table.separator:
            named = {"\t": self.tr("tabulator")}
            sign = named.get(table.separator, f"»{table.separator}«")
            parts.append(self.tr("skilletegn {sign}").format(sign=sign))
        parts.append(self.tr("%n rækker", "", len(table.rows)))
        return " · ".join(parts)

    def _decide(self, take: bool) -> None:
        self.changes.decide(take=take)
        self.changes.setFocus()

    def _refresh_decide(self, *_items: object) -> None:
        can = self.changes.can_decide()
        self.take_button.setEnabled(can)
        self.keep_button.setEnabled(can)

    def _refresh(self, *, keep_summary: bool = False) -> None:
        conflicts = self._plan is not None and self._plan.count(PlanKind.CONFLICT) > 0
        self.take_button.setVisible(conflicts)
        self.keep_button.setVisible(conflicts)
        self._refresh_decide()
        count = len(self.chosen())
        self.apply_button.setEnabled(count > 0 and not self._bridge.is_read_only)
        self.apply_button.setText(self.tr("&Anvend %n ændringer", "", count))
        self.save_rejected.setVisible(self._plan is not None and bool(self._plan.rejected))
        if self._plan is None or keep_summary:
            return
        parts = [
            f"{self._plan.count(kind)} {self._bridge.text(f'plan.{kind.value}')}"
            for kind in PlanKind
        ]
        parts.append(f"{len(self._plan.rejected)} {self._bridge.text('plan.rejected')}")
        parts += [
            f"{count} {self._bridge.text(f'plan.dropped_{name}')}"
            for name, count in self._plan.dropped.items()
            if count
        ]
        self.summary.setText(" · ".join(parts))

    def _save_rejected(self) -> None:
        if self._plan is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Gem afviste"), self.tr("afviste.csv"), "CSV (*.csv)"
        )
        if not name:
            return
        try:
            with Path(name).open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.writer(file, delimiter=";")
                writer.writerow([self.rejected.headerItem().text(n) for n in range(4)])
                for cell in self._plan.rejected:
                    reason = self._bridge.text(cell.reason)
                    writer.writerow([cell.row, cell.column, _inert(cell.value), reason])
        except OSError as error:
            why = error.strerror or ""
            self._bridge.failed.emit(
                self._bridge.text("export.cannot_write", name=Path(name).name, why=why)
            )


def _inert(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text

"""Take in files of any source: choose, look at what would change, apply what is ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.sources.all_sources import source_of
from kkworkbench.sources.source import Request, Source
from kkworkbench.sources.tables import table_of
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.errors import WorkbenchError
from kkworkbench.workspace.plan import Plan
from ui import theme
from ui.bridge import Bridge
from ui.importing.columns_page import ColumnsPage
from ui.importing.file_page import FilePage
from ui.importing.past import Past
from ui.importing.plan_page import PlanPage
from ui.jobs import Job, Token
from ui.widgets import WrapLabel, set_property, set_severity, size_dialog

FILE, COLUMNS, PLAN = range(3)


class ImportGuide(QDialog):
    """Steps forth and back; nothing is written before the last button, and that is one step."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None = None,
        *,
        paths: Sequence[Path] = (),
        source: str = "",
    ) -> None:
        """Begin with files that were dropped, or with a source that was asked for."""
        super().__init__(parent)
        self._bridge = bridge
        self._past = Past(bridge.workspace.as_it_was)
        self._plan: Plan | None = None
        self._job: Job | None = None
        self._wanted = source
        self.setWindowTitle(self.tr("KK Org-synk") if source == "kkorg" else self.tr("Importer"))
        self.setAcceptDrops(True)
        self.files = FilePage(bridge)
        self.columns = ColumnsPage(bridge)
        self.plan = PlanPage(bridge)
        self.pages = QStackedWidget()
        for page in (self.files, self.columns, self.plan):
            self.pages.addWidget(page)
        self.trouble = WrapLabel("")
        set_severity(self.trouble, "error")
        self.trouble.hide()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.hide()
        self.told = WrapLabel("")
        self.told.setProperty("role", "secondary")
        self.back_button = QPushButton(self.tr("&Tilbage", "guide"))
        self.next_button = QPushButton(self.tr("&Næste", "guide"))
        self.apply_button = QPushButton(self.tr("&Anvend"))
        self.cancel_button = QPushButton(self.tr("Annuller"))
        self._lay_out()
        size_dialog(self, 170, 96)
        self.files.changed.connect(self._refresh)
        self.plan.decided.connect(self._refresh)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.apply_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        if source:
            self.files.choose_source(source)
        self.files.choose_button.setFocus()
        self._refresh()
        if paths:
            self.take_files(paths)

    @property
    def is_ready(self) -> bool:
        """Whether a plan is shown."""
        return self.pages.currentIndex() == PLAN

    def take_files(self, paths: Sequence[Path]) -> None:
        """Look at files."""
        self._stop()
        self.trouble.hide()
        self.columns.columns.setRowCount(0)
        self.pages.setCurrentIndex(FILE)
        self.files.take_files(paths, source=self._wanted)
        self.next_button.setFocus()

    def go_on(self) -> None:
        """Go to the next step: the columns where the source has some to choose, else the plan."""
        if not self.files.is_ready:
            return
        source, grid = self._source(), self.files.grid
        if self.pages.currentIndex() == FILE and source.fields and grid is not None:
            try:
                self.columns.show_table(source, table_of(grid))
            except WorkbenchError as error:
                self._say(error)
                return
            self.trouble.hide()
            self.pages.setCurrentIndex(COLUMNS)
            self.columns.columns.setFocus()
            self._refresh()
            return
        if not source.fields:
            self.columns.columns.setRowCount(0)
        self.make_plan()

    def make_plan(self) -> None:
        """Read the files beside the window, and show what they would change."""
        if not self.files.is_ready or self._job is not None:
            return
        source, request = self._source(), self._request()
        self.trouble.hide()
        self.busy.show()

        def work(token: Token) -> Plan:
            plan = source.plan(replace(request, check=token.check))
            token.check()
            return plan

        self._job = Job(work, self)
        self._job.finished.connect(self._on_planned)
        self._job.failed.connect(self._on_failed)
        self._job.cancelled.connect(self._on_cancelled)
        self._job.start()
        self._refresh()

    def go_back(self) -> None:
        """Return to the step before."""
        self._stop()
        at, has_columns = self.pages.currentIndex(), bool(self.columns.columns.rowCount())
        self.pages.setCurrentIndex(COLUMNS if at == PLAN and has_columns else FILE)
        self.trouble.hide()
        self._refresh()

    def accept(self) -> None:
        changes = self.plan.chosen() if self.is_ready else ()
        name = self._plan.file if self._plan is not None else ""
        if changes and self._bridge.run(ApplyPlan(changes), snapshot=name):
            super().accept()

    def reject(self) -> None:
        self._stop()
        super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.take_files([Path(path) for path in paths])

    # inside

    def _source(self) -> Source:
        return source_of(self.files.source_name())

    def _request(self) -> Request:
        workspace = self._bridge.workspace
        has_columns = self.columns.columns.rowCount() > 0
        return Request(
            self.files.paths,
            workspace.state,
            self._bridge.today(),
            self.files.reading(),
            self.columns.chosen() if has_columns else {},
            self.columns.key_field() if has_columns else "",
            self.columns.profile_name() if has_columns else "",
            self.columns.options.chosen() if has_columns else {},
            workspace=workspace.store.info.id,
            base=self._past.as_it_was,
        )

    def _lay_out(self) -> None:
        self._steps = [QLabel() for _ in range(3)]
        steps = QHBoxLayout()
        steps.setSpacing(theme.current().px(16))
        for step in self._steps:
            steps.addWidget(step)
        steps.addStretch(1)
        bottom = QHBoxLayout()
        bottom.addWidget(self.told, 1)
        for button in (
            *(self.back_button, self.next_button),
            *(self.apply_button, self.cancel_button),
        ):
            bottom.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(steps)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self.busy)
        layout.addWidget(self.trouble)
        layout.addLayout(bottom)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.busy.hide()

    def _on_planned(self, plan: Plan) -> None:
        self._stop()
        self._plan = plan
        self.setWindowTitle(self.tr("Importer {file}").format(file=self.files.named.full_text()))
        name = self.files.source_name()
        said = self._bridge.text("source.kkorg") if name == "kkorg" else ""
        is_table = self.files.grid is not None and len(self.files.paths) == 1
        table = (self.files.paths[0], self.files.reading()) if is_table else None
        self.plan.show_plan(plan, said, table if name != "workbook" else None)
        self.pages.setCurrentIndex(PLAN)
        self.plan.changes.setFocus()  # so that A and B decide at once
        self._refresh()

    def _on_failed(self, error: object) -> None:
        self._stop()
        if isinstance(error, WorkbenchError):
            self._say(error)
            self._refresh()
        elif isinstance(error, Exception):
            raise error

    def _say(self, error: WorkbenchError) -> None:
        self.trouble.setText(self._bridge.text(error.key, **error.params))
        self.trouble.show()

    def _on_cancelled(self) -> None:
        self._stop()
        self._refresh()

    def _refresh(self) -> None:
        at = self.pages.currentIndex()
        self._show_steps(at)
        self.back_button.setVisible(at != FILE)
        self.next_button.setVisible(at != PLAN)
        self.next_button.setEnabled(self.files.is_ready and self._job is None)
        self.apply_button.setVisible(at == PLAN)
        count = self.plan.changes.count() if at == PLAN else 0
        notes = at == PLAN and self.plan.only_notes
        words = self.tr("&Anvend") if notes else self.tr("&Anvend %n ændringer", "", count)
        self.apply_button.setText(words)
        self.apply_button.setEnabled((count > 0 or notes) and not self._bridge.is_read_only)
        self.told.setText(self._told())
        (self.apply_button if at == PLAN else self.next_button).setDefault(True)

    def _show_steps(self, at: int) -> None:
        """Number the steps that there are: not every source has columns to choose."""
        name = self.files.source_name()
        has_columns = not name or (
            bool(source_of(name).fields) and (self.files.grid is not None or not self.files.paths)
        )
        titles = [self.tr("Filer"), self.tr("Kolonner"), self.tr("Forskel")]
        for step, label in enumerate(self._steps):
            label.setVisible(step != COLUMNS or has_columns)
            number = step + 1 if has_columns or step == FILE else step
            label.setText(f"{number} {titles[step]}")
            set_property(label, "role", "strong" if step == at else "muted")

    def _told(self) -> str:
        """Say beside the buttons what one waits for, or why nothing can be applied."""
        if self._job is not None:
            return self.tr("Filen læses. Intet er ændret endnu.")
        if self._bridge.is_read_only:
            return self.tr("Arbejdsrummet kan kun læses, så intet kan anvendes.")
        return ""

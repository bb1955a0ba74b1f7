"""Export to Excel: where to, then written with what stands now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kkworkbench.exports.workbook import WorkbookReport, write_workbook
from ui.bridge import Bridge
from ui.dialogs.working import FrozenResults, Working, tell_trouble
from ui.dialogs.written import tell_written
from ui.jobs import Token


def export_excel(bridge: Bridge, parent: QWidget) -> None:
    """Ask for a file and write the workbook."""
    info = bridge.workspace.store.info
    name, _kind = QFileDialog.getSaveFileName(
        parent,
        QCoreApplication.translate("ExportExcel", "Eksporter til Excel"),
        f"{info.title or 'kkworkbench'} {date.today().isoformat()}.xlsx",
        "Excel (*.xlsx)",
    )
    if name:
        write_to(bridge, Path(name).with_suffix(".xlsx"), parent)


def write_to(bridge: Bridge, path: Path, parent: QWidget) -> Working:
    """Write the workbook beside the window and tell where it is; say what hinders it."""
    bridge.settle()
    store = bridge.workspace.store
    state, info, step = bridge.state, store.info, store.step
    found, messages = FrozenResults(tuple(bridge.results.all())), bridge.messages

    def work(token: Token) -> WorkbookReport:
        return write_workbook(
            path,
            state,
            found,
            messages,
            info,
            step=step,
            progress=token.progress,
            cancelled=lambda: token.is_cancelled,
        )

    def tell(report: WorkbookReport) -> None:
        details = "\n".join(
            bridge.text("export.cut", sheet=cut.sheet, row=cut.row, column=cut.column)
            for cut in report.cut
        )
        sentence = QCoreApplication.translate("ExportExcel", "Projektmappen er skrevet.")
        tell_written(path, sentence, parent, details)

    words = QCoreApplication.translate("ExportExcel", "Eksporter til Excel")
    working = Working(words, work, parent)
    working.succeeded.connect(tell)
    working.failed.connect(lambda error: tell_trouble(bridge, error))
    working.start()
    return working

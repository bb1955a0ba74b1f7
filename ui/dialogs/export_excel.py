"""Export to Excel: where to, then written with what stands now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kkworkbench.exports.by_administration import write_workbooks
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


def export_per_administration(bridge: Bridge, parent: QWidget) -> None:
    """Ask for a folder and write a workbook for each administration into it."""
    title = QCoreApplication.translate("ExportExcel", "Mappe til projektmapperne")
    folder = QFileDialog.getExistingDirectory(parent, title)
    if folder:
        write_all_to(bridge, Path(folder), parent)


def write_to(bridge: Bridge, path: Path, parent: QWidget) -> Working:
    """Write the workbook beside the window and tell where it is; say what hinders it."""
    write = _writer(bridge, path, lambda *known, **more: (write_workbook(*known, **more),))
    sentence = QCoreApplication.translate("ExportExcel", "Projektmappen er skrevet.")
    return _started(bridge, path, parent, sentence, write)


def write_all_to(bridge: Bridge, folder: Path, parent: QWidget) -> Working:
    """Write a workbook for each administration beside the window, all of them or none."""
    write = _writer(bridge, folder, write_workbooks)
    sentence = QCoreApplication.translate("ExportExcel", "Projektmapperne er skrevet.")
    return _started(bridge, folder, parent, sentence, write)


Reports = tuple[WorkbookReport, ...]


def _writer(
    bridge: Bridge, path: Path, write: Callable[..., Reports]
) -> Callable[[Token], Reports]:
    """Freeze what is to be written; the work itself touches neither window nor store."""
    bridge.settle()
    store = bridge.workspace.store
    state, info, step = bridge.state, store.info, store.step
    found, messages = FrozenResults(tuple(bridge.results.all())), bridge.messages

    def work(token: Token) -> Reports:
        return write(
            *(path, state, found, messages, info),
            step=step,
            progress=token.progress,
            cancelled=lambda: token.is_cancelled,
        )

    return work


def _started(
    bridge: Bridge, path: Path, parent: QWidget, sentence: str, work: Callable[[Token], Reports]
) -> Working:
    def tell(reports: Reports) -> None:
        details = "\n".join(
            bridge.text("export.cut", sheet=cut.sheet, row=cut.row, column=cut.column)
            for report in reports
            for cut in report.cut
        )
        tell_written(path, sentence, parent, details)

    words = QCoreApplication.translate("ExportExcel", "Eksporter til Excel")
    working = Working(words, work, parent)
    working.succeeded.connect(tell)
    working.failed.connect(lambda error: tell_trouble(bridge, error))
    working.start()
    return working

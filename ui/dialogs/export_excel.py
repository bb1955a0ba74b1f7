"""Export to Excel: where to, then written with what stands now."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from kkworkbench.exports.workbook import write_workbook
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.dialogs.written import tell_written


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


def write_to(bridge: Bridge, path: Path, parent: QWidget) -> bool:
    """Write the workbook and tell where it is; say what hinders it."""
    bridge.settle()
    store = bridge.workspace.store
    try:
        report = write_workbook(
            path, bridge.state, bridge.results, bridge.messages, store.info, step=store.step
        )
    except WorkbenchError as error:
        bridge.tell(error)
        return False
    details = "\n".join(
        bridge.text("export.cut", sheet=cut.sheet, row=cut.row, column=cut.column)
        for cut in report.cut
    )
    sentence = QCoreApplication.translate("ExportExcel", "Projektmappen er skrevet.")
    tell_written(path, sentence, parent, details)
    return True

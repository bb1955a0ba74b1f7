"""What is said when the program did not close as it should the last time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.workspace.ports import LogHeader
from ui.bridge import Bridge
from ui.panels.values import named
from ui.widgets import ColumnShares, WrapLabel, size_dialog

LAST = 5
"""How many of the newest changes are shown."""


class RecoveryDialog(QDialog):
    """Say that all is saved up to the newest change, and show the newest ones.

    Signals:
        report_requested(): show the log and the fault report.
    """

    report_requested = Signal()

    def __init__(self, bridge: Bridge, by: str, since: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Gendannelse"))
        headers = bridge.workspace.store.headers(limit=LAST)
        self.words = WrapLabel(self._sentence(headers, by, since))
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(self.tr("De seneste ændringer"))
        self.list.setHeaderLabels([self.tr("Hvornår"), self.tr("Hvad"), self.tr("Om")])
        for header in headers:
            self.list.addTopLevelItem(QTreeWidgetItem(self._row(header)))
        ColumnShares(self.list, {0: 32, 1: 32, 2: 36})
        self.list.setVisible(bool(headers))
        buttons = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.go_on = buttons.addButton(self.tr("&Fortsæt"), role.AcceptRole)
        self.go_on.setDefault(True)
        show = buttons.addButton(self.tr("&Vis log og fejlrapport…"), role.ActionRole)
        show.clicked.connect(self.report_requested)
        buttons.accepted.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addWidget(buttons)
        size_dialog(self, 90, 30)

    def _sentence(self, headers: list[LogHeader], by: str, since: str) -> str:
        opened = self.tr(
            "Arbejdsrummet blev ikke lukket, som det skulle. Det blev åbnet {since} af {by}."
        ).format(since=since, by=by)
        if not headers:
            return f"{opened} {self.tr('Der er ingen ændringer i det endnu.')}"
        saved = self.tr("Alt til og med {time} er gemt. Det seneste står her:")
        return f"{opened} {saved.format(time=self._time(headers[0]))}"

    def _row(self, header: LogHeader) -> list[str]:
        record = self._bridge.state.get(KINDS_BY_NAME[header.first_kind], header.first_id)
        about = named(self._bridge, record) if record is not None else ""
        return [self._time(header), self._bridge.text(header.label), about]

    def _time(self, header: LogHeader) -> str:
        return f"{header.at.astimezone():%d.%m.%Y %H.%M}"

"""Grant a dispensation from one rule to every chosen entry that breaks it, as one step."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from kkworkbench.model.ids import WaiverId
from kkworkbench.model.setting import Waiver
from kkworkbench.rules.results import Result
from kkworkbench.workspace.commands.bulk import WaiveAll
from ui.bridge import Bridge
from ui.editor.waive import WaiverDialog
from ui.widgets import NoWheelComboBox


class WaiveManyDialog(WaiverDialog):
    """Ask for the rule, why, and for how long."""

    def __init__(
        self, bridge: Bridge, results: Sequence[Result], parent: QWidget | None = None
    ) -> None:
        super().__init__("", bridge.today(), None, parent)
        self._bridge = bridge
        self._results = tuple(results)
        self.words.setText(self.tr("Hvert problem med reglen på det valgte får en dispensation."))
        self.rule = NoWheelComboBox()
        self.rule.setAccessibleName(self.tr("Regel"))
        for code in sorted({result.finding.code for result in results}):
            count = self.tr("%n problemer", "", len(self._of(code)))
            self.rule.addItem(f"{bridge.text(f'rule.{code}.name')} ({code}) · {count}", code)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, self.rule)

    def command(self) -> WaiveAll:
        """Return the dispensations for the findings of the chosen rule."""
        reason, until = self.reason.text().strip(), self.last_day()
        return WaiveAll(
            tuple(
                Waiver(
                    WaiverId(str(uuid4())),
                    each.finding.code,
                    each.finding.subject,
                    each.finding.field,
                    each.finding.value,
                    reason,
                    self._bridge.workspace.author,
                    until,
                )
                for each in self._of(self.rule.currentData())
            )
        )

    def _of(self, code: str) -> list[Result]:
        return [result for result in self._results if result.finding.code == code]


def waive_many(bridge: Bridge, results: Sequence[Result], parent: QWidget) -> None:
    """Ask for a dispensation for findings that are not waived, and grant it."""
    dialog = WaiveManyDialog(bridge, results, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        bridge.run(dialog.command())
    dialog.deleteLater()

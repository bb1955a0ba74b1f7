"""Ask what a fix wants to know: which contact to show, which unit to follow."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget

from kkworkbench.model.finding import Finding
from ui.bridge import Bridge
from ui.editor.contact_picker import pick_contact
from ui.editor.unit_picker import UnitPicker


def fix_or_ask(bridge: Bridge, finding: Finding, parent: QWidget) -> bool:
    """Apply a finding's fix, once what it asks for is chosen; return whether it was done."""
    kind = bridge.answer_wanted(finding)
    if kind is None:
        return bridge.fix([finding])
    chosen = _ASK[kind](bridge, finding, parent)
    return chosen is not None and bridge.fix([finding], {finding: chosen})


def _contact(bridge: Bridge, _finding: Finding, parent: QWidget) -> str | None:
    return pick_contact(bridge, parent)


def _unit(bridge: Bridge, finding: Finding, parent: QWidget) -> str | None:
    picker = UnitPicker(bridge, finding.subject, parent)
    accepted = picker.exec() == QDialog.DialogCode.Accepted
    picker.deleteLater()
    return picker.unit_id() if accepted else None


_ASK = {"contact": _contact, "unit": _unit}

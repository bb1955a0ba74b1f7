"""Dynamic properties that the style sheet asks about."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property and let the style sheet see it; does nothing when it is set already."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def set_severity(widget: QWidget, severity: str | None) -> None:
    """Tint a field or a label as ``error``, ``warning`` or ``advice``, or not at all."""
    set_property(widget, "severity", severity)

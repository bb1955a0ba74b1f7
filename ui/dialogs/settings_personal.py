"""What a person prefers, whatever the workspace: language, name, look, and the keys to know."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenuBar,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.login import login_name
from kkworkbench.preferences import Preferences
from ui.dialogs.shortcuts import shortcut_list
from ui.theme import ZOOM_STEPS
from ui.widgets import NoWheelComboBox, label


class PersonalPages:
    """Three pages of the settings; what is chosen is asked for when they are accepted."""

    def __init__(self, prefs: Preferences, menus: QMenuBar) -> None:
        self._prefs = prefs
        self.general, self.look = QWidget(), QWidget()
        tr = self.general.tr
        self.language = NoWheelComboBox()
        for code, name in (("da", "Dansk"), ("en", "English")):
            self.language.addItem(name, code)
        self.name = QLineEdit(prefs.display_name)
        self.name.setPlaceholderText(login_name())
        self.tour = QCheckBox(tr("Vis rundturen næste gang programmet starter"))
        self.tour.setChecked(not prefs.coach_done)
        self.theme = NoWheelComboBox()
        for choice, text in (
            ("system", tr("Følg systemet")),
            ("light", tr("Lyst")),
            ("dark", tr("Mørkt")),
            ("contrast", tr("Høj kontrast")),
        ):
            self.theme.addItem(text, choice)
        self.zoom = NoWheelComboBox()
        for step in ZOOM_STEPS:
            self.zoom.addItem(f"{step * 100:.0f} %", step)
        for box, value in (
            (self.language, prefs.language),
            (self.theme, prefs.theme),
            (self.zoom, min(ZOOM_STEPS, key=lambda step: abs(step - prefs.zoom))),
        ):
            box.setCurrentIndex(box.findData(value))
        words = label(
            tr("Navnet bruges fra næste gang et arbejdsrum åbnes. Tomt: navnet fra computeren."),
            "secondary",
        )
        words.setWordWrap(True)
        general = _form(
            self.general,
            ((tr("Sprog"), self.language), (tr("Dit navn i historikken"), self.name)),
        )
        general.addRow(words)
        general.addRow(self.tour)
        _form(self.look, ((tr("Udseende"), self.theme), (tr("Zoom"), self.zoom)))
        self.keys = QWidget()
        self.key_list = shortcut_list(menus)
        column = QVBoxLayout(self.keys)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.key_list)

    def pages(self) -> tuple[tuple[str, QWidget], ...]:
        """Return the pages with their names."""
        tr = self.general.tr
        return (
            (tr("Generelt"), self.general),
            (tr("Udseende"), self.look),
            (tr("Genveje"), self.keys),
        )

    def chosen(self) -> Preferences:
        """Return the preferences with what was chosen."""
        return replace(
            self._prefs,
            language=self.language.currentData(),
            display_name=self.name.text().strip(),
            coach_done=not self.tour.isChecked(),
            theme=self.theme.currentData(),
            zoom=self.zoom.currentData(),
        )


def _form(page: QWidget, rows: tuple[tuple[str, QWidget], ...]) -> QFormLayout:
    form = QFormLayout(page)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
    for text, field in rows:
        field.setAccessibleName(text)
        form.addRow(QLabel(text), field)
    return form

"""The properties of a workspace: its sites, its guideline, and what the file itself is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.model.site import Site
from kkworkbench.rules.results import Result
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.properties import EditProperties
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.guideline_form import GuidelineForm
from ui.dialogs.principle import PrincipleDialog
from ui.dialogs.site_form import SiteForm
from ui.editor.messages import Messages
from ui.editor.waive import ask_waiver
from ui.widgets import WrapLabel, label, size_dialog


class PropertiesDialog(QDialog):
    """A tab for each site, the guideline and the file; OK saves all of it as one step."""

    def __init__(self, bridge: Bridge, path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Egenskaber"))
        self.messages = Messages(bridge, self)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Egenskaber"))
        self.forms: list[SiteForm] = []
        for site in sorted(bridge.state.all(Site), key=lambda site: (sort_key(site.name), site.id)):
            form = SiteForm(bridge, site.id, self.messages)
            form.set_read_only(bridge.is_read_only)
            form.edited.connect(self._tell)
            self.forms.append(form)
            self.tabs.addTab(form, site.name or self.tr("Websted"))
        self.guideline = GuidelineForm(bridge)
        self.guideline.set_read_only(bridge.is_read_only)
        self.tabs.addTab(self.guideline, self.tr("Retningslinje"))
        self.facts = _Facts(bridge, path)
        self.tabs.addTab(self.facts, self.tr("Arbejdsrum"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self._buttons())
        size_dialog(self, 100, 84)
        self.messages.fix_requested.connect(self._fix)
        self.messages.waiver_requested.connect(self._waive)
        self.messages.principle_requested.connect(self._explain)
        bridge.findings_changed.connect(self._tell)
        bridge.settle()
        self._tell()
        if self.forms:
            self.forms[0].numbers.setFocus()

    def accept(self) -> None:
        if self._save():
            super().accept()

    def _command(self) -> EditProperties:
        sites = tuple(value for form in self.forms for value in form.values())
        return EditProperties(sites, self.guideline.values())

    def _save(self) -> bool:
        command = self._command()
        return command == EditProperties() or self._bridge.run(command)

    def _tell(self, _changed: object = None) -> None:
        """Tell what the rules say of the sites as they are typed."""
        self.messages.tell(self._results(), new=True)

    def _results(self) -> Iterable[Result]:
        sites = [form.site_id for form in self.forms]
        command = EditProperties(self._command().sites)
        if not command.sites:
            return [result for id_ in sites for result in self._bridge.results_of(id_)]
        state, changes = self._bridge.workspace.preview(command)
        found = self._bridge.preview(state, changes, sites)
        return [result for results in found.values() for result in results]

    def _fix(self, result: Result) -> None:
        """Save what is typed, for that is what the fix was shown for, and mend it."""
        if self._save() and self._bridge.fix([result.finding]):
            for form in self.forms:
                form.load()

    def _waive(self, result: Result) -> None:
        command = ask_waiver(self._bridge, result, self)
        if command is not None:
            self._bridge.run(command)

    def _explain(self, code: str) -> None:
        PrincipleDialog(self._bridge, code, self).exec()

    def _buttons(self) -> QDialogButtonBox:
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Close)
        if not self._bridge.is_read_only:
            buttons.setStandardButtons(standard.Ok | standard.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        return buttons


class _Facts(QScrollArea):
    """What the file is, and how much is in it."""

    def __init__(self, bridge: Bridge, path: Path | None) -> None:
        super().__init__()
        store, state = bridge.workspace.store, bridge.state
        page = QWidget()
        form = QFormLayout()
        created = f"{store.info.created.astimezone():%d.%m.%Y %H.%M}"
        facts = [(self.tr("Titel"), store.info.title), (self.tr("Oprettet"), created)]
        if path is not None:
            facts.append((self.tr("Fil"), str(path)))
        if path is not None and path.exists():
            size = QLocale().formattedDataSize(
                path.stat().st_size, 1, QLocale.DataSizeFormat.DataSizeSIFormat
            )
            facts.append((self.tr("Størrelse"), size))
        facts.append((self.tr("Trin i historikken"), str(store.step)))
        for name, value in facts:
            form.addRow(f"{name}:", _value(name, value))
        counts = QFormLayout()
        for kind, record in KINDS_BY_NAME.items():
            name = bridge.text(f"kind.{kind}")
            name = f"{name[:1].upper()}{name[1:]}"
            counts.addRow(f"{name}:", _value(name, str(state.count(record))))
        column = QVBoxLayout(page)
        column.setSpacing(theme.current().px(12))
        column.addLayout(form)
        column.addWidget(label(self.tr("Indhold"), "section"))
        column.addLayout(counts)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(page)


def _value(name: str, text: str) -> WrapLabel:
    value = WrapLabel(text)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setAccessibleName(f"{name}: {text}")
    return value

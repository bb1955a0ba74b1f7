"""Take over what a site has: see what is recognised, tick it, and keep it as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.adoption import Recognised
from kkworkbench.model.adoption import Adoption
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.commands.batches import TakeOver
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.dialogs.working import Working
from ui.exporting.again import recognised
from ui.exporting.site_profile import ProfileNames
from ui.widgets import ColumnShares, EmptyState, WrapLabel, dress_view, size_dialog

NAME, BY, NUMBER, UUID = range(4)
SHARES: Final = {NAME: 40, BY: 22, NUMBER: 12, UUID: 26}
"""Of the width."""
ADOPTION: Final = Qt.ItemDataRole.UserRole


class TakeOverDialog(QDialog):
    """What the site made itself is updated by later batches, and never made a second time."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Overtag fra webstedet"))
        self.names = ProfileNames()
        name = QLabel(self.tr("Webstedets pr&ofil"))
        name.setBuddy(self.names)
        self.choose_button = QPushButton(self.tr("&Vælg udtræk…"))
        self.choose_button.clicked.connect(self._choose)
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Genkendt på webstedet"))
        self.tree.setHeaderLabels(
            [self.tr("Hvad"), self.tr("Genkendt på"), self.tr("Nummer"), self.tr("UUID")]
        )
        self.tree.setUniformRowHeights(True)
        dress_view(self.tree)
        ColumnShares(self.tree, SHARES)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(self.empty)
        words = WrapLabel(
            self.tr(
                "Sider, kontakter, ord, menupunkter og omdirigeringer, som webstedet har i "
                "forvejen, beholder deres uuid. Af en side ejer pakken så kun bokse og mærker; en "
                "kontakt får alt, hvad der står her. Et udtræk er en fil fra modulet eller en zip "
                "med gemte sider fra JSON:API."
            )
        )
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(name)
        row.addWidget(self.names, 1)
        row.addWidget(self.choose_button)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addLayout(row)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 110, 60)
        self.tree.itemChanged.connect(self._show_count)
        self._say(
            self.tr(
                "Vælg det udtræk, som webstedet har skrevet med kommandoen i pakkens vejledning."
            )
        )

    def read(self, dump: Path) -> None:
        """Find what is recognised in a dump, beside the window."""
        bridge = self._bridge
        state, messages = bridge.state, bridge.messages
        try:
            profile = self.names.profile()
        except WorkbenchError as error:
            self._on_failed(error)
            return
        self.working = Working(
            self.tr("Læser webstedet"),
            lambda token: recognised(state, dump, messages, profile, token),
            self,
        )
        self.working.succeeded.connect(self.show_found)
        self.working.failed.connect(self._on_failed)
        self.working.start()

    def show_found(self, found: Sequence[Recognised]) -> None:
        """List what is recognised by part; all of it is ticked."""
        self.tree.clear()
        parts: dict[str, QTreeWidgetItem] = {}
        for known in sorted(found, key=lambda each: sort_key(each.adoption.name)):
            each, by = known.adoption, self._bridge.text(f"batches.by.{known.by}")
            if each.part not in parts:
                top = QTreeWidgetItem(self.tree, [self._bridge.text(f"batches.part.{each.part}")])
                top.setFlags(_CHECKABLE | Qt.ItemFlag.ItemIsAutoTristate)
                parts[each.part] = top
            number = str(each.number) if each.number else ""
            item = QTreeWidgetItem(parts[each.part], [each.name, by, number, each.uuid])
            item.setFlags(_CHECKABLE)
            item.setCheckState(NAME, Qt.CheckState.Checked)
            item.setData(NAME, ADOPTION, each)
            for column in (NAME, BY, UUID):
                item.setToolTip(column, item.text(column))
        self.tree.expandAll()
        if not found:
            self._say(self.tr("Udtrækket har intet, der ikke er kendt i forvejen."))
            return
        self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._stack.setCurrentWidget(self.tree)
        self._show_count()

    def ticked(self) -> tuple[Adoption, ...]:
        """Return what is ticked."""
        tops = (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount()))
        return tuple(
            item.data(NAME, ADOPTION)
            for top in tops
            if top is not None
            for item in map(top.child, range(top.childCount()))
            if item.checkState(NAME) is Qt.CheckState.Checked
        )

    def accept(self) -> None:
        """Keep what is ticked, as one step that can be undone."""
        found = self.ticked()
        if found and self._bridge.run(TakeOver(found)):
            super().accept()

    def _say(self, sentence: str) -> None:
        self.tree.clear()
        self.empty.set_sentence(sentence)
        self._stack.setCurrentWidget(self.empty)
        self._show_count()

    def _on_failed(self, error: object) -> None:
        if not isinstance(error, WorkbenchError):
            assert isinstance(error, Exception)
            raise error
        self._say(self._bridge.text(error.key, **error.params))

    def _show_count(self, *_item: object) -> None:
        count = len(self.ticked())
        self.ok.setText(self.tr("&Overtag %n", "", count))
        self.ok.setEnabled(count > 0 and not self._bridge.is_read_only)

    def _choose(self) -> None:
        dump, _ = QFileDialog.getOpenFileName(
            self, self.tr("Vælg udtrækket fra webstedet"), "", "JSON (*.json *.zip)"
        )
        if dump:
            self.read(Path(dump))


_CHECKABLE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)

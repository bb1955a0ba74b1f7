"""The batches that were written: compare them, mark them as imported, check a site."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.batch import items_of
from kkworkbench.exports.drupal.exclusion import blocking, excluded
from kkworkbench.exports.drupal.history import Past, batches_of, items_then
from kkworkbench.exports.drupal.history_compare import compare
from kkworkbench.exports.drupal.profile_file import load_profile
from kkworkbench.exports.drupal.scope import Why
from kkworkbench.exports.drupal.verify_compare import verdict
from kkworkbench.exports.drupal.verify_dump import read_dump, read_verify
from kkworkbench.model.batch import Batch
from kkworkbench.workspace.commands.batches import MarkBatchImported
from kkworkbench.workspace.errors import WorkbenchError
from ui.bridge import Bridge
from ui.widgets import ColumnShares, dress_view, size_dialog

ID = Qt.ItemDataRole.UserRole
BATCH_SHARES = dict(enumerate((6, 18, 12, 9, 22, 13, 20)))
DIFFERENCE_SHARES = dict(enumerate((40, 30, 30)))
"""Of the width."""


class BatchHistoryDialog(QDialog):
    """List the batches; what is compared or checked is shown below."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Pakkehistorik"))
        self.batches = QTreeWidget()
        self.batches.setRootIsDecorated(False)
        self.batches.setAccessibleName(self.tr("Pakker"))
        self.batches.setHeaderLabels(
            [
                self.tr("Nr."),
                self.tr("Skrevet"),
                self.tr("Af"),
                self.tr("Poster"),
                self.tr("Mappe"),
                self.tr("Indlæst"),
                self.tr("Note"),
            ]
        )
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.differences = QTreeWidget()
        self.differences.setAccessibleName(self.tr("Forskelle"))
        self.differences.setHeaderLabels(
            [self.tr("Hvad"), self.tr("Før"), self.tr("Nu")],
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        role = QDialogButtonBox.ButtonRole.ActionRole
        self.compare_button = buttons.addButton(self.tr("&Sammenlign med nu"), role)
        self.mark_button = buttons.addButton(self.tr("&Marker som indlæst"), role)
        self.verify_button = buttons.addButton(self.tr("&Kontroller webstedet…"), role)
        self.compare_button.clicked.connect(self.compare_with_now)
        self.mark_button.clicked.connect(self.mark_as_imported)
        self.verify_button.clicked.connect(self._choose_and_verify)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.batches, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.differences, 2)
        layout.addWidget(buttons)
        size_dialog(self, 110, 60)
        for view, shares in ((self.batches, BATCH_SHARES), (self.differences, DIFFERENCE_SHARES)):
            dress_view(view)
            ColumnShares(view, shares)
        self.batches.currentItemChanged.connect(lambda _now, _before: self._refresh())
        self._fill()

    def batch(self) -> Batch | None:
        """Return the chosen batch."""
        item = self.batches.currentItem()
        return self._bridge.state.get(Batch, item.data(0, ID)) if item is not None else None

    def compare_with_now(self) -> None:
        """Show what differs between the chosen batch and the workspace as it stands."""
        batch, bridge = self.batch(), self._bridge
        if batch is None:
            return
        try:
            profile = load_profile(batch.profile)[0]
            past = Past(batch, bridge.workspace.as_it_was(batch.step))
        except (WorkbenchError, OSError) as error:
            self._say_trouble(error)
            return
        bridge.settle()
        out = excluded(bridge.state, blocking(bridge.results.all()))
        now = items_of(bridge.state, out, bridge.messages, profile, "")
        changes = compare(items_then(past, bridge.messages, profile), now)
        self.differences.clear()
        signs = {Why.NEW: "+", Why.CHANGED: "~", Why.RETIRED: "−"}
        for change in changes:
            top = QTreeWidgetItem([f"{signs[change.what]} {change.title}"])
            for each in change.fields:
                top.addChild(QTreeWidgetItem([each.field, _said(each.was), _said(each.now)]))
            self.differences.addTopLevelItem(top)
        self.told.setText(
            self.tr("%n forskel(le) til pakken", "", len(changes))
            if changes
            else self.tr("Der er ingen forskel.")
        )

    def mark_as_imported(self) -> None:
        """Say that a site took the chosen batch in today, or that it has not after all."""
        batch = self.batch()
        if batch is None:
            return
        day = None if batch.imported_on else self._bridge.today()
        if self._bridge.run(MarkBatchImported(batch.id, day)):
            self._fill(batch.id)

    def verify(self, folder: Path, dump: Path) -> None:
        """Show what a site holds in another way than a batch says."""
        try:
            found = verdict(read_verify(folder), read_dump(dump))
        except WorkbenchError as error:
            self._say_trouble(error)
            return
        self.differences.clear()
        for each in found.differences:
            place = " ".join(filter(None, (each.revision, each.field)))
            what = f"{each.title}: {place}" if place else each.title
            self.differences.addTopLevelItem(
                QTreeWidgetItem([what, _said(each.wanted), _said(each.found)])
            )
        count, checked = len(found.differences), found.checked
        self.told.setText(self._bridge.text("batches.verified", n=count, checked=checked))

    def _choose_and_verify(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Vælg pakkens mappe"))
        if not folder:
            return
        dump, _ = QFileDialog.getOpenFileName(
            self, self.tr("Vælg udtrækket fra webstedet"), "", "JSON (*.json)"
        )
        if dump:
            self.verify(Path(folder), Path(dump))

    def _say_trouble(self, error: Exception) -> None:
        self.differences.clear()
        known = isinstance(error, WorkbenchError)
        self.told.setText(self._bridge.text(error.key, **error.params) if known else str(error))

    def _fill(self, chosen: str = "") -> None:
        self.batches.clear()
        for batch in reversed(batches_of(self._bridge.state)):
            made = f"{batch.made_at.astimezone():%d.%m.%Y %H.%M}" if batch.made_at else ""
            size = str(sum(number for _, number in batch.counts))
            on = f"{batch.imported_on:%d.%m.%Y}" if batch.imported_on else ""
            item = QTreeWidgetItem(
                [str(batch.number), made, batch.made_by, size, batch.folder, on, batch.note]
            )
            item.setData(0, ID, batch.id)
            self.batches.addTopLevelItem(item)
            if batch.id == chosen:
                self.batches.setCurrentItem(item)
        if self.batches.currentItem() is None and self.batches.topLevelItemCount():
            self.batches.setCurrentItem(self.batches.topLevelItem(0))
        if not self.batches.topLevelItemCount():
            self.told.setText(self._bridge.text("batches.none"))
        self._refresh()

    def _refresh(self) -> None:
        batch = self.batch()
        self.compare_button.setEnabled(batch is not None)
        self.mark_button.setEnabled(batch is not None and not self._bridge.is_read_only)
        is_imported = batch is not None and batch.imported_on is not None
        self.mark_button.setText(
            self.tr("&Fjern mærket") if is_imported else self.tr("&Marker som indlæst")
        )


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "–")

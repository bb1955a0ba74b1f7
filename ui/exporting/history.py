"""The batches that were written: compare them, write them again, mark them, check a site."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.drupal.batch import BatchReport
from kkworkbench.exports.drupal.history import batches_of, order_again
from kkworkbench.exports.drupal.history_words import Group, counted
from kkworkbench.exports.drupal.profile_saved import profile_named
from kkworkbench.exports.drupal.verify_compare import Verdict, verdict
from kkworkbench.exports.drupal.verify_dump import read_dump, read_verify
from kkworkbench.model.batch import Batch
from kkworkbench.workspace.commands.batches import MarkBatchImported
from kkworkbench.workspace.errors import WorkbenchError
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.settling import settled
from ui.dialogs.working import Working
from ui.dialogs.written import tell_written
from ui.exporting.again import Side, differences, written_again
from ui.exporting.difference import DifferenceView
from ui.jobs import Token
from ui.widgets import ColumnShares, FlowLayout, WrapLabel, dress_view, size_dialog

ID: Final = Qt.ItemDataRole.UserRole
BATCH_SHARES: Final = dict(enumerate((6, 18, 12, 9, 22, 13, 20)))
"""Of the width."""


class BatchHistoryDialog(QDialog):
    """List the batches; what is compared or checked is shown below."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._busy = False
        self.setWindowTitle(self.tr("Pakkehistorik"))
        self.batches = QTreeWidget()
        self.batches.setRootIsDecorated(False)
        self.batches.setUniformRowHeights(True)
        self.batches.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
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
        dress_view(self.batches)
        ColumnShares(self.batches, BATCH_SHARES)
        self.told = WrapLabel("")
        self.differences = DifferenceView(bridge)
        self._make_buttons()
        self._lay_out()
        size_dialog(self, 130, 66)
        self.batches.itemSelectionChanged.connect(self._refresh)
        self._fill()

    def batch(self) -> Batch | None:
        """Return the chosen batch; the newest where two are chosen."""
        found = self.chosen()
        return found[-1] if found else None

    def chosen(self) -> list[Batch]:
        """Return the chosen batches, the oldest first."""
        state = self._bridge.state
        found = (state.get(Batch, item.data(0, ID)) for item in self.batches.selectedItems())
        return sorted((b for b in found if b is not None), key=lambda batch: batch.number)

    def choose(self, *ids: str) -> None:
        """Choose batches by their ids."""
        self.batches.clearSelection()
        for item in self._items():
            if item.data(0, ID) in ids:
                if not self.batches.selectedItems():
                    self.batches.setCurrentItem(item)
                item.setSelected(True)

    def choose_newest_two(self) -> None:
        """Choose the newest two batches and compare them; where there is one, it and now."""
        self.choose(*(batch.id for batch in batches_of(self._bridge.state)[-2:]))
        self.compare()

    def compare(self) -> None:
        """Show what differs between two chosen batches, or between one and now."""
        found, bridge = self.chosen(), self._bridge
        if len(found) not in (1, 2):
            return
        try:
            profile = profile_named(found[-1].profile)
            sides = [Side(bridge.workspace.as_it_was(b.step), b.left_out) for b in found]
        except WorkbenchError as error:
            self._say_trouble(error)
            return
        if len(sides) == 1:
            if not settled(bridge, self):
                return
            sides.append(Side(bridge.state, errors=tuple(bridge.results.all())))
        messages = bridge.messages
        names = [str(batch.number) for batch in found] + [self.tr("nu")]
        said = self.tr("Fra pakke {first} til {second}").format(first=names[0], second=names[1])
        self._start(
            self.tr("Sammenligner pakker"),
            lambda token: differences(sides[0], sides[1], messages, profile, token),
            lambda groups: self._show_groups(groups, said),
        )

    def mark_as_imported(self) -> None:
        """Say that a site took the chosen batch in today, or that it has not after all."""
        batch = self.batch()
        if batch is None:
            return
        day = None if batch.imported_on else self._bridge.today()
        if self._bridge.run(MarkBatchImported(batch.id, day)):
            self._fill()
            self.choose(batch.id)

    def write_again(self, folder: Path) -> None:
        """Write the chosen batch byte for byte as it was, into a folder of its own."""
        batch = self.batch()
        if batch is None:
            return
        try:
            order = order_again(self._bridge.workspace, batch)
            profile = profile_named(batch.profile)
        except WorkbenchError as error:
            self._say_trouble(error)
            return
        target = folder / (batch.folder or f"kkworkbench-pakke-{batch.number}")
        self._start(
            self.tr("Skriver pakken igen"),
            lambda token: written_again(order, target, profile, token),
            self._tell_written,
        )

    def verify(self, folder: Path, dump: Path) -> None:
        """Show what a site holds in another way than a batch says."""
        note = self._whose(folder)

        def work(token: Token) -> Verdict:
            wanted = read_verify(folder)
            token.progress(1, 3)
            found = read_dump(dump)
            token.progress(2, 3)
            return verdict(wanted, found)

        words = self.tr("Kontrollerer webstedet")
        self._start(words, work, lambda found: self._show_verdict(found, note))

    def save(self, path: Path) -> None:
        """Write the differences as a table."""
        try:
            self.differences.save(path)
        except OSError as error:
            self._say_trouble(error)

    def reject(self) -> None:
        """Close; while something is being worked out, ask first."""
        if self._busy:
            self.working.reject()
        else:
            super().reject()

    # inside

    def _make_buttons(self) -> None:
        self.compare_button = QPushButton()
        self.mark_button = QPushButton()
        self.again_button = QPushButton(self.tr("Skriv &igen…"))
        self.verify_button = QPushButton(self.tr("&Kontroller webstedet…"))
        self.save_button = QPushButton(self.tr("&Gem som CSV…"))
        for button, slot in (
            (self.compare_button, self.compare),
            (self.mark_button, self.mark_as_imported),
            (self.again_button, self._choose_and_write_again),
            (self.verify_button, self._choose_and_verify),
            (self.save_button, self._choose_and_save),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        below, above, acts = QWidget(), QWidget(), QWidget()
        row = FlowLayout(acts)
        row.setSpacing(theme.current().px(8))
        for button in (
            self.compare_button,
            self.mark_button,
            self.again_button,
            self.verify_button,
        ):
            row.addWidget(button)
        upper = QVBoxLayout(above)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(self.batches, 1)
        upper.addWidget(acts)
        said = QHBoxLayout()
        said.addWidget(self.told, 1)
        said.addWidget(self.save_button)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.addLayout(said)
        lower.addWidget(self.differences, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(above)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        splitter.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addWidget(buttons)

    def _start(
        self, words: str, work: Callable[[Token], Any], then: Callable[[Any], object]
    ) -> None:
        """Work beside the window; one piece at a time."""
        self.working = Working(words, work, self)
        self.working.succeeded.connect(then)
        self.working.failed.connect(self._say_trouble)
        for ended in (self.working.succeeded, self.working.failed, self.working.stopped):
            ended.connect(self._on_ended)
        self._set_busy(True)
        self.working.start()

    def _on_ended(self) -> None:
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        self._busy = is_busy
        self._refresh()

    def _show_groups(self, groups: tuple[Group, ...], said: str) -> None:
        if groups:
            self.differences.show_groups(groups)
            self.told.setText(f"{said}: {counted(groups, self._bridge.messages)}")
        else:
            self.differences.say(self._bridge.text("batches.same"))
            self.told.setText(said)

    def _show_verdict(self, found: Verdict, note: str) -> None:
        count, checked = len(found.differences), found.checked
        said = self._bridge.text("batches.verified", n=count, checked=checked)
        if found.differences or found.messages or found.awaits:
            self.differences.show_site(found.differences, found.messages, found.awaits)
        else:
            self.differences.say(self.tr("Webstedet har alt, som pakken siger."))
        self.told.setText(" ".join(filter(None, (said, note))))

    def _tell_written(self, report: BatchReport) -> None:
        sentence = self.tr("Pakken er skrevet igen, byte for byte som den var.")
        tell_written(report.path, sentence, self)

    def _whose(self, folder: Path) -> str:
        """Say which batch a folder holds."""
        try:
            manifest = sha256((folder / "manifest.json").read_bytes()).hexdigest()
        except OSError:
            return ""
        for batch in batches_of(self._bridge.state):
            if batch.manifest == manifest:
                self.choose(batch.id)
                return self.tr("Det er pakke {number}.").format(number=batch.number)
        return self._bridge.text("batches.stranger")

    def _choose_and_write_again(self) -> None:
        title = self.tr("Vælg, hvor pakken skal ligge")
        folder = QFileDialog.getExistingDirectory(self, title)
        if folder:
            self.write_again(Path(folder))

    def _choose_and_verify(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Vælg pakkens mappe"))
        if not folder:
            return
        dump, _ = QFileDialog.getOpenFileName(
            self, self.tr("Vælg udtrækket fra webstedet"), "", "JSON (*.json)"
        )
        if dump:
            self.verify(Path(folder), Path(dump))

    def _choose_and_save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Gem forskellene"), self.tr("forskelle.csv"), "CSV (*.csv)"
        )
        if name:
            self.save(Path(name).with_suffix(".csv"))

    def _say_trouble(self, error: object) -> None:
        if isinstance(error, WorkbenchError):
            self.told.setText(self._bridge.text(error.key, **error.params))
        elif isinstance(error, OSError):
            self.told.setText(str(error))
        elif isinstance(error, Exception):
            raise error
        self.differences.say("")

    def _fill(self) -> None:
        self.batches.clear()
        for batch in reversed(batches_of(self._bridge.state)):
            made = f"{batch.made_at.astimezone():%d.%m.%Y %H.%M}" if batch.made_at else ""
            size = str(sum(number for _, number in batch.counts))
            on = f"{batch.imported_on:%d.%m.%Y}" if batch.imported_on else ""
            texts = [str(batch.number), made, batch.made_by, size, batch.folder, on, batch.note]
            item = QTreeWidgetItem(texts)
            item.setData(0, ID, batch.id)
            for column, text in enumerate(texts):
                item.setToolTip(column, text)
            self.batches.addTopLevelItem(item)
        if self.batches.topLevelItemCount():
            self.batches.setCurrentItem(self.batches.topLevelItem(0))
            self.differences.say(
                self.tr("Vælg én pakke for at sammenligne den med nu, eller to med hinanden.")
            )
        else:
            self.differences.say(self._bridge.text("batches.none"))
        self._set_busy(False)

    def _refresh(self) -> None:
        found = self.chosen()
        may, batch = not self._busy, found[-1] if found else None
        self.compare_button.setText(
            self.tr("&Sammenlign de to") if len(found) == 2 else self.tr("&Sammenlign med nu")
        )
        self.compare_button.setEnabled(may and len(found) in (1, 2))
        is_one = may and len(found) == 1
        self.mark_button.setEnabled(is_one and not self._bridge.is_read_only)
        is_imported = batch is not None and batch.imported_on is not None
        self.mark_button.setText(
            self.tr("&Fjern mærket") if is_imported else self.tr("&Marker som indlæst")
        )
        self.again_button.setEnabled(is_one)
        self.verify_button.setEnabled(may)
        self.save_button.setVisible(not self.differences.is_empty)

    def _items(self) -> list[QTreeWidgetItem]:
        found = (self.batches.topLevelItem(n) for n in range(self.batches.topLevelItemCount()))
        return [item for item in found if item is not None]

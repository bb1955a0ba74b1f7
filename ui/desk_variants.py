"""Variants in the window: the choice over the board, the menu, and the bar while one is shown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from PySide6.QtCore import QObject, QSignalBlocker, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QPushButton,
    QToolBar,
    QWidget,
)

from kkworkbench.merge.variants import made_of_shown, variants_of
from kkworkbench.model.ids import VariantId
from kkworkbench.model.variant import Variant, VariantState
from kkworkbench.workspace.commands.variants import (
    CloseVariant,
    DeleteVariant,
    OpenVariant,
    RenameVariant,
)
from kkworkbench.workspace.events import StateChanged
from kkworkbench.workspace.history import SHOWN
from ui import theme
from ui.dialogs.compare import CompareDialog
from ui.points import Point, now, shown
from ui.widgets import NoWheelComboBox, WrapLabel


class VariantChoice(QWidget):
    """Which variant is shown, over the board."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self.box = NoWheelComboBox()
        self.box.setAccessibleName(self.tr("Variant"))
        self.box.setSizeAdjustPolicy(
            NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(14)
        self.compare_button = QPushButton(self.tr("Sammenlign…"))
        self.new_button = QPushButton(self.tr("Ny variant…"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(12), look.px(4), look.px(12), 0)
        row.addWidget(QLabel(self.tr("Variant")))
        row.addWidget(self.box, 1)
        for button in (self.compare_button, self.new_button):
            button.setAutoDefault(False)
            row.addWidget(button)


class VariantBar(QToolBar):
    """Says on every page which variant is shown, and leads back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("variant")
        self.setWindowTitle(self.tr("Variant"))
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.toggleViewAction().setVisible(False)
        self.sentence = WrapLabel("")
        self.compare_button = QPushButton(self.tr("Sammenlign med gældende…"))
        self.back_button = QPushButton(self.tr("Tilbage til gældende"))
        self.back_button.setProperty("kind", "primary")
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(theme.current().px(8), 0, 0, 0)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.compare_button)
        row.addWidget(self.back_button)
        self.addWidget(inside)


class DeskVariants(QObject):
    """What can be done with variants in an open workspace."""

    def __init__(self, desk: Any) -> None:
        super().__init__(desk)
        self._desk, self._bridge = desk, desk.bridge
        self.menu = QMenu(self.tr("&Variant"), desk.drill)
        self._lines = QActionGroup(self.menu)
        self.new_action = self._action(self.tr("&Ny variant…"), self.make)
        self.compare_action = self._action(self.tr("&Sammenlign…"), self.compare)
        self.rename_action = self._action(self.tr("&Omdøb…"), self.rename)
        self.close_action = self._action(self.tr("&Luk"), self.close_or_open)
        self.delete_action = self._action(self.tr("Sl&et"), self.delete)
        self.choice = VariantChoice()
        desk.drill.splitter.widget(0).layout().insertWidget(0, self.choice)
        self.bar = VariantBar(desk.window)
        desk.window.addToolBarBreak()
        desk.window.addToolBar(self.bar)
        self._wire()
        self._refresh()

    @property
    def shown(self) -> Variant | None:
        """The variant that is shown; None on the main line."""
        found: Variant | None = self._bridge.workspace.main.get(
            Variant, self._bridge.workspace.branch
        )
        return found

    def show(self, branch: str) -> None:
        """Show a variant, or the main line where it is ""."""
        self._desk.flush()
        if not self._bridge.show(branch):
            self._refresh()

    def look(self, point: Point) -> None:
        """Show what stood at a point; it cannot be edited."""
        self._desk.flush()
        self._bridge.show(point.branch, point.step)

    def make(self) -> None:
        """Ask for a name, branch a variant off what is shown, and show it."""
        self._desk.flush()
        number = len(variants_of(self._bridge.workspace.main)) + 1
        name = self._ask_name(self.tr("Ny variant"), self.tr("Forslag {n}").format(n=number))
        if name is None:
            return
        id_ = str(uuid4())
        command = made_of_shown(self._bridge.workspace, name, id_, datetime.now(UTC))
        if self._bridge.run(command):
            self.show(id_)

    def rename(self) -> None:
        """Ask for another name for the variant that is shown."""
        if self.shown is not None:
            name = self._ask_name(self.tr("Omdøb variant"), self.shown.name)
            if name is not None:
                self._bridge.run(RenameVariant(self.shown.id, name))

    def close_or_open(self) -> None:
        """Put the variant that is shown aside, or take it up again."""
        if self.shown is not None:
            self._desk.flush()
            is_open = self.shown.state is VariantState.OPEN
            self._bridge.run(CloseVariant(self.shown.id) if is_open else OpenVariant(self.shown.id))

    def delete(self) -> None:
        """Delete the variant that is shown; undo brings it back whole."""
        if self.shown is not None:
            self._desk.flush()
            self._bridge.run(DeleteVariant(VariantId(self.shown.id)))

    def compare(self) -> None:
        """Compare the main line with the variant that is shown, or with the newest; the past with
        now."""
        self._desk.flush()
        workspace = self._bridge.workspace
        if workspace.looks_at is not None:
            self._compare(now(self._bridge, workspace.branch), shown(self._bridge))
            return
        known = variants_of(self._bridge.workspace.main)
        branch = self._bridge.workspace.branch or (known[-1].id if known else "")
        self._compare(now(self._bridge), now(self._bridge, branch))

    # inside

    def _compare(self, left: Point, right: Point) -> None:
        dialog = CompareDialog(self._bridge, left, right, self._desk.window)
        dialog.taken.connect(self._desk.window.say)
        dialog.exec()
        dialog.deleteLater()

    def _leave(self) -> None:
        """Go from a variant back to the main line, or from the past back to now."""
        workspace = self._bridge.workspace
        self.show(workspace.branch if workspace.looks_at is not None else "")

    def _wire(self) -> None:
        self.choice.box.activated.connect(lambda row: self.show(self.choice.box.itemData(row)))
        self.choice.compare_button.clicked.connect(self.compare)
        self.choice.new_button.clicked.connect(self.make)
        self.bar.compare_button.clicked.connect(self.compare)
        self.bar.back_button.clicked.connect(self._leave)
        self._desk.history.look_requested.connect(self.look)
        self._bridge.state_changed.connect(self._on_state_changed)
        self._desk.destroyed.connect(self.bar.deleteLater)

    def _on_state_changed(self, event: StateChanged) -> None:
        kinds = {change.kind for change in event.change_set.changes}
        if event.change_set.label == SHOWN or Variant in kinds:
            self._refresh()

    def _refresh(self) -> None:
        known = variants_of(self._bridge.workspace.main)
        branch, current = self._bridge.workspace.branch, self._bridge.text("variants.current")
        names = [("", current), *((each.id, self._named(each)) for each in known)]
        with QSignalBlocker(self.choice.box):
            self.choice.box.clear()
            for id_, name in names:
                self.choice.box.addItem(name, id_)
            self.choice.box.setCurrentIndex([id_ for id_, _ in names].index(branch))
        self.choice.compare_button.setEnabled(bool(known))
        self._fill_menu(names, branch)
        self._fill_bar()

    def _fill_bar(self) -> None:
        variant = self.shown
        looks_back = self._bridge.workspace.looks_at is not None
        self.bar.setVisible(variant is not None or looks_back)
        self.bar.compare_button.setText(
            self.tr("Gå tilbage hertil…") if looks_back else self.tr("Sammenlign med gældende…")
        )
        self.bar.back_button.setText(
            self.tr("Tilbage til nu") if looks_back else self.tr("Tilbage til gældende")
        )
        name = self._bridge.text("variants.current") if variant is None else variant.name
        if looks_back:
            said = self.tr("Du ser »{name}«, som det var: {point}. Det kan ses, men ikke rettes.")
        elif variant is not None and variant.state is VariantState.CLOSED:
            said = self.tr("Du ser varianten »{name}«. Den er lukket og kan ikke rettes.")
        else:
            said = self.tr("Du ser varianten »{name}«. Det gældende er ikke ændret.")
        point = shown(self._bridge).title
        self.bar.sentence.setText(said.format(name=name, point=f"{point[:1].lower()}{point[1:]}"))

    def _fill_menu(self, names: list[tuple[str, str]], branch: str) -> None:
        for action in self.menu.actions():
            self.menu.removeAction(action)
        for line in self._lines.actions():
            self._lines.removeAction(line)
            line.deleteLater()
        for id_, name in names:
            action = QAction(name.replace("&", "&&"), self)
            action.setCheckable(True)
            action.setChecked(id_ == branch)
            action.triggered.connect(lambda _on, id_=id_: self.show(id_))
            self._lines.addAction(action)
            self.menu.addAction(action)
        self.menu.addSeparator()
        writable, variant = not self._bridge.is_read_only, self.shown
        is_closed = variant is not None and variant.state is VariantState.CLOSED
        self.close_action.setText(self.tr("Åb&n igen") if is_closed else self.tr("&Luk"))
        for action in (self.rename_action, self.close_action, self.delete_action):
            action.setEnabled(writable and variant is not None)
        self.new_action.setEnabled(writable)
        self.choice.new_button.setEnabled(writable)
        self.compare_action.setEnabled(len(names) > 1)
        self.menu.addActions(
            [
                self.new_action,
                self.compare_action,
                self.rename_action,
                self.close_action,
                self.delete_action,
            ]
        )

    def _named(self, variant: Variant) -> str:
        if variant.state is VariantState.CLOSED:
            return self.tr("{name} (lukket)").format(name=variant.name)
        return variant.name

    def _action(self, text: str, slot: Any) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _on=False: slot())
        return action

    def _ask_name(self, title: str, name: str) -> str | None:
        text, is_done = QInputDialog.getText(
            self._desk.window, title, self.tr("Variantens navn"), text=name
        )
        return text if is_done else None

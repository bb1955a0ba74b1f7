"""Compare any two points of the workspace, and take over or bring back what is ticked."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.merge.joining import Joined, join
from kkworkbench.merge.menus import Slot, side_by_side
from kkworkbench.merge.telling import FieldTold, Telling, Told, as_text
from kkworkbench.merge.variants import joined_with_main
from kkworkbench.model.ids import VariantId
from kkworkbench.state.changes import Conflict
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.variants import BringBack, TakeOverVariant
from kkworkbench.workspace.errors import Refused
from ui.bridge import Bridge
from ui.dialogs.compare_rows import CompareRows, as_html
from ui.points import Point, now, points
from ui.widgets import ColumnShares, NoWheelComboBox, WrapLabel, size_dialog


class CompareDialog(QDialog):
    """What differs between two points, as sentences, fields and words, and the menus side by side.

    Between the main line and a variant, what is ticked can be taken over; between what is shown
    and an earlier point of it, brought back. Either is one step.

    Signals:
        taken(str): what was done, in a sentence.
    """

    taken = Signal(str)

    def __init__(
        self, bridge: Bridge, left: Point, right: Point, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._told: tuple[Told, ...] = ()
        self._states: tuple[State, State] | None = None
        self.setWindowTitle(self.tr("Sammenlign"))
        self.left, self.right = NoWheelComboBox(), NoWheelComboBox()
        self.summary = WrapLabel("")
        self.rows = CompareRows(bridge)
        self.words = QTextBrowser()
        self.words.setAccessibleName(self.tr("Ord for ord"))
        self.tabs, self.menus = QTabWidget(), QTreeWidget()
        self._menus: list[tuple[Slot | None, Slot | None]] = []
        self.all_button = QPushButton(self.tr("&Alle"))
        self.none_button = QPushButton(self.tr("I&ngen"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.copy_button = self._buttons.addButton(self.tr("&Kopier som tekst"), action)
        self.take_button = self._buttons.addButton(self.tr("&Overtag valgte"), action)
        self.take_button.setProperty("kind", "primary")
        self.copy_button.setAutoDefault(False)
        self._lay_out()
        self._fill((left, right))
        for box in (self.left, self.right):
            box.currentIndexChanged.connect(self.compare)
        self.rows.currentItemChanged.connect(lambda *_: self._show_words())
        self.menus.currentItemChanged.connect(lambda *_: self._show_words())
        self.tabs.currentChanged.connect(lambda _: self._show_words())
        self.rows.itemChanged.connect(lambda *_: self._show_buttons())
        self.all_button.clicked.connect(lambda: self.rows.tick_all(True))
        self.none_button.clicked.connect(lambda: self.rows.tick_all(False))
        self.copy_button.clicked.connect(self.copy)
        self.take_button.clicked.connect(self.take)
        self._buttons.rejected.connect(self.reject)
        self.compare()

    @property
    def takes_over(self) -> bool:
        """Whether it is the main line at the left and a variant at the right, both as they are."""
        left, right = self._points()
        return left.is_now and not left.branch and right.is_now and bool(right.branch)

    @property
    def past(self) -> Point | None:
        """The earlier point of what is shown, where the other side is what is shown."""
        here = self._bridge.workspace.branch
        left, right = self._points()
        if left.branch == right.branch == here and left.is_now != right.is_now:
            return right if left.is_now else left
        return None

    def compare(self) -> None:
        """Work out the difference between the points that are chosen."""
        workspace = self._bridge.workspace
        left, right = self._points()
        conflicts: tuple[Conflict, ...] = ()
        try:
            before, after = left.state(workspace), right.state(workspace)
            target = after
            if self.takes_over:
                joined = joined_with_main(workspace, right.branch)
                target, conflicts = joined.state, joined.conflicts
        except Refused as refusal:
            self._bridge.tell(refusal)
            return
        self._states = before, after
        self._told = Telling(before, target, self._bridge.messages).all()
        writable = not self._bridge.is_read_only
        self.rows.show_rows(
            self._told,
            (left.title, right.title),
            tickable=writable and (self.takes_over or self.past is not None),
            conflicts=conflicts,
            sides=self._states,
        )
        self._show_menus(left, right)
        self._show_summary(len(conflicts))
        self._show_words()
        self._show_buttons()

    def copy(self) -> None:
        """Put the difference on the clipboard as text."""
        left, right = self._points()
        text = as_text(self._told) or self._bridge.text("difference.none")
        QGuiApplication.clipboard().setText(f"{left.title} → {right.title}\n\n{text}\n")

    def take(self) -> None:
        """Take over, or bring back, what is ticked, as one step."""
        done = self._take_over() if self.takes_over else self._bring_back()
        if done:
            self.taken.emit(done)
            self.compare()

    # inside

    def _take_over(self) -> str:
        workspace, rows = self._bridge.workspace, self.rows
        branch = self._points()[1].branch
        if not workspace.is_current and not self._bridge.show(""):
            return ""
        joined = joined_with_main(workspace, branch, rows.taken(), rows.settled(), rows.without())
        command = TakeOverVariant(VariantId(branch), joined.changes, datetime.now(UTC))
        if not joined.changes or not self._bridge.run(command):
            return ""
        return self._done(joined, self.tr("%n indgange er overtaget.", "", len(joined.changes)))

    def _bring_back(self) -> str:
        past, rows = self.past, self.rows
        if past is None or not self._bridge.show(past.branch):
            return ""
        state = self._bridge.state
        then = past.state(self._bridge.workspace)
        joined = join(state, state, then, rows.taken(), without=rows.without())
        if not joined.changes or not self._bridge.run(BringBack(joined.changes)):
            return ""
        return self._done(joined, self.tr("%n indgange er hentet.", "", len(joined.changes)))

    def _done(self, joined: Joined, sentence: str) -> str:
        if not joined.conflicts:
            return sentence
        left = self.tr("%n steder blev ladet, som de er.", "", len(joined.conflicts))
        return f"{sentence} {left}"

    def _points(self) -> tuple[Point, Point]:
        return self.left.currentData(), self.right.currentData()

    def _fill(self, wanted: tuple[Point, Point]) -> None:
        known = list(points(self._bridge))
        known += [point for point in wanted if (point.branch, point.step) not in _keys(known)]
        for box, point in zip((self.left, self.right), wanted, strict=True):
            for each in known:
                box.addItem(each.title, each)
            box.setCurrentIndex(_keys(known).index((point.branch, point.step)))

    def _show_summary(self, conflicts: int) -> None:
        text = self._bridge.text
        count = len(self._told)
        said = text("difference.count", n=count) if count else text("difference.none")
        if self.takes_over:
            about = self.tr("Det, som varianten ændrer i forhold til, da den blev lavet.")
            said = f"{said}. {about}"
        elif self.past is not None and count:
            said = f"{said}. {self.tr('Sæt flueben ved det, der skal være som dengang.')}"
        if conflicts:
            both = self.tr(
                "%n steder er ændret begge steder. Gældende står, til du vælger.", "", conflicts
            )
            said = f"{said} {both}"
        self.summary.setText(said)

    def _show_words(self) -> None:
        at_rows = self.tabs.currentWidget() is self.rows
        self.words.setHtml(self.rows.words() if at_rows else self._entry_words())

    def _entry_words(self) -> str:
        """Return the texts of the entry in the chosen place, against those it has at the left."""
        place = self.menus.indexOfTopLevelItem(self.menus.currentItem())
        left, right = self._menus[place] if place >= 0 else (None, None)
        shown = right or left
        if shown is None:
            return ""
        known = {slot.id: slot for slot, _ in self._menus if slot is not None}
        other = known.get(shown.id, shown)
        fields = (
            FieldTold(self._bridge.text("record_field.title"), other.title, shown.title),
            FieldTold(
                self._bridge.text("record_field.help_text"), other.help_text, shown.help_text
            ),
        )
        differing = tuple(field for field in fields if field.was != field.now)
        return as_html((str(shown),), differing or fields)

    def _show_buttons(self) -> None:
        can_take = not self._bridge.is_read_only and (self.takes_over or self.past is not None)
        for button in (self.take_button, self.all_button, self.none_button):
            button.setVisible(can_take)
        self.take_button.setText(
            self.tr("&Overtag valgte") if self.takes_over else self.tr("&Hent valgte tilbage")
        )
        self.take_button.setEnabled(can_take and bool(self.rows.taken()))

    def _show_menus(self, left: Point, right: Point) -> None:
        self.menus.clear()
        self.menus.setHeaderLabels([self.tr("Plads"), left.title, right.title])
        if self._states is None:
            return
        self._menus = side_by_side(*self._states)
        for number, (one, other) in enumerate(self._menus, 1):
            item = QTreeWidgetItem([f"{number}", str(one or ""), str(other or "")])
            for column, slot in ((1, one), (2, other)):
                item.setToolTip(column, slot.help_text if slot is not None else "")
            self.menus.addTopLevelItem(item)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for text, box in ((self.tr("&Fra"), self.left), (self.tr("&Til"), self.right)):
            name = QLabel(text)
            name.setBuddy(box)
            box.setAccessibleName(text.replace("&", ""))
            box.setSizeAdjustPolicy(
                NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(12)
            top.addWidget(name)
            top.addWidget(box, 1)
        for button in (self.all_button, self.none_button):
            button.setAutoDefault(False)
            top.addWidget(button)
        self.all_button.setAccessibleName(self.tr("Sæt flueben ved alle"))
        self.none_button.setAccessibleName(self.tr("Fjern alle flueben"))
        self.menus.setRootIsDecorated(False)
        self.menus.setAccessibleName(self.tr("Drill-menuerne side om side"))
        ColumnShares(self.menus, {0: 10, 1: 45, 2: 45})
        self.tabs.addTab(self.rows, self.tr("Forskelle"))
        self.tabs.addTab(self.menus, self.tr("Drill-menuen side om side"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.tabs)
        split.addWidget(self.words)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.summary)
        layout.addWidget(split, 1)
        layout.addWidget(self._buttons)
        size_dialog(self, 150, 88)


def compare_with_now(bridge: Bridge, point: Point, parent: QWidget | None = None) -> CompareDialog:
    """Return a dialog that shows what has changed since a point of what is shown."""
    return CompareDialog(bridge, point, now(bridge, bridge.workspace.branch), parent)


def _keys(known: list[Point]) -> list[tuple[str, int | None]]:
    return [(point.branch, point.step) for point in known]

"""The projector's left column: the menu that the group started from, to be read only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kkworkbench.merge.menus import Slot
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.workshop import Place
from kkworkbench.state.indexes import DRILL
from kkworkbench.state.lookups import entry_title
from ui.models.drill_list import NUMBER
from ui.widgets import ElidedLabel, dress_view
from ui.workshop.conduct import Conduct
from ui.workshop.entries import SIGN, EntryDelegate


class BeforeColumn(QWidget):
    """The menu as it was, beside the menu; beside the contact list, the menu as it is."""

    def __init__(
        self, conduct: Conduct, points: Callable[[], float], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conduct = conduct
        self.heading = ElidedLabel()
        self.list = QListWidget()
        dress_view(self.list)
        self.list.setItemDelegate(EntryDelegate(conduct, points, self.list))
        self.list.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.list, 1)
        conduct.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what there is to compare with now."""
        conduct = self._conduct
        if conduct.place is not Place.DRILL:
            name, slots = self.tr("Drill-menu"), self._menu()
        elif conduct.variant():
            name, slots = self.tr("Gældende"), conduct.menu_before()
        else:
            name, slots = self.tr("Før workshoppen"), conduct.menu_before()
        self.heading.setText(name)
        self.list.setAccessibleName(name)
        wanted = [(number, slot.title, slot.sign) for number, slot in enumerate(slots, start=1)]
        if wanted == self._shown():
            return
        self.list.clear()
        for number, title, sign in wanted:
            item = QListWidgetItem(title, self.list)
            item.setData(NUMBER, number)
            item.setData(SIGN, sign)
            spoken = ", ".join(each for each in (str(number), title, sign) if each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _shown(self) -> list[tuple[int, str, str]]:
        items = (self.list.item(row) for row in range(self.list.count()))
        return [(item.data(NUMBER), item.text(), item.data(SIGN)) for item in items]

    def _menu(self) -> list[Slot]:
        state = self._conduct.bridge.state
        entries = (state.get(DrillEntry, id_) for id_ in state.bucket(DRILL, True))
        return [Slot(each.id, entry_title(state, each), "") for each in entries if each is not None]

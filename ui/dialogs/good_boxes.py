"""Good boxes of this workspace as examples, each as citizens see it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.records import KIND_NAMES
from kkworkbench.model.terms import Term
from kkworkbench.workspace.good_boxes import GoodBox, flawed_subjects, good_boxes
from ui import theme
from ui.bridge import Bridge
from ui.panels.preview_views import box_view
from ui.preview import BoxPreview
from ui.widgets import EmptyState, WrapLabel, dress_view

BOX: Final = Qt.ItemDataRole.UserRole
ROW: Final = 28
"""Pixels, before the zoom."""
EDGE: Final = 2
"""Pixels of the focus ring."""


class GoodBoxes(QWidget):
    """List a few good boxes, with a rendering of the current one; Enter goes to it.

    Signals:
        place_requested(str, str, str): kind and id of a record, field name.
    """

    place_requested = Signal(str, str, str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shown: tuple[GoodBox, ...] | None = None
        name = WrapLabel(self.tr("Gode kontaktbokse"))
        name.setProperty("role", "h1")
        why = WrapLabel(
            self.tr(
                "Eksempler fra arbejdsrummet: de har hverken fejl eller advarsler, og boksen viser "
                "telefon med telefontider, skriftlig kontakt, adresse og åbningstider."
            )
        )
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Gode kontaktbokse"))
        dress_view(self.list)
        self.preview = BoxPreview()
        self.go_button = QPushButton(self.tr("&Gå til boksen"))
        self.go_button.setAutoDefault(False)
        self.empty = EmptyState(
            self.tr(
                "Ingen boks er et godt eksempel endnu. Det bliver den, når hverken boksen eller "
                "dens kontakt har fejl eller advarsler, og den viser telefon med telefontider, skriftlig kontakt, "
                "adresse og åbningstider."
            ),
            "",
            self,
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._examples())
        self._stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        look = theme.current()
        layout.setContentsMargins(look.px(16), look.px(12), 0, 0)
        layout.setSpacing(look.px(10))
        layout.addWidget(name)
        layout.addWidget(why)
        layout.addWidget(self._stack, 1)
        self.list.currentItemChanged.connect(lambda *_items: self._show_current())
        self.list.itemDoubleClicked.connect(lambda _item: self.go_there())
        self.go_button.clicked.connect(self.go_there)

    def refresh(self) -> None:
        """Choose the boxes anew; the current one stays current while it is still good."""
        found = good_boxes(self._bridge.state, flawed_subjects(self._bridge.results.all()))
        if found == self._shown:
            return
        self._shown = found
        current = self.current()
        self.list.clear()
        for each in found:
            self.list.addItem(self._item(each))
        rows = [n for n, each in enumerate(found) if current and each.box.id == current.box.id]
        self.list.setCurrentRow((rows or [0])[0])
        height = theme.current().px(ROW) * len(found) + 2 * EDGE
        self.list.setMaximumHeight(height)
        self._stack.setCurrentIndex(0 if found else 1)

    def count(self) -> int:
        """Count the boxes that are shown."""
        return self.list.count()

    def current(self) -> GoodBox | None:
        """Return the box that the keyboard is on."""
        item = self.list.currentItem()
        return item.data(BOX) if item is not None else None

    def go_there(self) -> None:
        """Ask for the box that the keyboard is on."""
        each = self.current()
        if each is not None:
            self.place_requested.emit(KIND_NAMES[type(each.box)], each.box.id, "contact")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter go to the box; it does not close the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.hasFocus():
            self.go_there()
            return
        super().keyPressEvent(event)

    def _examples(self) -> QWidget:
        examples = QWidget()
        column = QVBoxLayout(examples)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)
        row = QHBoxLayout()
        row.addWidget(self.go_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.preview, 1)
        return examples

    def _item(self, each: GoodBox) -> QListWidgetItem:
        term = self._bridge.state.get(Term, each.contact.administration)
        parts = (each.page.title, each.contact.heading, term.name if term is not None else "")
        item = QListWidgetItem(" · ".join(dict.fromkeys(part for part in parts if part)))
        item.setToolTip(item.text())
        # No wider than the list, which cuts what is too long.
        item.setSizeHint(QSize(1, theme.current().px(ROW)))
        item.setData(BOX, each)
        return item

    def _show_current(self) -> None:
        each = self.current()
        self.go_button.setEnabled(each is not None)
        if each is not None:
            self.preview.show_view(box_view(self._bridge.state, each.page, each.box.id))

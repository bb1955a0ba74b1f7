"""The page Kontaktoversigt with its search and filters."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.preview.page import PagePreview, fill, show, spoken, text_label
from ui.preview.views import FilterView, ListResult, ListView, Missing
from ui.theme import Theme, current
from ui.widgets.no_wheel import NoWheelComboBox
from ui.widgets.undo_free import UndoFreeLineEdit


class ListPreview(PagePreview):
    """Show a ``ListView`` and let one try its search as a citizen would.

    Nothing is searched here: the owner answers ``applied`` with another view.

    Signals:
        applied(str, tuple): search text and ``(filter key, value)`` pairs, "" for everything, when
            "Anvend" or Enter is pressed, and when "Ryd filter" emptied them.
    """

    applied = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = self.tr("Forhåndsvisning af kontaktoversigten")
        self.setAccessibleName(self._name)
        self._search = UndoFreeLineEdit(idle_ms=0)
        self._search.setPlaceholderText(self.tr("Søg i kontakter"))
        self._search.setAccessibleName(self.tr("Søg i kontakter"))
        self._search.returnPressed.connect(self._on_apply)
        self._filters: list[_Filter] = []
        self._filter_column = QVBoxLayout()
        self._clear = QPushButton(self.tr("Ryd filter"))
        self._apply = QPushButton(self.tr("Anvend"))
        self._apply.setProperty("site", "apply")
        for button in (self._clear, self._apply):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text())
        self._clear.clicked.connect(self._on_clear)
        self._apply.clicked.connect(self._on_apply)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self._clear)
        self._buttons.addWidget(self._apply)
        self._buttons.addStretch(1)
        self._count = text_label("strong")
        self._results: list[_Result] = []
        self._result_column = QVBoxLayout()
        self.column.addWidget(self._search)
        self.column.addLayout(self._filter_column)
        self.column.addLayout(self._buttons)
        self.column.addWidget(self._count)
        self.column.addLayout(self._result_column)
        self.dress()

    def show_view(self, view: ListView) -> None:
        """Show another state of the list; a search that is being typed stays."""
        self.show_head(view.breadcrumb, view.title)
        self._search.set_committed(view.search)
        fill(self._filters, len(view.filters), self._make_filter)
        for part, wanted in zip(self._filters, view.filters, strict=False):
            part.show_filter(wanted, self.tr("Alle"))
        show(self._count, view.count_line)
        fill(self._results, len(view.results), self._make_result)
        for result, entry in zip(self._results, view.results, strict=False):
            result.show_result(entry)
        lack = self.tr("mangler")
        self.speak(
            [
                view.title,
                view.count_line,
                *(
                    ", ".join(
                        part
                        for part in (
                            entry.name,
                            entry.address,
                            spoken(entry.phone, self.tr("Telefon") + " " + lack),
                            spoken(entry.written, self.tr("Skriftlig kontakt mangler")),
                            entry.booking,
                        )
                        if part
                    )
                    for entry in view.results
                ),
            ]
        )

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.column.setSpacing(theme.px(14))
        self._filter_column.setSpacing(theme.px(10))
        self._buttons.setSpacing(theme.px(10))
        self._result_column.setSpacing(theme.px(12))
        for part in (*self._filters, *self._results):
            part.set_gap(theme.px(4))

    def _on_apply(self) -> None:
        self._search.commit()
        chosen = tuple(part.value() for part in self._filters if not part.isHidden())
        self.applied.emit(self._search.text(), chosen)

    def _on_clear(self) -> None:
        self._search.load("")
        for part in self._filters:
            part.clear()
        self._on_apply()

    def _make_filter(self) -> _Filter:
        part = _Filter()
        part.set_gap(current().px(4))
        self._filter_column.addWidget(part)
        return part

    def _make_result(self) -> _Result:
        result = _Result()
        result.set_gap(current().px(4))
        self._result_column.addWidget(result)
        return result


class _Filter(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self._shown: FilterView | None = None
        self._name = text_label("strong")
        self._combo = NoWheelComboBox()
        self._combo.setSizeAdjustPolicy(
            NoWheelComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._combo.setMinimumContentsLength(12)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._name)
        self._column.addWidget(self._combo)

    def value(self) -> tuple[str, str]:
        return self._key, self._combo.currentData() or ""

    def clear(self) -> None:
        self._combo.setCurrentIndex(0)

    def show_filter(self, wanted: FilterView, everything: str) -> None:
        if wanted == self._shown:
            return
        before, self._shown, self._key = self._shown, wanted, wanted.key
        show(self._name, wanted.name)
        self._combo.setAccessibleName(wanted.name)
        if before is None or before.values != wanted.values:
            self._combo.clear()
            self._combo.addItem(everything, "")
            for value in wanted.values:
                self._combo.addItem(value, value)
        self._combo.setCurrentIndex(max(0, self._combo.findData(wanted.chosen)))

    def set_gap(self, gap: int) -> None:
        self._column.setSpacing(gap)


class _Result(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[QLabel, ...] = (
            text_label("row-title"),
            text_label("row-text"),
            text_label("strong"),
            text_label("link"),
            text_label("link"),
        )
        line = QFrame()
        line.setProperty("site", "line")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (line, *self._labels):
            self._column.addWidget(part)

    def show_result(self, entry: ListResult) -> None:
        written = entry.written
        if not isinstance(written, Missing) and written:
            written = f"→  {written}"
        booking = f"→  {entry.booking}" if entry.booking else ""
        values = (entry.name, entry.address, entry.phone, written, booking)
        for part, value in zip(self._labels, values, strict=True):
            show(part, value)

    def set_gap(self, gap: int) -> None:
        self._column.setSpacing(gap)

"""The page Kontakt with the drill menu."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.preview.page import PagePreview, fill, show, spoken, text_label
from ui.preview.views import DrillItem, DrillView
from ui.theme import Theme, current


class DrillPreview(PagePreview):
    """Show a ``DrillView``; rows are filled in place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = self.tr("Forhåndsvisning af drill-menuen")
        self.setAccessibleName(self._name)
        self._rows: list[_Row] = []
        self.dress()

    def show_view(self, view: DrillView) -> None:
        """Show another state of the menu."""
        self.show_head(view.breadcrumb, view.title)
        fill(self._rows, len(view.items), self._make_row)
        for row, item in zip(self._rows, view.items, strict=False):
            row.show_item(item)
        lack = self.tr("hjælpetekst mangler")
        self.speak(
            [
                view.title,
                *(
                    f"{at}. {item.title}. {spoken(item.help_text, lack)}"
                    for at, item in enumerate(view.items, start=1)
                ),
            ]
        )

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        self.column.setSpacing(theme.px(12))
        for row in self._rows:
            row.set_gap(theme.px(8))

    def _make_row(self) -> _Row:
        row = _Row()
        row.set_gap(current().px(8))
        self.column.addWidget(row)
        return row


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._title = text_label("row-title")
        self._help = text_label("row-text")
        line = QFrame()
        line.setProperty("site", "line")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._title, self._help, line):
            self._column.addWidget(part)

    def show_item(self, item: DrillItem) -> None:
        show(self._title, item.title)
        show(self._help, item.help_text)

    def set_gap(self, gap: int) -> None:
        self._column.setSpacing(gap)

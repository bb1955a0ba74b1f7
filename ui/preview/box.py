"""A contact page with its contact box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui.preview.page import LabelColumn, PagePreview, show, spoken, text_label
from ui.preview.views import BoxView, HoursLine, Missing
from ui.theme import Theme


class BoxPreview(PagePreview):
    """Show a ``BoxView``; labels are filled in place, so that typing does not flicker."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._name = self.tr("Forhåndsvisning af kontaktboks")
        self.setAccessibleName(self._name)
        self._intro = text_label("intro")
        self._box = QFrame()
        self._box.setProperty("site", "box")
        self._heading = text_label("box-heading")
        self._unit = text_label("strong")
        self._address = LabelColumn("body")
        self._phones = _Phones()
        self._written = LabelColumn("strong")
        self._booking = text_label("strong")
        self._phone_hours = _HoursTable(self.tr("Telefontider"))
        self._visiting_hours = _HoursTable(self.tr("Åbningstider"))
        self._note = text_label("body")
        self._box_column = QVBoxLayout(self._box)
        self._place = QVBoxLayout()
        self._place.addWidget(self._unit)
        self._place.addLayout(self._address)
        self._reach = QVBoxLayout()
        self._reach.addLayout(self._phones)
        self._reach.addLayout(self._written)
        self._reach.addWidget(self._booking)
        self._box_column.addWidget(self._heading)
        self._box_column.addLayout(self._place)
        self._box_column.addLayout(self._reach)
        self._box_column.addWidget(self._phone_hours)
        self._box_column.addWidget(self._visiting_hours)
        self._box_column.addWidget(self._note)
        self.column.addWidget(self._intro)
        self.column.addWidget(self._box)
        self.dress()

    def show_view(self, view: BoxView) -> None:
        """Show another state of the box."""
        self.show_head(view.breadcrumb, view.title)
        show(self._intro, view.intro)
        show(self._heading, view.heading.upper())
        show(self._unit, view.name)
        self._address.show_values(view.address)
        self._phones.show_phones(view)
        self._written.show_values(
            [text if isinstance(text, Missing) else f"→  {text}" for text in view.written]
        )
        show(self._booking, f"→  {view.booking}" if view.booking else "")
        self._phone_hours.show_lines(view.phone_hours)
        self._visiting_hours.show_lines(view.visiting_hours)
        show(self._note, view.note)
        self._box.setVisible(bool(view.heading or view.name))
        self._speak_view(view)

    def restyle(self, theme: Theme) -> None:
        super().restyle(theme)
        edge = theme.px(24)
        self._box_column.setContentsMargins(edge, theme.px(20), edge, theme.px(24))
        self._box_column.setSpacing(theme.px(14))
        for part in (self._place, self._reach, self._address, self._written, self._phones):
            part.setSpacing(theme.px(4))
        for table in (self._phone_hours, self._visiting_hours):
            table.set_gaps(theme.px(4), theme.px(24))

    def _speak_view(self, view: BoxView) -> None:
        lack = self.tr("mangler")
        hours = [
            f"{name}: " + ", ".join(f"{line.day} {spoken(line.hours, lack)}" for line in lines)
            for name, lines in (
                (self.tr("Telefontider"), view.phone_hours),
                (self.tr("Åbningstider"), view.visiting_hours),
            )
            if lines
        ]
        phones = [
            " ".join(part for part in (phone.label, spoken(phone.number, lack)) if part)
            for phone in view.phones
        ]
        self.speak(
            [
                spoken(view.title, lack),
                spoken(view.intro, lack),
                view.name,
                ", ".join(spoken(line, lack) for line in view.address),
                *(self.tr("Telefon {number}").format(number=phone) for phone in phones),
                *(spoken(text, self.tr("Skriftlig kontakt mangler")) for text in view.written),
                view.booking,
                *hours,
                view.note,
            ]
        )


class _Phones(QVBoxLayout):
    """Each number large, with what it is for above it."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_phones(self, view: BoxView) -> None:
        while len(self._pairs) < len(view.phones):
            pair = (text_label("body"), text_label("phone"))
            for part in pair:
                self.addWidget(part)
            self._pairs.append(pair)
        for at, (name, number) in enumerate(self._pairs):
            phone = view.phones[at] if at < len(view.phones) else None
            show(name, phone.label if phone is not None else "")
            show(number, phone.number if phone is not None else "")


class _HoursTable(QWidget):
    """A heading and a line for each day; hidden without lines."""

    def __init__(self, heading: str) -> None:
        super().__init__()
        self._head = text_label("table-head")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.addWidget(self._head, 0, 0, 1, 2)
        show(self._head, heading)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self.hide()

    def set_gaps(self, down: int, across: int) -> None:
        self._grid.setVerticalSpacing(down)
        self._grid.setHorizontalSpacing(across)

    def show_lines(self, lines: Sequence[HoursLine]) -> None:
        while len(self._lines) < len(lines):
            pair = (text_label("body"), text_label("body"))
            row = len(self._lines) + 1
            for column, part in enumerate(pair):
                self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignTop)
            self._lines.append(pair)
        for at, (day, hours) in enumerate(self._lines):
            line = lines[at] if at < len(lines) else None
            show(day, line.day if line is not None else "")
            show(hours, line.hours if line is not None else "")
        self.setVisible(bool(lines))

"""Find anything, or a command, by typing a part of what it says, and go there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QMenuBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.workspace.finding import MOST
from ui.bridge import Bridge
from ui.delegates.found import MATCHED, TITLE, WHAT, WHERE, FoundDelegate
from ui.dialogs.go_to_rows import Command, Row, command_rows, commands_of, recent_rows, rows_for
from ui.widgets import EmptyState, SearchField, dress_view, label, size_dialog

ROW: Final = Qt.ItemDataRole.UserRole
WALKING: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class GoToDialog(QDialog):
    """A palette of entries, contacts, pages and commands; `row` is what was chosen."""

    def __init__(
        self,
        bridge: Bridge,
        menus: QMenuBar,
        parent: QWidget | None = None,
        *,
        commands_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._commands: list[Command] = commands_of(menus)
        self._commands_only = commands_only
        if commands_only:
            self.setWindowTitle(self.tr("Kommandoer"))
            hint = self.tr("Søg kommando")
        else:
            self.setWindowTitle(self.tr("Gå til"))
            hint = self.tr("Søg indgang, side, kontakt, nummer, adresse, link eller kommando")
        self.search = SearchField(hint, self)
        self.hits = QListWidget()
        self.hits.setAccessibleName(self.tr("Fundet"))
        self.hits.setUniformItemSizes(True)
        dress_view(self.hits)
        self._delegate = FoundDelegate(self.hits)
        self.hits.setItemDelegate(self._delegate)
        self.empty = EmptyState("", "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.hits)
        self._stack.addWidget(self.empty)
        self.heading = label("", "secondary")
        keys = label(self.tr("Piletasterne vælger, Enter går dertil, Esc lukker"), "secondary")
        keys.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.heading)
        layout.addWidget(self._stack, 1)
        layout.addWidget(keys)
        size_dialog(self, 100, 60)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)
        self.hits.itemClicked.connect(lambda _item: self.accept())
        self.hits.itemActivated.connect(lambda _item: self.accept())
        self.search.setFocus()
        self._fill("")

    def row(self) -> Row | None:
        """What is chosen, or None."""
        item = self.hits.currentItem()
        return item.data(ROW) if item is not None else None

    def accept(self) -> None:
        row = self.row()
        if row is None or self.result() == QDialog.DialogCode.Accepted:
            return
        self._bridge.finder.note((row.kind, row.id))
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys walk the hits from the search field, Enter go there and Esc close."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.accept()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
            if event.key() in WALKING:
                QApplication.sendEvent(self.hits, QKeyEvent(event))
                return True
        return super().eventFilter(watched, event)

    def _fill(self, typed: str) -> None:
        query = typed.strip()
        rows = self._rows(query)[:MOST]
        self._delegate.set_query(query)
        self.hits.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(ROW, row)
            for role, text in (
                (TITLE, row.title),
                (WHAT, row.what),
                (WHERE, row.where),
                (MATCHED, row.text),
                (Qt.ItemDataRole.ToolTipRole, row.spoken),
                (Qt.ItemDataRole.AccessibleTextRole, row.spoken),
            ):
                item.setData(role, text)
            self.hits.addItem(item)
        if rows:
            self.hits.setCurrentRow(0)
        self._say(query, len(rows))
        self._stack.setCurrentIndex(0 if rows else 1)

    def _rows(self, query: str) -> list[Row]:
        if self._commands_only:
            return command_rows(self._commands, query)
        if not query:
            return recent_rows(self._bridge, self._commands)
        return rows_for(self._bridge, self._commands, query)

    def _say(self, query: str, count: int) -> None:
        if query:
            self.heading.setText(
                self.tr("%n fundet", "", count)
                if count < MOST
                else self.tr("De første {count}: skriv mere for at se andre").format(count=MOST)
            )
            self.empty.set_sentence(
                self.tr("Intet passer til »{query}«. Prøv en del af ordet.").format(query=query)
            )
        elif self._commands_only:
            self.heading.setText(self.tr("Alle kommandoer"))
        else:
            self.heading.setText(self.tr("Senest besøgt") if count else "")
            self.empty.set_sentence(
                self.tr(
                    "Skriv en del af et navn, et nummer, en adresse, et link eller en kommando."
                    " Store bogstaver, å eller aa, mellemrum i numre og en enkelt tastefejl"
                    " betyder ikke noget."
                )
            )
        self.heading.setVisible(bool(self.heading.text()) and bool(count))

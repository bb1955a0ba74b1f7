"""Ask where pages go: the keyboard's twin of dragging them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.workspace.commands.placement import check_placement
from kkworkbench.workspace.errors import Refused
from ui.bridge import Bridge
from ui.models.page_filter import kept_pages
from ui.models.page_tree import PageTreeModel
from ui.pages.tree_view import PageTreeView
from ui.widgets import NoWheelSpinBox, SearchField, size_dialog


class MoveToDialog(QDialog):
    """A searchable tree, a position, and in words where the pages would stand."""

    def __init__(
        self, bridge: Bridge, pages: tuple[PageId, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._pages = pages
        self._model = PageTreeModel(bridge, parent=self)
        self.setWindowTitle(self.tr("Flyt til"))
        self.search = SearchField(self.tr("Søg efter en side"), self)
        self.tree = PageTreeView(self._model, self)
        self.tree.setDragDropMode(QTreeView.DragDropMode.NoDragDrop)
        self.tree.setSelectionMode(QTreeView.SelectionMode.SingleSelection)
        self.tree.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.tree.setAccessibleName(self.tr("Ny overordnet side"))
        self.position = NoWheelSpinBox()
        self.position.setMinimum(1)
        self.position.setAccessibleName(self.tr("Plads"))
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Flyt"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Plads"), self.position)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        layout.addLayout(form)
        layout.addWidget(self._words)
        layout.addWidget(self._buttons)
        size_dialog(self, 80, 80)
        self.search.search_changed.connect(self._on_search)
        self.tree.selectionModel().currentChanged.connect(self._on_parent_changed)
        self.position.valueChanged.connect(self._describe)
        self._start()

    def place(self) -> tuple[PageId | None, int]:
        """The parent and the position, counted with the pages where they stand now."""
        parent = self.tree.current_page
        staying = [id_ for id_ in self._siblings(parent) if id_ not in self._pages]
        at = min(self.position.value() - 1, len(staying))
        if at == len(staying):
            return parent, self._bridge.state.bucket_size(CHILDREN, parent)
        return parent, self._siblings(parent).index(staying[at])

    def _start(self) -> None:
        page = self._bridge.state.get(Page, self._pages[0])
        self.tree.expand_first_levels()
        if page is not None and page.parent is not None:
            self.tree.select_page(page.parent)
            row = self._siblings(page.parent).index(page.id)
            self.position.setValue(row + 1)
        self._describe()

    def _siblings(self, parent: str | None) -> tuple[str, ...]:
        return self._bridge.state.bucket(CHILDREN, parent)

    def _on_search(self, query: str) -> None:
        query = query.strip()
        kept = kept_pages(self._bridge, query) if query else None
        self.tree.show_only(kept, query)

    def _on_parent_changed(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        staying = [id_ for id_ in self._siblings(self.tree.current_page) if id_ not in self._pages]
        self.position.setMaximum(len(staying) + 1)
        self.position.setValue(len(staying) + 1)
        self._describe()

    def _describe(self) -> None:
        parent, ok = self.tree.current_page, True
        try:
            check_placement(self._bridge.state, self._pages, parent)
            text = self._in_words(parent)
        except Refused as refused:
            text, ok = self._bridge.text(refused.key, **refused.params), False
        self._words.setText(text)
        self._words.setAccessibleName(text)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ok)

    def _in_words(self, parent: PageId | None) -> str:
        staying = [id_ for id_ in self._siblings(parent) if id_ not in self._pages]
        at = self.position.value() - 1
        before = self._title(staying[at - 1]) if 0 < at <= len(staying) else ""
        after = self._title(staying[at]) if at < len(staying) else ""
        number = at + 1
        if before and after:
            text = self.tr("Bliver nr. {number} mellem »{before}« og »{after}«")
        elif before:
            text = self.tr("Bliver nr. {number}, sidst efter »{before}«")
        elif after:
            text = self.tr("Bliver nr. {number}, først før »{after}«")
        else:
            text = self.tr("Bliver nr. {number}, den eneste")
        return text.format(number=number, before=before, after=after)

    def _title(self, page_id: str) -> str:
        page = self._bridge.state.get(Page, page_id)
        return page.title if page is not None else ""

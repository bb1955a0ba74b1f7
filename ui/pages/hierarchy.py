"""The page for daily work: the tree and, beside it, the editor."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

from ui.bridge import Bridge
from ui.editor.editor import Editor
from ui.pages.tree_pane import TreePane


class HierarchyPage(QWidget):
    """The contact hierarchy with the editor of the page that is selected in it.

    Signals:
        page_selected(str): the page to show, or "".
    """

    page_selected = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.tree = TreePane(bridge, self.splitter)
        self.editor = Editor(bridge, self.splitter)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setSizes([310, 620])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.tree.page_selected.connect(self.page_selected)

"""The tree with its filter and everything that can be done to a page."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import LEAF_KINDS, Page
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.workspace.commands.pages import AddPage, DeletePages, MovePages
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.move_to import MoveToDialog
from ui.dialogs.new_page import NewPageDialog
from ui.icons import icon
from ui.models.badges import PageBadges
from ui.models.page_filter import kept_pages
from ui.models.page_tree import PageTreeModel
from ui.pages.tree_view import PageTreeView
from ui.widgets import EmptyState, SearchField


class TreePane(QWidget):
    """The contact hierarchy: find, add, rename, move, cut and paste, delete.

    Signals:
        page_selected(str): the page to show, or "".
        activated_page(str): Enter or a double click on a page.
        drill_requested(tuple): pages to add to the drill menu.
        export_requested(tuple): pages to write a batch of.
        browser_requested(str): the page to show in the browser.
        refused(str): why something cannot be done here.
    """

    page_selected = Signal(str)
    activated_page = Signal(str)
    drill_requested = Signal(object)
    export_requested = Signal(object)
    browser_requested = Signal(str)
    refused = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._cut: tuple[PageId, ...] = ()
        self._query = ""
        self.badges = PageBadges(bridge, self)
        self.model = PageTreeModel(bridge, self.badges, self)
        self.view = PageTreeView(self.model, self)
        self.search = SearchField(self.tr("Filtrer hierarkiet"), self)
        self._empty = EmptyState("", self.tr("Ryd filter"), self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self._make_actions()
        self._lay_out()
        self.search.search_changed.connect(self._on_search)
        self._empty.action_requested.connect(self.search.clear)
        self.view.page_selected.connect(self._on_page_selected)
        self.view.activated_page.connect(self.activated_page)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.model.drop_refused.connect(self.refused)
        bridge.state_changed.connect(self._on_state_changed)
        self._refresh_actions()

    # what is remembered of the view

    def saved_view(self) -> dict[str, Any]:
        """Return what to remember of the view of this workspace."""
        return {
            "expanded": list(self.view.expanded_pages()),
            "current": self.view.current_page or "",
        }

    def restore_view(self, saved: dict[str, Any]) -> None:
        """Open and select what was open and selected; the first levels where nothing was."""
        expanded = saved.get("expanded")
        if isinstance(expanded, list) and expanded:
            self.view.expand_pages(map(str, expanded))
        else:
            self.view.expand_first_levels()
        self.view.select_page(str(saved.get("current", "")))
        if self.view.current_page is None and self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(0, 0))

    def select_page(self, page_id: str) -> None:
        """Show a page, clearing a filter that hides it."""
        index = self.model.index_of(page_id)
        if not index.isValid() and self._bridge.state.get(Page, page_id) is not None:
            self.search.clear()
        self.view.select_page(page_id)

    # what a person does

    def rename(self) -> None:
        """Edit the current page's title in place."""
        index = self.view.currentIndex()
        if index.isValid():
            self.view.edit(index.siblingAtColumn(0))

    def add_page(self) -> None:
        """Ask for kind and title, and put a page inside or after the current one."""
        dialog = NewPageDialog(self._bridge, self.view.current_page, self)
        if dialog.exec() != NewPageDialog.DialogCode.Accepted:
            return
        page_id = PageId(str(uuid4()))
        parent, position = dialog.place()
        if self._bridge.run(AddPage(page_id, parent, dialog.title(), dialog.kind(), position)):
            self.select_page(page_id)

    def delete(self) -> None:
        """Delete the selected pages to the bin; one step to undo."""
        pages = self.view.selected_pages()
        if not pages:
            return
        after = self._page_beside(pages)
        if self._bridge.run(DeletePages(pages)) and after is not None:
            self.view.select_page(after)

    def cut(self) -> None:
        """Mark the selected pages to be moved by the next paste."""
        self._cut = self.view.selected_pages()
        self.model.set_cut(self._cut)
        self._refresh_actions()

    def paste(self) -> None:
        """Move what was cut inside the current page, or after it where it takes no children."""
        target, moved = self.view.current_page, self._cut
        page = self._bridge.state.get(Page, target)
        if not moved or page is None:
            return
        if page.kind in LEAF_KINDS:
            place = self._bridge.state.bucket(CHILDREN, page.parent).index(page.id)
            done = self._bridge.run(MovePages(moved, page.parent, place + 1))
        else:
            end = self._bridge.state.bucket_size(CHILDREN, page.id)
            done = self._bridge.run(MovePages(moved, page.id, end))
        if done:
            self._cut = ()
            self.model.set_cut(())
            self.view.select_pages(moved)

    def move(self, by: int) -> None:
        """Move the selected pages one place up (-1) or down (+1) among their siblings."""
        pages = self.view.selected_pages()
        state = self._bridge.state
        records = [page for page in (state.get(Page, id_) for id_ in pages) if page is not None]
        if not records or len({page.parent for page in records}) != 1:
            return
        parent = records[0].parent
        rows = [self.model.index_of(page.id).row() for page in records]
        target = min(rows) - 1 if by < 0 else max(rows) + 2
        if 0 <= target <= len(self.model.rows_under(parent)):
            place = self.model.place_of_row(parent, target)
            self._bridge.run(MovePages(pages, parent, place))
            self.view.scrollTo(self.view.currentIndex())

    def move_to(self) -> None:
        """Ask where the selected pages go."""
        pages = self.view.selected_pages()
        if not pages:
            return
        dialog = MoveToDialog(self._bridge, pages, self)
        if dialog.exec() == MoveToDialog.DialogCode.Accepted:
            parent, position = dialog.place()
            if self._bridge.run(MovePages(pages, parent, position)):
                self.view.select_pages(pages)

    # inside

    def _make_actions(self) -> None:
        def action(text: str, name: str, shortcut: object, slot: Any) -> QAction:
            made = QAction(text, self)
            made.setIcon(icon(name, theme.current()))
            made.setShortcut(QKeySequence(shortcut))  # type: ignore[call-overload]
            made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.triggered.connect(slot)
            self.addAction(made)
            return made

        key = Qt.Key
        standard = QKeySequence.StandardKey
        self.new_action = action(self.tr("&Ny side…"), "add", "Ctrl+Shift+N", self.add_page)
        self.rename_action = action(self.tr("&Omdøb"), "edit", key.Key_F2, self.rename)
        self.cut_action = action(self.tr("&Klip"), "cut", standard.Cut, self.cut)
        self.paste_action = action(self.tr("&Sæt ind"), "paste", standard.Paste, self.paste)
        self.delete_action = action(self.tr("S&let"), "delete", key.Key_Delete, self.delete)
        self.up_action = action(self.tr("Flyt o&p"), "move-up", "Alt+Up", lambda: self.move(-1))
        self.down_action = action(
            self.tr("Flyt n&ed"), "move-down", "Alt+Down", lambda: self.move(1)
        )
        self.move_to_action = action(self.tr("&Flyt til…"), "move-to", "Ctrl+M", self.move_to)
        self.drill_action = action(
            self.tr("Føj til &drill-menuen"),
            "drill",
            "Ctrl+D",
            lambda: self.drill_requested.emit(self.view.selected_pages()),
        )
        self.export_action = QAction(self.tr("Ekspor&ter det valgte…"), self)
        self.export_action.setIcon(icon("export", theme.current()))
        self.export_action.triggered.connect(
            lambda _checked: self.export_requested.emit(self.view.selected_pages())
        )

        self.browser_action = QAction(self.tr("Åbn her i b&rowseren"), self)
        self.browser_action.triggered.connect(
            lambda _checked: self.browser_requested.emit(self.view.current_page or "")
        )

    @property
    def entry_actions(self) -> tuple[QAction | None, ...]:
        """The actions of the menu Indgang, None for a separator."""
        return (
            self.new_action,
            self.rename_action,
            None,
            self.cut_action,
            self.paste_action,
            self.up_action,
            self.down_action,
            self.move_to_action,
            None,
            self.drill_action,
            self.export_action,
            self.browser_action,
            None,
            self.delete_action,
        )

    def _lay_out(self) -> None:
        look = theme.current()
        title = QLabel(self.tr("Kontakthierarki"))
        title.setProperty("role", "section")
        add = QToolButton()
        add.setDefaultAction(self.new_action)
        add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        add.setAccessibleName(self.tr("Ny side"))
        header = QHBoxLayout()
        header.setContentsMargins(look.px(12), look.px(6), look.px(8), look.px(6))
        header.addWidget(title, 1)
        header.addWidget(add)
        search_row = QHBoxLayout()
        search_row.setContentsMargins(look.px(12), 0, look.px(12), look.px(8))
        search_row.addWidget(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(header)
        layout.addLayout(search_row)
        layout.addWidget(self._stack, 1)

    def _on_search(self, query: str) -> None:
        self._query = query.strip()
        kept = kept_pages(self._bridge, self._query) if self._query else None
        is_empty = kept is not None and not kept.matching
        if is_empty:
            sentence = self.tr("Ingen resultater for »{query}«").format(query=self._query)
            self._empty.set_sentence(sentence)
        self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        self.view.show_only(kept, self._query)
        self._refresh_actions()

    def _on_state_changed(self, event: object) -> None:
        if self._query:
            kept = kept_pages(self._bridge, self._query)
            self.view.keep(kept)
            is_empty = not self.model.rowCount()
            self._stack.setCurrentWidget(self._empty if is_empty else self.view)
        self._refresh_actions()

    def _on_page_selected(self, page_id: str) -> None:
        self._refresh_actions()
        self.page_selected.emit(page_id)

    def _refresh_actions(self) -> None:
        writable = not self._bridge.is_read_only
        chosen = writable and self.view.currentIndex().isValid()
        self.new_action.setEnabled(writable)
        self.paste_action.setEnabled(chosen and bool(self._cut))
        self.export_action.setEnabled(self.view.current_page is not None)
        self.browser_action.setEnabled(self.view.current_page is not None)
        for action in (
            self.rename_action,
            self.cut_action,
            self.delete_action,
            self.up_action,
            self.down_action,
            self.move_to_action,
            self.drill_action,
        ):
            action.setEnabled(chosen)

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for action in self.entry_actions:
            menu.addSeparator() if action is None else menu.addAction(action)
        menu.exec(self.view.viewport().mapToGlobal(at))
        menu.deleteLater()

    def _page_beside(self, pages: tuple[PageId, ...]) -> str | None:
        """Return the page that the selection goes to when these are gone."""
        page = self._bridge.state.get(Page, pages[0])
        if page is None:
            return None
        gone = set(pages)
        siblings = self.model.rows_under(page.parent)
        at = siblings.index(page.id)
        for sibling in (*siblings[at:], *reversed(siblings[:at])):
            if sibling not in gone:
                return sibling
        return page.parent

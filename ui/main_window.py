"""The window's frame: menus, toolbar, rail, pages, docks and status bar.

It is light on purpose: it is painted before the workspace is loaded. What fills it is `ui.desk`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from ui import theme
from ui.docking import PanelDock
from ui.icons import icon
from ui.rail_button import RailButton

NARROW: Final = 900
"""Width in pixels under which the rail shows icons only."""
SAID_MS: Final = 20_000
"""How long a sentence stands in the status bar: long enough to read it twice."""


@dataclass(frozen=True, slots=True)
class RailPage:
    """A page that the rail leads to."""

    name: str
    icon: str
    text: str
    widget: QWidget


class MainWindow(QMainWindow):
    """One window for one workspace.

    Signals:
        closing(): the window is about to close; what is pending is to be saved now.
        page_shown(str): the rail's page that is in front, by name.
        chosen(str): a menu item of the frame itself, by name ("new", "open", "quit" …).
    """

    closing = Signal()
    page_shown = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("kkworkbench")
        self.resize(1440, 900)
        self.setMinimumSize(760, 520)
        self.setDockNestingEnabled(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._pages: dict[str, QWidget] = {}
        self._rail_buttons: dict[str, QToolButton] = {}
        self._page_actions: list[QAction] = []
        self._rail_group = QActionGroup(self)
        self.menus: dict[str, QMenu] = {}
        self.actions_by_name: dict[str, QAction] = {}
        self._make_menus()
        self._make_toolbar()
        self._make_centre()
        self._make_status()

    # pages and panels

    def show_alone(self, widget: QWidget) -> None:
        """Fill the window with one widget, as the welcome page or a skeleton."""
        self.clear_pages()
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        self._rail.hide()

    def set_pages(self, pages: Sequence[RailPage]) -> None:
        """Give the rail its pages; the first is shown."""
        self.clear_pages()
        for number, page in enumerate(pages, start=1):
            self._add_page(page, number)
        self._rail_layout.addStretch(1)
        self._rail.show()
        self._fit_rail()
        self.show_page(pages[0].name)

    def show_page(self, name: str) -> None:
        """Bring one of the rail's pages to the front."""
        self.stack.setCurrentWidget(self._pages[name])
        self._rail_buttons[name].setChecked(True)
        # Tab stops at the page in front; the arrow keys go to the others.
        for other, button in self._rail_buttons.items():
            policy = Qt.FocusPolicy
            button.setFocusPolicy(policy.TabFocus if other == name else policy.NoFocus)
        for action in self._page_actions:
            if action.data() == name:
                action.setChecked(True)
        self.page_shown.emit(name)

    @property
    def current_page(self) -> str:
        """The name of the page in front, or an empty text."""
        current = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is current), "")

    def add_panel(self, name: str, title: str, shortcut: str) -> PanelDock:
        """Make the place of a panel that can be closed, and list it in the menu Vis ▸ Paneler.

        The panel is made in it, for it to be put in and docked.
        """
        dock = PanelDock(title, self)
        dock.setObjectName(name)
        features = QDockWidget.DockWidgetFeature
        dock.setFeatures(features.DockWidgetClosable | features.DockWidgetMovable)
        toggle = dock.toggleViewAction()
        toggle.setShortcut(QKeySequence(shortcut))
        self.panels_menu.addAction(toggle)
        return dock

    def drop_panels(self) -> None:
        """Take all panels away, as before another workspace is opened."""
        for dock in self.findChildren(QDockWidget):
            self.panels_menu.removeAction(dock.toggleViewAction())
            self.removeDockWidget(dock)
            dock.deleteLater()

    # menus

    def fill_menu(self, name: str, actions: Iterable[QAction | QMenu | None]) -> None:
        """Put actions at the end of a menu; None is a separator."""
        menu = self.menus[name]
        for action in actions:
            if action is None:
                menu.addSeparator()
            elif isinstance(action, QMenu):
                menu.addMenu(action)
            else:
                menu.addAction(action)

    def clear_menus(self) -> None:
        """Leave in the menus and the toolbar what the frame itself can do; drop the rest.

        An action that lived on would hold the workspace that it worked on.
        """
        for menu in self.menus.values():
            for action in menu.actions():
                if action not in self._own_actions:
                    menu.removeAction(action)
        for action in self._toolbar.actions():
            self._toolbar.removeAction(action)
            if isinstance(action, QWidgetAction):
                action.deleteLater()
        for name, action in list(self.actions_by_name.items()):
            if action not in self._own_actions:
                del self.actions_by_name[name]
                action.deleteLater()

    def make_action(
        self,
        name: str,
        text: str,
        shortcut: object = None,
        picture: str = "",
        slot: Callable[[], object] | None = None,
    ) -> QAction:
        """Make a named action; without a slot it tells `chosen`."""
        action = QAction(text, self)
        action.setObjectName(name)
        if picture:
            action.setIcon(icon(picture, theme.current()))
        if shortcut is not None:
            keys = shortcut if isinstance(shortcut, list) else [shortcut]
            action.setShortcuts([QKeySequence(key) for key in keys])
        if slot is None:
            action.triggered.connect(lambda: self.chosen.emit(name))
        else:
            action.triggered.connect(lambda _checked: slot())
        self.actions_by_name[name] = action
        return action

    # the status bar

    def show_saved(self, text: str) -> None:
        """Say that all is saved, at the left of the status bar."""
        self._saved.setText(text)

    def show_counts(self, text: str) -> None:
        """Say how many findings there are."""
        self._counts.setText(text)

    def say(self, sentence: str) -> None:
        """Show a sentence in the status bar for a while."""
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)
        self._said.start()

    def _hush(self) -> None:
        self._sentence.setText("")

    @property
    def counts_button(self) -> QToolButton:
        """The counts in the status bar; a click leads to the problems."""
        return self._counts

    @property
    def rail(self) -> QWidget:
        """The buttons that lead to the pages."""
        return self._rail

    @property
    def toolbar(self) -> QToolBar:
        """The toolbar under the menus."""
        return self._toolbar

    def add_search(self, go_to: Callable[[], object]) -> None:
        """Put the way to everything at the right end of the toolbar."""
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._toolbar.addWidget(space)
        button = QToolButton()
        button.setProperty("role", "search")
        button.setText(self.tr("Søg indgang, nummer, adresse (Ctrl+K)"))
        button.setIcon(icon("search", theme.current()))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setAccessibleName(self.tr("Gå til"))
        button.clicked.connect(lambda _checked: go_to())
        self._toolbar.addWidget(button)

    # Qt's own

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._rail and event.type() is QEvent.Type.Resize:
            self._fit_rail()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit_rail()

    # inside

    def _make_menus(self) -> None:
        bar = self.menuBar()
        for name, text in (
            ("file", self.tr("&Filer")),
            ("edit", self.tr("&Rediger")),
            ("view", self.tr("&Vis")),
            ("entry", self.tr("&Indgang")),
            ("drill", self.tr("&Drill-menu")),
            ("check", self.tr("&Kontrol")),
            ("workshop", self.tr("&Workshop")),
            ("export", self.tr("&Eksport")),
            ("help", self.tr("&Hjælp")),
        ):
            self.menus[name] = bar.addMenu(text)
        keys = QKeySequence.StandardKey
        make = self.make_action
        self.recent_menu = QMenu(self.tr("&Seneste"), self)
        self.panels_menu = QMenu(self.tr("&Paneler"), self)
        self.pages_menu = QMenu(self.tr("&Sider"), self)
        self.fill_menu(
            "file",
            (
                make("new", self.tr("&Nyt arbejdsrum…"), keys.New, "new"),
                make("open", self.tr("&Åbn…"), keys.Open, "open"),
                self.recent_menu,
                make("demo", self.tr("Prøv &demoen")),
                None,
                make("quit", self.tr("&Afslut"), "Ctrl+Q"),
            ),
        )
        self._own_actions = [a for menu in self.menus.values() for a in menu.actions()]

    def _make_toolbar(self) -> None:
        self._toolbar = QToolBar(self.tr("Værktøjslinje"), self)
        self._toolbar.setObjectName("toolbar")
        self._toolbar.setMovable(False)
        self._toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        side = theme.current().px(18)
        self._toolbar.setIconSize(QSize(side, side))
        self.addToolBar(self._toolbar)

    def _make_centre(self) -> None:
        # Pages are made in it: styles are worked out anew for all that moves elsewhere.
        self.stack = QStackedWidget()
        self._rail = QFrame()
        self._rail.setProperty("role", "rail")
        self._rail.installEventFilter(self)
        self._rail.setAccessibleName(self.tr("Sider"))
        self._rail_layout = QVBoxLayout(self._rail)
        self._rail_layout.setContentsMargins(0, theme.current().px(6), 0, 0)
        self._rail_layout.setSpacing(theme.current().px(2))
        centre = QWidget()
        layout = QHBoxLayout(centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._rail)
        layout.addWidget(self.stack, 1)
        self.setCentralWidget(centre)
        self._rail.hide()

    def _make_status(self) -> None:
        bar = QStatusBar(self)
        self.setStatusBar(bar)
        self._saved = QLabel()
        self._counts = QToolButton()
        self._counts.setAutoRaise(True)
        self._counts.setAccessibleName(self.tr("Vis problemer"))
        self._said = QTimer(self, interval=SAID_MS, singleShot=True)
        self._said.timeout.connect(self._hush)
        self._sentence = QLabel()
        self._sentence.setProperty("role", "muted")
        self._sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress_place = QHBoxLayout()
        holder = QWidget()
        holder.setLayout(self.progress_place)
        self.progress_place.setContentsMargins(0, 0, 0, 0)
        bar.addWidget(self._saved)
        bar.addWidget(self._counts)
        bar.addWidget(self._sentence, 1)
        bar.addPermanentWidget(holder)

    def _add_page(self, page: RailPage, number: int) -> None:
        self._pages[page.name] = page.widget
        self.stack.addWidget(page.widget)
        button = RailButton()
        button.setText(page.text)
        button.setIcon(icon(page.icon, theme.current()))
        side = theme.current().px(22)
        button.setIconSize(QSize(side, side))
        button.setAccessibleName(page.text)
        button.setToolTip(f"{page.text} (Ctrl+{number})")
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self.show_page(page.name))
        self._rail_layout.addWidget(button)
        self._rail_buttons[page.name] = button
        action = QAction(page.text, self)
        action.setCheckable(True)
        action.setData(page.name)
        action.setShortcut(QKeySequence(f"Ctrl+{number}"))
        action.triggered.connect(lambda: self.show_page(page.name))
        self._rail_group.addAction(action)
        self.pages_menu.addAction(action)
        self._page_actions.append(action)

    def clear_pages(self) -> None:
        """Take away what fills the window."""
        while self.stack.count():
            widget = self.stack.widget(0)
            self.stack.removeWidget(widget)
            widget.deleteLater()
        while self._rail_layout.count():
            item = self._rail_layout.takeAt(0)
            if item is not None and item.widget() is not None:
                item.widget().deleteLater()
        for action in self._page_actions:
            self.pages_menu.removeAction(action)
            self._rail_group.removeAction(action)
            action.deleteLater()
        self._page_actions.clear()
        self._rail_buttons.clear()
        self._pages.clear()

    def _fit_rail(self) -> None:
        high = len(self._rail_buttons) * (theme.current().px(44) + self.fontMetrics().height())
        wide = self.width() >= NARROW and self._rail.height() >= high
        style = (
            Qt.ToolButtonStyle.ToolButtonTextUnderIcon
            if wide
            else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        for button in self._rail_buttons.values():
            button.setToolButtonStyle(style)

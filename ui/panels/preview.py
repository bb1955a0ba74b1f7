"""The preview beside the editor: the box, the drill menu and the list as citizens see them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.lookups import pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge
from ui.panels import preview_views as views
from ui.preview.box import BoxPreview
from ui.preview.contact_list import ListPreview
from ui.preview.drill import DrillPreview
from ui.preview.page import Screen
from ui.preview.views import BoxView
from ui.theme import current
from ui.widgets import SegmentedControl


class PreviewPanel(QWidget):
    """Three tabs that follow what is typed; only the one in front is kept up to date.

    Signals:
        browser_requested(str): the id of the page that is to be shown in the browser.
    """

    browser_requested = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._state = bridge.state
        self._page_id = ""
        self._contact_id = ""
        self._query = ""
        self._chosen: dict[str, str] = {}
        self.box = BoxPreview()
        self.drill = DrillPreview()
        self.list = ListPreview()
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Forhåndsvisning"))
        self.tabs.addTab(self.box, self.tr("Boks"))
        self.tabs.addTab(self.drill, self.tr("Drill"))
        self.tabs.addTab(self.list, self.tr("Liste"))
        self.width_choice = SegmentedControl(
            self.tr("Bredde"),
            [
                ("panel", self.tr("Panel")),
                ("phone", self.tr("Telefon")),
                ("desktop", self.tr("Skærm")),
            ],
        )
        self.width_choice.chosen.connect(self._on_width_chosen)
        self.browser_button = QPushButton(self.tr("Åbn i &browseren"))
        self.browser_button.setToolTip(self.tr("Vis siden i browseren, som borgerne ser den"))
        self.browser_button.setAutoDefault(False)
        self.browser_button.clicked.connect(self._on_browser)
        look = current()
        bar = QHBoxLayout()
        bar.setContentsMargins(look.px(12), look.px(6), look.px(12), look.px(6))
        bar.addWidget(self.width_choice)
        bar.addStretch(1)
        bar.addWidget(self.browser_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tabs, 1)
        layout.addLayout(bar)
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self.refresh)
        self.tabs.currentChanged.connect(lambda _tab: self.refresh())
        self.list.applied.connect(self._on_applied)
        bridge.state_changed.connect(self._on_state_changed)
        self.refresh()

    def show_page(self, page_id: str) -> None:
        """Show a page's box."""
        self._page_id, self._contact_id = page_id, ""
        self._later.start()

    def show_contact(self, contact_id: str) -> None:
        """Show a contact that is on no page."""
        self._page_id, self._contact_id = "", contact_id
        self._later.start()

    def show_draft(self, state: State) -> None:
        """Show a state that is being typed and is not saved yet."""
        self._state = state
        self._later.start()

    def refresh(self) -> None:
        """Bring the tab in front up to date."""
        shown = self.tabs.currentWidget()
        if shown is self.box:
            self.box.show_view(self._box_view())
        elif shown is self.drill:
            self.drill.show_view(views.drill_view(self._state))
        else:
            self.list.show_view(views.list_view(self._state, self._query, self._chosen))

    def _box_view(self) -> BoxView:
        page = self._state.get(Page, self._page_id)
        if page is not None:
            return views.box_view(self._state, page)
        contact = self._state.get(Contact, self._contact_id)
        if contact is not None:
            return views.contact_view(contact)
        return BoxView(self.tr("Vælg en side"))

    def _on_state_changed(self, event: StateChanged) -> None:
        self._state = event.after
        self._later.start()

    def page_in_front(self) -> str:
        """Return the id of the page that the tab in front shows; "" where there is none."""
        shown = self.tabs.currentWidget()
        if shown is self.drill:
            return views.drill_page(self._state)
        if shown is self.list:
            return views.list_page(self._state)
        pages = pages_of_contact(self._state, self._contact_id) if self._contact_id else ()
        return self._page_id or next(iter(pages), "")

    def _on_browser(self) -> None:
        self.browser_requested.emit(self.page_in_front())

    def _on_width_chosen(self, key: str) -> None:
        for preview in (self.box, self.drill, self.list):
            preview.set_screen(Screen(key))

    def _on_applied(self, query: str, chosen: object) -> None:
        self._query = query
        self._chosen = dict(chosen) if isinstance(chosen, (dict, tuple, list)) else {}
        self.refresh()

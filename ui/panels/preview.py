"""The preview beside the editor: the box, the drill menu and the list as citizens see them."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.state.state import State
from kkworkbench.workspace.events import StateChanged
from ui.bridge import Bridge
from ui.panels import preview_views as views
from ui.preview.box import BoxPreview
from ui.preview.contact_list import ListPreview
from ui.preview.drill import DrillPreview
from ui.preview.views import BoxView


class PreviewPanel(QWidget):
    """Three tabs that follow what is typed; only the one in front is kept up to date."""

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
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Forhåndsvisning"))
        self.tabs.addTab(self.box, self.tr("Boks"))
        self.tabs.addTab(self.drill, self.tr("Drill"))
        self.tabs.addTab(self.list, self.tr("Liste"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tabs)
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

    def _on_applied(self, query: str, chosen: object) -> None:
        self._query = query
        self._chosen = dict(chosen) if isinstance(chosen, (dict, tuple, list)) else {}
        self.refresh()

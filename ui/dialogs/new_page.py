"""Ask for the kind, title and place of a new page."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import PageId
from kkworkbench.model.page import LEAF_KINDS, Page, PageKind
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.workspace.commands.placement import check_new_child, in_contact_hierarchy
from kkworkbench.workspace.errors import Refused
from ui.bridge import Bridge
from ui.widgets import NoWheelComboBox


class NewPageDialog(QDialog):
    """A page inside the current one, or after it."""

    def __init__(
        self, bridge: Bridge, beside: PageId | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._page = bridge.state.get(Page, beside)
        self.setWindowTitle(self.tr("Ny side"))
        self._title = QLineEdit()
        self._title.setAccessibleName(self.tr("Titel"))
        self._kind = NoWheelComboBox()
        self._kind.setAccessibleName(self.tr("Type"))
        for kind, text in kind_names(self):
            self._kind.addItem(text, kind)
        self._inside = QRadioButton()
        self._after = QRadioButton()
        self._problem = QLabel()
        self._problem.setProperty("role", "muted")
        self._problem.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("&Opret"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Titel"), self._title)
        form.addRow(self.tr("T&ype"), self._kind)
        if self._page is not None:
            self._inside.setText(self.tr("&Under »{title}«").format(title=self._page.title))
            self._after.setText(self.tr("&Efter »{title}«").format(title=self._page.title))
            form.addRow(self.tr("Placering"), self._inside)
            form.addRow("", self._after)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)
        takes = self._page is not None and self._page.kind not in LEAF_KINDS
        self._inside.setEnabled(takes)
        (self._inside if takes else self._after).setChecked(True)
        self._guess_kind()
        self._title.textChanged.connect(self._check)
        self._inside.toggled.connect(self._check)
        self._check()
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)

    def title(self) -> str:
        """The title that was typed."""
        return self._title.text().strip()

    def kind(self) -> PageKind:
        """The kind that was chosen."""
        return PageKind(self._kind.currentData())

    def place(self) -> tuple[PageId | None, int | None]:
        """The parent and the position under it (None: last)."""
        if self._page is None:
            return None, None
        if self._inside.isChecked():
            return self._page.id, None
        at = self._bridge.state.position(
            CHILDREN, self._page.parent, self._page.order, self._page.id
        )
        return self._page.parent, at + 1

    def _guess_kind(self) -> None:
        contact = self._page is not None and in_contact_hierarchy(self._bridge.state, self._page.id)
        kind = PageKind.CONTACT if contact else PageKind.SERVICE
        self._kind.setCurrentIndex(self._kind.findData(kind))

    def _check(self) -> None:
        problem = ""
        try:
            check_new_child(self._bridge.state, self.place()[0])
        except Refused as refused:
            problem = self._bridge.text(refused.key, **refused.params)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(bool(self.title()) and not problem)


def kind_names(widget: QWidget) -> tuple[tuple[PageKind, str], ...]:
    """Return the kinds of page with their names, in the order in which they are offered."""
    return (
        (PageKind.CONTACT, widget.tr("Kontaktside")),
        (PageKind.SERVICE, widget.tr("Serviceside")),
        (PageKind.TOPIC, widget.tr("Emneside")),
        (PageKind.SECTION, widget.tr("Sektion")),
        (PageKind.OVERVIEW, widget.tr("Oversigt")),
        (PageKind.LINK, widget.tr("Linkside")),
    )

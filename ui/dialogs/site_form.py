"""The fields of one site: its footer, its feedback link and its main contact page."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.channels import Link, Phone
from kkworkbench.model.ids import PageId, PartId, SiteId
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.page_picker import PagePicker, page_in_words
from ui.editor.messages import MessageLines, Messages, Place
from ui.icons import icon
from ui.widgets import Card, ElidedLabel, label

NUMBER_LINES = 3


class SiteForm(QScrollArea):
    """Shows a site; what is typed here is nothing but text until the dialog saves it.

    Signals:
        edited(): something else stands in a field.
    """

    edited = Signal()

    def __init__(self, bridge: Bridge, site_id: str, messages: Messages) -> None:
        super().__init__()
        self._bridge = bridge
        self._messages = messages
        self.site_id = SiteId(site_id)
        self._page: PageId | None = None
        self._rows: list[LinkRow] = []
        self.numbers = QPlainTextEdit()
        self.numbers.setTabChangesFocus(True)
        self.numbers.setPlaceholderText(self.tr("Et nummer på hver linje"))
        lines = self.numbers.fontMetrics().lineSpacing() * (NUMBER_LINES + 1)
        self.numbers.setFixedHeight(lines)
        self.feedback = QLineEdit()
        self.page_name = ElidedLabel()
        self.page_button = QPushButton(self.tr("&Vælg side…"))
        self.no_page_button = QPushButton(self.tr("&Ingen side"))
        self.add_button = QPushButton(self.tr("Tilføj &link"))
        for button in (self.page_button, self.no_page_button, self.add_button):
            button.setAutoDefault(False)
        self._links = QVBoxLayout()
        self._page_widget = QWidget()
        self._lay_out()
        self.load()
        self.numbers.textChanged.connect(self.edited)
        self.feedback.textChanged.connect(self.edited)
        self.page_button.clicked.connect(self.choose_page)
        self.no_page_button.clicked.connect(lambda: self._show_page(None))
        self.add_button.clicked.connect(self.add_link)

    @property
    def site(self) -> Site:
        """The site as the workspace holds it."""
        return self._bridge.workspace.state.get(Site, self.site_id) or Site(self.site_id)

    def load(self) -> None:
        """Show what the workspace holds."""
        site = self.site
        self.numbers.setPlainText("\n".join(phone.number for phone in site.footer_phones))
        self.feedback.setText(site.feedback_url)
        self.feedback.setCursorPosition(0)
        for row in tuple(self._rows):
            self._drop(row)
        for link in site.footer_links:
            self._add(link)
        self._show_page(site.main_contact_page)

    def set_read_only(self, is_read_only: bool) -> None:
        """Let nothing be typed, but all be read."""
        self._page_widget.setEnabled(not is_read_only)

    def values(self) -> tuple[tuple[SiteId, str, object], ...]:
        """Return the fields that differ from what the workspace holds."""
        site = self.site
        now: dict[str, object] = {
            "footer_phones": self._phones(site.footer_phones),
            "footer_links": tuple(link for row in self._rows if (link := row.link()) is not None),
            "feedback_url": self.feedback.text().strip(),
            "main_contact_page": self._page,
        }
        return tuple(
            (self.site_id, name, value)
            for name, value in now.items()
            if value != getattr(site, name)
        )

    def choose_page(self) -> None:
        """Ask for the main contact page."""
        picker = PagePicker(self._bridge, self._page, self)
        accepted = picker.exec() == QDialog.DialogCode.Accepted
        picker.deleteLater()
        if accepted and picker.page_id() is not None:
            self._show_page(picker.page_id())

    def add_link(self) -> None:
        """Add an empty link and go to its text."""
        row = self._add(Link(PartId(str(uuid4()))))
        row.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> tuple[LinkRow, ...]:
        """Return the links' fields in their order."""
        return tuple(self._rows)

    def _phones(self, known: tuple[Phone, ...]) -> tuple[Phone, ...]:
        """Return the typed numbers; one that is known, or stands in its line, stays the same part."""
        typed = [line.strip() for line in self.numbers.toPlainText().splitlines() if line.strip()]
        left = list(known)
        found: list[Phone | None] = []
        for number in typed:
            same = next((phone for phone in left if phone.number == number), None)
            if same is not None:
                left.remove(same)
            found.append(same)
        for at, number in enumerate(typed):
            if found[at] is not None:
                continue
            here = known[at] if at < len(known) and known[at] in left else None
            if here is not None:
                left.remove(here)
            found[at] = replace(here or Phone(PartId(str(uuid4()))), number=number)
        return tuple(phone for phone in found if phone is not None)

    def _show_page(self, page_id: PageId | None) -> None:
        page = self._bridge.state.get(Page, page_id)
        if page is not None:
            self.page_name.setText(page_in_words(page))
        else:
            self.page_name.setText(self.tr("Siden findes ikke") if page_id else self.tr("Ingen"))
        self.no_page_button.setEnabled(page_id is not None)
        if page_id != self._page:
            self._page = page_id
            self.edited.emit()

    def _add(self, link: Link) -> LinkRow:
        row = LinkRow(link)
        self._rows.append(row)
        self._links.addWidget(row)
        self._place(row.url, row.line, f"footer_links.{link.part_id}")
        row.edited.connect(self.edited)
        row.removed.connect(lambda: self._remove(row))
        return row

    def _remove(self, row: LinkRow) -> None:
        at = self._rows.index(row)
        self._drop(row)
        after = self._rows[min(at, len(self._rows) - 1)].text if self._rows else self.add_button
        after.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, row: LinkRow) -> None:
        self._messages.drop(row)
        self._rows.remove(row)
        self._links.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _place(self, field: QWidget, line: MessageLines, path: str) -> MessageLines:
        line.set_home(field)
        self._messages.add(Place(field, line, lambda: self.site_id, lambda: path))
        return line

    def _lay_out(self) -> None:
        px = theme.current().px
        footer = Card(self.tr("Sidefod"))
        numbers, links = MessageLines(), MessageLines()
        footer.add_field(
            self.tr("&Numre"), self.numbers, self._place(self.numbers, numbers, "footer_phones")
        )
        self._links.setSpacing(px(8))
        footer.body.addWidget(label(self.tr("Links")))
        footer.body.addLayout(self._links)
        footer.body.addWidget(self._place(self.add_button, links, "footer_links"))
        footer.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        contact = Card(self.tr("Kontakt"))
        self.page_button.setAccessibleName(self.tr("Vælg hovedside for kontakt"))
        chosen = QWidget()
        row = QHBoxLayout(chosen)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.page_name, 1)
        row.addWidget(self.page_button)
        row.addWidget(self.no_page_button)
        contact.add_field(
            self.tr("Hovedside for kontakt"),
            chosen,
            self._place(self.page_button, MessageLines(), "main_contact_page"),
        )
        contact.add_field(
            self.tr("&Feedback-link for hele webstedet"),
            self.feedback,
            self._place(self.feedback, MessageLines(), "feedback_url"),
        )
        whole = MessageLines()
        self._place(whole, whole, "")
        column = QVBoxLayout(self._page_widget)
        column.setSpacing(px(12))
        for widget in (footer, contact, whole):
            column.addWidget(widget)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields are stops enough
        self.setWidget(self._page_widget)


class LinkRow(QWidget):
    """A link of the footer.

    Signals:
        edited(): its text or address was typed.
        removed(): it is to go.
    """

    edited = Signal()
    removed = Signal()

    def __init__(self, link: Link) -> None:
        super().__init__()
        self._link = link
        self.text, self.url = QLineEdit(link.text), QLineEdit(link.url)
        self.line = MessageLines()
        self.remove_button = QToolButton()
        look = theme.current()
        for field, name in ((self.text, self.tr("Linktekst")), (self.url, self.tr("Adresse"))):
            field.setAccessibleName(name)
            field.setPlaceholderText(name)
            field.setCursorPosition(0)
            field.textChanged.connect(self.edited)
        self.remove_button.setIcon(icon("close", look))
        self.remove_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name = self.tr("Fjern linket {text}").format(text=link.text).strip()
        self.remove_button.setAccessibleName(name)
        self.remove_button.setToolTip(name)
        self.remove_button.clicked.connect(self.removed)
        row = QHBoxLayout()
        row.addWidget(self.text, 2)
        row.addWidget(self.url, 3)
        row.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addLayout(row)
        column.addWidget(self.line)

    def link(self) -> Link | None:
        """Return the link as it is typed; None where both fields are empty."""
        text, url = self.text.text().strip(), self.url.text().strip()
        return replace(self._link, text=text, url=url) if text or url else None

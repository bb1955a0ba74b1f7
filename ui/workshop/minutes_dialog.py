"""Read the minutes of a workshop, and write them as PDF, page or workbook."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.exports.minutes.content import Minutes, minutes_of
from kkworkbench.exports.minutes.writing import as_print, write_html, write_workbook
from kkworkbench.model.ids import SessionId
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import Session
from kkworkbench.workshop.commands import EditSession
from kkworkbench.workshop.sessions import sessions
from kkworkbench.workspace.errors import WorkbenchError
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.written import tell_written
from ui.widgets import NoWheelComboBox, size_dialog
from ui.workshop.minutes_pdf import write_pdf


class MinutesDialog(QDialog):
    """The minutes as they would be written, of the workshop that is chosen."""

    def __init__(self, bridge: Bridge, session: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Referat"))
        self.which = NoWheelComboBox()
        self.which.setAccessibleName(self.tr("Workshop"))
        for each in sessions(bridge.state):
            day = f" · {each.started.astimezone():%d.%m.%Y}" if each.started is not None else ""
            self.which.addItem(f"{each.title}{day}", each.id)
        self.which.setCurrentIndex(max(0, self.which.findData(session)))
        self.variant = NoWheelComboBox()
        self.variant.setAccessibleName(self.tr("Valgt variant"))
        self.variant.addItem(self.tr("Ingen"), "")
        for variant in sorted(bridge.state.all(Variant), key=lambda each: each.name):
            self.variant.addItem(variant.name, variant.id)
        self.private = QCheckBox(self.tr("Tag mine &private noter med"))
        self.view = QTextBrowser()
        self.view.setAccessibleName(self.tr("Referatet"))
        self.view.setOpenLinks(False)
        self._lay_out()
        self.which.currentIndexChanged.connect(self._choose)
        self.variant.activated.connect(self._choose_variant)
        self.private.toggled.connect(lambda _on: self._show())
        self._choose()
        size_dialog(self, 110, 70)

    def session(self) -> SessionId:
        """Return the workshop that is chosen."""
        return SessionId(str(self.which.currentData()))

    def minutes(self) -> Minutes:
        """Return its minutes as they are shown."""
        return minutes_of(
            self._bridge.workspace,
            self.session(),
            self._bridge.messages,
            private=self.private.isChecked(),
        )

    def write(self, path: Path) -> bool:
        """Write the minutes as the name of the file says, and tell where they are."""
        try:
            match path.suffix.casefold():
                case ".html":
                    write_html(path, self.minutes())
                case ".xlsx":
                    write_workbook(path, self.minutes(), self._bridge.messages)
                case _:
                    path = path.with_suffix(".pdf")
                    write_pdf(path, self.minutes(), self._bridge.messages)
        except WorkbenchError as error:
            self._bridge.tell(error)
            return False
        opens = path if path.suffix.casefold() == ".html" else None
        tell_written(path, self.tr("Referatet er skrevet."), self, opens=opens)
        return True

    def _lay_out(self) -> None:
        which, variant = QLabel(self.tr("&Workshop")), QLabel(self.tr("Valgt &variant"))
        which.setBuddy(self.which)
        variant.setBuddy(self.variant)
        head = QHBoxLayout()
        head.addWidget(which)
        head.addWidget(self.which, 1)
        head.addWidget(variant)
        head.addWidget(self.variant)
        has_variants = self.variant.count() > 1
        variant.setVisible(has_variants)
        self.variant.setVisible(has_variants)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.save = buttons.addButton(
            self.tr("&Gem referat…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.save.clicked.connect(lambda _on: self._ask())
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.private)
        column.addWidget(buttons)

    def _ask(self) -> None:
        kinds = {
            self.tr("PDF til at dele ud (*.pdf)"): ".pdf",
            self.tr("Webside (*.html)"): ".html",
            self.tr("Excel (*.xlsx)"): ".xlsx",
        }
        title = re.sub(r'[<>:"/\\|?*]', " ", self.which.currentText().replace(" · ", " "))
        suggested = self.tr("Referat {title}.pdf").format(title=title)
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Gem referat"), suggested, ";;".join(kinds)
        )
        if name:
            path = Path(name)
            known = path.suffix.casefold() in kinds.values()
            self.write(path if known else path.with_name(f"{path.name}{kinds.get(kind, '.pdf')}"))

    def _choose(self, _row: int = 0) -> None:
        session = self._bridge.state.get(Session, self.session())
        chosen = session.variant if session is not None else ""
        self.variant.setCurrentIndex(max(0, self.variant.findData(chosen)))
        self.variant.setEnabled(not self._bridge.is_read_only)
        has_private = session is not None and bool(session.private_notes.strip())
        self.private.setVisible(has_private)
        if not has_private:
            self.private.setChecked(False)
        self._show()

    def _choose_variant(self, _row: int) -> None:
        wanted = str(self.variant.currentData())
        if self._bridge.run(EditSession(self.session(), "variant", wanted)):
            self._show()

    def _show(self) -> None:
        look = theme.current().tokens
        self.view.setHtml(as_print(self.minutes(), look.text, look.line, look.alt))

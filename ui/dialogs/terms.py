"""The filter values of the contact list: administrations, categories and districts."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.ids import TermId
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.indexes import TERMS
from kkworkbench.workspace.command import Command
from kkworkbench.workspace.commands.terms import (
    AddTerm,
    MergeTerms,
    MoveTerm,
    RemoveTerm,
    SucceedTerm,
    carriers,
)
from kkworkbench.workspace.errors import WorkbenchError
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.picker import Choice, Picker
from ui.dialogs.term_form import TermForm
from ui.widgets import (
    ColumnShares,
    FlowLayout,
    NoWheelDateEdit,
    SegmentedControl,
    WrapLabel,
    closing_buttons,
    dress_view,
    label,
    set_severity,
    size_dialog,
)

ID: Final = Qt.ItemDataRole.UserRole
NAME, CODE, VALID, USES = range(4)
SHARES: Final = {NAME: 44, CODE: 12, VALID: 28, USES: 12}
"""Of the width."""


class TermsDialog(QDialog):
    """The values of one vocabulary at a time; each edit is a step that can be undone."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Filterværdier"))
        self.vocabulary = SegmentedControl(
            self.tr("Filter"),
            (
                (Vocabulary.ADMINISTRATION.value, self.tr("Forvaltninger")),
                (Vocabulary.CATEGORY.value, self.tr("Kategorier")),
                (Vocabulary.DISTRICT.value, self.tr("Bydele")),
            ),
        )
        self.list = _Values()
        self.list.setAccessibleName(self.tr("Filterværdier"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setHeaderLabels(
            [self.tr("Navn"), self.tr("Kode"), self.tr("Gælder", "filter"), self.tr("Brugt")]
        )
        dress_view(self.list)
        ColumnShares(self.list, SHARES)
        self.form = TermForm(bridge.today())
        self.trouble = WrapLabel("")
        set_severity(self.trouble, "error")
        self.trouble.hide()
        self._lay_out()
        size_dialog(self, 170, 66)
        self.vocabulary.chosen.connect(lambda _key: self._fill())
        self.list.currentItemChanged.connect(lambda *_items: self._show_current())
        self.form.edited.connect(self._edit)
        bridge.state_changed.connect(self._fill)
        self._fill()
        self.list.setFocus()

    def current(self) -> Term | None:
        """Return the value that is shown in the form."""
        item = self.list.currentItem()
        return self._bridge.state.get(Term, item.data(NAME, ID)) if item is not None else None

    def select(self, term_id: str) -> None:
        """Go to a value."""
        for item in self._items():
            if item.data(NAME, ID) == term_id:
                self.list.setCurrentItem(item)

    def add(self) -> None:
        """Ask for a name, and add a value at the end."""
        dialog = NameDialog(self.tr("Ny filterværdi"), None, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            new = TermId(str(uuid4()))
            if self._run(AddTerm(new, Vocabulary(self.vocabulary.value()), dialog.name.text())):
                self.select(new)

    def succeed(self) -> None:
        """Ask for a new name and the day that it is used from."""
        term = self.current()
        if term is None:
            return
        title = self.tr("Efterfølger for »{name}«").format(name=term.name)
        dialog = NameDialog(title, self._bridge.today(), self)
        dialog.name.setText(term.name)
        dialog.name.selectAll()
        if dialog.exec() == QDialog.DialogCode.Accepted:
            new = TermId(str(uuid4()))
            if self._run(SucceedTerm(term.id, new, dialog.name.text(), dialog.from_day())):
                self.select(new)

    def merge(self) -> None:
        """Ask which other value this one is, and make them one."""
        term = self.current()
        if term is None:
            return
        others = (each for each in self._terms() if each.id != term.id)
        choices = [Choice(e.id, e.name, " ".join((e.name, e.code, *e.aliases))) for e in others]
        title = self.tr("Slå »{name}« sammen med").format(name=term.name)
        picker = Picker(title, self.tr("Søg"), self.tr("Filterværdier"), choices, self)
        if picker.exec() == QDialog.DialogCode.Accepted and picker.chosen():
            keep = TermId(picker.chosen())
            if self._run(MergeTerms(keep, term.id)):
                self.select(keep)

    def remove(self) -> None:
        """Take out a value that nothing carries."""
        term = self.current()
        if term is not None:
            self._run(RemoveTerm(term.id))

    def move_by(self, by: int) -> None:
        """Move the value a place up (-1) or down (1)."""
        term = self.current()
        if term is None:
            return
        at = [each.id for each in self._terms()].index(term.id)
        self._run(MoveTerm(term.id, max(0, at - 1) if by < 0 else at + 2))

    def done(self, result: int) -> None:
        self.form.commit()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the keys of a list act in it: F2 edits, Del removes, Alt and an arrow moves."""
        is_alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        key = Qt.Key(event.key())
        if not self.list.hasFocus():
            super().keyPressEvent(event)
        elif is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_by(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.form.name.setFocus()
            self.form.name.selectAll()
        elif key == Qt.Key.Key_Delete:
            self.remove()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.vocabulary)
        left.addWidget(self.list, 1)
        right.addWidget(label(self.tr("Værdien"), "section"))
        scroll = QScrollArea()
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.form)
        right.addWidget(scroll, 1)
        right.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(16))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(row, 1)
        layout.addWidget(self._acts())
        layout.addWidget(closing_buttons(self))

    def _acts(self) -> QWidget:
        self.add_button = QPushButton(self.tr("Ny &værdi…"))
        self.succeed_button = QPushButton(self.tr("N&yt navn fra en dato…"))
        self.merge_button = QPushButton(self.tr("&Slå sammen…"))
        self.remove_button = QPushButton(self.tr("&Fjern"))
        self.up_button = QPushButton(self.tr("&Op"))
        self.down_button = QPushButton(self.tr("Ne&d"))
        self._of_current = (
            *(self.succeed_button, self.merge_button, self.remove_button),
            *(self.up_button, self.down_button),
        )
        holder = QWidget()
        row = FlowLayout(holder)
        row.setSpacing(theme.current().px(8))
        for button, act in (
            (self.add_button, self.add),
            (self.succeed_button, self.succeed),
            (self.merge_button, self.merge),
            (self.remove_button, self.remove),
            (self.up_button, lambda: self.move_by(-1)),
            (self.down_button, lambda: self.move_by(1)),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on, act=act: act())
            row.addWidget(button)
        return holder

    def _terms(self) -> list[Term]:
        state, vocabulary = self._bridge.state, Vocabulary(self.vocabulary.value())
        found = (state.get(Term, id_) for id_ in state.bucket(TERMS, vocabulary))
        return [term for term in found if term is not None]

    def _items(self) -> list[QTreeWidgetItem]:
        rows = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        return [item for item in rows if item is not None]

    def _fill(self, _changed: object = None) -> None:
        """Show the values as they stand; the current one stays current, or its place."""
        item = self.list.currentItem()
        held = item.data(NAME, ID) if item is not None else None
        row = max(0, self.list.currentIndex().row())
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addTopLevelItems([self._item(term) for term in self._terms()])
        items = self._items()
        same = [item for item in items if item.data(NAME, ID) == held]
        if items:
            self.list.setCurrentItem((same or [items[min(row, len(items) - 1)]])[0])
        self.list.blockSignals(False)
        self._show_current()

    def _item(self, term: Term) -> QTreeWidgetItem:
        used = sum(1 for _ in carriers(self._bridge.state, term.id))
        item = QTreeWidgetItem([term.name, term.code, self._validity(term), str(used)])
        item.setData(NAME, ID, term.id)
        item.setToolTip(NAME, "\n".join((term.name, *term.aliases)))
        item.setTextAlignment(USES, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if term.valid_to is not None and term.valid_to <= self._bridge.today():
            for column in range(item.columnCount()):
                item.setForeground(column, QBrush(theme.current().color("mute")))
        return item

    def _validity(self, term: Term) -> str:
        begins, ends = term.valid_from, term.valid_to
        if begins and ends:
            return f"{begins:%d.%m.%Y} – {ends:%d.%m.%Y}"
        if begins:
            return self.tr("fra {day}").format(day=f"{begins:%d.%m.%Y}")
        return self.tr("til {day}").format(day=f"{ends:%d.%m.%Y}") if ends else ""

    def _show_current(self) -> None:
        term = self.current()
        can = not self._bridge.is_read_only
        self.trouble.hide()
        self.form.show_term(self._bridge.state, term)
        self.form.setEnabled(can and term is not None)
        self.add_button.setEnabled(can)
        for button in self._of_current:
            button.setEnabled(can and term is not None)

    def _edit(self, command: Command) -> None:
        if not self._run(command):
            said = self.trouble.text()
            self.form.put_back(self._bridge.state)
            self._say(said)

    def _run(self, command: Command) -> bool:
        """Do a command; a refusal is told here, where the person looks."""
        try:
            self._bridge.workspace.execute(command)
        except WorkbenchError as error:
            self._say(self._bridge.text(error.key, **error.params))
            return False
        return True

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()


class _Values(QTreeWidget):
    """A list that leaves Alt with an arrow to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)


class NameDialog(QDialog):
    """Ask for a name and, where `usual` is a day, for the day that it is used from."""

    def __init__(self, title: str, usual: date | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.name = QLineEdit()
        self.day = NoWheelDateEdit()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Gem"))
        ok.setEnabled(False)
        self.name.textChanged.connect(lambda text: ok.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.addRow(self.tr("&Navn"), self.name)
        if usual is not None:
            self.day.setDate(QDate(usual.year, usual.month, usual.day))
            form.addRow(self.tr("&Gælder fra"), self.day)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        size_dialog(self, 60)

    def from_day(self) -> date:
        """Return the day that was chosen."""
        shown = self.day.date()
        return date(shown.year(), shown.month(), shown.day())

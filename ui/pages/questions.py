"""The questions that are asked of an entry, and of the menu: answered by keyboard, with a note."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.answer import MENU, OF_MENU, QUESTIONS, Answer, Verdict
from kkworkbench.workspace.answers import ASKED, answer_of, asked_of_page
from kkworkbench.workspace.commands.answers import AnswerQuestion, NoteAnswer
from ui import theme
from ui.bridge import Bridge
from ui.icons import pixmap
from ui.widgets import (
    ElidedLabel,
    SegmentedControl,
    UndoFreeLineEdit,
    WhenSeen,
    WrapLabel,
    dress_view,
)
from ui.widgets.views import ROW_HEIGHT

SIGNS: Final = {
    Verdict.YES: ("check", "ok"),
    Verdict.NO: ("close", "error"),
    Verdict.DOUBT: ("help", "warning"),
}
"""The drawing and the colour of each verdict; an open question has none."""


class QuestionList(QListWidget):
    """The questions; J, N and T answer the current one and go on to the next.

    Signals:
        answered(str): a verdict, empty to open the question again.
    """

    answered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = {
            **dict.fromkeys(self.tr("J", "yes"), Verdict.YES.value),
            **dict.fromkeys(self.tr("N", "no"), Verdict.NO.value),
            **dict.fromkeys(self.tr("T", "doubt"), Verdict.DOUBT.value),
        }
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        verdict = keys.get(event.text().upper())
        if verdict is not None and held == Qt.KeyboardModifier.NoModifier:
            self.answered.emit(verdict)
            self.setCurrentRow(min(self.currentRow() + 1, self.count() - 1))
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answered.emit("")
        else:
            super().keyPressEvent(event)


class QuestionsPanel(QWidget):
    """Answer the six questions about the entries of a page, and P36 about the menu."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._page = ""
        self._shown = ("", "", "")
        self.place = SegmentedControl(
            self.tr("Hvor"),
            ((ASKED[0], self.tr("I drill-menuen")), (ASKED[1], self.tr("På kontaktlisten"))),
        )
        self.list = QuestionList()
        self.list.setAccessibleName(self.tr("Spørgsmål"))
        dress_view(self.list)
        self.words = WrapLabel()
        self.note = UndoFreeLineEdit()
        self.note.setAccessibleName(self.tr("Note til svaret"))
        self.note.setPlaceholderText(self.tr("Note"))
        self.byline = ElidedLabel()
        self.byline.setProperty("role", "secondary")
        self.buttons: dict[Verdict, QPushButton] = {}
        self._lay_out()
        self.place.chosen.connect(lambda _kind: self._load())
        self.list.currentRowChanged.connect(lambda _row: self._load())
        self.list.answered.connect(self.answer)
        self.note.committed.connect(self._write_note)
        bridge.state_changed.connect(WhenSeen(self, self._refresh).follow)
        self.show_page("")

    def show_page(self, page_id: str) -> None:
        """Ask about the entries of a page; without one only about the menu."""
        self._page = page_id
        kinds = dict(asked_of_page(self._bridge.state, page_id))
        if kinds and self.place.value() not in kinds:
            self.place.set_value(next(iter(kinds)))
        self._load()

    def subject(self) -> tuple[str, str]:
        """Return the kind and id of the entry that is asked about; empty where there is none."""
        found = dict(asked_of_page(self._bridge.state, self._page))
        kind = self.place.value()
        return (kind, found[kind]) if kind in found else ("", "")

    def asked(self) -> tuple[str, str, str]:
        """Return kind, id and question of the current row."""
        question = (*QUESTIONS, OF_MENU)[max(0, self.list.currentRow())]
        return (MENU, MENU, question) if question == OF_MENU else (*self.subject(), question)

    def go_to_open(self) -> None:
        """Give the questions the focus, the first one without an answer in front."""
        for row in range(self.list.count()):
            self.list.setCurrentRow(row)
            answer = answer_of(self._bridge.state, *self.asked())
            if self.asked()[1] and (answer is None or answer.verdict is None):
                break
        self.list.setFocus()

    def answer(self, verdict: str) -> None:
        """Answer the current question; an empty verdict, or the same again, opens it."""
        self.note.commit()
        kind, subject, question = self.asked()
        if not subject or self._bridge.is_read_only:
            return
        wanted = Verdict(verdict) if verdict else None
        workspace = self._bridge.workspace
        self._bridge.run(
            AnswerQuestion(kind, subject, question, wanted, workspace.author, self._bridge.today())
        )

    # inside

    def _lay_out(self) -> None:
        look = theme.current()
        for question in (*QUESTIONS, OF_MENU):
            item = QListWidgetItem(self.list)
            item.setToolTip(self._bridge.text(f"question.{question}.text"))
        self.list.setCurrentRow(0)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = max(self.list.sizeHintForRow(0), look.px(ROW_HEIGHT)) * self.list.count()
        self.list.setFixedHeight(rows + look.px(8))
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing())
        group = QButtonGroup(self)
        group.setExclusive(False)
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for verdict, text in (
            (Verdict.YES, self.tr("Ja (J)")),
            (Verdict.NO, self.tr("Nej (N)")),
            (Verdict.DOUBT, self.tr("I tvivl (T)")),
        ):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("role", "segment")
            button.clicked.connect(
                lambda on, verdict=verdict: self.answer(verdict.value if on else "")
            )
            self.buttons[verdict] = button
            row.addWidget(button)
        row.addWidget(self.byline, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        for part in (self.place, self.list, self.words):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.note)

    def _load(self) -> None:
        """Show another question, or another entry's: what was typed is written where it belongs."""
        self.note.commit()
        self._shown = self.asked()
        self.note.load("")
        self._refresh()

    def _write_note(self, note: str) -> None:
        kind, subject, question = self._shown
        if subject:
            author = self._bridge.workspace.author
            today = self._bridge.today()
            self._bridge.run(NoteAnswer(kind, subject, question, note.strip(), author, today))

    def _refresh(self) -> None:
        state = self._bridge.state
        kinds = {kind for kind, _id in asked_of_page(state, self._page)}
        self.place.setVisible(len(kinds) > 1)
        kind, subject = self.subject()
        for row, question in enumerate((*QUESTIONS, OF_MENU)):
            about = (MENU, MENU) if question == OF_MENU else (kind, subject)
            self._show_row(row, question, answer_of(state, *about, question), bool(about[1]))
        asked = self.asked()
        self._shown = asked
        answer = answer_of(state, *asked)
        self.words.setText(self._bridge.text(f"question.{asked[2]}.text"))
        for verdict, button in self.buttons.items():
            button.setChecked(answer is not None and answer.verdict is verdict)
            button.setEnabled(bool(asked[1]) and not self._bridge.is_read_only)
        self.note.setEnabled(bool(asked[1]) and not self._bridge.is_read_only)
        self.note.set_committed(answer.note if answer is not None else "")
        self.byline.setText(self._byline(answer))
        if not asked[1]:
            self.words.setText(self.tr("Vælg en indgang eller en kandidat for at svare."))

    def _show_row(self, row: int, question: str, answer: Answer | None, has_subject: bool) -> None:
        item = self.list.item(row)
        verdict = answer.verdict if answer is not None else None
        said = self._bridge.text(f"verdict.{verdict or 'open'}")
        name = self._bridge.text(f"question.{question}.name")
        note = f" · {answer.note}" if answer is not None and answer.note else ""
        item.setText(f"{name}{note}")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {said}{note}")
        item.setIcon(_sign(verdict))
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags if has_subject else Qt.ItemFlag.ItemIsSelectable)

    def _byline(self, answer: Answer | None) -> str:
        if answer is None or answer.on is None:
            return ""
        return self.tr("{who}, {day}").format(who=answer.by, day=f"{answer.on:%d.%m.%Y}")


def _sign(verdict: Verdict | None) -> QIcon:
    look = theme.current()
    if verdict is None:
        blank = pixmap("check", look).copy()
        blank.fill(Qt.GlobalColor.transparent)
        return QIcon(blank)
    name, colour = SIGNS[verdict]
    return QIcon(pixmap(name, look, 16, colour))

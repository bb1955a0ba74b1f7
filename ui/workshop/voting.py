"""Whose dots the keys give, how many are left, and what was counted on paper."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kkworkbench.model.workshop import ON_PAPER
from kkworkbench.workshop.dots import is_shown, left_in_all, left_of
from ui import theme
from ui.widgets import ElidedLabel, NoWheelComboBox, NoWheelSpinBox, label
from ui.workshop.conduct import Conduct


class VotingBar(QWidget):
    """Give the selected entry dots with 1 to 9; 0 takes them back."""

    def __init__(self, conduct: Conduct, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conduct = conduct
        look = theme.current()
        self.title = label("", "section")
        self.state = ElidedLabel()
        self.state.setProperty("role", "secondary")
        self.voter = NoWheelComboBox()
        self.voter.setAccessibleName(self.tr("Hvem giver prikker"))
        self.paper = NoWheelSpinBox()
        self.paper.setAccessibleName(self.tr("Talt på papir for den valgte indgang"))
        self.reveal = QPushButton()
        self.reveal.setAutoDefault(False)
        self.reveal.clicked.connect(lambda _on: conduct.reveal())
        self.voter.activated.connect(
            lambda _row: conduct.choose_voter(str(self.voter.currentData()))
        )
        self.paper.editingFinished.connect(self._count_paper)
        grid = QGridLayout()
        who = QLabel(self.tr("&Giver prikker"))
        who.setBuddy(self.voter)
        on_paper = QLabel(self.tr("På pap&ir"))
        on_paper.setBuddy(self.paper)
        grid.addWidget(who, 0, 0)
        grid.addWidget(self.voter, 0, 1)
        grid.addWidget(on_paper, 1, 0)
        grid.addWidget(self.paper, 1, 1)
        grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(6), 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addLayout(grid)
        column.addWidget(self.reveal)
        conduct.changed.connect(self._refresh)
        conduct.selected.connect(lambda _subject: self._refresh())
        self._refresh()

    def _count_paper(self) -> None:
        conduct = self._conduct
        if conduct.subject and self.paper.value() != conduct.paper_of(conduct.subject):
            conduct.count_paper(self.paper.value())
            self._refresh()

    def _refresh(self) -> None:
        conduct, session = self._conduct, self._conduct.session
        if session is None:
            return
        state = conduct.bridge.state
        self.title.setText(self.tr("Prikker, runde {n}").format(n=session.round))
        left, shown = left_in_all(state, session), is_shown(state, session)
        count = self.tr("%n prikker tilbage", "", left)
        hidden = self.tr("skjult, til alle har stemt")
        self.state.setText(count if shown else f"{count} · {hidden}")
        rows = [(who, who, left_of(state, session, who)) for who in session.participants]
        rows.append((ON_PAPER, self.tr("Papir"), left_of(state, session, ON_PAPER)))
        self.voter.clear()
        for voter, name, has in rows:
            self.voter.addItem(f"{name} · {self.tr('%n prikker tilbage', '', has)}", voter)
        self.voter.setCurrentIndex(self.voter.findData(conduct.voter))
        has_subject = bool(conduct.subject)
        paper = conduct.paper_of(conduct.subject) if has_subject else 0
        self.paper.setRange(0, paper + left_of(state, session, ON_PAPER))
        if not self.paper.hasFocus() or not has_subject:
            self.paper.setValue(paper)
        writable = not conduct.bridge.is_read_only
        self.paper.setEnabled(writable and has_subject)
        self.voter.setEnabled(writable and bool(session.participants))
        self.reveal.setEnabled(writable and bool(session.participants))
        self.reveal.setText(self.tr("Ny runde prikker") if shown else self.tr("Vis prikker nu"))

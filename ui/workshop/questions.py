"""The question in front of the group: its words, the entries that it is about, and the answer."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from kkworkbench.workshop.commands import EditCard, RemoveCard
from kkworkbench.workshop.sessions import subject_titles
from ui import theme
from ui.widgets import ElidedLabel, PlainTextField, label
from ui.workshop.conduct import Conduct


class QuestionPane(QWidget):
    """One card at a time, to be changed and answered; ‹ and › turn them."""

    def __init__(self, conduct: Conduct, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conduct = conduct
        self._card = ""
        self.count = label("", "section")
        self.back = QToolButton()
        self.back.setText("‹")
        self.back.setAccessibleName(self.tr("Forrige spørgsmål"))
        self.back.setToolTip(self.tr("Forrige spørgsmål (Alt+venstre)"))
        self.on = QToolButton()
        self.on.setText("›")
        self.on.setAccessibleName(self.tr("Næste spørgsmål"))
        self.on.setToolTip(self.tr("Næste spørgsmål (Alt+højre)"))
        self.place = ElidedLabel()
        self.place.setProperty("role", "secondary")
        self.text = PlainTextField(least=2, most=4)
        self.text.setAccessibleName(self.tr("Spørgsmålets ord"))
        self.tied = ElidedLabel()
        self.tied.setProperty("role", "secondary")
        self.tie = QPushButton(self.tr("Knyt til valgte (K)"))
        self.answer = PlainTextField(least=2, most=4)
        self.answer.setAccessibleName(self.tr("Gruppens svar"))
        self.coming = ElidedLabel()
        self.coming.setProperty("role", "secondary")
        self.new = QPushButton(self.tr("Nyt spørgsmål"))
        self.remove = QPushButton(self.tr("Fjern"))
        for button, slot in (
            (self.back, lambda: conduct.turn(-1)),
            (self.on, lambda: conduct.turn(1)),
            (self.tie, conduct.tie),
            (self.new, lambda: conduct.add_card(self.tr("Skriv spørgsmålet her"))),
            (self.remove, self._remove),
        ):
            button.clicked.connect(lambda _on=False, slot=slot: slot())
        self._lay_out()
        self.text.committed.connect(lambda text: self._write("text", text))
        self.answer.committed.connect(lambda text: self._write("answer", text))
        conduct.changed.connect(self._refresh)
        conduct.selected.connect(lambda _subject: self._refresh())
        self._refresh()

    def _lay_out(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.addWidget(self.count)
        head.addWidget(self.back)
        head.addWidget(self.on)
        head.addWidget(self.place, 1)
        about = QHBoxLayout()
        about.addWidget(self.tied, 1)
        about.addWidget(self.tie)
        more = QHBoxLayout()
        more.addWidget(self.new)
        more.addWidget(self.remove)
        more.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(6), 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self.text)
        column.addLayout(about)
        column.addWidget(label(self.tr("Gruppens svar"), "secondary"))
        column.addWidget(self.answer)
        column.addWidget(self.coming)
        column.addLayout(more)

    def _write(self, field: str, text: str) -> None:
        if self._card and not (field == "text" and not text.strip()):
            self._conduct.bridge.run(EditCard(self._card, field, text.strip()))

    def _remove(self) -> None:
        card = self._conduct.card
        if card is not None:
            self._conduct.bridge.run(RemoveCard(card.id))

    def _refresh(self) -> None:
        conduct, card = self._conduct, self._conduct.card
        shown = card.id if card is not None else ""
        text = card.text if card is not None else ""
        answer = card.answer if card is not None else ""
        if shown != self._card:
            self.text.commit()
            self.answer.commit()
            self._card = shown
            self.text.load(text)
            self.answer.load(answer)
        else:
            self.text.set_committed(text)
            self.answer.set_committed(answer)
        self.count.setText(conduct.card_count())
        where = conduct.bridge.text(f"workshop.place.{card.place}") if card is not None else ""
        self.place.setText(f"{where} · {card.principle}" if card and card.principle else where)
        titles = subject_titles(card.subjects, conduct.bridge.state) if card is not None else ()
        about = self.tr("Om {titles}").format(titles=", ".join(titles))
        self.tied.setText(about if titles else self.tr("Ikke knyttet til en indgang"))
        coming = conduct.coming
        self.coming.setText(self.tr("Næste: {text}").format(text=coming) if coming else "")
        writable = card is not None and not conduct.bridge.is_read_only
        for widget in (self.text, self.answer, self.remove):
            widget.setEnabled(writable)
        self.tie.setEnabled(writable and bool(conduct.subject))
        is_tied = conduct.is_tied(conduct.subject)
        self.tie.setText(
            self.tr("Løs fra valgte (K)") if is_tied else self.tr("Knyt til valgte (K)")
        )

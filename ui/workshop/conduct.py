"""How a workshop is led: what is in front of the group, and what the two screens can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import time
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from kkworkbench.merge.menus import Slot
from kkworkbench.model.ids import CardSortId, NoteId, QuestionCardId, SessionId
from kkworkbench.model.variant import Variant
from kkworkbench.model.workshop import (
    ON_PAPER,
    CardSort,
    Note,
    NoteSort,
    Place,
    QuestionCard,
    Session,
    Vote,
    vote_id,
)
from kkworkbench.preferences import WorkshopPlace
from kkworkbench.workshop.card_sorting import CardSortReading
from kkworkbench.workshop.clock import Clock
from kkworkbench.workshop.commands import (
    AddCard,
    EditCard,
    EndSession,
    GiveDots,
    KeepCardSort,
    NextRound,
    RevealDots,
    StartSession,
)
from kkworkbench.workshop.dots import is_shown, left_in_all, left_of, next_voter, tally
from kkworkbench.workshop.menu_before import MenuBefore
from kkworkbench.workshop.sessions import cards, open_session
from kkworkbench.workshop.shipped import shipped_cards
from ui.bridge import Bridge

TICK_MS: Final = 250


class Conduct(QObject):
    """The workshop that is under way, if any, as both of its screens show it.

    Signals:
        moved(WorkshopPlace): another question or point is in front, or the timer was touched.
        changed(): the workshop, its question in front, or whose turn it is.
        ticked(str, bool): what the timer shows, and whether time is over.
        selected(str): the entry that is in front; empty for none.
        note_wanted(str): a note of a sort is to be written.
        told(str): a sentence for the status bars.
        undo_wanted(), redo_wanted(): the window's own undo and redo are asked for.
        variant_wanted(), compare_wanted(): a new variant, or a comparison, is asked for.
    """

    moved = Signal(object)
    changed = Signal()
    ticked = Signal(str, bool)
    selected = Signal(str)
    note_wanted = Signal(str)
    told = Signal(str)
    undo_wanted = Signal()
    redo_wanted = Signal()
    variant_wanted = Signal()
    compare_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        parent: QObject | None = None,
        *,
        now: Callable[[], float] = time,
    ) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.subject = ""
        self._before = MenuBefore(bridge.workspace)
        self._now = now
        self._card = 0
        self._item = 0
        self._voter: str | None = None
        self._clock = Clock()
        self._shown_id = ""
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        bridge.state_changed.connect(self._on_state_changed)
        self._on_state_changed()

    # what is

    @property
    def session(self) -> Session | None:
        """The workshop that is under way."""
        return open_session(self.bridge.state)

    @property
    def cards(self) -> list[QuestionCard]:
        """The question cards in their order."""
        session = self.session
        return cards(self.bridge.state, session.id) if session is not None else []

    @property
    def card(self) -> QuestionCard | None:
        """The question in front of the group."""
        found = self.cards
        return found[min(self._card, len(found) - 1)] if found else None

    @property
    def coming(self) -> str:
        """The question after the one in front; empty at the last."""
        after = self.cards[self._card + 1 : self._card + 2]
        return after[0].text if after else ""

    @property
    def place(self) -> Place:
        """Whether the group looks at the menu or at the list; boxes are those of the list."""
        card = self.card
        return Place.DRILL if card is None or card.place is Place.DRILL else Place.LIST

    @property
    def item(self) -> int:
        """The point of the agenda that the group is at."""
        return self._item

    @property
    def voter(self) -> str:
        """Whose dots the keys give: who was chosen, else the first who has some left."""
        session = self.session
        if session is None:
            return ON_PAPER
        state = self.bridge.state
        if self._voter in session.participants and left_of(state, session, self._voter or ""):
            return self._voter or ""
        return next_voter(state, session)

    @property
    def clock_runs(self) -> bool:
        """Whether the timer runs."""
        return self._clock.is_running

    def variant(self) -> str:
        """Name the variant that is shown; empty on the main line."""
        workspace = self.bridge.workspace
        shown = workspace.main.get(Variant, workspace.branch)
        return shown.name if shown is not None else ""

    def card_count(self) -> str:
        """Say which question of how many is in front."""
        count = len(self.cards)
        at = min(self._card, count - 1) + 1 if count else 0
        return self.tr("Spørgsmål {at}/{count}").format(at=at, count=count)

    def dots_of(self, subject: str) -> int | None:
        """Count an entry's dots; None while they are hidden."""
        session = self.session
        if session is None or not is_shown(self.bridge.state, session):
            return None
        return tally(self.bridge.state, session).get(subject, 0)

    def hidden_left(self) -> int:
        """Count the dots that are still to be given while the dots of the round are hidden."""
        session = self.session
        if session is None or is_shown(self.bridge.state, session):
            return 0
        return left_in_all(self.bridge.state, session)

    def menu_before(self) -> list[Slot]:
        """Return the places of the menu that the group started from."""
        session = self.session
        return self._before.at_left(session.step) if session is not None else []

    def sign_of(self, subject: str) -> str:
        """Tell how an entry stands beside the menu before: ▲ ▼ ✚ ✎; empty where it is as it was."""
        session = self.session
        return self._before.signs(session.step).get(subject, "") if session is not None else ""

    def is_tied(self, subject: str) -> bool:
        """Whether the question in front is about an entry."""
        card = self.card
        return card is not None and subject in card.subjects

    def face(self) -> tuple[str, bool]:
        """Return what the timer shows, and whether time is over."""
        now = self._now()
        return self._clock.face(now), self._clock.left(now) < 0

    # the workshop

    def take_up(self, place: WorkshopPlace | None) -> None:
        """Go on where the workshop that is under way was, as after a crash."""
        session = self.session
        if session is None or place is None or place.session != session.id:
            return
        self._card = max(0, place.card)
        self._item = max(0, min(place.item, len(session.agenda) - 1))
        clock = Clock(place.allotted, place.spent, place.since)
        self._clock = clock.taken_up(self._now())
        self._run_timer()
        self.changed.emit()

    def start(self, session: Session) -> bool:
        """Begin a workshop with the questions of the paper; what stood before gets its title."""
        workspace = self.bridge.workspace
        made = shipped_cards(session.id, self.bridge.messages, lambda: str(uuid4()))
        done = self.bridge.run(StartSession(session, made), snapshot=session.title)
        if done and self.session is not None:
            self.go_to_item(0)
        workspace.close_group()
        return done

    def end(self) -> SessionId | None:
        """End the workshop and return it."""
        session = self.session
        if session is None:
            return None
        step = self.bridge.workspace.store.step
        done = self.bridge.run(EndSession(session.id, datetime.now(UTC), step))
        return session.id if done else None

    def go_to_item(self, number: int) -> None:
        """Go to a point of the agenda; its time begins to run."""
        session = self.session
        if session is None or not 0 <= number < len(session.agenda):
            return
        self._item = number
        self._clock = Clock(session.agenda[number].minutes * 60).started(self._now())
        self._move_on()

    def pause(self) -> None:
        """Stop the timer, or let it run again."""
        now = self._now()
        running = self._clock.is_running
        self._clock = self._clock.paused(now) if running else self._clock.started(now)
        self._move_on()

    def add_minute(self) -> None:
        """Give the point a minute more."""
        self._clock = self._clock.longer(1)
        self._move_on()

    # questions

    def turn(self, by: int) -> None:
        """Put the next question (1) or the one before (-1) in front."""
        count = len(self.cards)
        if count:
            self._card = max(0, min(min(self._card, count - 1) + by, count - 1))
            self.bridge.close_group()
            self._move_on()

    def add_card(self, text: str) -> None:
        """Add a question of the group's own, and put it in front."""
        session = self.session
        if session is None:
            return
        place = self.card.place if self.card is not None else Place.DRILL
        card = QuestionCard(QuestionCardId(str(uuid4())), session.id, place=place, text=text)
        if self.bridge.run(AddCard(card)):
            self._card = len(self.cards) - 1
            self._move_on()

    def tie(self) -> None:
        """Tie the question in front to the selected entry, or untie it."""
        card = self.card
        if card is None or not self.subject:
            return
        tied = card.subjects
        rest = tuple(each for each in tied if each != self.subject)
        self.bridge.close_group()
        self.bridge.run(
            EditCard(card.id, "subjects", rest if len(rest) < len(tied) else (*tied, self.subject))
        )

    # dots

    def select(self, subject: str) -> None:
        """Put an entry in front: dots and notes go to it."""
        if subject != self.subject:
            self.subject = subject
            self.selected.emit(subject)

    def choose_voter(self, voter: str) -> None:
        """Let the keys give this participant's dots."""
        self._voter = voter
        self.changed.emit()

    def give(self, dots: int) -> None:
        """Let the voter have given the selected entry so many dots."""
        self._give(dots, self.voter)

    def count_paper(self, dots: int) -> None:
        """Let so many dots be counted on paper for the selected entry."""
        self._give(dots, ON_PAPER)

    def paper_of(self, subject: str) -> int:
        """Return how many dots were counted on paper for an entry."""
        session = self.session
        if session is None:
            return 0
        vote = self.bridge.state.get(Vote, vote_id(session.id, session.round, subject, ON_PAPER))
        return vote.dots if vote is not None else 0

    def reveal(self) -> None:
        """Show the dots now, or begin another round where they are shown."""
        session = self.session
        if session is not None:
            shown = is_shown(self.bridge.state, session)
            self.bridge.run(NextRound(session.id) if shown else RevealDots(session.id))

    def _give(self, dots: int, voter: str) -> None:
        session = self.session
        if session is None:
            return
        if not self.subject:
            self.told.emit(self.tr("Vælg en indgang først."))
            return
        if voter == ON_PAPER and not session.participants:
            self.told.emit(self.tr("Skriv deltagernes initialer ind, før der gives prikker."))
            return
        if self.bridge.run(GiveDots(session.id, self.subject, dots, voter)):
            after = self.session or session
            left = left_of(self.bridge.state, after, voter)
            who = voter or self.tr("Papir")
            self.told.emit(self.tr("{who}: %n prikker tilbage", "", left).format(who=who))

    # notes and card sorts

    def new_note(self, sort: NoteSort) -> Note | None:
        """Return an empty note about the selected entry."""
        session = self.session
        if session is None:
            return None
        subjects = (self.subject,) if self.subject else ()
        return Note(NoteId(str(uuid4())), session.id, sort, subjects=subjects)

    def keep_card_sort(self, found: CardSortReading) -> None:
        """Keep what a card sort said with the workshop."""
        session = self.session
        if session is not None:
            made = CardSort(CardSortId(str(uuid4())), session.id, found.file, found.placements)
            self.bridge.run(KeepCardSort(made))

    # inside

    def _move_on(self) -> None:
        """Show where the workshop is now, and have it kept."""
        self._run_timer()
        self.changed.emit()
        clock = self._clock
        where = (self._shown_id, self._card, self._item, clock.allotted, clock.spent, clock.since)
        self.moved.emit(WorkshopPlace(*where))

    def _run_timer(self) -> None:
        self._timer.start() if self._clock.is_running else self._timer.stop()
        self._tick()

    def _on_state_changed(self, _event: object = None) -> None:
        session = self.session
        shown = session.id if session is not None else ""
        if shown != self._shown_id:
            self._shown_id = shown
            self._card = self._item = 0
            first = session.agenda[0].minutes if session is not None and session.agenda else 0
            self._clock = Clock(first * 60)
            self._run_timer()
        self.changed.emit()

    def _tick(self) -> None:
        self.ticked.emit(*self.face())

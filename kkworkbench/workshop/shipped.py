"""The question cards and the agenda that a workshop begins with, in our own words."""

from collections.abc import Callable

from kkworkbench.messages import Messages
from kkworkbench.model.answer import OF_MENU, QUESTIONS
from kkworkbench.model.ids import QuestionCardId, SessionId
from kkworkbench.model.workshop import AgendaItem, Place, QuestionCard

AGENDA = (5, 15, 25, 10, 20, 10, 5)
"""The minutes of the points of the agenda; their titles are `workshop.agenda.NUMBER`."""
OF_BOXES = ("have", "should")
"""The two questions that P36 asks of the boxes."""


def shipped_agenda(messages: Messages) -> tuple[AgendaItem, ...]:
    """Return an agenda of an hour and a half."""
    return tuple(
        AgendaItem(messages.text(f"workshop.agenda.{number}"), minutes)
        for number, minutes in enumerate(AGENDA, start=1)
    )


def shipped_cards(
    session: SessionId, messages: Messages, new_id: Callable[[], str]
) -> tuple[QuestionCard, ...]:
    """Return a card for each question of the paper, for the menu, the list and the boxes."""
    asked = [
        (place, principle, _words(place, principle))
        for place in (Place.DRILL, Place.LIST)
        for principle in (OF_MENU, *QUESTIONS)
    ]
    asked += [(Place.BOX, OF_MENU, f"workshop.card.box.{which}") for which in OF_BOXES]
    return tuple(
        QuestionCard(
            QuestionCardId(new_id()), session, number, place, principle, messages.text(key)
        )
        for number, (place, principle, key) in enumerate(asked, start=1)
    )


def _words(place: Place, principle: str) -> str:
    if principle == OF_MENU and place is Place.LIST:
        return "workshop.card.list"
    return f"question.{principle}.text"

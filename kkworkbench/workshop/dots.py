"""Dots: each participant has a few in each round, and they are hidden until all are given."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kkworkbench.model.workshop import ON_PAPER, Session, Vote
from kkworkbench.state.state import State


def votes(state: State, session: Session, round_: int | None = None) -> Iterator[Vote]:
    """Walk through the votes of a round, the one under way where none is named."""
    wanted = session.round if round_ is None else round_
    for vote in state.all(Vote):
        if vote.session == session.id and vote.round == wanted and vote.dots:
            yield vote


def given_by(state: State, session: Session, round_: int | None = None) -> Mapping[str, int]:
    """Count the dots that each voter gave; those on paper are one voter's."""
    counts: Counter[str] = Counter()
    for vote in votes(state, session, round_):
        counts[vote.voter] += vote.dots
    return counts


def left_of(state: State, session: Session, voter: str) -> int:
    """Count the dots that a voter has left.

    Paper has those of all participants who gave none themselves; who has none given and finds
    their dots counted on paper already has none left.
    """
    given = given_by(state, session)
    on_paper = given.get(ON_PAPER, 0)
    if voter == ON_PAPER:
        return max(0, _of_paper(session, given) - on_paper)
    if not given.get(voter) and on_paper > _of_paper(session, {**given, voter: 1}):
        return 0
    return max(0, session.dots_per_head - given.get(voter, 0))


def left_in_all(state: State, session: Session) -> int:
    """Count the dots that are not given yet."""
    total = len(session.participants) * session.dots_per_head
    return max(0, total - sum(given_by(state, session).values()))


def all_are_given(state: State, session: Session) -> bool:
    """Whether every participant has given every dot of the round."""
    return bool(session.participants) and not left_in_all(state, session)


def fits(state: State, session: Session) -> bool:
    """Whether nobody gave more than their own, and paper no more than those who gave none."""
    given = given_by(state, session)
    own = (dots for voter, dots in given.items() if voter != ON_PAPER)
    return all(dots <= session.dots_per_head for dots in own) and given.get(
        ON_PAPER, 0
    ) <= _of_paper(session, given)


def is_shown(state: State, session: Session, round_: int | None = None) -> bool:
    """Whether the dots of a round may be seen: all are given, it was revealed, or it is past."""
    wanted = session.round if round_ is None else round_
    return (
        wanted < session.round
        or wanted in session.revealed
        or session.ended is not None
        or all_are_given(state, session)
    )


def tally(state: State, session: Session, round_: int | None = None) -> Mapping[str, int]:
    """Count the dots of each entry in a round."""
    counts: Counter[str] = Counter()
    for vote in votes(state, session, round_):
        counts[vote.subject] += vote.dots
    return counts


def ranked(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the entries with most dots first; equal ones by id."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def next_voter(state: State, session: Session) -> str:
    """Return the first participant with dots left; paper's where all have given theirs."""
    for voter in session.participants:
        if left_of(state, session, voter):
            return voter
    return ON_PAPER


def _of_paper(session: Session, given: Mapping[str, int]) -> int:
    absent = sum(1 for voter in session.participants if not given.get(voter))
    return absent * session.dots_per_head

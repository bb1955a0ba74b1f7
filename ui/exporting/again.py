"""Batches that were written, looked at again: frozen work for beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kkworkbench.exports.drupal.adoption import Recognised
from kkworkbench.exports.drupal.adoption import recognised as recognised_in
from kkworkbench.exports.drupal.batch import BatchReport, causes, free_folder, items_of
from kkworkbench.exports.drupal.exclusion import Key, blocking, excluded
from kkworkbench.exports.drupal.history import Order, write_again
from kkworkbench.exports.drupal.history_compare import compare
from kkworkbench.exports.drupal.history_words import Group, grouped
from kkworkbench.exports.drupal.jsonapi import read_site
from kkworkbench.exports.drupal.profile import Profile
from kkworkbench.messages import Messages
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.results import Result, Results
from kkworkbench.state.state import State
from ui.jobs import Token

SLICE_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Side:
    """One of two states that are compared, with the records that stayed out of its batch."""

    state: State
    left_out: tuple[Key, ...] = ()
    errors: tuple[Result, ...] = ()

    def items(self, messages: Messages, profile: Profile, token: Token, at: int) -> dict:
        """Return what a batch of it all holds; `at` is 0 for the first side, 1 for the second."""
        out = excluded(self.state, blocking(self.errors)) | causes(self.state, self.left_out)

        def tell(done: int, total: int) -> None:
            token.progress(at * total + done, 2 * total + 1)

        return dict(items_of(self.state, out, messages, profile, "", tell))


def differences(
    before: Side, now: Side, messages: Messages, profile: Profile, token: Token
) -> tuple[Group, ...]:
    """Return what differs, record by record, as one content model has both sides."""
    first = before.items(messages, profile, token, 0)
    second = now.items(messages, profile, token, 1)
    token.check()
    return tuple(grouped(compare(first, second), (before.state, now.state), profile, messages))


def written_again(order: Order, folder: Path, profile: Profile, token: Token) -> BatchReport:
    """Write a batch as it was, byte for byte, or not at all."""

    def check(state: State, day: date) -> Results:
        results = Results(Engine(state, today=lambda: day))
        results.check_all()
        while not results.is_settled:
            token.check()
            results.settle(SLICE_SECONDS)
        return results

    return write_again(order, free_folder(folder), check, profile, token.progress)


def recognised(
    state: State, dump: Path, messages: Messages, profile: Profile, token: Token
) -> tuple[Recognised, ...]:
    """Return what a site had in the first place, of all that a batch would hold."""
    found = read_site(dump, profile)
    token.check()
    return recognised_in(items_of(state, {}, messages, profile, "", token.progress), found)

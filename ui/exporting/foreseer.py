"""Work out beside the window what a batch would hold, again for each choice."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from kkworkbench.exports.drupal.exclusion import Key
from kkworkbench.exports.drupal.foresight import Foresight, foresee
from kkworkbench.exports.drupal.history import Order
from kkworkbench.exports.drupal.history_words import Group, grouped
from kkworkbench.exports.drupal.profile import Profile
from ui.bridge import Bridge
from ui.dialogs.working import FrozenResults
from ui.jobs import Job, Token


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a batch would hold, and what differs in it, record by record."""

    foresight: Foresight
    groups: tuple[Group, ...]


class Foreseer(QObject):
    """Only the newest question is answered; one that is under way is called off.

    Signals:
        told(Foreseen): the answer.
        failed(object): the exception that came instead.
    """

    told = Signal(object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._job is not None

    def ask(self, order: Order, omitted: Collection[Key], profile: Profile) -> None:
        """Begin; the answer comes by `told`."""
        self.stop()
        found, messages = FrozenResults(tuple(self._bridge.results.all())), self._bridge.messages

        def work(token: Token) -> Foreseen:
            told = foresee(order, omitted, found, messages, profile, token.progress)
            states = [order.state] if order.base is None else [order.base.state, order.state]
            return Foreseen(told, tuple(grouped(told.changes, states, profile, messages)))

        job = self._job = Job(work, self)
        job.finished.connect(self._on_finished)
        job.failed.connect(self._on_failed)
        job.start()

    def stop(self) -> None:
        """Call off what is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _on_finished(self, answer: object) -> None:
        if self.sender() is self._job:
            self._job = None
            self.told.emit(answer)

    def _on_failed(self, error: object) -> None:
        if self.sender() is self._job:
            self._job = None
            self.failed.emit(error)

"""The silent timer of a point on the agenda: it counts on past nought, and can be paused."""

from dataclasses import dataclass, replace

LONGEST_AWAY = 6 * 3600
"""Seconds after which a clock that was left running is one that was forgotten."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time that was allotted and time that was spent, in seconds since 1970 or any moment.

    It runs while `since` is the moment at which it was started.
    """

    allotted: float = 0.0
    spent: float = 0.0
    since: float | None = None

    @property
    def is_running(self) -> bool:
        """Whether time passes."""
        return self.since is not None

    def left(self, now: float) -> float:
        """Return the seconds that are left; less than nought where more were spent."""
        running = 0.0 if self.since is None else max(0.0, now - self.since)
        return self.allotted - self.spent - running

    def started(self, now: float) -> "Clock":
        """Return it running."""
        return self if self.is_running else replace(self, since=now)

    def paused(self, now: float) -> "Clock":
        """Return it at rest, with what was spent so far."""
        return Clock(self.allotted, self.allotted - self.left(now))

    def taken_up(self, now: float) -> "Clock":
        """Return it as it is found again: it ran on, or stands still where it was forgotten."""
        forgotten = self.since is not None and now - self.since > self.allotted + LONGEST_AWAY
        return Clock(self.allotted, self.spent) if forgotten else self

    def longer(self, minutes: int) -> "Clock":
        """Return it with more time allotted."""
        return replace(self, allotted=self.allotted + minutes * 60)

    def face(self, now: float) -> str:
        """Return what it shows: minutes and seconds left, with a plus once time is over."""
        left = self.left(now)
        seconds = int(-left) if left < 0 else -int(-left // 1)
        minutes, seconds = divmod(seconds, 60)
        return f"{'+' if left < 0 else ''}{minutes:02d}:{seconds:02d}"

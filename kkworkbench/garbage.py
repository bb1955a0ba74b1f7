"""When Python looks for garbage: not while many lasting records are made, nor within a slice."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection() -> Iterator[None]:
    """Hold the collector back; what is made meanwhile is not searched through again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def keep_for_good() -> None:
    """Let the collector pass by all that there is now, such as a loaded workspace."""
    gc.freeze()


def let_go() -> None:
    """Let the collector look at all again, as when a workspace is closed."""
    gc.unfreeze()


def clear_away() -> None:
    """Collect what a closed workspace left, which nothing else looks for, and keep the rest."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()

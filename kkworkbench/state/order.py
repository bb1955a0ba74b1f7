"""Fractional keys: text that sorts siblings, with room for one more between any two."""

from fractional_indexing import generate_key_between, generate_n_keys_between


def key_between(before: str | None, after: str | None) -> str:
    """Return a key that sorts between two others; None stands for the end on that side.

    Raises:
        ValueError: `before` does not sort before `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no room between {before!r} and {after!r}")
    return str(generate_key_between(before, after))


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Return `count` keys in order between two others.

    Raises:
        ValueError: `before` does not sort before `after`.
    """
    if before is not None and after is not None and before >= after:
        raise ValueError(f"no room between {before!r} and {after!r}")
    return [str(key) for key in generate_n_keys_between(before, after, count)]

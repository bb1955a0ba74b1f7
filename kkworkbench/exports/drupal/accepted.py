"""Which administrations had accepted their part when a batch was written (P8, P58)."""

from typing import Any

from kkworkbench.state.state import State
from kkworkbench.workshop.sign_off import words


def accepted(state: State) -> dict[str, Any]:
    """Return what a manifest says of sign-offs; nothing where nobody gave one.

    A batch that was written before there were any stays the same bytes.
    """
    told = [
        {
            "administration": word.administration.id,
            "name": word.sign_off.name,
            "on": word.sign_off.on.isoformat() if word.sign_off.on is not None else None,
            "remark": word.sign_off.remark,
            "standing": word.standing.value,
        }
        for word in words(state)
        if word.sign_off is not None
    ]
    return {"sign_offs": told} if told else {}

"""A system that knows no name for who works stops nobody."""

import getpass

import pytest

from kkworkbench.login import UNKNOWN, login_name


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_unknown_login_is_a_question_mark(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> str:
        raise error("no such user")

    monkeypatch.setattr(getpass, "getuser", fail)
    assert login_name() == UNKNOWN


def test_a_known_login_is_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "an")
    assert login_name() == "an"

"""Records as JSON."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import mapping
from kkworkbench.model.contact import Contact
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.workspace.errors import UnreadableFileError, WorkbenchError
from tests.strategies import record_of


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_every_record_comes_back_as_it_was(kind: type[Record], data: st.DataObject) -> None:
    record = data.draw(record_of(kind))
    back = mapping.decoded(kind, mapping.encoded(record))
    assert back == record
    assert repr(back) == repr(record)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"id": 1}', b'{"id": "p", "tags": "x"}'])
def test_json_that_does_not_fit_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFileError):
        mapping.decoded(Page, data)


def test_a_field_that_is_missing_takes_its_default() -> None:
    assert mapping.decoded(Contact, msgspec.json.encode({"id": "c"})) == Contact("c")


def test_half_a_character_is_refused_in_words() -> None:
    with pytest.raises(WorkbenchError, match=r"file\.broken_text"):
        mapping.encoded(Page("p", title="\ud83d"))

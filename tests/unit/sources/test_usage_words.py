"""No word stands for two things, and each thing has a word."""

import pytest

from kkworkbench.model.usage import CallReason, UsageChannel
from kkworkbench.sources import usage_words
from kkworkbench.sources.usage_words import channel_of, fold, reason_of, shown_word


@pytest.mark.parametrize("section", ["field", "count", "channel", "reason", "month"])
def test_no_word_of_a_section_stands_for_two_things(section: str) -> None:
    words = [
        fold(word)
        for name in usage_words._words()[section]
        for word in usage_words._words()[section][name]
    ]
    assert sorted({word for word in words if words.count(word) > 1}) == []
    assert "" not in words


def test_no_heading_is_a_field_and_a_count() -> None:
    names = set(usage_words._named("field"))
    assert names & set(usage_words._named("count")) == set()


def test_every_channel_and_reason_has_a_word_that_leads_back_to_it() -> None:
    assert [channel_of(shown_word("channel", each)) for each in UsageChannel] == list(UsageChannel)
    assert [reason_of(shown_word("reason", each)) for each in CallReason] == list(CallReason)
    assert [channel_of(each.value) for each in UsageChannel] == list(UsageChannel)
    assert [reason_of(each.value) for each in CallReason] == list(CallReason)

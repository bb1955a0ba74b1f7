"""K11: the words themselves."""

from collections.abc import Iterable

from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import page_texts, seen_texts
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.rules.written import SEEN
from kkworkbench.text.spelling import misspellings


@rule("K1103", on=SEEN, cites=("P44",), severity=Severity.ADVICE, fix="correct_word")
def words_are_spelt_right(record: Record, context: Context) -> Iterable[Breach]:
    texts = [*seen_texts(record), *(page_texts(record) if isinstance(record, Page) else ())]
    for field, text in texts:
        for word in misspellings(text) if text else ():
            yield breach(field, value=word.word, wanted=word.suggestion)

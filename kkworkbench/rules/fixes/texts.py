"""K3, K6 and K11: take out of texts what must not stand there, and mend words."""

import re
from dataclasses import replace
from functools import partial
from html import unescape

from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Finding
from kkworkbench.model.ids import PartId
from kkworkbench.model.records import KINDS_BY_NAME
from kkworkbench.rules.fixes.reach import new_id, page_of
from kkworkbench.rules.fixes.taking_out import pointed, without
from kkworkbench.rules.paths import text_at, with_text
from kkworkbench.rules.reading import address_key
from kkworkbench.rules.settings import value_of
from kkworkbench.state.draft import Draft
from kkworkbench.state.indexes import BOXES_BY_PAGE
from kkworkbench.text.email import find_emails
from kkworkbench.text.phone import read_phone
from kkworkbench.text.spelling import misspellings

_ANCHOR = re.compile(
    r"""<a\b[^>]*?\bhref\s*=\s*(?P<href>"[^"]*"|'[^']*'|[^\s>]+)[^>]*>(?P<words>.*?)</a\s*>""",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"(<[^>]*>)")


def remove_text(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take what must not stand there out of a text, once.

    The running text of a page with a box points to the box in its place.
    """
    record = draft.get(KINDS_BY_NAME[finding.kind], finding.subject)
    if record is None:
        return False
    text = text_at(record, finding.field)
    pointer = _pointer(draft, finding) if finding.code == "K602" else ""
    left = pointed(text, finding.value, pointer) if pointer else None
    if left is not None:
        draft.put(with_text(record, finding.field, left))
        return True
    unlinked = _unlinked(text, finding.value) if finding.field == "body" else text
    left = without(unlinked, finding.value)
    if left is None and unlinked == text:
        return False
    draft.put(with_text(record, finding.field, unlinked if left is None else left))
    return True


def move_to_box(draft: Draft, finding: Finding, answer: str) -> bool:
    """Take a number out of the body; the page's contact gets it, unless it has it already."""
    page = page_of(draft, finding)
    pointer = _pointer(draft, finding)
    take = partial(pointed, pointer=pointer) if pointer else without
    left = take(page.body, finding.value)
    boxes = draft.bucket(BOXES_BY_PAGE, page.id)
    box = draft.get(ContactBox, boxes[0]) if boxes else None
    contact = draft.get(Contact, box.contact) if box is not None else None
    if left is None or contact is None:
        return False
    reading = read_phone(finding.value)
    if reading.digits not in {read_phone(phone.number).digits for phone in contact.phones}:
        phone = Phone(PartId(new_id(finding, reading.display)), reading.display)
        draft.put(replace(contact, phones=(*contact.phones, phone)))
    draft.put(replace(page, body=left))
    return True


def correct_word(draft: Draft, finding: Finding, answer: str) -> bool:
    """Spell a word right wherever it stands in the field, addresses and tags aside."""
    record = draft.get(KINDS_BY_NAME[finding.kind], finding.subject)
    wanted = dict(finding.params).get("wanted", "")
    if record is None or not wanted:
        return False
    text = text_at(record, finding.field)
    pieces = _TAG.split(text)
    pieces[::2] = [_spelt(piece, finding.value, wanted) for piece in pieces[::2]]
    right = "".join(pieces)
    if right == text:
        return False
    draft.put(with_text(record, finding.field, right))
    return True


def _spelt(text: str, wrong: str, right: str) -> str:
    for word in reversed(misspellings(text)):
        if word.word == wrong:
            text = f"{text[: word.start]}{right}{text[word.end :]}"
    return text


def _pointer(draft: Draft, finding: Finding) -> str:
    """Return the words that point to the page's box, or "" where there is none or no place."""
    if finding.field not in ("body", "summary") or not draft.bucket(BOXES_BY_PAGE, finding.subject):
        return ""
    return str(value_of(draft.state, "pages.see_box")).strip()


def _unlinked(html: str, address: str) -> str:
    """Return HTML without the links to an e-mail address; their words stay."""

    def kept(anchor: re.Match[str]) -> str:
        found = find_emails(unescape(anchor["href"].strip("\"'")))
        if address_key(address) in {address_key(match.text) for match in found}:
            return anchor["words"]
        return anchor[0]

    return _ANCHOR.sub(kept, html)

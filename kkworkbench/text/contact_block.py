"""Read a whole contact block, as it stands in a mail or on a web page, into its fields.

Each line is given to the readers of numbers, addresses and hours; what none of them understands
is told as `rest`, never guessed. An e-mail address is known and refused: nobody may write there
(P34).
"""

import re
from dataclasses import dataclass, field
from itertools import islice

from kkworkbench.model.address import Address
from kkworkbench.model.hours import Hours
from kkworkbench.text.addresses import find_addresses, split_floor
from kkworkbench.text.email import find_emails
from kkworkbench.text.hours_reading import read_hours
from kkworkbench.text.html import html_to_text, links
from kkworkbench.text.normalise import normalised
from kkworkbench.text.phone import find_phones, read_phone

LONGEST = 20_000
"""Characters that are looked at; a block is a few hundred."""
MOST_LINES = 200
MOST_PARTS = 20
"""Numbers and links of one block that are read."""


@dataclass(frozen=True, slots=True)
class BlockPhone:
    """A number as citizens read it, and what it is for."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class BlockLink:
    """A link to write through."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ContactBlock:
    """What a block was found to say; empty and None is what it does not say."""

    name: str = ""
    address: Address | None = None
    phones: tuple[BlockPhone, ...] = ()
    phone_hours: Hours | None = None
    visiting_hours: Hours | None = None
    links: tuple[BlockLink, ...] = ()
    emails: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was understood."""
        return not (
            self.name
            or self.address
            or self.phones
            or self.phone_hours
            or self.visiting_hours
            or self.links
        )


_TOWN = re.compile(r"(?:DK[ -])?(?P<code>[0-9]{4}) +(?P<town>[A-ZÆØÅ][\w .\-]{1,40})")
_TOWN_WITHIN = re.compile(r"[,;] *(?:DK[ -])?(?P<code>[0-9]{4}) +(?P<town>[A-ZÆØÅ][\w .\-]{1,40})$")
_STREET = re.compile(r"[^\W\d_][\w.'’ \-]{1,60} [0-9]{1,4} ?[A-Za-z]?(?:, ?[\w. ]{1,20})*")
_PO_BOX = re.compile(r"(?:postboks|boks) +[0-9]{1,5}", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"']{1,300}", re.IGNORECASE)
_CALLING_HOURS = re.compile(r"telefontid|telefonisk|tlf\.?[ -]?tid|telefonen|ring", re.IGNORECASE)
_LABEL_WORDS = re.compile(
    r"^(?:telefonnummer|telefonnr|telefon|tlf|tel|mobil|mob|phone|nummer|nr|ring(?: til)?)\b[\s.:]*",
    re.IGNORECASE,
)
_LEADS_TO_NUMBER = re.compile(
    r"(?:(?:^|\s)(?:tlf|tel|telefon|ring|til|os|på|eller|og|nummer)\b[\s.:]*)+$", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?:med )?(?:venlig|kærlig|mange|de bedste|bedste)(?:e)? (?:hilsen|hilsner)\W*|mvh\W*|(?:hej|kære)\b.*",
    re.IGNORECASE,
)
_ADDRESS_HEAD = re.compile(r"^(?:besøgs)?adresse(?:n)?[\s:]+|^postadresse[\s:]+", re.IGNORECASE)
_HEADS = re.compile(
    r"(?:kontakt(?: os)?|adresse|besøgsadresse|postadresse|telefon|tlf|skriv(?: til os)?|e-?mail"
    r"|mail|åbningstider|telefontider?|personlig henvendelse|web|hjemmeside)\W*",
    re.IGNORECASE,
)
_WRITE = re.compile(r"skriv|digital post|sikker|formular|besked|kontakt", re.IGNORECASE)


@dataclass(slots=True)
class _Reading:
    name: str = ""
    address: Address = field(default_factory=Address)
    phones: list[BlockPhone] = field(default_factory=list)
    hours: dict[str, list[str]] = field(default_factory=lambda: {"phone": [], "visit": []})
    links: list[BlockLink] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)
    about: str = "visit"
    label: str = ""


def read_block(text: str, html: str = "") -> ContactBlock:
    """Read a block of plain text, or of HTML where there is any (its links are read too)."""
    reading = _Reading()
    if html:
        html = html[:LONGEST]
        text = html_to_text(html)
        _read_links(reading, html)
    lines = [" ".join(line.split()) for line in normalised(text[:LONGEST]).splitlines()]
    for line in islice((line for line in lines if line), MOST_LINES):
        _read_line(reading, line)
    return _finished(reading)


def _read_links(reading: _Reading, html: str) -> None:
    for words, url in islice(links(html), MOST_LINES):
        if url.casefold().startswith(("https://", "http://")) and _WRITE.search(words):
            _add_link(reading, words, url)


def _add_link(reading: _Reading, words: str, url: str) -> None:
    if len(reading.links) < MOST_PARTS and all(link.url != url for link in reading.links):
        reading.links.append(BlockLink(words.strip(" :-–"), url))


def _read_line(reading: _Reading, line: str) -> None:
    emails = find_emails(line)
    if emails:
        reading.emails += [match.text for match in emails if match.text not in reading.emails]
        for match in reversed(emails):
            line = (line[: match.start] + line[match.end :]).strip()
        line = re.sub(r"^(?:e-?mail|mail|skriv til)\W*|\W+$", "", line, flags=re.IGNORECASE)
    if not line:
        return
    if _read_url(reading, line) or _read_hours_line(reading, line):
        return
    if _read_phones(reading, line) or _read_place(reading, line):
        return
    if any(line == link.text for link in reading.links):
        return
    _read_words(reading, line)


def _read_url(reading: _Reading, line: str) -> bool:
    found = _URL.search(line)
    if found is None:
        return False
    words = (line[: found.start()] + line[found.end() :]).strip(" :-–<>()")
    _add_link(reading, words, found.group().rstrip(".,;)"))
    return True


def _read_hours_line(reading: _Reading, line: str) -> bool:
    """Take a line that is hours, with what they are of in front, or a heading of hours."""
    head, colon, tail = line.partition(":")
    if _says_hours(line):
        about = _about(line) if _CALLING_HOURS.match(line) else reading.about
        reading.hours[about].append(line)
        return True
    if _is_hours_head(line):
        reading.about = _about(line)
        return True
    if colon and _says_hours(tail) and not read_phone(tail).is_valid:
        reading.hours[_about(head) if _is_hours_head(head) else reading.about].append(tail.strip())
        return True
    bare = re.sub(
        r"^(?:telefonen er åben|telefontid(?:en)?(?: er)?|vi har åbent|åbningstid(?:en)?(?: er)?|ring)\s+",
        "", line, flags=re.IGNORECASE,
    )  # fmt: skip
    if bare != line and _says_hours(bare):
        reading.hours[_about(line)].append(bare)
        return True
    return False


def _says_hours(text: str) -> bool:
    hours = read_hours(text).hours
    return hours is not None and not hours.is_empty


def _is_hours_head(text: str) -> bool:
    has_digit = any(char.isdigit() for char in text)
    return (
        not has_digit
        and len(text) < 40
        and bool(re.search(r"tid(?:er)?(?:en|erne)?\W*$|åben[te]*\W*$", text, re.IGNORECASE))
    )


def _about(text: str) -> str:
    return "phone" if _CALLING_HOURS.match(text) else "visit"


def _read_phones(reading: _Reading, line: str) -> bool:
    alone = read_phone(line)
    if alone.is_valid:
        _add_phone(reading, alone.display, reading.label)
        reading.label = ""
        return True
    found = find_phones(line)
    if not found:
        return False
    at = 0
    for match in found:
        before = line[at : match.start]
        at = match.end
        _add_phone(reading, match.display, _label(before) or reading.label)
        reading.label = ""
    after = line[at:].strip(" .,;:-–()")
    if after and _says_hours(after):
        reading.hours["phone"].append(after)
    elif after and len(found) == 1 and len(after) < 40 and not reading.phones[-1].label:
        number = reading.phones.pop()
        reading.phones.append(BlockPhone(number.number, after))
    elif after:
        reading.rest.append(after)
    return True


def _add_phone(reading: _Reading, number: str, label: str) -> None:
    if len(reading.phones) < MOST_PARTS and all(p.number != number for p in reading.phones):
        reading.phones.append(BlockPhone(number, label))


def _label(words: str) -> str:
    """Return what a number is for of what stands before it, without the words for a number."""
    bare = words.strip(" ,;:-–()/")
    for _ in range(3):
        bare = _LABEL_WORDS.sub("", bare).strip(" ,;:-–()/")
    bare = _LEADS_TO_NUMBER.sub("", bare)
    return bare.strip(" ,;:-–()/.")[:60]


def _read_place(reading: _Reading, line: str) -> bool:
    line = _ADDRESS_HEAD.sub("", line)
    whole = None if reading.address.street else next(iter(find_addresses(line)), None)
    if whole is not None and whole.start and line[: whole.start].endswith((", ", ": ")):
        # The unit's name and its address in one line.
        _read_words(reading, line[: whole.start].strip(" ,:"))
        line = line[whole.start :]
    town = _TOWN.fullmatch(line)
    if town and not reading.address.postal_code:
        reading.address = _with(reading.address, town["code"], town["town"])
        return True
    within = _TOWN_WITHIN.search(line)
    if within and not reading.address.postal_code and _place(reading, line[: within.start()]):
        reading.address = _with(reading.address, within["code"], within["town"])
        return True
    return _place(reading, line)


def _place(reading: _Reading, line: str) -> bool:
    had = reading.address
    box = _PO_BOX.fullmatch(line)
    if box and not had.po_box:
        reading.address = Address(had.street, had.floor, had.postal_code, had.town, line)
        return True
    if had.street or not _STREET.fullmatch(line):
        return False
    street, floor = split_floor(line)
    reading.address = Address(street, floor, had.postal_code, had.town, had.po_box)
    return True


def _with(address: Address, code: str, town: str) -> Address:
    return Address(address.street, address.floor, code, town.strip(), address.po_box)


def _read_words(reading: _Reading, line: str) -> None:
    if _HEADS.fullmatch(line) or _GREETING.fullmatch(line):
        return
    is_first = not (reading.phones or reading.address.street or any(reading.hours.values()))
    if not reading.name and is_first and len(line) <= 80:
        reading.name = line.strip(" :")
    elif line.endswith(":") and len(line) < 40:
        reading.label = line.strip(" :")
    else:
        reading.rest.append(line)


def _finished(reading: _Reading) -> ContactBlock:
    hours: dict[str, Hours | None] = {}
    for about, lines in reading.hours.items():
        whole = read_hours(", ".join(line.strip(" .,") for line in lines)) if lines else None
        hours[about] = whole.hours if whole is not None else None
        if whole is not None and whole.hours is None:
            reading.rest += lines
    return ContactBlock(
        reading.name,
        None if reading.address.is_empty else reading.address,
        tuple(reading.phones),
        hours["phone"],
        hours["visit"],
        tuple(reading.links),
        tuple(reading.emails),
        tuple(reading.rest),
    )

"""Doubles among 20,000 contacts, against all pairs in one run: python -m benchmarks.duplicates.

Times are of the processor, so that a busy machine alters little. Each planted double is told from its original by one slip: a letter lost, words swapped, a word
shortened, or the street spelt another way (then the number is another). What is shown and was
not planted counts as wrong.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from time import process_time

from rapidfuzz import fuzz
from rapidfuzz.process import extract

from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.rules.duplicates import contacts_stand_once
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.registry import rule_of
from kkworkbench.state.indexes import CONTACTS_BY_NAME_BLOCK
from kkworkbench.state.state import State
from kkworkbench.text import likeness

CONTACTS = 20_000
PLANTED = 2_000
MAIN = "33 66 33 66"
ROWS = 1_000
"""Contacts that are compared with all after them, for the cost of all pairs."""
ON_MAIN = 0.05
"""Share of the contacts that have the main number: a thousand of them."""
KINDS = ("Borgercenter", "Bibliotek", "Plejehjem", "Børnehuset", "Vuggestuen", "Fritidshjemmet",
         "Kulturhuset", "Jobcenter", "Klinik for", "Område", "Sundhedshuset", "Svømmehallen",
         "Ungdomsklubben", "Herberget", "Botilbuddet", "Rådgivningen", "Værestedet", "Skolen",
         "Aktivitetscentret", "Hjemmeplejen")  # fmt: skip
WHO = ("Voksne", "Handicap", "Unge", "Familier", "Ældre", "Erhverv", "Nyankomne", "Studerende",
       "Børn", "Forældre", "Pensionister", "Ledige", "Pårørende", "Frivillige")  # fmt: skip
WHERE = ("Nørrebro", "Østerbro", "Vesterbro", "Amager Øst", "Amager Vest", "Valby", "Vanløse",
         "Bispebjerg", "Brønshøj", "Husum", "Indre By", "Sydhavnen", "Christianshavn",
         "Kongens Enghave", "Sundby", "Emdrup")  # fmt: skip
FIRST = ("Sol", "Måne", "Skov", "Eng", "Sø", "Bøge", "Ege", "Birke", "Rosen", "Lærke", "Svale",
         "Kløver", "Mælke", "Hyben", "Tusind", "Guld", "Sølv", "Strand", "Mark", "Have")  # fmt: skip
LAST = ("strålen", "bakken", "gården", "lunden", "vængen", "kilden", "haven", "toppen", "hytten",
        "dalen", "stien", "bugten", "reden", "bøtten", "roden", "frøet")  # fmt: skip
STREET_ENDS = ("gade", "vej", " Allé", "stræde", " Boulevard", " Plads", "vænge")


def main() -> None:
    rng = random.Random(803)
    originals = list(_contacts(rng, CONTACTS - PLANTED))
    doubled = rng.sample(originals, PLANTED)
    doubles = [_double(rng, contact, n) for n, contact in enumerate(doubled)]
    kinds = {twin.id: kind for twin, kind in doubles}
    planted = {
        frozenset((contact.id, twin.id))
        for contact, (twin, _) in zip(doubled, doubles, strict=True)
    }
    contacts = [*originals, *(twin for twin, _ in doubles)]
    rng.shuffle(contacts)

    start = process_time()
    index = defaultdict(list)
    for contact in contacts:
        for key, sort in CONTACTS_BY_NAME_BLOCK.entries(contact):
            index[key].append((sort, contact.id))
    indexing = process_time() - start
    state = State.of(contacts)
    rule = rule_of("K803")
    assert rule is not None
    assert rule.check is contacts_stand_once
    engine = Engine(state, (rule,), today=lambda: date(2026, 11, 25))
    start = process_time()
    engine.check_all()
    engine.settle()
    ours = indexing + process_time() - start
    told = {frozenset((finding.subject, finding.value)) for finding in engine.findings()}

    names = [" ".join(likeness.name_words(contact.name)) for contact in contacts]
    start = process_time()
    for at in range(0, CONTACTS, CONTACTS // ROWS):
        extract(names[at], names[at + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=75,
                limit=None)  # fmt: skip
    theirs = (process_time() - start) * CONTACTS / ROWS

    missed: dict[str, int] = defaultdict(int)
    for pair in planted - told:
        missed[next(kinds[id_] for id_ in pair if id_ in kinds)] += 1
    wrong = told - planted
    names_of = {contact.id: contact.name for contact in contacts}
    sizes = sorted(state.bucket_size(CONTACTS_BY_NAME_BLOCK, key) for key in index)
    print(
        json.dumps(
            {
                "contacts": CONTACTS,
                "seconds": ours,
                "of_which_index": indexing,
                "baseline": theirs,
                "ratio": ours / theirs,
                "bar": 1 / 50,
                "planted": PLANTED,
                "found": len(planted & told) / PLANTED,
                "bar_found": 0.99,
                "wrong": len(wrong) / len(told),
                "bar_wrong": 0.01,
                "missed": missed,
                "largest_block": sizes[-1],
                "blocks": len(sizes),
                "some_wrong": [sorted(names_of[i] for i in pair) for pair in list(wrong)[:5]],
            },
            indent=2,
            ensure_ascii=False,
        )
    )


def _contacts(rng: random.Random, count: int) -> Iterator[Contact]:
    seen: set[str] = set()
    while len(seen) < count:
        name = _name(rng)
        if name in seen:
            continue
        at = len(seen)
        seen.add(name)
        street = f"{rng.choice(FIRST)}{rng.choice(LAST)[:-2]}{rng.choice(STREET_ENDS)}"
        address = Address(f"{street} {rng.randint(1, 180)}", "", str(rng.randint(2100, 2500)), "")
        number = MAIN if rng.random() < ON_MAIN else _number(at)
        yield Contact(f"c{at:05}", name=name, address=address, phones=(Phone(f"p{at}", number),))


def _name(rng: random.Random) -> str:
    kind, where, who = rng.choice(KINDS), rng.choice(WHERE), rng.choice(WHO)
    form = rng.randint(0, 4)
    if form == 0:
        return f"{kind} {who}, {where}"
    if form == 1:
        return f"{kind} {rng.choice(FIRST)}{rng.choice(LAST)}"
    if form == 2:
        return f"{kind} {rng.choice(FIRST)}{rng.choice(LAST)}, {where}"
    if form == 3:
        return f"{where} {kind} {rng.randint(1, 40)}"
    return f"{kind} {who} og {rng.choice(WHO)}, {where}"


def _number(at: int) -> str:
    text = f"{33_000_000 + at * 37:08}"
    return " ".join(text[n : n + 2] for n in range(0, 8, 2))


def _double(rng: random.Random, contact: Contact, n: int) -> tuple[Contact, str]:
    kind = ("letter", "swapped", "street", "short")[n % 4]
    name, address, phones = contact.name, contact.address, contact.phones
    assert address is not None
    words = name.replace(",", "").split()
    if kind == "letter":
        long = [at for at, word in enumerate(words) if len(word) >= 5]
        at = rng.choice(long or [0])
        cut = rng.randrange(len(words[at]))
        words[at] = words[at][:cut] + words[at][cut + 1 :]
    elif kind == "swapped":
        rng.shuffle(words)
    elif kind == "short":
        long = [at for at, word in enumerate(words) if len(word) >= 6]
        at = rng.choice(long or [0])
        words[at] = words[at][: rng.randint(3, 4)] + "."
    name = " ".join(words) if kind != "street" else name
    if kind == "street" or n % 3 == 0:
        address = replace(address, street=_respelt(rng, address.street))
        phones = (Phone(f"q{n}", _number(CONTACTS + n)),)
    else:
        address = None
    twin = Contact(f"d{n:05}", name=name, address=address, phones=phones)
    return twin, kind


def _respelt(rng: random.Random, street: str) -> str:
    forms = [
        street.replace("Allé", "Alle").replace("Plads", "Pl.").replace("Boulevard", "Boul."),
        street.replace("ø", "oe").replace("å", "aa").replace("æ", "ae").replace("Ø", "Oe"),
        street.upper(),
        f"{street}, 2. th.",
        street.replace("gade ", "g. ").replace("vej ", "v. "),
    ]
    cut = rng.randrange(1, street.index(" "))
    forms.append(street[:cut] + street[cut + 1 :])
    return rng.choice(forms)


if __name__ == "__main__":
    main()

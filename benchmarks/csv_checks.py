"""Four rules over a CSV, against other programs' equal checks: python -m benchmarks.csv_checks [XS|S|L].

The others are no dependency of ours. Install them in an environment of their own and name its
Python, else they are left out with a word on stderr:

    python3 -m venv PEERS && PEERS/bin/pip install --group compare     # with pip 25.1 or newer
    KK_BENCH_PEERS=PEERS/bin/python python -m benchmarks csv_checks

Times are of the processor, so that a busy machine alters little; imports are not counted. Each
round has a file of its own, so that no cache knows its cells, and the first is not counted.
Whoever finds anything but the planted faults ends the run.
"""

import csv
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import process_time

from benchmarks.figures import ROOT, Figure, ratio, tell
from kkworkbench.garbage import no_collection
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.rules.addresses import postal_codes
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.engine import Engine
from kkworkbench.rules.settings import entry_of
from kkworkbench.sources.table import Row
from kkworkbench.sources.tables import read_table
from kkworkbench.state.state import State

ROWS = {"XS": 400, "M": 4_000, "S": 20_000, "L": 100_000}
ROUNDS = 5
TODAY = date(2026, 11, 26)
COLUMNS = ("number", "name", "street", "place", "phone", "link")
PEERS = {"frictionless": 4, "pandera": 0.7, "pydantic": 0.7}
"""How many times their rows a second are wanted."""
COLUMN_OF = {"K106": "name", "K202": "phone", "K305": "link", "K501": "place"}
"""The rules, each with the column that it judges."""
ONE_IN = 40
"""Of how many rows one breaks a check; a row may break several."""
NAMES = ("Borgerservice", "Jobcenter", "Bibliotek", "Plejehjem", "Børnehus")

Faults = set[tuple[int, str]]
"""Row in the file, as Excel counts, and column."""


def write(path: Path, rows: int, seed: int) -> Faults:
    """Write a table of contacts; return the faults in it."""
    chance = Random(seed)
    places = [f"{code} {town}" for code, towns in postal_codes().items() for town in towns]
    planted: Faults = set()
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(COLUMNS)
        for n in range(rows):
            cells = {
                "number": str(10_000 + n),
                "name": f"{chance.choice(NAMES)} {n}",
                "street": f"Prøvegade {n % 400 + 1}",
                "place": chance.choice(places),
                "phone": _pairs(f"{31 + seed}{100_000 + n * 7}"),
                "link": f"https://kontakt.kk.dk/enhed/{seed}/{n}",
            }
            for column, spoilt in _spoilt(cells, chance).items():
                if chance.randrange(ONE_IN) == 0:
                    cells[column] = spoilt
                    planted.add((n + 2, column))
            out.writerow(cells.values())
    return planted


def _pairs(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, 8, 2))


def _spoilt(cells: dict[str, str], chance: Random) -> dict[str, str]:
    """Return a faulty cell for each column that is checked."""
    digits = cells["phone"].replace(" ", "")
    code, _, town = cells["place"].partition(" ")
    link = cells["link"].removeprefix("https://")
    return {
        "name": chance.choice(("", "Kontakt", "KONTAKT OS", "Contact us")),
        "phone": chance.choice((digits, f"+45 {cells['phone']}", f"{digits[:4]} {digits[4:]}")),
        "place": chance.choice((f"0000 {town}", f"{code} Ukendt By", f"9999 {town}")),
        "link": chance.choice((f"http://{link}", link)),
    }


@dataclass(frozen=True, slots=True)
class Round:
    """What one program took for one file, in seconds (0 for reading where it streams)."""

    reading: float
    checking: float
    found: Faults

    @property
    def seconds(self) -> float:
        return self.reading + self.checking


def ours(path: Path) -> Round:
    """Read the table, make contacts and a state of it, and run the rules through the engine."""
    rules = [rule for rule in RULES if rule.code in COLUMN_OF]
    gc.collect()
    start = process_time()
    table = read_table(path)
    read = process_time()
    state = State.of(map(_contact, table.rows))
    engine = Engine(state, rules, today=lambda: TODAY)
    engine.check_all()
    with no_collection():  # as `kk check` does
        engine.settle()
    found = {(int(each.subject), COLUMN_OF[each.code]) for each in engine.findings()}
    return Round(read - start, process_time() - read, found)


def _contact(row: Row) -> Contact:
    number, name, street, place, phone, link = row.texts(COLUMNS)
    id_ = str(row.number)
    code, _, town = place.partition(" ")
    return Contact(
        ContactId(id_),
        name=name,
        org_id=number,
        address=Address(street, postal_code=code, town=town),
        phones=(Phone(PartId(id_), phone),),
        written=(WrittenChannel(PartId(id_), url=link),),
    )


def rounds_of(peer: str, files: list[Path]) -> tuple[str, list[Round]]:
    """Run another program over the files; return its version, or "" where it is not installed."""
    known = {
        "places": [f"{code} {town}" for code, towns in postal_codes().items() for town in towns],
        "generic": entry_of("titles.generic").default,
        "files": [str(file) for file in files],
    }
    done = subprocess.run(
        [
            os.environ.get("KK_BENCH_PEERS") or sys.executable,
            "-P",
            str(ROOT / "benchmarks" / "csv_peers.py"),
            peer,
        ],
        check=True,
        stdout=subprocess.PIPE,
        input=json.dumps(known),
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    told = json.loads(done.stdout)
    return told["version"], [
        Round(each["reading"], each["checking"], {(row, column) for row, column in each["found"]})
        for each in told["rounds"]
    ]


def held(who: str, rounds: list[Round], planted: list[Faults]) -> Round:
    """Return the quickest round that counts.

    Raises:
        ValueError: a round found anything but what was planted.
    """
    for number, (each, wanted) in enumerate(zip(rounds, planted, strict=True)):
        if each.found != wanted:
            wrong = sorted(each.found ^ wanted)[:5]
            raise ValueError(f"{who}, round {number}: {len(each.found ^ wanted)} differ: {wrong}")
    return min(rounds[1:], key=lambda each: each.seconds)


def _speed(who: str, best: Round, rows: int) -> Iterator[Figure]:
    yield Figure(f"{who}, file to findings", rows / best.seconds, "rows/s")
    if best.reading:
        yield Figure(f"{who}, without reading", rows / best.checking, "rows/s")


def measure(size: str) -> list[Figure]:
    """Time our rules, and the other programs that are installed, over the same files."""
    rows = ROWS[size]
    with TemporaryDirectory() as folder:
        files = [Path(folder, f"contacts{seed}.csv") for seed in range(ROUNDS + 1)]
        planted = [write(file, rows, seed) for seed, file in enumerate(files)]
        best = held("kkworkbench", [ours(file) for file in files], planted)
        figures = list(_speed("kkworkbench", best, rows))
        for peer, wanted in PEERS.items():
            version, rounds = rounds_of(peer, files)
            if not version:
                print(f"{peer} is not installed; see benchmarks/csv_checks.py", file=sys.stderr)
                continue
            theirs = held(peer, rounds, planted)
            figures += _speed(f"{peer} {version}", theirs, rows)
            figures.append(
                ratio(
                    f"our time | {peer}, equal findings", best.seconds, theirs.seconds, 1 / wanted
                )
            )
    return figures


if __name__ == "__main__":
    tell(measure)

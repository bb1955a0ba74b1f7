"""Small made registers in both schemas of KK Org, with the oddities that the real ones have."""

import csv
import io
import json
from pathlib import Path
from typing import Any

from kkworkbench.shipped_terms import terms
from kkworkbench.state.state import State
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.workspace import Workspace

WEEK = (
    "Mandag 07:00-17:00 Tirsdag 07:00-17:00 Onsdag 07:00-17:00 "
    "Torsdag 07:00-17:00 Fredag 07:00-16:30"
)


def unit_2022(**cells: Any) -> dict[str, Any]:
    """A row of the older schema: numbers as numbers, no phone, no hours."""
    return {
        "id": 1,
        "forvaltning": "BUF",
        "kkorgnr": 9001,
        "institutions_id": "4990001",
        "institutions_orgid": "SPIA",
        "enhedsnavn": "Myretuen",
        "enhedstype": "Daginstitution ved klynge",
        "aabningstider": None,
        "vejadresseringsnavn": "Prøvevej 12",
        "postnummer": 2300,
        "bynavn": "København S",
        "postdistrikt": "København S",
        "etage": None,
        "doerbetegnelse": None,
        "bydel": "Amager Vest",
        "www": "https://myretuen.example.dk",
        "locationuuid": "7d7d0000-0000-4000-8000-000000000001",
        "type": "Børnehave#Daginstitution",
        "primaer": "JA",
    } | cells


def unit_2024(**cells: Any) -> dict[str, Any]:
    """A row of the newer schema: one space for blank, an e-mail address in every row."""
    return {
        "kkorgnr": "9001",
        "inr": "4990001",
        "borgerrettetnavn": "Myretuen (Tuerne)",
        "enhedsnavn": "Tuerne",
        "enhedskategori": "Børnehave",
        "enhedsleder": "[fjernet]",
        "skole_eller_klyngeleder": " ",
        "telefon": "12345678",
        "email": "39001@buf.example.dk",
        "hjemmeside": "https://myretuen.example.dk",
        "aabningstid_1": WEEK,
        "aabningstid_2": " ",
        "adresse": "Prøvevej 12",
        "postnr_og_postdistrikt": "2300 København S",
        "bydel": "Amager Vest",
    } | cells


def geojson(path: Path, *rows: dict[str, Any]) -> Path:
    """Write rows as a feature collection."""
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    content = {"type": "FeatureCollection", "features": features}
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def csv_file(path: Path, *rows: dict[str, Any], encoding: str = "cp1252") -> Path:
    """Write rows as Danish Excel does."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def workspace() -> Workspace:
    """An empty workspace with the shipped terms."""
    return Workspace(MemoryStore(terms()), "prøve")


def empty_state() -> State:
    """The state of an empty workspace with the shipped terms."""
    return State.of(terms())

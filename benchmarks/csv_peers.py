"""The checks of csv_checks by another program, as its own documentation would have them written.

Runs by itself in an environment that holds the program and not ours:
python csv_peers.py frictionless|pandera|pydantic, with what is known and the files as JSON on
stdin. Prints its version and, for each file, seconds and (row, column) of all that it found.
"""

import csv
import gc
import json
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from importlib.util import find_spec
from time import process_time
from typing import Any

PHONE = "^[0-9]{2}( [0-9]{2}){3}$"
LINK = r"^https://[^/\s]+\.[a-z]+(/\S*)?$"
Found = Iterable[tuple[int, str]]
Check = Callable[[str], tuple[float, float, Found]]
"""Take a file; return the seconds for reading (0 where it streams) and checking, and faults."""


def frictionless(places: list[str], generic: list[str]) -> Check:
    """Check cells by the constraints of a table schema, while the file streams by."""
    from frictionless import Resource, Schema, system

    names = "|".join(generic)
    schema = Schema.from_descriptor(
        {
            "fields": [
                {"name": "number", "type": "string"},
                {
                    "name": "name",
                    "type": "string",
                    "constraints": {"required": True, "pattern": f"(?!(?i:{names})$).+"},
                },
                {"name": "street", "type": "string"},
                {"name": "place", "type": "string", "constraints": {"enum": places}},
                {"name": "phone", "type": "string", "constraints": {"pattern": PHONE}},
                {"name": "link", "type": "string", "constraints": {"pattern": LINK}},
            ]
        }
    )

    def check(path: str) -> tuple[float, float, Found]:
        start = process_time()
        with system.use_context(trusted=True):
            resource = Resource(path=path, schema=schema, encoding="utf-8")
            report = resource.validate(limit_errors=10**9)
        found = report.flatten(["rowNumber", "fieldName"])
        return 0.0, process_time() - start, map(tuple, found)

    return check


def pandera(places: list[str], generic: list[str]) -> Check:
    """Check the columns of a frame of pandas, all of them before anything is told."""
    import pandas as pd
    import pandera.pandas as pa

    names = {"", *generic}
    schema = pa.DataFrameSchema(
        {
            "name": pa.Column(str, pa.Check(lambda s: ~s.str.strip().str.casefold().isin(names))),
            "place": pa.Column(str, pa.Check.isin(places)),
            "phone": pa.Column(str, pa.Check.str_matches(PHONE)),
            "link": pa.Column(str, pa.Check.str_matches(LINK)),
        }
    )

    def check(path: str) -> tuple[float, float, Found]:
        start = process_time()
        frame = pd.read_csv(path, dtype=str, keep_default_na=False)
        read = process_time()
        found: Found = ()
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases
            found = [
                (int(at) + 2, column)
                for at, column in zip(cases["index"], cases["column"], strict=True)
            ]
        return read - start, process_time() - read, found

    return check


def pydantic(places: list[str], generic: list[str]) -> Check:
    """Check rows as models, all in one call."""
    from typing import Annotated, Literal

    from pydantic import AfterValidator, BaseModel, StringConstraints, TypeAdapter, ValidationError

    names = {"", *generic}

    def telling(name: str) -> str:
        if name.strip().casefold() in names:
            raise ValueError("says nothing")
        return name

    class Row(BaseModel):
        number: str
        name: Annotated[str, AfterValidator(telling)]
        street: str
        place: Literal[tuple(places)]  # type: ignore[valid-type]  # made at run time
        phone: Annotated[str, StringConstraints(pattern=PHONE)]
        link: Annotated[str, StringConstraints(pattern=LINK)]

    table = TypeAdapter(list[Row])

    def check(path: str) -> tuple[float, float, Found]:
        start = process_time()
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        read = process_time()
        found: Found = ()
        try:
            table.validate_python(rows)
        except ValidationError as error:
            told = error.errors(include_url=False, include_context=False, include_input=False)
            found = [(each["loc"][0] + 2, each["loc"][1]) for each in told]
        return read - start, process_time() - read, found

    return check


PEERS = {"frictionless": frictionless, "pandera": pandera, "pydantic": pydantic}


def main() -> None:
    """Check each file in turn and tell."""
    known: dict[str, Any] = json.load(sys.stdin)
    name = sys.argv[1]
    rounds = []
    if find_spec(name) is None:
        print(json.dumps({"version": "", "rounds": []}))
        return
    check = PEERS[name](known["places"], known["generic"])
    for file in known["files"]:
        gc.collect()
        reading, checking, found = check(file)
        rounds.append({"reading": reading, "checking": checking, "found": sorted(set(found))})
    print(json.dumps({"version": version(name), "rounds": rounds}))


if __name__ == "__main__":
    main()

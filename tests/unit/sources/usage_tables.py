"""Small tables of usage, and a site on which they can be matched."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest

from kkworkbench.messages import Messages, languages
from kkworkbench.model.channels import Phone, WrittenChannel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Request
from kkworkbench.sources.usage import plan
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import Plan

TODAY = date(2026, 11, 26)
FORM = "https://kontakt.kk.dk/handicap"
HANDICAP = Contact(
    "c1",
    name="Borgercenter Handicap",
    title="Handicap og støtte",
    phones=(Phone("t", "33 17 88 00"), Phone("t2", "33 17 88 01")),
    written=(WrittenChannel("w", url=FORM),),
)
RECORDS: tuple[Record, ...] = (
    Site("kk", host="www.kk.dk"),
    Site("sub", host="sub.kk.dk"),
    HANDICAP,
    Contact("c2", name="Døgnvagten", phones=(Phone("t", "33 17 33 33"),)),
    Contact("c3", name="Parkering", phones=(Phone("t", "33 66 33 66"),)),
    Contact("c4", name="Borgerservice", phones=(Phone("t", "33 66 33 66"),)),
    Page("p1", title="Borgercenter Handicap", path="/kontakt/handicap", kind=PageKind.CONTACT),
    Page("p2", title="Hjælpemidler", path="/borger/hjælpemidler", replaced_paths=("/node/7",)),
    Page("p3", title="Parkering", path="/parkering"),
    Page("p4", title="Kontakt", path="/kontakt", site="kk"),
    Page("p5", title="Kontakt", path="/kontakt", site="sub"),
    Page("p6", title="Skriv sikkert", kind=PageKind.LINK, link_url="https://post.kk.dk/skriv"),
    ContactBox("b1", "p1", "c1"),
    ContactBox("b2", "p2", "c1"),
    DrillEntry("d", "p1", title="Støtte ved handicap"),
    ListEntry("l", "p2", title="Hjælpemidler og bil"),
)
STATE = State.of(RECORDS)
Found = tuple[str, str, str, str | None, int]
ONE = ("c1", "2026-01", "telephone", None, 12)
LONG = ("Telefonnummer", "Måned", "Opkald")


def table(folder: Path, *rows: Sequence[object], name: str = "brug.csv") -> Path:
    """Write rows as separated cells, quoted where they must be."""
    lines = (";".join(_quoted(str(cell)) for cell in row) for row in rows)
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path


def read(*paths: Path, state: State = STATE, **asked: object) -> Plan:
    """Plan files; `asked` are the other fields of the request."""
    return plan(Request(paths, state, TODAY, **asked))  # type: ignore[arg-type]


def counts(planned: Plan) -> list[Found]:
    """Return (subject, month, channel, reason, count) of what would be written."""
    return [
        (u.subject, f"{u.period:%Y-%m}", u.channel.value, u.reason and u.reason.value, u.count)  # type: ignore[attr-defined]
        for change in planned.changes
        for u in change.records
    ]


def reasons(planned: Plan) -> list[tuple[int, str, str, str]]:
    """Return (row, column, value, reason) of what is rejected."""
    return [
        (cell.row, cell.column, cell.value, cell.reason.removeprefix("reject.usage_"))
        for cell in planned.rejected
    ]


def refused(*paths: Path, **asked: object) -> str:
    """Return why files are refused, and see that both languages can say it."""
    with pytest.raises(UnreadableInputError) as error:
        read(*paths, **asked)
    for language in languages():
        sentence = Messages(language).text(error.value.key, **error.value.params)
        assert "{" not in sentence
        assert not sentence.startswith("input.")
    return error.value.key.removeprefix("input.usage_")


def with_records(records: Iterable[Record]) -> State:
    """Return the site with more records, or with others in their place."""
    return State.of({(type(r), r.id): r for r in (*RECORDS, *records)}.values())


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ';"\n\r') else cell

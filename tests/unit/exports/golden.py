"""The small workspace whose batch and recipe are kept in tests/data, byte for byte.

After a change that is meant to change the files, write them again and look at the difference:

    .venv/bin/python -m tests.unit.exports.golden && git diff --stat tests/data

Files of the module that are shipped as they are stand in resources/drupal/module alone.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

from kkworkbench.exports.drupal.batch import write_batch
from kkworkbench.exports.drupal.recipe.writing import write_recipe
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Channel, Link, Phone, WrittenChannel, WrittenKind
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry, Tier
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.hours import DateException, Hours, Span
from kkworkbench.model.page import CONTACT_TAG, Page, PageKind, PageState
from kkworkbench.model.record import Record
from kkworkbench.model.setting import Waiver
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.state import State
from tests.unit.exports.drupal_batches import DA, INFO, NOW, Found

DATA = Path(__file__).resolve().parents[2] / "data"
SHIPPED_AS_IS = "kkworkbench_import"

ODD = "Æbler & øl < 2 \"å\" '…' – 😀"
LINES = "Første linje\nanden linje\r\n\ttredje  linje\u2028fjerde\u00a0linje"
LUNCH = Hours(
    (Span(7, 600, 1440), Span(1, 750, 900), Span(1, 540, 720), Span(4, 600, 1080)),
    closed_days=(5,),
    comment=f"Frokost 12-12.30 & {ODD}",
    exceptions=(DateException(date(2026, 12, 24), note="Juleaften"),
                DateException(date(2026, 12, 31), ((540, 660),), closed=False)),
)  # fmt: skip
ASKED = Hours(by_appointment=True, closed_days=(6, 7), comment="Ring først")


def records() -> Iterator[Record]:
    """Yield a handful of records that fill every part of a batch."""
    yield Term("t-kff", Vocabulary.ADMINISTRATION, "KFF", "Kultur & Fritid", order="a")
    yield Term("t-bif", Vocabulary.ADMINISTRATION, "BIF", 'Job "og" <integration>', order="b")
    yield Term("t-pas", Vocabulary.CATEGORY, "", "Pas\u00a0og kørekort", order="a")
    yield Term("t-amager", Vocabulary.DISTRICT, "", "Amager Øst", order="a")
    yield Site(
        "s", "Kommunen", "www.kk.dk", (Phone("f1", "33 66 33 66", "Kontaktcenter"),),
        (Link("l1", f"Om {ODD}", "/om"), Link("l2", "Ud", "https://example.dk/?a=1&b=<2>")),
        "/feedback", main_contact_page="p-top",
    )  # fmt: skip
    yield from _pages()
    yield from _contacts()
    yield ContactBox("b-1", "p-borger", "c-odd", "a", heading=ODD, note=LINES)
    yield ContactBox("b-2", "p-borger", "c-always", "b",
                     channels=(Channel.PHONE, Channel.ADDRESS))  # fmt: skip
    yield ContactBox("b-3", "p-pas", "c-asked", "a")
    yield ContactBox("b-out", "p-out", "c-out", "a")
    yield ListEntry("e-1", "p-borger", Tier.PRIMARY, title=f"Liste {ODD}", help_text=LINES)
    yield ListEntry("e-2", "p-out", administration="t-bif", categories=("t-pas",), districts=())
    yield DrillEntry("d-1", "p-borger", "a")
    yield DrillEntry("d-2", "p-link", "b", title=ODD, help_text="Hjælp & <mere>")
    yield DrillEntry("d-3", "p-oversigt", "c", placed=False)
    yield DrillEntry("d-out", "p-out", "d")


def _pages() -> Iterator[Page]:
    yield Page("p-top", order="a", site="s", title="Kontakt", path="/kontakt",
               kind=PageKind.SECTION, administration="t-kff")  # fmt: skip
    yield Page(
        "p-borger", "p-top", "a", "s", ODD, "/kontakt/æbler-øl", ("/gammel/æ ø", "/kontakt"),
        ("pas", "søg & find"), PageKind.CONTACT, summary=LINES,
        body=f'<p onclick="x()">{LINES} &amp; &lt;b&gt;</p><script>x()</script>'
             '<ul><li><a href="https://kk.dk/?a=1&amp;b=2" target="_blank">Her</a></li></ul>',
        tags=(CONTACT_TAG, ODD), administration="t-kff",
    )  # fmt: skip
    yield Page("p-pas", "p-top", "b", "s", "Pas", "/kontakt/pas", ("/pas",), has_form=True,
               body="<p>Bestil.</p>", tags=("pas",), administration="t-bif")  # fmt: skip
    yield Page("p-kladde", "p-top", "c", "s", "Kladde", "/kontakt/kladde", ("/kladde",),
               state=PageState.DRAFT)  # fmt: skip
    yield Page("p-oversigt", "p-top", "d", "s", "Alle", "/kontakt/alle", kind=PageKind.OVERVIEW)
    yield Page("p-link", "p-top", "e", "s", "Ud af huset", kind=PageKind.LINK,
               link_url="www.example.dk/?q=æ&r=1")  # fmt: skip
    yield Page("p-out", "p-top", "f", "s", "Ude", "/kontakt/ude", kind=PageKind.CONTACT)


def _contacts() -> Iterator[Contact]:
    forty = tuple(Phone(f"n{n}", f"33 66 {n:02} {n:02}", f"Linje {n}") for n in range(38))
    yield Contact(
        "c-odd", ODD, f"Overskrift {ODD}", address=Address("Øster Allé 1", "2. tv", "2100",
        "København Ø", "999"), phones=(Phone("p1", "33 66 33 66", "Pas", LINES, LUNCH),
        Phone("p2", "0012", hours=Hours(comment="Kun i ferien")), *forty),
        written=(WrittenChannel("w1", url="https://kontakt.kk.dk/?a=1&b=2"),
                 WrittenChannel("w2", WrittenKind.POST, text=f"Skriv til {ODD}"),
                 WrittenChannel("w3", WrittenKind.OTHER, "javascript:x()", "Farlig")),
        booking_url="/bestil", visiting_hours=LUNCH, feedback_url="www.kk.dk/feedback?a=1&b=2",
        access_note=f"{LINES} <b>", administration="t-kff", categories=("t-pas",),
        districts=("t-amager", "t-amager"), note="HEMMELIGT",
    )  # fmt: skip
    yield Contact("c-always", "Døgnvagten", address=Address(town="Kastrup"),
                  visiting_hours=Hours(always_open=True))  # fmt: skip
    yield Contact("c-asked", "Efter aftale", address=Address(po_box="123"), visiting_hours=ASKED)
    yield Contact("c-out", "Udeladt", phones=(Phone("p1", "12 34 56 78"),))


def results() -> Found:
    """Return an error that keeps a contact out, and one that is waived."""
    stands = Finding("K103", "contact", "c-out", "written")
    known = Finding("K601", "page", "p-pas", "body", value="33663366")
    waiver = Waiver("v", "K601", "p-pas", reason="Aftalt & i orden", by="anna",
                    until=date(2027, 1, 1))  # fmt: skip
    return Found((Result(stands, Severity.ERROR), Result(known, Severity.ERROR, waiver)))


def write(folder: Path) -> None:
    """Write the batch and the recipe beside each other, without what is shipped as it is."""
    state = State.of(records())
    write_batch(
        folder / "batch", state, results(), DA, INFO, made_by="anna", now=NOW, batch_id="b1",
        leave_out=True, note=f"Prøve {ODD}",
    )  # fmt: skip
    write_recipe(folder / "recipe", state, results(), DA, INFO, leave_out=True)
    for path in shipped_as_is():
        (folder / "batch" / SHIPPED_AS_IS / path).unlink()


def shipped_as_is() -> list[str]:
    """Return the files of the module that every batch brings unchanged."""
    root = Path(str(resources.files("resources").joinpath("drupal", "module")))
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in found if not path.name.startswith("."))


def files(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def renew() -> None:
    """Put the files in tests/data in place of those that are there."""
    with TemporaryDirectory() as place:
        write(Path(place))
        for name in ("batch", "recipe"):
            shutil.rmtree(DATA / name, ignore_errors=True)
            shutil.copytree(Path(place) / name, DATA / name)


if __name__ == "__main__":
    renew()

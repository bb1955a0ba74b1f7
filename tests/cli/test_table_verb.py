"""import table: the plan is shown, applied, kept by name, and what was rejected is saved."""

import json
from pathlib import Path
from typing import Any

import pytest

import db
from kkworkbench.cli.main import main
from kkworkbench.model.address import Address
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.ids import ContactId, PartId
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.model.record import Record
from kkworkbench.model.snapshot import Snapshot
from kkworkbench.shipped_terms import terms

LIBRARY = Contact(
    ContactId("c1"),
    name="Biblioteket",
    org_id="176",
    address=Address("Vej 1"),
    phones=(Phone(PartId("p1"), "33 12 34 56"),),
)
TABLE = "Liste\n\nNr.;Enhed;Tlf.\n176;Biblioteket;33 65 43 21\n178;Nyt sted;ved ikke\n"


class Place:
    """A folder with a workspace and a table."""

    def __init__(self, folder: Path, heard: pytest.CaptureFixture[str]) -> None:
        self._heard = heard
        self.workspace = folder / "x.kkw"
        self.table = folder / "liste.csv"
        self.rejected = folder / "afvist.csv"
        self.table.write_text(TABLE, "utf-8")
        db.create_store(self.workspace, "Prøve", (*terms(), LIBRARY)).close()

    def run(self, *arguments: str | Path, code: int = 0) -> str:
        """Run the verb on the table; return what it prints."""
        whole = ["import", "table", *arguments, "--into", self.workspace]
        assert main([*map(str, whole)]) == code
        out, err = self._heard.readouterr()
        return err if code else out

    def records(self, kind: type[Record]) -> list[Any]:
        store = db.open_store(self.workspace, read_only=True)
        try:
            return [record for record in store.load() if isinstance(record, kind)]
        finally:
            store.close()


@pytest.fixture
def place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    return Place(tmp_path, capsys)


def test_the_plan_is_one_object_and_changes_nothing(place: Place) -> None:
    before = place.workspace.read_bytes()
    said = place.run(place.table, "--map", "org_id=Nr.", "--plan-json", "--apply")
    told = json.loads(said)
    assert {key: told[key] for key in ("new", "changed", "unchanged", "conflict")} == {
        "new": 1,
        "changed": 1,
        "unchanged": 0,
        "conflict": 0,
    }
    assert [(cell["row"], cell["column"], cell["value"]) for cell in told["rejected"]] == [
        (5, "Tlf.", "ved ikke")
    ]
    assert told["rejected"][0]["reason"] == "Telefonnummeret kan ikke læses"
    assert place.workspace.read_bytes() == before


def test_what_is_applied_is_one_step_after_a_snapshot_and_is_known_again(place: Place) -> None:
    chosen = ("--map", "org_id=Nr.", "--set", "save_profile=Min liste", "--apply")
    said = place.run(place.table, *chosen, "--rejected", place.rejected)
    assert "Tlf." in said
    contacts = {contact.org_id: contact for contact in place.records(Contact)}
    assert contacts["176"].phones[0].number == "33 65 43 21"
    assert contacts["178"].name == "Nyt sted"
    assert [snapshot.name for snapshot in place.records(Snapshot)] == ["liste.csv"]
    assert [profile.name for profile in place.records(MappingProfile)] == ["Min liste"]
    again = json.loads(place.run(place.table, "--json"))
    assert (again["unchanged"], again["new"], again["changed"]) == (2, 0, 0)
    corrected = place.rejected.read_text("utf-8-sig").replace("ved ikke", "33 13 13 13")
    place.rejected.write_text(corrected, "utf-8-sig")
    place.run(place.rejected, "--apply")
    contacts = {contact.org_id: contact for contact in place.records(Contact)}
    assert contacts["178"].phones[0].number == "33 13 13 13"
    assert len(contacts) == 2


def test_a_choice_that_does_not_fit_is_one_sentence(place: Place) -> None:
    before = place.workspace.read_bytes()
    for wrong in (
        ("--map", "nope=Nr."),
        ("--map", "note=Nope"),
        ("--key", "phone", "--map", "phone="),
        ("--profile", "Nope"),
        ("--header-row", "99"),
        ("--set", "nope=x"),
        ("--encoding", "nope"),
    ):
        said = place.run(place.table, *wrong, "--apply", code=2)
        assert said.count("\n") == 1, said
        assert said.rstrip().endswith(".")
    assert place.workspace.read_bytes() == before

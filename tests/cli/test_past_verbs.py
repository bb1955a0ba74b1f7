"""What was, what differs and which variants there are, from the command line."""

import json
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import db
from kkworkbench.cli.main import main
from kkworkbench.merge.variants import made_of_shown
from kkworkbench.model.batch import Batch
from kkworkbench.model.page import Page, PageKind
from kkworkbench.workspace.commands.batches import KeepBatch
from kkworkbench.workspace.commands.pages import EditPage
from kkworkbench.workspace.workspace import Workspace

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture
def tried(tmp_path: Path) -> Path:
    """A workspace with a renamed page, a snapshot, and a variant in which it is called otherwise."""
    path = tmp_path / "x.kkw"
    first = [Page("p", title="Pas", kind=PageKind.SERVICE), Page("q", title="Kørekort")]
    with closing(db.create_store(path, "Prøve", first)) as store:
        workspace = Workspace(store, "ada", clock=lambda: AT)
        workspace.execute(EditPage("p", "title", "Nyt pas"))
        workspace.snapshot("Før mødet")
        workspace.execute(made_of_shown(workspace, "Forslag 1", "v", AT))
        workspace.show("v")
        workspace.execute(EditPage("p", "title", "Dit pas"))
    return path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def test_history_lists_steps_of_the_main_line_or_of_a_variant(
    tried: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = json.loads(said(capsys, "history", str(tried), "--json"))
    assert [each["step"] for each in steps] == [3, 2, 1]
    assert steps[-1] | {"at": ""} == {
        "step": 1,
        "at": "",
        "author": "ada",
        "what": "Rettede en side",
        "about": "Nyt pas",
    }
    own = json.loads(said(capsys, "history", str(tried), "--variant", "forslag 1", "--json"))
    assert [each["step"] for each in own] == [4]
    assert said(capsys, "history", str(tried), "--text", "pas").count("\n") == 1
    assert json.loads(said(capsys, "history", str(tried), "--kind", "snapshot", "--json"))
    assert json.loads(said(capsys, "history", str(tried), "--most", "1", "--json")) == steps[:1]


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        (("--record", "nyt pas"), [1]),
        (("--record", "q"), []),
        (("--record", "Dit pas", "--variant", "Forslag 1"), [4]),
        (("--since", "2026-11-26"), [3, 2, 1]),
        (("--since", "2026-11-27"), []),
        (("--until", "2026-11-25"), []),
        (("--until", "2026-11-26"), [3, 2, 1]),
        (("--author", "bo"), []),
    ],
)
def test_history_is_asked_for_a_record_a_person_and_days(
    tried: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, ...], steps: list[int]
) -> None:
    told = json.loads(said(capsys, "history", str(tried), *asked, "--json"))
    assert [each["step"] for each in told] == steps


def test_a_record_that_is_not_there_is_named(
    tried: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", str(tried), "--record", "Intet"]) != 0
    assert "Intet" in capsys.readouterr().err


def test_diff_says_in_words_what_differs(tried: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = said(capsys, "diff", str(tried), "0")
    assert out.splitlines()[0] == "✎ Omdøbt: »Pas« → »Nyt pas«"
    assert (
        said(capsys, "--language", "en", "diff", str(tried), "now", "now") == "Nothing differs.\n"
    )
    assert "[-Nyt-]{+Dit+} pas" in said(capsys, "diff", str(tried), "Før mødet", "Forslag 1")
    (each,) = json.loads(said(capsys, "diff", str(tried), "0", "1", "--json"))
    assert (each["kind"], each["id"], each["what"]) == ("page", "p", ["renamed"])
    assert each["fields"] == [{"field": "Titel", "was": "Pas", "now": "Nyt pas"}]


def test_what_has_changed_since_a_batch_is_told(
    tried: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(db.open_store(tried)) as store:
        workspace = Workspace(store, "ada", clock=lambda: AT)
        workspace.execute(KeepBatch(Batch("b", number=7, step=store.step)))
        workspace.execute(EditPage("q", "title", "Bilen"))
    out = said(capsys, "diff", str(tried), "batch:7")
    assert out.splitlines()[0] == "✎ Omdøbt: »Kørekort« → »Bilen«"
    assert "Nyt pas" not in out


@pytest.mark.parametrize("point", ["99", "intet", "batch:1"])
def test_a_point_that_is_not_there_is_named(
    tried: Path, capsys: pytest.CaptureFixture[str], point: str
) -> None:
    assert main(["diff", str(tried), point]) != 0
    assert point in capsys.readouterr().err


def test_variants_are_listed(tried: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (each,) = json.loads(said(capsys, "variants", str(tried), "--json"))
    assert (each["name"], each["step"], each["differences"]) == ("Forslag 1", 2, 1)
    assert "1 forskel" in said(capsys, "variants", str(tried))


def test_the_prototype_of_a_variant_shows_the_variant(
    tried: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    said(capsys, "export", "prototype", str(tried), "--to", str(folder), "--variant", "Forslag 1")
    text = "".join(page.read_text("utf-8") for page in folder.rglob("*.html"))
    assert "Dit pas" in text
    assert "Nyt pas" not in text

"""The prototype's files have names that hold everywhere, and are written whole."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kkworkbench import demo
from kkworkbench.exports.prototype.folders import folder_of_address, segment
from kkworkbench.exports.prototype.writing import MARK, write_prototype
from kkworkbench.model.contact import ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from tests.strategies import record_of
from tests.unit.exports.prototype_pages import (
    DAY,
    DEVICE,
    SHOWN_KINDS,
    dead_links,
    files_of,
)


@pytest.mark.parametrize(
    ("address", "folder"),
    [
        ("/Borger/Børn og unge/", "borger/boern-og-unge"),
        ("https://www.kk.dk/k%C3%B8rekort?x=1", "koerekort"),
        ("/con/aux.txt/nul", "side-con/side-aux.txt/side-nul"),
        ("/../../etc/passwd", "etc/passwd"),
        ("/a/index.html", "a/index-html"),
        ("/", ""),
        ("", ""),
    ],
)
def test_folders_are_safe(address: str, folder: str) -> None:
    assert folder_of_address(address) == folder


@given(st.text())
def test_a_name_can_be_one_everywhere(text: str) -> None:
    name = segment(text)
    assert re.fullmatch(r"(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)?", name)
    assert not DEVICE.match(name)
    assert len(name) <= 65


def test_pages_with_one_address_have_a_folder_each() -> None:
    pages = [Page(f"p{n}", title="Ens", path="/Ens" if n else "/ens") for n in range(3)]
    files = files_of(State.of(pages))
    assert {"ens/index.html", "ens-2/index.html", "ens-3/index.html"} <= set(files)


@st.composite
def workspaces(draw: st.DrawFn) -> State:
    """Make states whose pages, boxes and entries refer to each other, and to what is not there."""
    ids = st.sampled_from(["1", "2", "3", "4", "5"])
    paths = st.sampled_from(["", "/", "/a", "/A", "/a/b", "/con", "/soeg", "/a/index.html", "/ø"])
    records = []
    for kind in SHOWN_KINDS:
        for each in draw(st.lists(record_of(kind), max_size=4)):
            named = replace(each, id=draw(ids))
            match named:
                case Page():
                    named = replace(
                        named,
                        parent=draw(st.none() | ids),
                        path=draw(paths),
                        replaced_paths=tuple(draw(st.lists(paths, max_size=2))),
                    )
                case ContactBox():
                    named = replace(named, page=draw(ids), contact=draw(ids))
                case DrillEntry():
                    named = replace(named, target=draw(ids))
                case ListEntry():
                    named = replace(named, page=draw(ids))
                case Site():
                    named = replace(named, main_contact_page=draw(st.none() | ids))
            records.append(named)
    return State.of(records)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(workspaces())
def test_no_workspace_makes_a_dead_link_or_a_name_that_clashes(state: State) -> None:
    files = files_of(state)
    assert dead_links(files) == []
    names = [path.casefold() for path in files]
    assert len(set(names)) == len(names)
    folders = {name for path in names for name in _above(path)}
    assert folders.isdisjoint(names), "a file stands where a folder is"
    for path in files:
        assert len(path) < 150
        for part in path.split("/"):
            assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", part)
            assert not DEVICE.match(part)
            assert not part.endswith(".")


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def small() -> State:
    return State.of([Page("1", title="Én side", path="/en-side")])


def test_a_prototype_is_written_and_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    first = write_prototype(folder, State.of(demo.records()), "A", DAY)
    assert first.start.read_text("utf-8").startswith("<!doctype html>")
    assert first.count == sum(1 for path in folder.rglob("*") if path.is_file()) - 1
    second = write_prototype(folder, small(), "B", DAY)
    assert second.place("1") == folder / "en-side/index.html"
    assert second.place("1").exists()
    assert not (folder / "borger").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_folder_that_is_no_prototype_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mit.txt").write_text("mit")
    with pytest.raises(WorkbenchError) as refused:
        write_prototype(tmp_path, small(), "A", DAY)
    assert refused.value.key == "prototype.not_ours"
    assert [path.name for path in tmp_path.iterdir()] == ["mit.txt"]


def test_a_prototype_with_a_file_of_somebodys_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    write_prototype(folder, small(), "A", DAY)
    (folder / "en-side" / "noter.txt").write_text("mine")
    (folder / "Thumbs.db").write_text("")
    with pytest.raises(WorkbenchError) as refused:
        write_prototype(folder, small(), "B", DAY)
    assert refused.value.key == "prototype.stranger"
    assert refused.value.params["file"] == "en-side/noter.txt"
    assert "Prototype · A" in (folder / "index.html").read_text("utf-8")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(WorkbenchError):
        write_prototype(tmp_path / "a", small(), "A", DAY)


def test_a_folder_that_says_it_is_a_prototype_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MARK).write_text('{"format": "andet", "files": ["mit.txt"]}')
    (tmp_path / "mit.txt").write_text("")
    with pytest.raises(WorkbenchError):
        write_prototype(tmp_path, small(), "A", DAY)


def test_what_is_called_off_leaves_what_stood_there(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    write_prototype(folder, small(), "A", DAY)

    class EnoughError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 5:
            raise EnoughError

    with pytest.raises(EnoughError):
        write_prototype(folder, small(), "B", DAY, stop)
    assert "Prototype · A" in (folder / "index.html").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_the_same_workspace_makes_the_same_bytes() -> None:
    state = State.of(demo.records())
    again = State.of(reversed(list(demo.records())))
    assert files_of(state) == files_of(again)

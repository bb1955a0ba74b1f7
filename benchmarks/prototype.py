"""The prototype of 5,000 contacts against a bare jinja2 loop that writes the same bytes, and its
search in a browser: python -m benchmarks.prototype [XS|S|L].

The bare loop has the values of every page ready; both make the folders. Where Chromium is
installed, each key of some searches is timed in the page, from the key to the results laid out.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure, least, p95, ratio, tell
from benchmarks.generate import SIZES, records_of
from kkworkbench.exports.prototype.site import About, Prototype, environment
from kkworkbench.exports.prototype.writing import write_prototype
from kkworkbench.state.state import State

CONTACTS, PAGES = 5_000, 6_000
DAY = date(2026, 11, 26)
ROUNDS = 5
SEARCHES = ("enhed 4711", "nørrebrogade", "33 12 34 56", "vesterbro 12", "ørsteds")
LIST = "kontaktoversigt/index.html"
KEY = """
(letters => {
  const field = document.getElementById("q"), took = [];
  for (const letter of letters) {
    const start = performance.now();
    field.value = letter === "" ? "" : field.value + letter;
    field.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    took.push(performance.now() - start);
  }
  return took;
})"""


@dataclass
class Ready:
    """Takes the place of the templates, and keeps what they would have been given."""

    pages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    name: str = ""

    def get_template(self, name: str) -> "Ready":
        self.name = name
        return self

    def render(self, values: dict[str, Any]) -> str:
        self.pages.append((self.name, values))
        return ""


Job = tuple[str, str, dict[str, Any] | str]
"""A path with a template and its values, or with no template and the text."""


def ready_values(state: State) -> list[Job]:
    """Return what every file is made of."""
    ready = Ready()
    made = Prototype(state, About("Variant A", DAY))
    made._environment = ready  # type: ignore[assignment]  # it asks the same of it
    return list(_jobs(made, ready))


def _jobs(made: Prototype, ready: Ready) -> Iterator[Job]:
    for file in made.files():
        text = file.text()
        yield (file.path, "", text) if text else (file.path, *ready.pages.pop())


def bare(target: Path, jobs: list[Job]) -> None:
    """Write the same bytes with nothing around them."""
    templates = environment()
    for path, name, values in jobs:
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        text = values if isinstance(values, str) else templates.get_template(name).render(values)
        file.write_text(text, encoding="utf-8", newline="\n")


def measure(size: str) -> list[Figure]:
    """Compare the two, the best of three in turns, and search."""
    contacts, pages = SIZES["XS"] if size == "XS" else (CONTACTS, PAGES)
    state = State.of(records_of(contacts, pages))
    jobs = ready_values(state)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def plain() -> None:
            shutil.rmtree(folder / "bare", ignore_errors=True)
            bare(folder / "bare", jobs)

        def ours() -> None:
            shutil.rmtree(folder / "ours", ignore_errors=True)
            write_prototype(folder / "ours", state, "Variant A", DAY)

        ours_took, bare_took = least(ours, plain, times=1 if size == "XS" else 3)
        for path, _, _ in jobs:
            if (folder / "ours" / path).read_bytes() != (folder / "bare" / path).read_bytes():
                raise ValueError(f"{path} differs")
        figures = [
            ratio(f"prototype, {contacts} contacts | bare jinja2", ours_took, bare_took, 2),
            Figure("files of the prototype", len(jobs), "files"),
        ]
        if size != "XS" and shutil.which("chromium"):
            figures += searched(folder)
    return figures


def searched(folder: Path) -> list[Figure]:
    """Time each key of some searches of the contact list; the quietest of the rounds counts."""
    from tests.peers.browser import Browser

    with Browser(folder / "profile") as browser:
        browser.resize(1280)
        browser.open((folder / "ours" / LIST).as_uri())
        rounds: list[list[float]] = []
        for _ in range(ROUNDS):
            taken = [browser.run(f"{KEY}({json.dumps(['', *word])})") for word in SEARCHES]
            rounds.append([key for word in taken for key in word])
        seen = browser.run("performance.getEntriesByType('navigation')[0].domComplete")
    return [
        Figure(
            "key in the prototype's search, 5000 contacts, p95", min(map(p95, rounds)), "ms", 50
        ),
        Figure("the same, the median of the same round", median(min(rounds, key=p95)), "ms"),
        Figure("contact list loaded and shown", seen, "ms"),
    ]


if __name__ == "__main__":
    tell(measure)

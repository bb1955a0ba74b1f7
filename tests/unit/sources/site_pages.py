"""Made pages of a municipal site, invented, with the markup that such sites use."""

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from kkworkbench.model.page import Page
from kkworkbench.model.record import Record
from kkworkbench.shipped_terms import new_workspace_records
from kkworkbench.sources.pages.site_pages import plan
from kkworkbench.sources.source import Request
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import Plan, PlannedChange
from kkworkbench.workspace.workspace import Workspace

TODAY = date(2026, 11, 26)
HOST = "https://www.kk.dk"
BOX = """
<aside class="contact-box"><h2>Kontakt Hittegodskontoret</h2>
<p><a href="tel:+4533112244">33 11 22 44</a></p>
<p>Prøvevej 12<br>2300 København S</p><p>Mandag - fredag 10.00 - 15.00</p>
<p><a href="https://kontakt.kk.dk/hittegods">Skriv sikkert til os</a></p>
<p><a href="mailto:hittegods@kk.dk">hittegods@kk.dk</a></p></aside>
"""


def saved_page(
    path: str = "/borger/hittegods",
    title: str = "Hittegods",
    main: str = "<p>Her finder du glemte ting.</p>",
    *,
    box: str = "",
    crumbs: Iterable[tuple[str, str]] = (),
    head: str = "",
) -> str:
    """A page as a browser saves it; without `path` it does not say where it stands."""
    steps = "".join(f'<li><a href="{url}">{text}</a></li>' for text, url in crumbs)
    trail = f'<nav class="breadcrumb"><ol><li><a href="/">Forside</a></li>{steps}</ol></nav>'
    canonical = f'<link rel="canonical" href="{HOST}{path}">' if path else ""
    return (
        f'<!DOCTYPE html><html lang="da"><head><meta charset="utf-8">{canonical}{head}'
        f"<title>{title} | Københavns Kommune</title></head><body><header><nav>"
        f'<a href="/om-kommunen/kontakt">Kontakt</a></nav></header>{trail if steps else ""}'
        f"<main><article><h1>{title}</h1>{main}</article>{box}</main>"
        f'<footer><div class="contact"><a href="tel:33663366">33 66 33 66</a></div></footer>'
        f"</body></html>"
    )


def inventory(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write rows as the CSV of a Drupal view."""
    out = io.StringIO(newline="")
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(out, columns, delimiter=";", restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), "utf-8", newline="")
    return path


class Desk:
    """A new workspace, into which pages are read again and again."""

    def __init__(self, folder: Path, *more: Record) -> None:
        self.folder = folder
        self.workspace = Workspace(MemoryStore((*new_workspace_records(), *more)), "Anna")

    @property
    def state(self) -> State:
        return self.workspace.state

    def plan(self, *paths: Path, **options: str) -> Plan:
        return plan(Request(paths, self.state, TODAY, options=options))

    def take(self, *paths: Path, **options: str) -> Plan:
        planned = self.plan(*paths, **options)
        self.workspace.execute(ApplyPlan(planned.applicable()))
        return planned

    def rows(self, *rows: Mapping[str, str]) -> Path:
        return inventory(self.folder / "sider.csv", *rows)

    def html(self, name: str, text: str) -> Path:
        path = self.folder / "saved" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def page(self, path: str) -> Page:
        return next(page for page in self.state.all(Page) if page.path == path)

    def parent(self, path: str) -> str:
        above = self.state.get(Page, self.page(path).parent)
        return above.path if above is not None else ""


def change_of(planned: Plan, key: str) -> PlannedChange:
    """Return the change of a page by its path, or of a box by "box:" and the path."""
    kind, _, path = key.rpartition(":")
    wanted = f"{kind}:kk.dk{path}" if kind else f"kk.dk{path}"
    return next(change for change in planned.changes if change.key == wanted)


def fields_of(change: PlannedChange) -> dict[str, str]:
    return {field.field: field.wanted for field in change.fields}


def reasons(planned: Plan) -> list[tuple[str, int, str, str]]:
    return [(each.file, each.row, each.value, each.reason) for each in planned.rejected]

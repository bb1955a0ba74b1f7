"""The facet values that every workspace starts with, and what a new workspace holds."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from kkworkbench.model.channels import Link, Phone
from kkworkbench.model.ids import PageId, PartId, SiteId, TermId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.order import keys_between
from kkworkbench.text.danish import search_key


def fixed_id(name: str) -> str:
    """Return the UUID that a shipped record has in every workspace."""
    return str(uuid5(NAMESPACE_URL, f"urn:kkworkbench:{name}"))


def term_id(vocabulary: Vocabulary, code: str) -> TermId:
    """Return the id of a shipped term."""
    return TermId(fixed_id(f"term:{vocabulary}:{code}"))


@cache
def terms() -> tuple[Term, ...]:
    """Return the seven administrations (and a renamed one's successor), categories, districts."""
    lists = _lists("terms.toml")
    out: list[Term] = []
    for vocabulary in Vocabulary:
        entries = lists[vocabulary.value]
        for entry, order in zip(entries, keys_between(None, None, len(entries)), strict=True):
            out.append(_term(vocabulary, entry, order))
    return tuple(out)


def find_term(known: Iterable[Term], vocabulary: Vocabulary, text: str) -> Term | None:
    """Return the one term that a text names by code, name or alias; None for none or several.

    Where a term was renamed, its name as it was still finds it.
    """
    wanted = search_key(" ".join(text.split()))
    if not wanted:
        return None
    named: list[Term] = []
    aliased: list[Term] = []
    for term in known:
        if term.vocabulary is not vocabulary:
            continue
        if wanted in (search_key(term.name), search_key(term.code)):
            named.append(term)
        elif wanted in {search_key(alias) for alias in term.aliases}:
            aliased.append(term)
    found = named or aliased
    return found[0] if len(found) == 1 else None


def new_workspace_records() -> tuple[Record, ...]:
    """Return what a new workspace holds: the terms, the site kk.dk, and the way to Kontakt.

    That is the five sections of level 1, Kontakt under Om kommunen, and the empty overview
    Kontaktoversigt, so that contact pages can be added at once.
    """
    skeleton = _lists("new_workspace.toml")
    site = SiteId(fixed_id("site:kk.dk"))
    siblings: dict[str, list[dict[str, str]]] = {}
    for entry in skeleton["page"]:
        siblings.setdefault(entry.get("parent", ""), []).append(entry)
    pages = [
        Page(
            _new_page_id(entry["title"]),
            _new_page_id(parent) if parent else None,
            order,
            site=site,
            title=entry["title"],
            path=entry["path"],
            kind=PageKind(entry["kind"]),
        )
        for parent, entries in siblings.items()
        for entry, order in zip(entries, keys_between(None, None, len(entries)), strict=True)
    ]
    contact_page = _new_page_id(skeleton["site"]["contact_page"])
    return (*terms(), main_site(site, contact_page), *pages)


def main_site(site: SiteId, contact_page: PageId) -> Site:
    """Return the site kk.dk with the main number and Kontakt in its footer (P10, P11)."""
    entry = _lists("new_workspace.toml")["site"]
    phone = Phone(PartId(fixed_id("site:phone")), entry["phone"], entry["phone_label"])
    link = Link(PartId(fixed_id("site:link")), entry["link"], entry["link_url"])
    return Site(
        site, entry["name"], entry["host"], (phone,), (link,),
        entry["feedback_url"], contact_page,
    )  # fmt: skip


def _new_page_id(title: str) -> PageId:
    return PageId(fixed_id(f"new:{title}"))


def _lists(name: str) -> dict[str, Any]:
    file = resources.files("resources").joinpath("terms", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _term(vocabulary: Vocabulary, entry: dict[str, Any], order: str) -> Term:
    successor = entry.get("successor")
    start, end = entry.get("valid_from"), entry.get("valid_to")
    return Term(
        term_id(vocabulary, entry["code"]),
        vocabulary,
        entry["code"],
        entry["name"],
        tuple(entry.get("aliases", ())),
        order,
        start if isinstance(start, date) else None,
        end if isinstance(end, date) else None,
        term_id(vocabulary, successor) if successor else None,
    )

"""The site's own pages as a source: the tree fills, and boxes are offered where none stand."""

from dataclasses import replace
from pathlib import Path

from kkworkbench.model.source_record import SITE
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.mapping import profile_of
from kkworkbench.sources.pages.box_offers import BoxOffers
from kkworkbench.sources.pages.choices import NAMES, read_choices
from kkworkbench.sources.pages.collected import collect
from kkworkbench.sources.pages.contact_offers import ContactOffers
from kkworkbench.sources.pages.files import kind_of
from kkworkbench.sources.pages.found import bare_host, title_from
from kkworkbench.sources.pages.inventory import looks_like_pages
from kkworkbench.sources.pages.json_rows import json_rows
from kkworkbench.sources.pages.kinds import Kinds
from kkworkbench.sources.pages.matching import Matcher, hosts_of_sites
from kkworkbench.sources.pages.page_plan import PagePlanner
from kkworkbench.sources.pages.tree import addresses_between, with_steps_between
from kkworkbench.sources.source import Request, Source, checked
from kkworkbench.sources.table import table_of
from kkworkbench.sources.tables import read_grid
from kkworkbench.workspace.plan import Plan, Rejected

NAME = "pages"
LOOKED_AT = 50
"""Rows of a table that are read to see whether it is one of pages."""


def plan(request: Request) -> Plan:
    """Read inventories, sitemaps and saved pages, and plan what they would change.

    Raises:
        UnreadableInputError: a file cannot be read, is dangerous to open, or holds no pages.
    """
    request = _with_profile(request)
    state = request.state
    choices = read_choices(request.options, state)
    collected = collect(request, choices)
    default_host = bare_host(choices.site.host) if choices.site is not None else ""
    matcher = Matcher(state, default_host)
    pages = with_steps_between(collected.pages, matcher.addresses())
    told = {page.key for page in collected.pages}
    rejected = list(collected.rejected)
    matches = []
    for match in checked(matcher.matched(pages), request.check):
        if match.page is None and matcher.was_deleted(match.found):
            if match.found.key in told:
                rejected.append(_told(match.found.file, match.found.row, match.found.path,
                                      "reject.page_deleted"))  # fmt: skip
        elif match.page is None and not match.found.title:
            titled = replace(match.found, title=title_from(match.found.path))
            matches.append(replace(match, found=titled))
        else:
            matches.append(match)
    kinds = Kinds(state, choices, hosts_of_sites(state))
    planner = PagePlanner(state, kinds, default_host, request.today)
    between = {page.key for page in pages} - told
    planned = planner.planned(matches, between, request.check)
    rejected += planner.rejected
    rejected += [
        _told(page.file, page.row, type_, "reject.page_type")
        for type_, page in kinds.unknown_types.items()
    ]
    contacts = ContactOffers(state, planned, choices.takes_contacts)
    changes = [each.change for each in planned]
    if collected.is_list:
        changes += planner.gone(matches, matcher.records, addresses_between(pages))
    changes += contacts.changes()
    changes += BoxOffers(state, planned, contacts, choices.takes_boxes).changes()
    return Plan(SITE, collected.file, tuple(changes), tuple(rejected), collected.dropped)


def _with_profile(request: Request) -> Request:
    """Return the request with what its profile says where it says nothing itself.

    Raises:
        UnreadableInputError: there is no profile of that name.
    """
    profile = profile_of(request, NAME)
    if profile is None:
        return request
    options = {name: value for name, value in profile.options if name in NAMES}
    return replace(
        request,
        columns={**dict(profile.columns), **request.columns},
        options={**options, **request.options},
    )


def knows(path: Path) -> bool:
    """Say whether a file looks like the site's: by its suffix, a table by its columns."""
    if path.is_dir() or kind_of(path.name) in ("page", "sitemap") or path.suffix == ".zip":
        return True
    if kind_of(path.name) != "table":
        return False
    try:
        if path.suffix.casefold() == ".json":
            return looks_like_pages(json_rows(path.name, path.read_bytes())[0][1])
        grid = read_grid(path, most=LOOKED_AT)
        return looks_like_pages(table_of(grid).header)
    except (UnreadableInputError, OSError):
        return False


def _told(file: str, row: int, value: str, reason: str) -> Rejected:
    return Rejected(file, "", row, "", value, reason)


SOURCE = Source(
    NAME,
    (".csv", ".tsv", ".json", ".xlsx", ".xlsm", ".ods", ".xml", ".gz", ".html", ".htm", ".zip"),
    plan,
    NAMES,
    takes_many=True,
    knows=knows,
)

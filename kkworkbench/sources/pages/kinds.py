"""What kind a page is, and why: by what was chosen, by its type, else by where it stands."""

import re
from collections.abc import Collection, Mapping

from kkworkbench.model.page import LEAF_KINDS, Page, PageKind
from kkworkbench.model.site import Site
from kkworkbench.sources.pages.choices import Choices
from kkworkbench.sources.pages.found import FoundPage, path_key
from kkworkbench.state.state import State
from kkworkbench.text.danish import search_key

DEFAULT_CONTACT_PATH = "/om-kommunen/kontakt"
_TYPES: dict[str, PageKind] = {
    **dict.fromkeys(("kontaktside", "kontakt", "contact", "contactpage", "localgovcontact",
                     "localgovdirectoriespage", "os2webcontact"), PageKind.CONTACT),
    **dict.fromkeys(("emneside", "emne", "topic", "topicpage", "landingsside", "landingpage",
                     "temaside", "localgovserviceslanding", "localgovservicessublanding"),
                    PageKind.TOPIC),
    **dict.fromkeys(("sektion", "section", "sektionsside", "indgangsside"), PageKind.SECTION),
    **dict.fromkeys(("service", "serviceside", "indholdsside", "artikel", "artikelside", "article",
                     "page", "basicpage", "side", "os2webpage", "localgovservicespage"),
                    PageKind.SERVICE),
    **dict.fromkeys(("link", "linkside", "redirect", "henvisning", "externallink"), PageKind.LINK),
    **dict.fromkeys(("oversigt", "oversigtsside", "overview", "listing", "kontaktoversigt"),
                    PageKind.OVERVIEW),
}  # fmt: skip
EXPLICIT = frozenset({"why.page_kind_chosen", "why.page_kind_type"})
"""Reasons that say what the site or a person wants, as opposed to a guess."""
_GENERAL = frozenset({"page", "basicpage", "side", "article", "os2webpage"})
"""Types that sites use for every page: where a page stands says more."""


class Kinds:
    """Tells the kind of pages; types that are unknown are collected."""

    def __init__(self, state: State, choices: Choices, hosts: Mapping[str, str]) -> None:
        """Learn where each site's contact hierarchy is; `hosts` are those of the sites by id."""
        self._chosen = choices.kinds
        self._contact_paths: dict[str, str] = {}
        for site in state.all(Site):
            page = state.get(Page, site.main_contact_page)
            path = path_key(page.path) if page is not None and page.path else ""
            self._contact_paths[hosts[site.id]] = path or DEFAULT_CONTACT_PATH
        if choices.contact_path:
            self._contact_paths = dict.fromkeys(self._contact_paths, choices.contact_path)
        self._default = choices.contact_path or DEFAULT_CONTACT_PATH
        self.unknown_types: dict[str, FoundPage] = {}

    def kind_of(
        self, page: FoundPage, children: Collection[str], *, has_parent: bool
    ) -> tuple[PageKind, str]:
        """Return a page's kind and the message key of the reason."""
        kind, why = self._said(page) or self._guessed(page, bool(children), has_parent)
        if children and kind in LEAF_KINDS:
            return PageKind.TOPIC, "why.page_kind_children"
        return kind, why

    def _said(self, page: FoundPage) -> tuple[PageKind, str] | None:
        path, type_ = path_key(page.path), page.type.casefold()
        above = [
            (len(name), kind)
            for name, kind in self._chosen
            if name.startswith("/") and (path == name or path.startswith(f"{name}/"))
        ]
        named = [kind for name, kind in self._chosen if name == type_]
        if above or named:
            return max(above)[1] if above else named[0], "why.page_kind_chosen"
        spelt = re.sub(r"[\W_]+", "", search_key(page.type))
        if not spelt or spelt in _GENERAL:
            return None
        if spelt not in _TYPES:
            self.unknown_types.setdefault(page.type, page)
            return None
        return _TYPES[spelt], "why.page_kind_type"

    def _guessed(
        self, page: FoundPage, has_children: bool, has_parent: bool
    ) -> tuple[PageKind, str]:
        contact = self._contact_paths.get(page.host, self._default)
        path = path_key(page.path)
        if path == contact:
            return PageKind.TOPIC, "why.page_kind_contact_main"
        if path.startswith(f"{contact}/"):
            return PageKind.CONTACT, "why.page_kind_contact_path"
        if {"has_self_service", "has_form"} & dict(page.signs).keys():
            return PageKind.SERVICE, "why.page_kind_acting"
        if has_children:
            if has_parent:
                return PageKind.TOPIC, "why.page_kind_children"
            return PageKind.SECTION, "why.page_kind_top"
        return PageKind.SERVICE, "why.page_kind_leaf"

"""What a person chose for this source: `--set NAME=VALUE`."""

from collections.abc import Mapping
from dataclasses import dataclass

from kkworkbench.model.page import PageKind
from kkworkbench.model.site import Site
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.pages.found import bare_host, path_key
from kkworkbench.state.indexes import SITES
from kkworkbench.state.state import State

SITE, CONTACT_PATH, KINDS, BOXES, CONTACTS = "site", "contact_path", "kinds", "boxes", "contacts"
NAMES = frozenset({SITE, CONTACT_PATH, KINDS, BOXES, CONTACTS})
_YES = frozenset({"yes", "ja", "1", "true"})
_NO = frozenset({"no", "nej", "0", "false"})


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen; `kinds` pairs a path that begins with "/", or a type, with a kind.

    `takes_boxes` and `takes_contacts` are None where they are offered and not taken at once.
    """

    site: Site | None = None
    is_site_chosen: bool = False
    contact_path: str = ""
    kinds: tuple[tuple[str, PageKind], ...] = ()
    takes_boxes: bool | None = None
    takes_contacts: bool | None = None


def read_choices(options: Mapping[str, str], state: State) -> Choices:
    """Read the options.

    `site` is a host, `contact_path` the path under which contact pages stand, `kinds` a list such
    as "/om-kommunen/kontakt:contact,nyhed:service", `boxes` and `contacts` are yes or no.

    Raises:
        UnreadableInputError: one of them says nothing that can be done.
    """
    asked = options.get(SITE, "").strip()
    sites = [site for id_ in state.bucket(SITES, True) if (site := state.get(Site, id_))]
    site = next(iter(sites), None)
    if asked:
        hosts = {bare_host(each.host): each for each in sites}
        site = hosts.get(bare_host(asked))
        if site is None:
            raise _unusable(SITE, asked)
    return Choices(
        site,
        bool(asked),
        path_key(options[CONTACT_PATH]) if options.get(CONTACT_PATH, "").strip() else "",
        tuple(_kinds(options.get(KINDS, ""))),
        _yes_or_no(options, BOXES),
        _yes_or_no(options, CONTACTS),
    )


def _kinds(text: str) -> list[tuple[str, PageKind]]:
    pairs = []
    for each in text.split(","):
        if not each.strip():
            continue
        name, colon, kind = each.rpartition(":")
        name, kind = name.strip().casefold(), kind.strip().casefold()
        if not colon or not name or kind not in set(PageKind):
            raise _unusable(KINDS, each)
        pairs.append((path_key(name) if name.startswith("/") else name, PageKind(kind)))
    return pairs


def _yes_or_no(options: Mapping[str, str], name: str) -> bool | None:
    text = options.get(name, "").strip().casefold()
    if not text:
        return None
    if text not in _YES | _NO:
        raise _unusable(name, text)
    return text in _YES


def _unusable(name: str, value: str) -> UnreadableInputError:
    return UnreadableInputError("input.pages_option", name=name, value=value)

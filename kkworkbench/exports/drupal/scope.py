"""What goes into a batch: what was asked for, what has changed, and all that these need."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from kkworkbench.exports.drupal.checking import Items, references
from kkworkbench.exports.drupal.footer import footer_ids
from kkworkbench.exports.drupal.scope_retired import retired
from kkworkbench.exports.drupal.shapes import Item, item_id
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.contact_list import ListEntry
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError

DRILL = "drill"
FOOTER = "footer"
ADMINISTRATION = "administration:"
SITE = "site:"
Place = tuple[str, str]
"""A part of a batch and an item's id in it."""


class Why(StrEnum):
    """Why an item is in a batch."""

    ALL = "all"
    NEW = "new"
    CHANGED = "changed"
    CHOSEN = "chosen"
    NEEDED = "needed"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Base:
    """The batch that another builds on: its id, its number and all items as they were then.

    `later` are the items of further batches that were written since. `only` is what was asked for.
    """

    id: str
    number: int
    items: Items
    later: tuple[Items, ...] = ()
    only: tuple[str, ...] = ()

    @property
    def sent(self) -> Items:
        """All items that went out with it or since, the oldest state of each."""
        found = {part: {each["id"]: each for each in items} for part, items in self.items.items()}
        for items in self.later:
            for part, added in items.items():
                for each in added:
                    found[part].setdefault(each["id"], each)
        return {part: list(items.values()) for part, items in found.items()}


@dataclass(frozen=True, slots=True)
class Choice:
    """What was asked for: `only` names parts of the workspace (all where it is empty)."""

    only_changed: bool = False
    only: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing is kept out."""
        return not self.only and not self.only_changed


EVERYTHING = Choice()


@dataclass(frozen=True, slots=True)
class Selection:
    """The items that go in, and for each why, with the item that needs it."""

    items: dict[str, list[Item]]
    why: dict[Place, tuple[Why, str]] = field(default_factory=dict)


def resolved(only: Iterable[str], state: State) -> tuple[str, ...]:
    """Return what was named in one form.

    That is "drill", "footer", "administration:ID", "site:ID" or a record's id.
    A site may be named by id, name or host. An administration may be named by id, code or name.

    Raises:
        WorkbenchError: there is no such thing.
    """
    found: list[str] = []
    for each in only:
        wanted = each.strip()
        term = _administration(wanted.removeprefix(ADMINISTRATION), state)
        site = _site(wanted.removeprefix(SITE), state) if wanted.startswith(SITE) else None
        if site is not None:
            found.append(f"{SITE}{site.id}")
        elif wanted in _MENUS:
            found.append(wanted)
        elif term is not None:
            found.append(f"{ADMINISTRATION}{term.id}")
        elif any(state.get(kind, wanted) is not None for kind in _CHOSEN_KINDS):
            found.append(wanted)
        else:
            raise WorkbenchError("batches.no_such_part", name=wanted)
    return tuple(sorted(set(found)))


def selected(
    items: Items, state: State, choice: Choice, base: Base | None, vocabulary: str
) -> Selection:
    """Return the items that a batch holds, in the order of the parts.

    With a base, what was deleted since is there as retired, whatever was asked for: in a batch
    of a part only what was in that part.
    """
    none: Items = {part: [] for part in items}
    before = base.items if base is not None else none
    sent = base.sent if base is not None else none
    gone = retired(items, sent, state) if base is not None else none
    wanted = _Wanted(choice.only, state, vocabulary)
    why: dict[Place, tuple[Why, str]] = {}
    old = {(part, each["id"]): each for part in before for each in before[part]}
    former_of = {(part, each["id"]): each for part in sent for each in sent[part]}
    for part, found in items.items():
        for each in found:
            place = (part, each["id"])
            if choice.only and not wanted.has(part, each):
                continue
            if not choice.only_changed:
                why[place] = (Why.CHOSEN if choice.only else Why.ALL, "")
            elif place not in old:
                why[place] = (Why.NEW, "")
            elif is_changed(old[place], each):
                why[place] = (Why.CHANGED, "")
    for part, found in gone.items():
        for each in found:
            place = (part, each["id"])
            is_same = base is not None and base.only == choice.only and place in old
            if not choice.only or is_same or wanted.has(part, former_of.get(place, each)):
                why[place] = (Why.RETIRED, "")
    whole = {part: [*items[part], *gone[part]] for part in items}
    _add_former(whole, sent)
    _close(whole, why)
    kept = {
        part: [each for each in found if (part, each["id"]) in why] for part, found in whole.items()
    }
    return Selection(kept, why)


def is_changed(before: Item, now: Item) -> bool:
    """Whether two states of an item differ in more than the batch that they are in."""
    names = (before.keys() | now.keys()) - UNTOLD
    return any(before.get(name) != now.get(name) for name in names)


UNTOLD = {"revision_log", "boxes_removed", "tags_removed"}
"""What differs from batch to batch without a change of content."""


def _close(whole: Items, why: dict[Place, tuple[Why, str]]) -> None:
    needs: dict[Place, list[Place]] = {}
    for part, id_, other, target in references(whole):
        needs.setdefault((part, id_), []).append((other, target))
    for part in ("pages", "menu"):
        for each in whole[part]:
            if each["parent"]:
                needs.setdefault((part, each["id"]), []).append((part, each["parent"]))
    queue = deque(why)
    while queue:
        place = queue.popleft()
        for need in needs.get(place, ()):
            if need not in why:
                why[need] = (Why.NEEDED, place[1])
                queue.append(need)
    for each in whole["redirects"]:
        if each["page"] and ("pages", each["page"]) in why:
            why.setdefault(("redirects", each["id"]), (Why.NEEDED, each["page"]))


def _add_former(whole: dict[str, list[Item]], before: Items) -> None:
    """Add what only items that are retired, or say what to take away, still lead to.

    A site that never had those needs neither their phones nor their boxes.
    """
    for part in ("terms", "phones", "boxes"):
        known = {each["id"] for each in whole[part]}
        asked = {target for _, _, other, target in references(whole) if other == part}
        mark: Item = {} if part == "terms" else {"retired": 1}
        whole[part] += [
            {**each, **mark}
            for each in before.get(part, ())
            if each["id"] in asked and each["id"] not in known
        ]


_CHOSEN_KINDS = (Page, Contact, ContactBox, DrillEntry, ListEntry, Term)


def _administration(name: str, state: State) -> Term | None:
    for term in sorted(state.all(Term), key=lambda each: each.id):
        if term.vocabulary is Vocabulary.ADMINISTRATION and name and (
            name == term.id or name.casefold() in (term.code.casefold(), term.name.casefold())
        ):  # fmt: skip
            return term
    return None


def _site(name: str, state: State) -> Site | None:
    for site in sorted(state.all(Site), key=lambda each: each.id):
        if name and (
            name == site.id or name.casefold() in (site.name.casefold(), site.host.casefold())
        ):
            return site
    return None


_MENUS = {DRILL: "menu", FOOTER: "footer"}


class _Wanted:
    """Tell whether an item is among what was asked for."""

    def __init__(self, only: Iterable[str], state: State, vocabulary: str) -> None:
        self._vocabulary = vocabulary
        self._menus = {part for name, part in _MENUS.items() if name in only}
        self._administrations = {
            item_id("term", each.removeprefix(ADMINISTRATION))
            for each in only
            if each.startswith(ADMINISTRATION)
        }
        self._ids = {each for name in only for each in _ids_of(name, state)}
        sites = {each.removeprefix(SITE) for each in only if each.startswith(SITE)}
        if sites:
            self._ids |= {item_id("page", p.id) for p in state.all(Page) if p.site in sites}
            self._ids |= footer_ids(site for site in state.all(Site) if site.id in sites)

    def has(self, part: str, item: Item) -> bool:
        if part in self._menus:
            return True
        if item["id"] in self._ids:
            return True
        if not self._administrations:
            return False
        if part == "contacts":
            return bool(self._administrations & set(item["facets"][self._vocabulary]))
        if part == "pages":
            facets = item["list"]["facets"][self._vocabulary]
            return bool(self._administrations & {item["owner"], *facets})
        return False


def _ids_of(name: str, state: State) -> Iterator[str]:
    for kind, prefix in ((Page, "page"), (Contact, "contact"), (ContactBox, "box"),
                         (DrillEntry, "menu"), (Term, "term")):  # fmt: skip
        if state.get(kind, name) is not None:
            yield item_id(prefix, name)
    entry = state.get(ListEntry, name)
    if entry is not None:
        yield item_id("page", entry.page)
    box = state.get(ContactBox, name)
    if box is not None:
        yield item_id("page", box.page)

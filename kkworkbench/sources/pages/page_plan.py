"""Compare the pages that were found with those that stand here, field by field."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kkworkbench.model.ids import PageId, SiteId, SourceRecordId, TermId
from kkworkbench.model.page import LEAF_KINDS, Page
from kkworkbench.model.record import Record
from kkworkbench.model.site import Site
from kkworkbench.model.source_record import SITE, SourceRecord
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.sources.pages.found import address_key, bare_host, path_key
from kkworkbench.sources.pages.kinds import EXPLICIT, Kinds
from kkworkbench.sources.pages.matching import (
    PAGE,
    Match,
    hosts_of_sites,
    record_id,
)
from kkworkbench.sources.pages.page_fields import (
    Said,
    here_of,
    mark_of,
    words_of,
)
from kkworkbench.sources.pages.tree import Node, Standing, Tree
from kkworkbench.sources.source import checked, go_on
from kkworkbench.state.indexes import CHILDREN
from kkworkbench.state.order import keys_between
from kkworkbench.state.state import State
from kkworkbench.workspace.plan import FieldChange, PlanKind, PlannedChange, Rejected

OF_THE_OLD = frozenset({"path", "parent", "kind"})
"""Fields that say where a replaced page stands: they do not hold for the one in its place."""
FROM_CRUMB = "why.page_from_breadcrumb"


@dataclass(frozen=True, slots=True)
class Planned:
    """A page's change, the page as it will be, and the match that it comes from."""

    match: Match
    page: Page
    change: PlannedChange


class PagePlanner:
    """Plans what the pages of a site would change; what it cannot place is in `rejected`."""

    def __init__(self, state: State, kinds: Kinds, default_host: str, today: date) -> None:
        """Take the workspace as it stands."""
        self._state = state
        self._kinds = kinds
        self._today = today
        self._hosts = hosts_of_sites(state)
        self._default_host = default_host
        self._sites = {bare_host(site.host): site.id for site in state.all(Site) if site.host}
        self._terms = tuple(state.all(Term))
        self._names: dict[TermId, str] = {term.id: term.name for term in self._terms}
        self.rejected: list[Rejected] = []
        self._owners: set[str] = set()

    def planned(
        self,
        matches: Collection[Match],
        between: Collection[str],
        check: Callable[[], None] = go_on,
    ) -> list[Planned]:
        """Plan each page; `between` are the addresses that only breadcrumbs name."""
        tree = Tree(
            [Node(match.found, match.id) for match in matches],
            [self._standing(page) for page in self._state.all(Page)],
        )
        parents = tree.parents()
        self.rejected += tree.rejected
        orders = self._orders(matches, parents)
        children: dict[str, set[str]] = defaultdict(set)
        for child, above in parents.items():
            children[above].add(child)
        new = {match.id: match for match in matches if match.page is None}
        paths = {match.id: match.found.path for match in matches}
        out = []
        for match in checked(matches, check):
            below = children[match.id] | set(self._state.bucket(CHILDREN, match.id))
            parent = parents.get(match.id)
            has_parent = parent is not None or bool(match.page and match.page.parent)
            kind, why = self._kinds.kind_of(match.found, below, has_parent=has_parent)
            if match.found.key in between:
                why = FROM_CRUMB
            place = None
            if parent is not None:
                path = paths.get(PageId(parent)) or self._path_of(parent)
                place = PageId(parent), path, orders.get(match.id, "")
            said_kind = kind if why in EXPLICIT else None
            self._look_at_owner(match)
            words = tuple(words_of(match.found, match.id, place, said_kind, self._terms))
            parent_match = new.get(PageId(parent)) if parent is not None else None
            needs = (parent_match.found.key,) if parent_match is not None else ()
            if match.page is None:
                page = Page(
                    match.id,
                    order=orders.get(match.id, ""),
                    site=self._sites.get(match.found.host),
                    kind=kind,
                )
                out.append(self._new(match, page, words, why, needs))
            else:
                out.append(self._changed(match, match.page, words, why if said_kind else "", needs))
        return out

    def _look_at_owner(self, match: Match) -> None:
        """Tell once of each administration that nobody knows."""
        found, name = match.found, match.found.administration
        if not name or name in self._owners:
            return
        self._owners.add(name)
        if find_term(self._terms, Vocabulary.ADMINISTRATION, name) is None:
            told = Rejected(found.file, "", found.row, "", name, "reject.administration")
            self.rejected.append(told)

    def gone(
        self,
        matches: Iterable[Match],
        records: Mapping[str, SourceRecord],
        named: Collection[str],
    ) -> Iterator[PlannedChange]:
        """Yield what a list of the whole site lacks and no breadcrumb names.

        The pages themselves are left alone.
        """
        matches = list(matches)
        there = {match.id for match in matches}
        hosts = {match.found.host for match in matches}
        for page_id, record in sorted(records.items(), key=lambda each: each[1].key):
            host = record.key.partition("/")[0]
            if page_id in there or record.gone or host not in hosts or record.key in named:
                continue
            title = dict(record.values).get("title", record.key)
            yield PlannedChange(
                PlanKind.GONE,
                record.key,
                title,
                0,
                records=(replace(record, gone=True),),
                before=(record,),
            )

    def _standing(self, page: Page) -> Standing:
        host = self._hosts.get(page.site or SiteId(""), self._default_host)
        key = address_key(host, path_key(page.path)) if page.path else ""
        return Standing(page.id, page.parent, key, page.title, page.kind not in LEAF_KINDS)

    def _path_of(self, page_id: str | None) -> str:
        page = self._state.get(Page, page_id)
        return (page.path or page.title) if page is not None else ""

    def _orders(self, matches: Iterable[Match], parents: Mapping[str, str]) -> dict[PageId, str]:
        """Return an order for each page that comes under a parent, behind those that are there."""
        coming: dict[str | None, list[PageId]] = defaultdict(list)
        for match in matches:
            parent = parents.get(match.id)
            if match.page is None or (parent is not None and match.page.parent != parent):
                coming[parent].append(match.id)
        orders: dict[PageId, str] = {}
        for parent, ids in coming.items():
            size = self._state.bucket_size(CHILDREN, parent)
            last = None
            if size:
                page = self._state.get(Page, self._state.at(CHILDREN, parent, size - 1))
                last = page.order or None if page is not None else None
            orders.update(zip(ids, keys_between(last, None, len(ids)), strict=True))
        return orders

    def _new(
        self, match: Match, page: Page, words: tuple[Said, ...], why: str, needs: tuple[str, ...]
    ) -> Planned:
        found = match.found
        record = self._record(match, None, {said.field: said for said in words})
        fields = tuple(FieldChange(said.field, "", said.text) for said in words)

        def build(taken: Collection[str]) -> tuple[Record, ...]:
            return record, _with(page, words, taken)

        records = build([said.field for said in words])
        change = PlannedChange(
            PlanKind.NEW,
            found.key,
            found.title or found.path,
            found.row,
            fields,
            records,
            before=(self._state.get(SourceRecord, record.id), None),
            group="pages",
            why=why,
            needs=needs,
            build=build,
        )
        return Planned(match, _with(page, words, [said.field for said in words]), change)

    def _changed(
        self, match: Match, page: Page, words: tuple[Said, ...], why: str, needs: tuple[str, ...]
    ) -> Planned:
        found, record = match.found, match.record
        said = {
            each.field: each
            for each in words
            if not (match.is_replaced and each.field in OF_THE_OLD)
        }
        last = dict(record.values) if record is not None else {}
        compared = [self._compared(page, each, last.get(each.field, "")) for each in said.values()]
        fields = tuple(field for field in compared if field is not None)
        disputed = {field.field for field in fields if field.is_conflict}
        settled = self._record(match, record, said)
        unsettled = self._record(
            match, record, {name: each for name, each in said.items() if name not in disputed}
        )
        usual = [field.field for field in fields if not field.is_conflict]
        after = _with(page, said.values(), usual)

        def build(taken: Collection[str]) -> tuple[Record, ...]:
            """Note the site's word for all fields, so that the same word is no conflict again."""
            changed = {field.field for field in fields}
            return settled, _with(page, said.values(), changed & set(taken))

        same = record is not None and replace(unsettled, seen_on=record.seen_on) == record
        kind = PlanKind.CONFLICT if disputed else PlanKind.CHANGED
        if not disputed and same and after == page:
            kind = PlanKind.UNCHANGED
        before = self._state.get(SourceRecord, settled.id)
        change = PlannedChange(
            kind,
            found.key,
            page.title or found.title or found.path,
            found.row,
            fields,
            () if kind is PlanKind.UNCHANGED else (unsettled, after),
            before=() if kind is PlanKind.UNCHANGED else (before, page),
            group="pages",
            why=why,
            needs=needs if any(field.field == "parent" for field in fields) else (),
            build=None if kind is PlanKind.UNCHANGED else build,
        )
        return Planned(match, after, change)

    def _compared(self, page: Page, said: Said, was: str) -> FieldChange | None:
        """Return what a field would become, or None where the site says nothing new."""
        text, meaning = here_of(page, said.field, self._names, self._path_of)
        if meaning == said.meaning or (said.kept or said.text) == was:
            return None
        is_own = meaning != "" and not self._is_last_word(said, text, meaning, was)
        shown = "" if said.kept == was or said.field in ("body", "link_boxes") else was
        return FieldChange(said.field, text, said.text, shown, is_own)

    def _is_last_word(self, said: Said, text: str, meaning: str, was: str) -> bool:
        """Whether what stands here is what the site said last."""
        match said.field:
            case "body":
                return meaning == was
            case "link_boxes":
                return mark_of(text) == was
            case "path" | "parent":
                return path_key(text) == path_key(was) if was else False
        return " ".join(text.split()).casefold() == " ".join(was.split()).casefold()

    def _record(
        self, match: Match, record: SourceRecord | None, said: Mapping[str, Said]
    ) -> SourceRecord:
        """Return the site's word on a page; of what it leaves out now, its last word."""
        values = dict(record.values) if record is not None else {}
        values.update({each.field: each.kept or each.text for each in said.values()})
        values[PAGE] = match.id
        found = match.found
        number = f"node/{found.number}" if found.number else ""
        known = record.aliases if record is not None else ()
        aliases = dict.fromkeys(alias for alias in (found.uuid, number, *known) if alias)
        return SourceRecord(
            record.id if record is not None else SourceRecordId(record_id(match.id)),
            SITE,
            found.key,
            aliases=tuple(aliases),
            values=tuple(sorted(values.items())),
            seen_on=self._today,
        )


def _with(page: Page, words: Iterable[Said], taken: Collection[str]) -> Page:
    for said in words:
        if said.field in taken:
            page = said.write(page)
    return page

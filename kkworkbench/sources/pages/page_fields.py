"""The fields of a page that files speak of: what is said, what stands here, how it is written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kkworkbench.model.channels import Link
from kkworkbench.model.ids import PageId, PartId, TermId
from kkworkbench.model.page import Page, PageKind, PageState
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.shipped_terms import find_term
from kkworkbench.sources.pages.found import FoundPage, path_key
from kkworkbench.sources.pages.matching import fixed_id

YES = "ja"
"""As the readers of tables write what is true."""
FLAGS = ("has_self_service", "has_form", "handles_sensitive_data")
ARROW = " → "


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one field: as text, reduced to what it means, and how it is written.

    `kept` is what the record keeps of it; of a long text it is only its mark.
    """

    field: str
    text: str
    meaning: str
    write: Callable[[Page], Page]
    kept: str = ""


def mark_of(text: str) -> str:
    """Return a short mark that tells whether two long texts are the same."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32] if text else ""


def words_of(
    found: FoundPage,
    page_id: PageId,
    parent: tuple[PageId, str, str] | None,
    kind: PageKind | None,
    terms: tuple[Term, ...],
) -> Iterator[Said]:
    """Yield what files say of a page, field by field; what they do not say is left out.

    `parent` is the parent's id, its address and an order among its children; `kind` is None
    where it is but a guess.
    """
    for field in ("title", "summary", "path"):
        text = str(getattr(found, field))
        if text:
            meaning = path_key(text) if field == "path" else " ".join(text.split())
            yield Said(field, text, meaning, _setter(field, text))
    if found.body:
        mark = mark_of(found.body)
        yield Said("body", found.body, mark, _setter("body", found.body), mark)
    if parent is not None:
        parent_id, path, order = parent
        yield Said("parent", path, parent_id, _moved(parent_id, order), path)
    if kind is not None:
        yield Said("kind", kind.value, kind.value, _setter("kind", kind))
    tags = tags_of(found)
    if tags:
        text = ", ".join(tags)
        yield Said("tags", text, _set_of(tags), _setter("tags", tags))
    if found.state:
        state = PageState(found.state)
        yield Said("state", state.value, state.value, _setter("state", state))
    if found.link_boxes:
        yield from _links(found, page_id)
    term = find_term(terms, Vocabulary.ADMINISTRATION, found.administration)
    if term is not None:
        yield Said("administration", term.name, term.id, _setter("administration", term.id))
    for field, sign in found.signs:
        yield Said(field, f"{YES}: {sign}", YES, _setter(field, True), YES)


def here_of(
    page: Page, field: str, terms: dict[TermId, str], path_of: Callable[[str], str]
) -> tuple[str, str]:
    """Return what stands in a page's field: as text, and reduced to what it means."""
    match field:
        case "body":
            return page.body, mark_of(page.body)
        case "path":
            return page.path, path_key(page.path) if page.path else ""
        case "parent":
            return (path_of(page.parent), page.parent) if page.parent is not None else ("", "")
        case "tags":
            return ", ".join(page.tags), _set_of(page.tags)
        case "link_boxes":
            text = _lines((link.text, link.url) for link in page.link_boxes)
            return text, text
        case "administration":
            return terms.get(
                page.administration, ""
            ) if page.administration else "", page.administration or ""
        case "kind" | "state":
            return str(getattr(page, field)), str(getattr(page, field))
        case _ if field in FLAGS:
            text = YES if getattr(page, field) else ""
            return text, text
    text = str(getattr(page, field))
    return text, " ".join(text.split())


def tags_of(found: FoundPage) -> tuple[str, ...]:
    """Return a page's tags; KLE numbers, for which a page has no field, are tags too."""
    return tuple(dict.fromkeys((*found.tags, *(f"KLE {number}" for number in found.kle))))


def _set_of(tags: Iterable[str]) -> str:
    return ", ".join(sorted({tag.strip().casefold() for tag in tags}))


def _lines(links: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"{text}{ARROW}{url}" for text, url in links)


def _links(found: FoundPage, page_id: PageId) -> Iterator[Said]:
    text = _lines(found.link_boxes)

    def write(page: Page) -> Page:
        known = {link.url: link.part_id for link in page.link_boxes}
        links = []
        for number, (said, url) in enumerate(found.link_boxes):
            part = known.pop(url, None) or PartId(fixed_id("link", f"{page_id}:{number}:{url}"))
            links.append(Link(part, said, url))
        return replace(page, link_boxes=tuple(links))

    yield Said("link_boxes", text, text, write, mark_of(text))


def _setter(field: str, value: Any) -> Callable[[Page], Page]:
    def write(page: Page) -> Page:
        return replace(page, **{field: value})

    return write


def _moved(parent: PageId, order: str) -> Callable[[Page], Page]:
    def write(page: Page) -> Page:
        return replace(page, parent=parent, order=order)

    return write

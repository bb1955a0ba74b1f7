"""Where a page may stand."""

from collections.abc import Iterable

from kkworkbench.model.page import LEAF_KINDS, Page
from kkworkbench.model.site import Site
from kkworkbench.state.lookups import ancestors, height, level
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import Refused

HIERARCHY_LEVELS = 4
"""Levels of the contact hierarchy (P22 to P25); other branches may be deeper."""


def check_placement(state: State, page_ids: Iterable[str], parent_id: str | None) -> None:
    """Let pages stand under a parent (None: at the top), or say why not.

    Raises:
        Refused: the parent is one of them or below one, takes no children, or the contact
            hierarchy would get more than four levels.
    """
    if parent_id is None:
        return
    parent = state.get(Page, parent_id)
    if parent is None:
        raise Refused("refused.missing", kind="page", id=parent_id)
    if parent.kind in LEAF_KINDS:
        raise Refused("refused.leaf", parent=parent.title)
    line = {parent_id, *(page.id for page in ancestors(state, parent_id))}
    moved = [page for page in (state.get(Page, id_) for id_ in page_ids) if page is not None]
    for page in moved:
        if page.id in line:
            raise Refused("refused.into_itself", title=page.title)
    if in_contact_hierarchy(state, parent_id):
        depth = level(state, parent_id)
        for page in moved:
            if depth + height(state, page.id) > HIERARCHY_LEVELS:
                raise Refused("refused.too_deep", title=page.title, levels=str(HIERARCHY_LEVELS))


def check_new_child(state: State, parent_id: str | None) -> None:
    """Let a new page stand under a parent, or say why not.

    Raises:
        Refused: as `check_placement`.
    """
    check_placement(state, (), parent_id)
    if (
        parent_id is not None
        and in_contact_hierarchy(state, parent_id)
        and level(state, parent_id) >= HIERARCHY_LEVELS
    ):
        raise Refused("refused.too_deep", title="", levels=str(HIERARCHY_LEVELS))


def in_contact_hierarchy(state: State, page_id: str) -> bool:
    """Whether a page is a site's main contact page or stands below one."""
    mains = {site.main_contact_page for site in state.all(Site)}
    if page_id in mains:
        return True
    return any(page.id in mains for page in ancestors(state, page_id))

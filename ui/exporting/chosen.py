"""Which records are selected in the window, as a batch of them is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def selected_records(desk: Any) -> tuple[str, ...]:
    """Return the ids of what is selected on the page in front: pages, contacts, drill entries."""
    page = desk.window.current_page
    if page == "list":
        return ids_of_rows(desk.contact_list.chosen())
    if page == "drill":
        return tuple(desk.drill.chosen())
    return tuple(desk.hierarchy.tree.view.selected_pages())


def ids_of_rows(rows: Iterable[Any]) -> tuple[str, ...]:
    """Return the page of each row of the contact list, or its contact where it has none."""
    return tuple(row.page or row.contact for row in rows)

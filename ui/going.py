"""Where a record is gone to: the screen, the row and the field."""

from __future__ import annotations

from typing import Any

from ui.dialogs.go_to_rows import Row
from ui.pages.contact_list import LISTED


def go(desk: Any, row: Row) -> None:
    """Show what a row of the palette leads to, or do it."""
    match row.kind:
        case "drill_entry":
            desk.window.show_page("drill")
            _choose(desk.drill.view, desk.drill.model.index_of(row.id))
        case "list_entry":
            desk.window.show_page("list")
            _choose(desk.contact_list.table, _in_list(desk.contact_list, row.id))
        case "page" | "contact" | "site":
            desk.show_finding(row.kind, row.id, row.field)
        case _ if row.action is not None:
            row.action.trigger()


def _in_list(page: Any, key: str) -> Any:
    """Return where an entry stands in the table; what would hide it is cleared."""
    source = page.model.index_of(key)
    index = page.filter.mapFromSource(source)
    if source.isValid() and not index.isValid():
        page.clear_filter()
        page.scope.set_value(LISTED)
        index = page.filter.mapFromSource(page.model.index_of(key))
    return index


def _choose(view: Any, index: Any) -> None:
    if index.isValid():
        view.setCurrentIndex(index)
        view.scrollTo(index)
    view.setFocus()

"""The cells of the page tree: columns, what they tell, and what can be done to them."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt

from kkworkbench.model.page import LEAF_KINDS, Page
from ui import theme
from ui.icons import icon

PAGE_ID = Qt.ItemDataRole.UserRole + 1
BADGE = Qt.ItemDataRole.UserRole + 2
IS_CUT = Qt.ItemDataRole.UserRole + 3
_ROLE = Qt.ItemDataRole
SHOWN = frozenset(
    map(int, (_ROLE.DisplayRole, _ROLE.EditRole, _ROLE.ToolTipRole, _ROLE.AccessibleTextRole))
) | {PAGE_ID, BADGE, IS_CUT}
"""Roles that say something; a paint asks each cell for ten."""

_FLAG = Qt.ItemFlag
NO_FLAGS = _FLAG.NoItemFlags
READABLE = _FLAG.ItemIsEnabled | _FLAG.ItemIsSelectable
MOVABLE = {
    (takes_children, is_name): READABLE
    | _FLAG.ItemIsDragEnabled
    | (_FLAG.ItemIsDropEnabled if takes_children else NO_FLAGS)
    | (_FLAG.ItemIsEditable if is_name else NO_FLAGS)
    for takes_children in (False, True)
    for is_name in (False, True)
}
"""Flags by (takes children, is the name); made once, for a layout asks for those of each row."""


class Column(IntEnum):
    """What stands beside a page's name."""

    NAME = 0
    PROBLEMS = 1
    ADMINISTRATION = 2


def flags_of(page: Page | None, column: int, is_read_only: bool) -> Qt.ItemFlag:
    """Return the flags of a cell; of the root, where there is no page."""
    if page is None:
        return NO_FLAGS if is_read_only else _FLAG.ItemIsDropEnabled
    return READABLE if is_read_only else MOVABLE[page.kind not in LEAF_KINDS, column == 0]


def header_of(column: int, words: str, role: int) -> object:
    """Return what stands over a column: words, but a picture over the narrow one.

    Its word would take the room of the names.
    """
    is_picture = column == Column.PROBLEMS
    match role:
        case Qt.ItemDataRole.DisplayRole:
            return "" if is_picture else words
        case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
            return words
        case Qt.ItemDataRole.DecorationRole if is_picture:
            return icon("problems", theme.current())
    return None

"""What stands over the columns of the page tree."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ui.models.page_cells import Column, header_of


def test_over_the_narrow_column_stands_a_picture_that_has_its_word(qapp: QApplication) -> None:
    role = Qt.ItemDataRole
    assert header_of(Column.PROBLEMS, "Problemer", role.DisplayRole) == ""
    assert isinstance(header_of(Column.PROBLEMS, "Problemer", role.DecorationRole), QIcon)
    for told in (role.ToolTipRole, role.AccessibleTextRole):
        assert header_of(Column.PROBLEMS, "Problemer", told) == "Problemer"
    assert header_of(Column.NAME, "Navn", role.DisplayRole) == "Navn"
    assert header_of(Column.NAME, "Navn", role.DecorationRole) is None

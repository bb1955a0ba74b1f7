"""Which rows of the contact list are shown, and in which order."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel

from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.search import STATUS, Filters, ListRow, accepts
from ui.models.contact_table import Column, ContactTableModel

Index = QModelIndex | QPersistentModelIndex


class ContactFilter(QSortFilterProxyModel):
    """Choose by scope, words and facets; sort the Danish way."""

    def __init__(self, model: ContactTableModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._accepted: dict[str, tuple[ListRow, bool]] = {}
        self.listed = True
        self.query = ""
        self.filters: Filters = {}
        self._facets: Filters = {}
        self._status: frozenset[str] = frozenset()
        self.setSourceModel(model)
        self.setDynamicSortFilter(True)

    @property
    def follows_findings(self) -> bool:
        """Whether it depends on findings which rows are shown."""
        return bool(self._status)

    def choose(self, listed: bool, query: str, filters: Filters) -> None:
        """Show the rows of a scope that match words and facets."""
        self.listed, self.query, self.filters = listed, query, filters
        self._facets = {group: chosen for group, chosen in filters.items() if group != STATUS}
        self._status = filters.get(STATUS, frozenset())
        self._accepted.clear()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        # Qt asks again when the findings of a row change. Only the status reads them: what the
        # rest says of a row that is the same is answered from memory.
        each = self._model.rows[row]
        known = self._accepted.get(each.key)
        if known is not None and known[0] is each:
            answer = known[1]
        else:
            answer = each.is_listed is self.listed and accepts(each, self.query, self._facets)
            self._accepted[each.key] = each, answer
        if answer and self._status:
            return not self._status.isdisjoint(self._model.status(each))
        return answer

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._key(left) < self._key(right)

    def _key(self, index: Index) -> tuple[object, ...]:
        row = self._model.row_at(index)
        name = sort_key(row.name)
        match index.column():
            case Column.PROBLEMS:
                return -self._model.problems(row), name
            case Column.USAGE:
                use = self._model.use(row)
                return use is None, -use.total if use is not None else 0, name
            case Column.CHECKED:
                on = row.checked_on
                return on is not None, on.toordinal() if on is not None else 0, name
        text = self._model.text(row, index.column()).strip("—")
        return not text, sort_key(text), name

"""Every safe fix with what it turns into what, ticked one by one or by rule, done as one step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.finding import Finding
from kkworkbench.rules.wording import subject_title
from kkworkbench.text.danish import sort_key
from kkworkbench.workspace.safe_fixes import SafeFix, safe_fixes
from ui.bridge import Bridge
from ui.widgets import EmptyState, dress_view, label, size_dialog

FINDING: Final = Qt.ItemDataRole.UserRole
SUBJECT, BEFORE, AFTER = range(3)


class FixAllDialog(QDialog):
    """List the safe fixes by rule; what is ticked is done when the dialog is accepted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Udfør alle sikre rettelser"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Sikre rettelser"))
        self.tree.setHeaderLabels([self.tr("Hvor"), self.tr("Før"), self.tr("Efter")])
        self.tree.setUniformRowHeights(True)
        dress_view(self.tree)
        empty = EmptyState(self.tr("Der er intet, der kan rettes uden at spørge."), "", self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.tree)
        self._stack.addWidget(empty)
        words = label(
            self.tr("En sikker rettelse mister intet. Alt, hvad der er markeret, bliver ét trin."),
            "secondary",
        )
        words.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self._stack, 1)
        layout.addWidget(buttons)
        size_dialog(self, 120, 70)
        bridge.settle()
        self._fill(list(safe_fixes(bridge.state, bridge.results.all())))
        self.tree.itemChanged.connect(self._show_count)
        self._show_count()

    def ticked(self) -> tuple[Finding, ...]:
        """Return the findings whose fixes are ticked."""
        return tuple(
            row.data(SUBJECT, FINDING)
            for rule in self._rules()
            for row in map(rule.child, range(rule.childCount()))
            if row.checkState(SUBJECT) is Qt.CheckState.Checked
        )

    def accept(self) -> None:
        found = self.ticked()
        if not found or self._bridge.fix(found):
            super().accept()

    def _fill(self, found: list[SafeFix]) -> None:
        by_rule: dict[str, list[tuple[str, SafeFix]]] = {}
        for fix in found:
            title = subject_title(fix.finding, self._bridge.state)
            by_rule.setdefault(fix.finding.code, []).append((title, fix))
        for code, rows in by_rule.items():
            rule = QTreeWidgetItem(self.tree, [self._rule_name(code, len(rows))])
            rule.setFlags(_CHECKABLE | Qt.ItemFlag.ItemIsAutoTristate)
            rule.setFirstColumnSpanned(True)
            rows.sort(key=lambda row: sort_key(row[0]))
            for title, fix in rows:
                item = QTreeWidgetItem(rule, [title, fix.before or "–", fix.after or "–"])
                item.setFlags(_CHECKABLE)
                item.setCheckState(SUBJECT, Qt.CheckState.Checked)
                item.setData(SUBJECT, FINDING, fix.finding)
                for column in (SUBJECT, BEFORE, AFTER):
                    item.setToolTip(column, item.text(column))
        self.tree.expandAll()
        header = self.tree.header()
        header.setStretchLastSection(False)
        for column in (SUBJECT, BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        if self.tree.topLevelItemCount():
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        self._stack.setCurrentIndex(0 if found else 1)

    def _rule_name(self, code: str, count: int) -> str:
        name = self._bridge.text(f"rule.{code}.name")
        return f"{name} ({code}) · {self.tr('%n rettelser', '', count)}"

    def _rules(self) -> list[QTreeWidgetItem]:
        tree = self.tree
        found = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
        return [item for item in found if item is not None]

    def _show_count(self) -> None:
        count = len(self.ticked())
        self.ok.setText(self.tr("Udfør %n rettelser", "", count))
        self.ok.setEnabled(count > 0 and not self._bridge.is_read_only)


_CHECKABLE: Final = (
    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
)

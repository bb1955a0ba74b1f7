"""The rule catalogue: each rule with its principle, why, examples, findings now and switches."""

from __future__ import annotations

from collections import Counter
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from kkworkbench.model.finding import Severity
from kkworkbench.model.ids import SettingId
from kkworkbench.model.setting import Setting
from kkworkbench.rules.all_rules import RULES
from kkworkbench.rules.profile import OFF, SEVERITY
from kkworkbench.rules.registry import ANY_CASE, Rule
from kkworkbench.rules.settings import value_of
from kkworkbench.text.danish import matches
from kkworkbench.workspace.commands.settings import SetSetting
from ui import theme
from ui.bridge import Bridge
from ui.dialogs.good_boxes import GoodBoxes
from ui.icons import icon
from ui.widgets import (
    ColumnShares,
    NoWheelComboBox,
    SearchField,
    WrapLabel,
    dress_view,
    label,
    size_dialog,
)

CODE: Final = Qt.ItemDataRole.UserRole
NAME, COUNT = range(2)
EXAMPLES: Final = "examples"
"""Stands in the place of a code on the row of the good boxes."""
_AT_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CatalogueDialog(QDialog):
    """Read the rules; each switch and severity is set at once, as a step that can be undone.

    Signals:
        findings_requested(str): code of a rule whose findings are to be shown.
        place_requested(str, str, str): kind and id of a record to go to, field name.
    """

    findings_requested = Signal(str)
    place_requested = Signal(str, str, str)

    def __init__(self, bridge: Bridge, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle(self.tr("Regelkatalog"))
        self.search = SearchField(self.tr("Søg i regler og principper"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Regler"))
        self.tree.setHeaderLabels([self.tr("Regel"), self.tr("Problemer nu")])
        dress_view(self.tree)
        self.detail = RuleDetail(bridge)
        self.examples = GoodBoxes(bridge)
        self._lay_out()
        self._rows: dict[str, QTreeWidgetItem] = {}
        self._fill()
        self.search.search_changed.connect(self._filter)
        self.tree.currentItemChanged.connect(self._show_current)
        self.detail.findings_requested.connect(self._show_findings)
        self.examples.place_requested.connect(self._go_to)
        bridge.findings_changed.connect(self._count)
        bridge.state_changed.connect(self._refresh)
        self._refresh()
        self.select(code or RULES[0].code)
        self.tree.setFocus()

    def select(self, code: str) -> None:
        """Show a rule."""
        row = self._rows.get(code)
        if row is not None:
            self.tree.setCurrentItem(row)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.tree, 1)
        scroll = QScrollArea()
        scroll.setAccessibleName(self.tr("Regel"))
        scroll.setWidgetResizable(True)
        scroll.setWidget(self.detail)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(scroll)
        self._stack.addWidget(self.examples)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self._stack)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(split, 1)
        layout.addWidget(buttons)
        unit = self.fontMetrics().averageCharWidth()
        size_dialog(self, 150, 84)
        split.setSizes([unit * 66, unit * 80])

    def _fill(self) -> None:
        examples = QTreeWidgetItem(self.tree, [self.tr("Gode kontaktbokse")])
        examples.setData(NAME, CODE, EXAMPLES)
        examples.setIcon(NAME, icon("ok", theme.current()))
        self._rows[EXAMPLES] = examples
        families: dict[str, QTreeWidgetItem] = {}
        for rule in RULES:
            family = families.get(rule.family)
            if family is None:
                name = self._bridge.text(f"family.{rule.family}")
                family = families[rule.family] = QTreeWidgetItem(self.tree, [name])
                family.setFlags(Qt.ItemFlag.ItemIsEnabled)
            name = self._bridge.text(f"rule.{rule.code}.name")
            row = QTreeWidgetItem(family, [f"{rule.code} {name}"])
            row.setData(NAME, CODE, rule.code)
            row.setToolTip(NAME, name)
            row.setTextAlignment(COUNT, _AT_RIGHT)
            self._rows[rule.code] = row
        self.tree.expandAll()
        ColumnShares(self.tree, {NAME: 44, COUNT: 10})

    def _refresh(self, _event: object = None) -> None:
        off = _off(self._bridge)
        for rule in RULES:
            row = self._rows[rule.code]
            is_off = rule.code in off
            grade = "off" if is_off else _grade(self._bridge, rule, rule.cases[0][0]).value
            row.setIcon(NAME, icon("close" if is_off else grade, theme.current()))
            said = self.tr("slukket") if is_off else self._bridge.text(f"severity.{grade}")
            name = row.text(NAME)
            row.setData(NAME, Qt.ItemDataRole.AccessibleTextRole, f"{name}, {said}")
            row.setDisabled(False)
            row.setForeground(
                NAME, self.palette().placeholderText() if is_off else self.palette().text()
            )
        self._count()
        self._show_current()

    def _count(self, _subjects: object = None) -> None:
        counts = Counter(
            result.finding.code for result in self._bridge.results.all() if result.waiver is None
        )
        for rule in RULES:
            count = counts[rule.code]
            self._rows[rule.code].setText(COUNT, str(count) if count else "")
        self.examples.refresh()
        name = self.tr("Gode kontaktbokse")
        self._rows[EXAMPLES].setText(NAME, f"{name} ({self.examples.count()})")
        self.detail.show_count(counts)

    def _filter(self, query: str) -> None:
        text = self._bridge.text
        for rule in RULES:
            words = [rule.code, text(f"rule.{rule.code}.name"), text(f"rule.{rule.code}.why")]
            words += [f"{cite} {text(f'principle.{cite}')}" for cite in rule.cites]
            self._rows[rule.code].setHidden(bool(query) and not matches(query, " ".join(words)))
        examples = self._rows[EXAMPLES]
        examples.setHidden(bool(query) and not matches(query, examples.text(NAME)))
        for n in range(1, self.tree.topLevelItemCount()):
            family = self.tree.topLevelItem(n)
            assert family is not None
            rows = [family.child(at) for at in range(family.childCount())]
            family.setHidden(all(row.isHidden() for row in rows))

    def _show_current(self, _now: object = None, _was: object = None) -> None:
        item = self.tree.currentItem()
        code = item.data(NAME, CODE) if item is not None else None
        self._stack.setCurrentIndex(1 if code == EXAMPLES else 0)
        rule = next((each for each in RULES if each.code == code), None)
        if rule is not None:
            self.detail.show_rule(rule)

    def _go_to(self, kind: str, id_: str, field: str) -> None:
        self.accept()
        self.place_requested.emit(kind, id_, field)

    def _show_findings(self, code: str) -> None:
        self.findings_requested.emit(code)
        self.accept()


class RuleDetail(QWidget):
    """One rule, in our own words, and its switches.

    Signals:
        findings_requested(str): code of the rule whose findings are to be shown.
    """

    findings_requested = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._rule: Rule | None = None
        self._counts: Counter[str] = Counter()
        self.name = WrapLabel("")
        self.name.setProperty("role", "h1")
        self.why = WrapLabel("")
        self.on = QCheckBox(self.tr("Reglen er &slået til"))
        self.on.toggled.connect(self._switch)
        self.grades: dict[str, NoWheelComboBox] = {}
        self.findings = QPushButton()
        self.findings.setAutoDefault(False)
        self.findings.clicked.connect(
            lambda: self.findings_requested.emit(self._rule.code if self._rule else "")
        )
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout = QVBoxLayout(self)
        look = theme.current()
        layout.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        layout.setSpacing(look.px(10))
        layout.addWidget(self.name)
        layout.addWidget(self.why)
        layout.addLayout(self._form)
        layout.addWidget(label(self.tr("Sådan regnes den her"), "section"))
        layout.addWidget(self.on)
        self._grade_form = QFormLayout()
        self._grade_form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.addLayout(self._grade_form)
        row = QHBoxLayout()
        row.addWidget(self.findings)
        row.addStretch(1)
        layout.addLayout(row)
        layout.addStretch(1)

    def show_rule(self, rule: Rule) -> None:
        """Show a rule; a rule that is shown already keeps its widgets and their focus."""
        is_new = self._rule is not rule
        self._rule = rule
        if is_new:
            self._show_texts(rule)
            self._make_grades(rule)
        writable = not self._bridge.is_read_only
        is_on = rule.code not in _off(self._bridge)
        self.on.blockSignals(True)
        self.on.setChecked(is_on)
        self.on.blockSignals(False)
        self.on.setEnabled(writable)
        for case, box in self.grades.items():
            box.setCurrentIndex(box.findData(_grade(self._bridge, rule, case).value))
            box.setEnabled(writable and is_on)
        self.show_count(self._counts)

    def show_count(self, counts: Counter[str]) -> None:
        """Say how many findings the rule has now."""
        self._counts = counts
        count = counts[self._rule.code] if self._rule is not None else 0
        self.findings.setText(self.tr("Vis %n problemer", "", count))
        self.findings.setEnabled(count > 0)

    def _show_texts(self, rule: Rule) -> None:
        text = self._bridge.text
        code = rule.code
        self.name.setText(f"{text(f'rule.{code}.name')}")
        self.why.setText(text(f"rule.{code}.why"))
        while self._form.rowCount():
            self._form.removeRow(0)
        rows = [
            (self.tr("Princip"), "\n".join(f"{text(f'principle.{c}')} ({c})" for c in rule.cites)),
            (self.tr("Godt"), text(f"rule.{code}.good")),
            (self.tr("Ikke godt"), text(f"rule.{code}.bad")),
        ]
        if rule.fix:
            alone, all_at_once = self.tr("Ja, én ad gangen"), self.tr("Ja, også alle på én gang")
            rows.append((self.tr("Kan rettes her"), all_at_once if rule.safe else alone))
        rows.append((self.tr("Regel"), code))
        for name, value in rows:
            shown = WrapLabel(value)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._form.addRow(label(name, "muted"), shown)

    def _make_grades(self, rule: Rule) -> None:
        while self._grade_form.rowCount():
            self._grade_form.removeRow(0)
        self.grades = {}
        for case, default in rule.cases:
            box = NoWheelComboBox()
            for grade in Severity:
                name = self._bridge.text(f"severity.{grade.value}")
                if grade is default:
                    name = self.tr("{severity} (standard)").format(severity=name)
                box.addItem(icon(grade.value, theme.current()), name, grade.value)
            box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            said = self.tr("Alvorlighed")
            if case != ANY_CASE:
                said = self._bridge.text(f"case.{rule.code}.{case}")
            box.setAccessibleName(said)
            box.activated.connect(lambda _row, case=case: self._set_grade(case))
            self._grade_form.addRow(said, box)
            self.grades[case] = box

    def _switch(self, is_on: bool) -> None:
        if self._rule is None:
            return
        code = self._rule.code
        off = tuple(each for each in _off(self._bridge) if each != code)
        wanted = off if is_on else (*off, code)
        self._bridge.run(SetSetting(SettingId(OFF), wanted or None))
        self._bridge.close_group()

    def _set_grade(self, case: str) -> None:
        if self._rule is None:
            return
        grade = self.grades[case].currentData()
        default = self._rule.severity(case).value
        name = _grade_name(self._rule, case)
        self._bridge.run(SetSetting(SettingId(name), None if grade == default else grade))
        self._bridge.close_group()


def _off(bridge: Bridge) -> tuple[str, ...]:
    value = value_of(bridge.state, OFF)
    return value if isinstance(value, tuple) else ()


def _grade_name(rule: Rule, case: str) -> str:
    return f"{SEVERITY}.{rule.code}" if case == ANY_CASE else f"{SEVERITY}.{rule.code}.{case}"


def _grade(bridge: Bridge, rule: Rule, case: str) -> Severity:
    setting = bridge.state.get(Setting, _grade_name(rule, case))
    if setting is not None and setting.value in set(Severity):
        return Severity(str(setting.value))
    return rule.severity(case)

"""Going through the problems with F4 and mending them: none is passed over, each is in view."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit

from kkworkbench.model.finding import Severity
from ui.app import Application
from ui.editor.hours_grid import HoursGrid
from ui.panels.problems import ProblemsPanel


def only_errors(opened: Application) -> ProblemsPanel:
    problems = opened.desk.problems
    for severity in (Severity.WARNING, Severity.ADVICE):
        problems._counts[severity].setChecked(False)
    opened.window.activateWindow()
    return problems


def subjects(problems: ProblemsPanel) -> list[str]:
    rows = range(problems.filter.rowCount())
    return [str(problems.filter.index(row, 0).data()) for row in rows]


def test_what_follows_a_mended_problem_is_not_passed_over(opened: Application, qtbot: Any) -> None:
    problems = only_errors(opened)
    first, second, third, *_rest = subjects(problems)
    problems.next_problem()
    opened.desk.apply_fix()
    qtbot.waitUntil(lambda: subjects(problems)[0] == second)
    gone_to = []
    for _ in range(2):
        problems.next_problem()
        current = problems.current()
        assert current is not None
        gone_to.append(current.subject)
    assert first not in gone_to
    assert gone_to == [second, third]


def test_each_error_is_in_view_with_its_words_and_has_the_keys(
    opened: Application, qtbot: Any
) -> None:
    qtbot.waitUntil(opened.window.isActiveWindow)
    problems, editor = only_errors(opened), opened.desk.editor
    for _subject in subjects(problems):
        problems.next_problem()
        current = problems.current()
        assert current is not None
        finding = current.result.finding
        for _ in range(3):
            QApplication.processEvents()
        place = editor._place_of(finding.subject, finding.field)
        assert place is not None
        whole = place.line.rect()
        assert place.line.visibleRegion().boundingRect() == whole, current.words.message
        focused = QApplication.focusWidget()
        assert focused is not None
        assert place.has_focus(focused)
        assert not isinstance(focused, HoursGrid)
        assert not finding.field.endswith("hours") or isinstance(focused, QLineEdit)


def test_where_there_is_no_fix_the_key_says_so(opened: Application) -> None:
    opened.desk.editor.focus_field("title", opened.desk.editor.editing.shown.page)
    opened.desk.apply_fix()
    assert "ingen rettelse" in opened.window._sentence.text()
    opened.window.say("")
    problems = opened.desk.problems
    rows = range(problems.model.rowCount())
    code = "K202"
    fixed = next(r for r in rows if problems.model.problem(r).result.finding.code == code)
    problems.table.setCurrentIndex(problems.filter.mapFromSource(problems.model.index(fixed, 0)))
    problems.table.setFocus()
    opened.desk.apply_fix()
    assert opened.window._sentence.text() == ""


def test_what_is_said_of_the_site_leads_to_where_it_is_mended(
    opened: Application, monkeypatch: Any
) -> None:
    desk, shown = opened.desk, []
    monkeypatch.setattr(opened.dialogs, "properties", lambda: shown.append("properties"))
    desk.show_finding("site", "kk", "footer_phones")
    assert shown == ["properties"]
    desk.show_finding("site", "kk", "drill")
    assert (opened.window.current_page, len(shown)) == ("drill", 1)
    rows = range(desk.problems.model.rowCount())
    problems = [desk.problems.model.problem(row) for row in rows]
    holiday = next(p for p in problems if p.result.finding.field == "holidays")
    desk.problems.go_to(holiday)
    first = dict(holiday.result.finding.params)["contacts"].split()[0]
    assert desk.editor.editing.shown.contact == first
    assert len(shown) == 1

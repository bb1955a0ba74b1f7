"""What the guide says and lets be: words for values, letters of one's own, rows without a tick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenuBar

from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.mapping_profile import MappingProfile
from kkworkbench.shipped_terms import terms
from kkworkbench.workspace.memory_store import MemoryStore
from kkworkbench.workspace.plan import FieldChange, Plan, PlanKind, PlannedChange
from kkworkbench.workspace.workspace import Workspace
from ui.bridge import Bridge
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.importing.columns_page import COLUMN
from ui.importing.decisions import Decisions
from ui.importing.guide import PLAN, ImportGuide
from ui.importing.rejected import FILE, ROW
from ui.importing.wording import name_of, told_of, values_of

TABLE = """Rettelser fra Socialforvaltningen;;;
Enhed;Ring på;Gruppe;Post nr
Døgnvagten;33173334;X;1666
Hjemløseenheden;12;Y;2200
"""
CONTACT = Contact("c", name="Døgnvagten", phones=(Phone("t", "33 17 33 33"),))
OTHER = Contact("o", name="Herberget")


@pytest.fixture
def bridge(styled_app: QApplication) -> Iterator[Bridge]:
    made = Bridge(Workspace(MemoryStore((*terms(), CONTACT)), "an"), Messages("da"))
    yield made
    made.close()


@pytest.fixture
def guide(bridge: Bridge) -> Iterator[ImportGuide]:
    made = ImportGuide(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rettelser.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def choose(guide: ImportGuide, column: str, field: str) -> None:
    page = guide.columns
    rows = range(page.columns.rowCount())
    box = page.box(next(n for n in rows if page.columns.item(n, COLUMN).text() == column))
    box.setCurrentIndex(box.findData(field))
    box.activated.emit(box.currentIndex())


def planned(guide: ImportGuide, qtbot: Any, file: Path) -> None:
    guide.take_files([file])
    guide.go_on()
    choose(guide, "Ring på", "phone")
    guide.go_on()
    qtbot.waitUntil(lambda: guide.is_ready)


def change(kind: PlanKind, key: str, *fields: FieldChange, **more: Any) -> PlannedChange:
    more = {"records": (CONTACT,), **more}
    return PlannedChange(kind, key, key, 1, fields, **more)


def shown(guide: ImportGuide, *changes: PlannedChange, source: str = "table") -> None:
    plan = Plan(source, "a.csv", changes)
    guide.plan.show_plan(plan, "")
    guide._plan = plan
    guide.pages.setCurrentIndex(PLAN)
    guide._refresh()


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (FieldChange("state", "published", "draft"), ("udgivet", "", "kladde")),
        (FieldChange("pages.state", "udgivet", "draft"), ("udgivet", "", "kladde")),
        (FieldChange("kind", "", "service"), ("", "", "serviceside")),
        (FieldChange("body", "", "<p>Ring</p><p>nu</p>"), ("", "", "Ring\nnu")),
        (FieldChange("title", "", "<p>"), ("", "", "<p>")),
        (FieldChange("body", "<p>Ring</p>", "<h2>Ring</h2>"), ("<p>Ring</p>", "", "<h2>Ring</h2>")),
    ],
)
def test_values_are_shown_as_people_read_them(
    bridge: Bridge, field: FieldChange, wanted: tuple[str, str, str]
) -> None:
    assert values_of(bridge, field) == wanted


def test_a_field_of_a_part_is_named_with_its_sheet(bridge: Bridge) -> None:
    assert name_of(bridge, FieldChange("hours.p1.monday", "", "9-12")) == "Tider: Mandag"
    assert name_of(bridge, FieldChange("contacts.street", "", "x")) == "Vej og nummer"


def test_new_units_of_one_name_are_told_apart(bridge: Bridge) -> None:
    fields = (FieldChange("name", "", "Lumix"), FieldChange("street", "", "Vej 1\n"))
    told = told_of(bridge, PlannedChange(PlanKind.NEW, "k", "Lumix", 1, fields))
    assert told == "Lumix – Adresse: Vej 1"
    counted = (FieldChange("count", "", "0"),)
    told = told_of(bridge, PlannedChange(PlanKind.NEW, "k", "Pas · 2026-01", 1, counted))
    assert told == "Pas · 2026-01 – Antal: 0"


def test_what_is_offered_is_named_as_what_it_is(bridge: Bridge) -> None:
    box = ContactBox("b", page="p", contact="c")
    fields = (FieldChange("contact", "", "Døgnvagten"),)
    offer = PlannedChange(
        PlanKind.OFFERED, "k", "Hjemløs", 1, fields, (box,), why="why.box_number_in_text"
    )
    assert told_of(bridge, offer) == (
        "Kontaktboks: Hjemløs – Kontaktens nummer står i teksten – Kontakt: Døgnvagten"
    )


def test_what_writes_nothing_has_no_tick_and_is_not_counted(guide: ImportGuide) -> None:
    shown(guide, change(PlanKind.NEW, "a"), change(PlanKind.GONE, "b", records=()))
    tree, gone = guide.plan.changes, guide.plan.changes.group(PlanKind.GONE)
    assert gone.text(0) == "Mangler i filen (1) – bliver stående her"
    for item in (gone, tree.unit("b")):
        assert item.data(0, Qt.ItemDataRole.CheckStateRole) is None
    assert guide.apply_button.text() == "&Anvend 1 ændring"
    tree.setCurrentItem(tree.unit("b"))
    assert not guide.plan.take_button.isEnabled()
    tree.decide(take=True)
    assert [each.key for each in guide.plan.chosen()] == ["a"]


def test_a_conflict_that_is_ticked_takes_the_word_of_the_source(guide: ImportGuide) -> None:
    field = FieldChange("name", "her", "der", "før", is_conflict=True)
    shown(guide, change(PlanKind.CONFLICT, "a", field, build=lambda _fields: (OTHER,)))
    unit = guide.plan.changes.unit("a")
    assert unit.child(0).text(4) == "Ikke afgjort"
    unit.setCheckState(0, Qt.CheckState.Checked)
    assert unit.child(0).text(4) == "Tages"
    assert unit.checkState(0) is Qt.CheckState.Checked


def test_what_the_source_says_of_unchanged_units_is_noted_too(guide: ImportGuide) -> None:
    shown(guide, change(PlanKind.NEW, "a"), change(PlanKind.UNCHANGED, "b", records=(OTHER,)))
    assert [each.key for each in guide.plan.chosen()] == ["a", "b"]
    guide.plan.changes.unit("a").setCheckState(0, Qt.CheckState.Unchecked)
    assert guide.plan.chosen() == ()


def test_where_nothing_changes_it_is_said_and_can_be_noted(
    guide: ImportGuide, bridge: Bridge
) -> None:
    shown(guide, change(PlanKind.UNCHANGED, "b", records=()))
    assert guide.plan.nothing.isVisible()
    assert guide.plan.nothing.accessibleName().startswith("Filen ændrer intet")
    assert not guide.apply_button.isEnabled()
    noted = change(PlanKind.UNCHANGED, "b", records=(OTHER,), before=(None,))
    shown(guide, noted)
    assert "noterer" in guide.plan.nothing.accessibleName()
    guide.apply_button.click()
    assert bridge.state.get(Contact, "o") == OTHER


def test_one_of_a_kind_is_counted_in_the_singular(guide: ImportGuide) -> None:
    shown(guide, change(PlanKind.NEW, "a"), change(PlanKind.CHANGED, "b"))
    assert guide.plan.summary.text() == "1 ny · 1 ændret"
    assert not guide.plan.tabs.isTabVisible(1)


def test_the_current_row_is_shown_at_full_length(guide: ImportGuide) -> None:
    long = "Mandag 06:45-16:45 " * 30
    field = FieldChange("visiting_hours", "lukket", long.strip())
    shown(guide, change(PlanKind.CHANGED, "a", field))
    guide.plan.changes.setCurrentItem(guide.plan.changes.unit("a").child(0))
    assert guide.plan.whole.toPlainText() == f"Her: lukket\nI filen: {long.strip()}"


@pytest.mark.parametrize("step", range(3))
def test_no_letter_stands_for_two_things_in_a_step(
    guide: ImportGuide, qtbot: Any, file: Path, step: int
) -> None:
    planned(guide, qtbot, file)
    guide.pages.setCurrentIndex(step)
    guide._refresh()
    for tab in range(guide.plan.tabs.count()):
        guide.plan.tabs.setCurrentIndex(tab)
        texts = [
            each.text().replace("&&", "")
            for kind in (QAbstractButton, QLabel)
            for each in guide.findChildren(kind)
            if each.isVisibleTo(guide)
        ]
        letters = sorted(t[t.index("&") + 1].casefold() for t in texts if "&" in t)
        assert letters
        assert letters == sorted(set(letters))


def test_enter_in_the_name_keeps_the_choice_and_stays(
    guide: ImportGuide, bridge: Bridge, file: Path
) -> None:
    guide.take_files([file])
    guide.go_on()
    guide.activateWindow()
    guide.columns.save_as.setFocus()
    QTest.keyClicks(guide.columns.save_as, "Fra SOF")
    QTest.keyClick(guide.columns.save_as, Qt.Key.Key_Return)
    assert [each.name for each in bridge.state.all(MappingProfile)] == ["Fra SOF"]
    assert guide.pages.currentWidget() is guide.columns
    assert not guide.busy.isVisible()


def test_several_files_where_one_is_read_are_refused_and_none_is_lost(
    guide: ImportGuide, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "andre.csv"
    other.write_text(TABLE, encoding="utf-8")
    guide.take_files([file, other])
    assert guide.files.trouble.text() == "Som »Tabel« læses én fil ad gangen. Vælg én af dem."
    assert not guide.next_button.isEnabled()
    guide.take_files([file])
    assert guide.next_button.isEnabled()


def test_a_file_that_no_source_reads_is_told_at_once(guide: ImportGuide, tmp_path: Path) -> None:
    path = tmp_path / "billede.png"
    path.write_bytes(b"x")
    guide.take_files([path])
    assert guide.files.trouble.text().startswith("»billede.png« kan ikke læses her. Vælg ")
    assert not guide.next_button.isEnabled()


def test_a_long_name_of_a_file_leaves_the_window_as_it_is(
    guide: ImportGuide, tmp_path: Path
) -> None:
    path = tmp_path / ("x" * 200 + ".csv")
    path.write_text(TABLE, encoding="utf-8")
    before = guide.minimumSizeHint().width()
    guide.take_files([path])
    assert guide.minimumSizeHint().width() < before + 400
    assert guide.files.named.toolTip() == path.name


def test_only_the_steps_that_there_are_are_numbered(guide: ImportGuide, tmp_path: Path) -> None:
    def steps() -> list[str]:
        return [each.text() for each in guide._steps if each.isVisible()]

    assert steps() == ["1 Filer", "2 Kolonner", "3 Forskel"]
    path = tmp_path / "sitemap.xml"
    path.write_text("<urlset/>", encoding="utf-8")
    guide.take_files([path])
    assert steps() == ["1 Filer", "2 Forskel"]


def test_a_workspace_that_can_only_be_read_says_why_nothing_is_applied(
    bridge: Bridge, guide: ImportGuide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Bridge, "is_read_only", property(lambda _bridge: True))
    shown(guide, change(PlanKind.NEW, "a"))
    assert not guide.apply_button.isEnabled()
    assert guide.told.text() == "Arbejdsrummet kan kun læses, så intet kan anvendes."


def test_rejected_rows_that_were_corrected_come_back(
    guide: ImportGuide, bridge: Bridge, qtbot: Any, file: Path, tmp_path: Path
) -> None:
    planned(guide, qtbot, file)
    rejected = guide.plan.rejected
    assert rejected.isColumnHidden(FILE)
    assert rejected.topLevelItem(0).text(ROW) == "4"
    out = tmp_path / "afviste.csv"
    guide.plan.save_rejected(out)
    guide.plan.changes.group(PlanKind.NEW).setCheckState(0, Qt.CheckState.Unchecked)
    text = out.read_text(encoding="utf-8-sig").replace(";12;", ";33173399;")
    out.write_text(text, encoding="utf-8")
    planned(guide, qtbot, out)
    guide.accept()
    found = next(c for c in bridge.state.all(Contact) if c.name == "Hjemløseenheden")
    assert [phone.number for phone in found.phones] == ["33 17 33 99"]


def test_the_keys_of_the_guide_stand_among_the_shortcuts(
    styled_app: QApplication, qtbot: Any
) -> None:
    dialog = ShortcutsDialog(QMenuBar())
    qtbot.addWidget(dialog)
    group = dialog.list.topLevelItem(dialog.list.topLevelItemCount() - 1)
    keys = {group.child(n).text(1): group.child(n).text(0) for n in range(group.childCount())}
    assert {"A", "B", "J", "K"} <= set(keys)
    assert keys["A"] == "Tag det nye"


FIELDS = (FieldChange("name", "a", "b", "c", is_conflict=True), FieldChange("street", "", "x"))
CHANGES = (
    change(PlanKind.NEW, "new"),
    change(PlanKind.CHANGED, "changed", FIELDS[1], build=lambda _fields: (CONTACT,)),
    change(PlanKind.CONFLICT, "conflict", *FIELDS, build=lambda _fields: (CONTACT,)),
    change(PlanKind.GONE, "gone"),
    change(PlanKind.GONE, "inert", records=()),
    change(PlanKind.OFFERED, "offered", needs=("new",)),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from([each.key for each in CHANGES]),
        st.sampled_from(["tick", "decide", "field", "untouched"]),
        st.booleans(),
    ),
    max_size=12,
)


@given(STEPS, st.booleans())
def test_whatever_is_decided_only_what_is_ticked_or_needed_is_chosen(
    steps: list[tuple[str, str, bool]], is_excerpt: bool
) -> None:
    decisions = Decisions(CHANGES, is_excerpt=is_excerpt)
    for key, what, is_on in steps:
        fields = decisions.changes[key].fields
        if what == "tick":
            decisions.tick(key, is_on=is_on)
            assert decisions.is_on(key) is (is_on and key != "inert")
        elif what == "decide":
            decisions.decide(key, None, take=is_on)
        elif what == "untouched":
            decisions.take_untouched()
        elif fields:
            decisions.tick_field(key, fields[-1].field, is_on=is_on)
            assert decisions.takes(key, fields[-1].field) is is_on
    on = {key for key in decisions.changes if decisions.is_on(key)}
    assert "inert" not in on
    assert decisions.count() == len(on)
    needed = {"new"} if "offered" in on else set()
    assert {each.key for each in decisions.chosen()} == on | needed
    assert all(each.kind is not PlanKind.CONFLICT for each in decisions.chosen())

"""The properties: what is typed of a site is told at once and saved as one step."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kkworkbench.model.channels import Channel
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.ids import PageId
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.workspace.commands.pages import EditPage
from tests.gui.window.conftest import page_id
from ui.app import Application
from ui.dialogs.guideline_form import TYPE
from ui.dialogs.page_picker import PagePicker
from ui.dialogs.properties import PropertiesDialog
from ui.dialogs.site_form import SiteForm
from ui.editor.waive import WaiverDialog


@pytest.fixture
def dialog(opened: Application, qtbot: Any) -> PropertiesDialog:
    made = PropertiesDialog(opened.desk.bridge, opened.path, opened.window)
    made.show()
    return made


def site(application: Application) -> Site:
    return next(iter(application.desk.bridge.state.all(Site)))


def told(dialog: PropertiesDialog, form: SiteForm, path: str) -> list[str]:
    line = dialog.messages.place_of(form.site_id, path).line
    return [message.text for message in line.messages()]


def test_all_that_is_typed_is_saved_as_one_step(
    opened: Application, dialog: PropertiesDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, bridge = opened.desk.bridge.state, opened.desk.bridge
    main = site(opened).footer_phones[0]
    (form,) = dialog.forms
    form.numbers.setPlainText("33 66 33 66\n\n 33 66 33 33 ")
    form.feedback.setText(" https://www.kk.dk/ris-og-ros ")
    form.add_link()
    qtbot.keyClicks(form.rows()[-1].text, "Tilgængelighed")
    qtbot.keyClicks(form.rows()[-1].url, "https://www.was.digst.dk/kk-dk")
    form.add_link()
    other = page_id(opened, "Pas")

    def choose(picker: PagePicker) -> Any:
        qtbot.keyClicks(picker.search, "pas")
        qtbot.waitUntil(lambda: picker.list.count() < opened.desk.bridge.state.count(Page))
        picker.list.setCurrentRow(
            next(
                n
                for n in range(picker.list.count())
                if picker.list.item(n).data(Qt.ItemDataRole.UserRole) == other
            )
        )
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(PagePicker, "exec", choose)
    form.page_button.click()
    dialog.accept()
    saved = site(opened)
    assert [phone.number for phone in saved.footer_phones] == ["33 66 33 66", "33 66 33 33"]
    assert saved.footer_phones[0] == main
    assert saved.feedback_url == "https://www.kk.dk/ris-og-ros"
    assert [(link.text, link.url) for link in saved.footer_links][1:] == [
        ("Tilgængelighed", "https://www.was.digst.dk/kk-dk")
    ]
    assert saved.main_contact_page == other
    bridge.undo()
    assert bridge.state == before


def test_a_number_that_is_corrected_stays_the_same_part(
    opened: Application, dialog: PropertiesDialog
) -> None:
    first = site(opened).footer_phones[0]
    form = dialog.forms[0]
    form.numbers.setPlainText("33 66 33 33")
    ((_site, field, phones),) = form.values()
    assert field == "footer_phones"
    assert [(p.part_id, p.number) for p in phones] == [(first.part_id, "33 66 33 33")]
    form.numbers.setPlainText(f"33 66 33 33\n{first.number}")
    ((_site, _field, phones),) = form.values()
    assert [p.number for p in phones] == ["33 66 33 33", first.number]
    assert phones[1] == first
    assert phones[0].part_id != first.part_id


def test_nothing_typed_makes_no_step(opened: Application, dialog: PropertiesDialog) -> None:
    step = opened.desk.bridge.workspace.store.step
    dialog.accept()
    assert opened.desk.bridge.workspace.store.step == step
    assert not dialog.isVisible()


def test_the_rules_speak_while_one_types(opened: Application, dialog: PropertiesDialog) -> None:
    form = dialog.forms[0]
    assert told(dialog, form, "footer_phones") == []
    form.numbers.setPlainText("33 17 33 33")
    assert told(dialog, form, "footer_phones") == ["Hovednummeret 33 66 33 66 mangler i sidefoden"]
    form.numbers.setPlainText("33 66 33 66")
    assert told(dialog, form, "footer_phones") == []
    form.no_page_button.click()
    assert told(dialog, form, "main_contact_page") == ["Webstedet har ingen hovedside for kontakt"]
    assert not form.no_page_button.isEnabled()
    assert site(opened).main_contact_page is not None


def test_a_link_is_taken_away_with_its_messages(
    opened: Application, dialog: PropertiesDialog, qtbot: Any
) -> None:
    form = dialog.forms[0]
    part = site(opened).footer_links[0].part_id
    row = form.rows()[0]
    row.url.setText("htp:/kk")
    assert told(dialog, form, f"footer_links.{part}.url")
    row.remove_button.click()
    assert part not in {link.part_id for _id, _field, links in form.values() for link in links}
    assert told(dialog, form, "footer_links")[0].startswith("Sidefoden har intet link")
    assert QApplication.focusWidget() in (form.add_button, None)


def test_a_dispensation_given_here_takes_its_message_away(
    opened: Application, dialog: PropertiesDialog, qtbot: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = dialog.forms[0]
    form.no_page_button.click()

    def grant(asked: WaiverDialog) -> Any:
        qtbot.keyClicks(asked.reason.edit, "aftalt")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(WaiverDialog, "exec", grant)
    line = dialog.messages.place_of(form.site_id, "main_contact_page").line
    line.waiver_requested.emit(line.message().finding_key)
    dialog._tell()
    assert told(dialog, form, "main_contact_page") == []
    dialog.accept()
    opened.desk.bridge.settle()
    assert opened.desk.bridge.results.waived() == 1


def test_the_page_that_is_chosen_comes_first_in_the_picker(opened: Application, qtbot: Any) -> None:
    current = site(opened).main_contact_page
    picker = PagePicker(opened.desk.bridge, current)
    qtbot.addWidget(picker)
    assert picker.page_id() == current
    qtbot.keyClicks(picker.search, "/om-kommunen/kontakt")
    qtbot.waitUntil(lambda: picker.list.count() < 140)
    qtbot.keyClick(picker.search, Qt.Key.Key_Down)
    assert picker.list.currentRow() == 1
    qtbot.keyClicks(picker.search, "xyzzy")
    qtbot.waitUntil(lambda: picker.list.count() == 0)
    assert picker.page_id() is None


def test_the_facts_tell_the_file_and_what_is_in_it(
    opened: Application, dialog: PropertiesDialog
) -> None:
    dialog.tabs.setCurrentWidget(dialog.facts)
    inside = dialog.facts.widget().findChildren(QWidget)
    said = {widget.accessibleName() for widget in inside}
    pages = sum(1 for _ in opened.desk.bridge.state.all(Page))
    assert f"Sider: {pages}" in said
    assert f"Fil: {opened.path}" in said
    assert any(text.startswith("Størrelse: ") and text.endswith("B") for text in said)


def test_a_read_only_workspace_shows_its_properties(opened: Application, qtbot: Any) -> None:
    path = opened.path
    opened.close_workspace()
    assert opened.open(path, read_only=True)
    dialog = PropertiesDialog(opened.desk.bridge, path, opened.window)
    assert not dialog.forms[0].numbers.isEnabled()
    assert dialog.forms[0].values() == ()
    dialog.deleteLater()


def test_the_menu_opens_the_properties(
    opened: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PropertiesDialog, "exec", lambda self: shown.append(self.windowTitle()))
    opened.window.actions_by_name["properties"].trigger()
    assert shown == ["Egenskaber"]


def test_the_guideline_is_ticked_by_keys_and_saved_with_the_rest_as_one_step(
    opened: Application, qtbot: Any
) -> None:
    bridge = opened.desk.bridge
    bridge.run(EditPage(PageId(page_id(opened, "Pas")), "service_type", "Personlige dokumenter"))
    before = bridge.state
    made = PropertiesDialog(bridge, opened.path, opened.window)
    made.show()
    form = made.guideline
    made.tabs.setCurrentWidget(form)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    form.new_type.setFocus()
    assert form.table.item(0, TYPE).text() == "Personlige dokumenter"
    qtbot.keyClicks(form.new_type, " flytning ")
    qtbot.keyClick(form.new_type, Qt.Key.Key_Return)
    assert made.isVisible()
    assert form.table.currentRow() == 1
    qtbot.keyClick(form.table, Qt.Key.Key_Space)
    qtbot.keyClick(form.table, Qt.Key.Key_Right)
    qtbot.keyClick(form.table, Qt.Key.Key_Right)
    qtbot.keyClick(form.table, Qt.Key.Key_Space)
    made.forms[0].feedback.setText("https://www.kk.dk/ris")
    made.accept()
    (row,) = bridge.state.all(GuidelineRow)
    assert (row.service_type, row.channels) == ("flytning", (Channel.PHONE, Channel.WRITTEN))
    assert site(opened).feedback_url == "https://www.kk.dk/ris"
    again = PropertiesDialog(bridge, opened.path, opened.window)
    assert again.guideline.values() == ()
    again.guideline.new_type.setText("FLYTNING")
    again.guideline.add_type()
    assert again.guideline.table.rowCount() == 2
    for column in (1, 3):
        again.guideline.table.item(0, column).setCheckState(Qt.CheckState.Unchecked)
    again.accept()
    assert not list(bridge.state.all(GuidelineRow))
    bridge.undo()
    bridge.undo()
    assert bridge.state == before

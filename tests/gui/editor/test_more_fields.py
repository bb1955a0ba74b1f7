"""Link boxes, tags, replaced addresses, feedback and the hours of self-service."""

from __future__ import annotations

from PySide6.QtCore import Qt

from kkworkbench.model.hours import Hours, Span
from tests.gui.editor.conftest import PAGE, SERVICE, Bench


def test_a_link_box_is_added_typed_removed_and_undone(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    card = bench.editor.links_card
    bench.click(card.add_button)
    (row,) = card.rows.values()
    assert row.text.hasFocus()
    bench.type(row.text, "Søg om hjælp")
    bench.type(row.url, "https://kk.dk/hjaelp")
    bench.editor.flush()
    (link,) = bench.page.link_boxes
    assert (link.text, link.url) == ("Søg om hjælp", "https://kk.dk/hjaelp")
    bench.bridge.undo()
    assert bench.page.link_boxes[0].url == ""
    bench.bridge.undo()
    bench.bridge.undo()
    assert bench.page.link_boxes == ()
    assert card.rows == {}


def test_a_bad_link_is_told_at_its_row_and_goes_with_it(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    card = bench.editor.links_card
    bench.click(card.add_button)
    (part_id,) = card.rows
    bench.type(card.rows[part_id].text, "Skriv til jobcenter@kk.dk")
    bench.editor.flush()
    bench.settled()
    assert "K602" in bench.told(SERVICE, f"link_boxes.{part_id}.text")
    bench.type(card.rows[part_id].text, "Skriv sikkert")
    assert bench.told(SERVICE, f"link_boxes.{part_id}.text") == []


def test_tags_and_replaced_addresses_are_words(bench: Bench) -> None:
    bench.editor.show_page(SERVICE)
    card = bench.editor.page_card
    for field, word in ((card.tags, "kontakt"), (card.replaced, "/gammel/side")):
        bench.type(field._line, word)
        bench.qtbot.keyClick(field._line, Qt.Key.Key_Return)
    assert bench.page.tags == ("kontakt",)
    assert bench.page.replaced_paths == ("/gammel/side",)
    bench.bridge.undo()
    assert bench.page.replaced_paths == ()
    assert card.replaced.tags() == ()


def test_feedback_and_service_type_are_saved_on_leaving(bench: Bench) -> None:
    bench.type(bench.editor.written_card.feedback, "https://kk.dk/sig-til")
    bench.type(bench.editor.page_card.service_type, "ansøgning")
    bench.editor.flush()
    assert bench.contact.feedback_url == "https://kk.dk/sig-til"
    assert bench.page.service_type == "ansøgning"


def test_hours_of_self_service_are_shown_when_there_are_any(bench: Bench) -> None:
    card = bench.editor.hours_card
    assert card.self_service.isHidden()
    bench.click(card.toggle)
    assert not card.self_service.isHidden()
    bench.type(card.self_service.typed, "Alle dage 6-22")
    bench.qtbot.keyClick(card.self_service.typed, Qt.Key.Key_Return)
    bench.editor.flush()
    week = Hours(tuple(Span(day, 360, 1320) for day in range(1, 8)))
    assert bench.contact.self_service_hours == week
    assert bench.contact.visiting_hours != week
    bench.editor.show_page(SERVICE)
    bench.editor.show_page(PAGE)
    assert not card.self_service.isHidden()
    bench.bridge.undo()
    assert bench.contact.self_service_hours is None

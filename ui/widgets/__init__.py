"""Widgets that know nothing of the workspace."""

from ui.widgets.bars import Bar, Bars, Columns
from ui.widgets.card import Card
from ui.widgets.closing_buttons import closing_buttons
from ui.widgets.columns import ColumnShares
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, WrapLabel, label
from ui.widgets.led_focus import LedFocus
from ui.widgets.message_line import FieldMessage, MessageLine
from ui.widgets.no_wheel import NoWheelComboBox, NoWheelDateEdit, NoWheelSpinBox, NoWheelTimeEdit
from ui.widgets.plain_text_field import PlainTextField
from ui.widgets.search_field import SearchField
from ui.widgets.search_result import SearchResult
from ui.widgets.segmented import SegmentedControl
from ui.widgets.sizing import size_dialog
from ui.widgets.styling import set_property, set_severity
from ui.widgets.tag_edit import TagEdit
from ui.widgets.themed import Themed
from ui.widgets.toast import Toast
from ui.widgets.undo_free import UndoFreeLineEdit, UndoFreePlainTextEdit
from ui.widgets.views import RowDelegate, dress_view
from ui.widgets.when_seen import WhenSeen

__all__ = [
    "Bar",
    "Bars",
    "Card",
    "ColumnShares",
    "Columns",
    "ElidedLabel",
    "EmptyState",
    "FieldMessage",
    "FlowLayout",
    "LedFocus",
    "MessageLine",
    "NoWheelComboBox",
    "NoWheelDateEdit",
    "NoWheelSpinBox",
    "NoWheelTimeEdit",
    "PlainTextField",
    "RowDelegate",
    "SearchField",
    "SearchResult",
    "SegmentedControl",
    "TagEdit",
    "Themed",
    "Toast",
    "UndoFreeLineEdit",
    "UndoFreePlainTextEdit",
    "WhenSeen",
    "WrapLabel",
    "closing_buttons",
    "dress_view",
    "label",
    "set_property",
    "set_severity",
    "size_dialog",
]

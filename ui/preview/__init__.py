"""The site as a citizen sees it."""

from ui.preview.box import BoxPreview
from ui.preview.contact_list import ListPreview
from ui.preview.drill import DrillPreview
from ui.preview.views import (
    MISSING,
    BoxView,
    DrillItem,
    DrillView,
    FilterView,
    HoursLine,
    ListResult,
    ListView,
    Missing,
    PhoneLine,
)

__all__ = [
    "MISSING",
    "BoxPreview",
    "BoxView",
    "DrillItem",
    "DrillPreview",
    "DrillView",
    "FilterView",
    "HoursLine",
    "ListPreview",
    "ListResult",
    "ListView",
    "Missing",
    "PhoneLine",
]

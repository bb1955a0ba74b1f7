"""K1: a box shows the channels that the guideline asks for."""

from collections.abc import Iterable

from kkworkbench.model.channels import ALL_CHANNELS, Channel
from kkworkbench.model.contact import Contact, ContactBox
from kkworkbench.model.finding import Severity
from kkworkbench.model.guideline import GuidelineRow
from kkworkbench.model.page import Page
from kkworkbench.rules import views
from kkworkbench.rules.context import Context
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import GUIDELINE, guideline_key

TOLD_ELSEWHERE = frozenset({Channel.PHONE, Channel.PHONE_HOURS, Channel.WRITTEN})
"""Channels whose lack K102, K103 and K401 tell on the contact itself."""


@rule("K107", on=ContactBox, cites=("P51",), severity=Severity.WARNING)
def boxes_follow_the_guideline(box: ContactBox, context: Context) -> Iterable[Breach]:
    """Count a channel as shown where the box lets it through and the contact has it.

    A page without a type of service, or with one that has no row, may show what it likes.
    """
    kind = context.see(Page, box.page, views.service_type_of_page) or ""
    rows = context.bucket(GUIDELINE, guideline_key(kind)) if kind.strip() else ()
    offered = context.see(Contact, box.contact, views.offered_channels)
    if not rows or offered is None:
        return
    asked = context.see(GuidelineRow, rows[0], views.channels_of_row) or ()
    shown = {channel for channel in box.channels if channel in offered}
    for channel in ALL_CHANNELS:
        variant = ""
        if channel in asked and channel not in shown:
            is_told = channel in box.channels and channel in TOLD_ELSEWHERE
            variant = "" if is_told else "missing"
        elif channel in shown and channel not in asked:
            variant = "extra"
        if variant:
            yield breach(
                "channels", value=channel, variant=variant, channel=channel, service=kind.strip()
            )

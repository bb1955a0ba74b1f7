"""Counts taken in as an import does, for the screens that show them."""

from __future__ import annotations

from datetime import date

from kkworkbench.model.usage import CallReason, Usage, UsageChannel
from kkworkbench.state.lookups import contact_of_page
from kkworkbench.workspace.commands.imports import ApplyPlan
from kkworkbench.workspace.plan import PlanKind, PlannedChange
from tests.gui.window.conftest import page_id
from ui.app import Application

IN, OUT = "Borgercenter Handicap", "Husum Skole"
WEB, PHONE = UsageChannel.WEB, UsageChannel.TELEPHONE
NOW = date.today().replace(day=1)


def count(application: Application, *usages: Usage) -> None:
    """Take in counts as an import does, in one step."""
    bridge = application.desk.bridge
    changes = tuple(
        PlannedChange(
            PlanKind.NEW,
            each.id,
            "",
            1,
            records=(each,),
            before=(bridge.state.get(Usage, each.id),),
        )
        for each in usages
    )
    assert bridge.run(ApplyPlan(changes))
    bridge.settle()


def subjects(application: Application, title: str) -> tuple[str, str]:
    """Return the ids of a page and of its contact."""
    page = page_id(application, title)
    contact = contact_of_page(application.desk.bridge.state, page)
    assert contact is not None
    return page, contact.id


def use_both(opened: Application) -> Application:
    """Count an entry of the menu with 40 uses, and one outside it with 1,300."""
    (page, contact), (outside, other) = subjects(opened, IN), subjects(opened, OUT)
    count(
        opened,
        Usage("u1", contact, NOW, PHONE, CallReason.REASSURANCE, 25),
        Usage("u2", contact, NOW, PHONE, None, 5),
        Usage("u3", page, NOW, WEB, None, 10),
        Usage("u4", other, NOW, PHONE, None, 1000),
        Usage("u5", outside, NOW, WEB, None, 300),
    )
    return opened

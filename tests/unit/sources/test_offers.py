"""What a plan offers is applied only where a person chose it, and with all that it needs."""

import pytest

from kkworkbench.workspace.plan import Plan, PlanKind, PlannedChange

PAGE = PlannedChange(PlanKind.NEW, "page", "Pas", 1)
ABOVE = PlannedChange(PlanKind.NEW, "above", "Borger", 2)
BOX = PlannedChange(PlanKind.OFFERED, "box", "Pas", 1, needs=("page", "contact"))
CONTACT = PlannedChange(PlanKind.OFFERED, "contact", "Borgerservice", 1)
SAME = PlannedChange(PlanKind.UNCHANGED, "same", "Bolig", 3)
CLASH = PlannedChange(PlanKind.CONFLICT, "clash", "Affald", 4, needs=("above",))
PLAN = Plan("pages", "x", (BOX, PAGE, CONTACT, ABOVE, SAME, CLASH))


def test_an_offer_is_not_applied_where_nothing_is_chosen() -> None:
    assert PLAN.applicable() == (PAGE, ABOVE)
    assert PLAN.count(PlanKind.OFFERED) == 2


@pytest.mark.parametrize(
    ("keys", "taken"),
    [
        (("box",), (BOX, PAGE, CONTACT)),
        (("page",), (PAGE,)),
        (("contact", "above"), (CONTACT, ABOVE)),
        (("same", "nothing"), ()),
        (("clash",), (ABOVE,)),
    ],
)
def test_what_is_chosen_comes_with_what_it_needs(
    keys: tuple[str, ...], taken: tuple[PlannedChange, ...]
) -> None:
    assert PLAN.chosen(keys) == taken


def test_two_changes_that_need_each_other_are_both_taken() -> None:
    first = PlannedChange(PlanKind.NEW, "a", "A", 1, needs=("b",))
    second = PlannedChange(PlanKind.NEW, "b", "B", 2, needs=("a",))
    assert Plan("pages", "x", (first, second)).chosen({"b"}) == (first, second)

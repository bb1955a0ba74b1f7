"""What is told of a batch before it is written holds when it is."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kkworkbench.exports.drupal.exclusion import Key
from kkworkbench.exports.drupal.foresight import Foresight, foresee
from kkworkbench.exports.drupal.history import Order, Past
from kkworkbench.exports.drupal.history import write as write_order
from kkworkbench.exports.drupal.profile_file import shipped
from kkworkbench.exports.drupal.scope import ADMINISTRATION, DRILL, SITE, Why, resolved
from kkworkbench.model.batch import Batch
from kkworkbench.model.contact import Contact
from kkworkbench.model.drill import DrillEntry
from kkworkbench.model.finding import Finding, Severity
from kkworkbench.model.ids import BatchId
from kkworkbench.model.page import Page
from kkworkbench.model.site import Site
from kkworkbench.model.terms import Term, Vocabulary
from kkworkbench.rules.results import Result
from kkworkbench.state.lookups import pages_of_contact
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import WorkbenchError
from tests.unit.exports.drupal_batches import DA, DEMO, INFO, NOW, Found, put, without

CALLED = next(each for each in DEMO.all(Contact) if each.name == "Sundby Bibliotek")
SHOWING = min(pages_of_contact(DEMO, CALLED.id))
PLACED = min(DEMO.all(DrillEntry), key=lambda each: each.order)
ADMINISTRATION_ID = next(t.id for t in DEMO.all(Term) if t.vocabulary is Vocabulary.ADMINISTRATION)
CHANGED = put(DEMO, replace(CALLED, title="Helt nyt"))


def error(kind: str, id_: str) -> Result:
    return Result(Finding("K101", kind, id_, ""), Severity.ERROR)


def order(state: State, only: tuple[str, ...] = (), changed: bool = False) -> Order:
    batch = Batch(
        BatchId("b2"), 2, NOW, "anna", base=BatchId("b1"), only=only, only_changed=changed,
        leave_out=True,
    )  # fmt: skip
    return Order(batch, state, INFO, Past(Batch(BatchId("b1"), 1, NOW), DEMO))


def ahead(asked: Order, *errors: Result, omitted: Iterable[Key] = ()) -> Foresight:
    return foresee(asked, set(omitted), Found(errors), DA, shipped())


@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize(
    "only", [(), (DRILL,), (f"{ADMINISTRATION}{ADMINISTRATION_ID}",), (SHOWING,)]
)
def test_what_is_foreseen_is_what_is_written(
    tmp_path: Path, only: tuple[str, ...], changed: bool
) -> None:
    state = put(without(CHANGED, PLACED), replace(DEMO.get(Page, SHOWING), title="Også ny"))  # type: ignore[type-var]
    errors = (error("contact", CALLED.id), error("page", PLACED.target), error("site", "s"))
    asked = order(state, only, changed)
    told = ahead(asked, *errors, omitted={(e.finding.kind, e.finding.subject) for e in errors})
    report, _batch = write_order(asked, tmp_path / "b", Found(errors), DA, shipped())
    assert told.counts == report.counts


def test_a_change_is_told_field_by_field_and_a_deleted_entry_as_retired() -> None:
    told = ahead(order(without(CHANGED, PLACED)))
    said = {(each.what, each.part): each for each in told.changes}
    (title,) = said[Why.CHANGED, "contacts"].fields
    assert (title.field, title.was, title.now) == ("title", CALLED.heading, "Helt nyt")
    assert said[Why.RETIRED, "menu"].fields == ()
    assert told.base == 1


def test_what_stays_out_because_of_an_error_is_not_told_as_retired() -> None:
    told = ahead(order(DEMO), error("contact", CALLED.id), omitted={("contact", CALLED.id)})
    assert not [each for each in told.changes if each.what is Why.RETIRED]
    assert told.size < ahead(order(DEMO)).size


def test_only_errors_on_what_goes_in_stand_in_the_way() -> None:
    inside, outside = error("contact", CALLED.id), error("page", PLACED.target)
    site = error("site", "s")
    assert ahead(order(DEMO, (SHOWING,)), inside, outside, site).errors == (inside,)
    assert set(ahead(order(DEMO), inside, outside, site).errors) == {inside, outside, site}
    assert ahead(order(CHANGED, changed=True), inside, outside).errors == (inside,)


def test_a_site_can_be_asked_for() -> None:
    (site,) = DEMO.all(Site)
    assert resolved([f"{SITE}{site.host}"], DEMO) == (f"{SITE}{site.id}",)
    told = ahead(order(DEMO, (f"{SITE}{site.id}",)))
    pages = [p for p in DEMO.all(Page) if p.site == site.id and p.kind != "link"]
    assert told.counts["pages"] == len(pages)
    elsewhere = put(DEMO, replace(DEMO.get(Page, SHOWING), site=None))  # type: ignore[type-var]
    assert ahead(order(elsewhere, (f"{SITE}{site.id}",))).counts["pages"] == len(pages) - 1
    with pytest.raises(WorkbenchError):
        resolved([f"{SITE}nowhere"], DEMO)

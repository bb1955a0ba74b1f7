"""K8: the contact list."""

from collections.abc import Iterable

from kkworkbench.model.finding import Severity
from kkworkbench.model.page import Page, PageKind
from kkworkbench.rules.context import Context
from kkworkbench.rules.reading import is_in_drill
from kkworkbench.rules.registry import Breach, breach, rule
from kkworkbench.state.indexes import LIST_BY_PAGE


@rule("K801", on=Page, cites=("P20",), severity=Severity.WARNING, fix="put_on_list", safe=True)
def contact_pages_are_on_the_list(page: Page, context: Context) -> Iterable[Breach]:
    """Leave pages in the drill menu to K703: one cause gives one finding."""
    if page.kind is not PageKind.CONTACT or context.bucket(LIST_BY_PAGE, page.id):
        return
    if not is_in_drill(page.id, context):
        yield breach("list")

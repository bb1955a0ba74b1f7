"""What puts contacts on the list that are not on it."""

from collections.abc import Callable, Iterable

from kkworkbench.model.ids import BoxId, ContactId, ListEntryId, PageId
from kkworkbench.model.page import Page, PageKind
from kkworkbench.state.state import State
from kkworkbench.workspace.commands.contact_list import PutContactsOnList
from kkworkbench.workspace.commands.contacts import AddContactPage
from kkworkbench.workspace.search import ListRow


def put_on_list(
    state: State, rows: Iterable[ListRow], new_id: Callable[[], str]
) -> PutContactsOnList | None:
    """Put the contact page of each row on the list, and make one where there is none.

    A new page stands under the overview; None where one is wanted and there is no overview.
    """
    overview = next((p for p in state.all(Page) if p.kind is PageKind.OVERVIEW), None)
    entries: list[tuple[ListEntryId, PageId]] = []
    pages: list[AddContactPage] = []
    for row in rows:
        page = state.get(Page, row.page)
        if page is not None and page.kind is PageKind.CONTACT:
            entries.append((ListEntryId(new_id()), page.id))
        elif overview is not None:
            pages.append(
                AddContactPage(
                    ContactId(row.contact),
                    PageId(new_id()),
                    BoxId(new_id()),
                    ListEntryId(new_id()),
                    overview.id,
                )
            )
        else:
            return None
    return PutContactsOnList(tuple(entries), tuple(pages))

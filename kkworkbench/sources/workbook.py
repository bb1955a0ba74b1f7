"""Our own workbook coming back: edited, sorted, filtered, with rows added and deleted.

Each cell is compared with what stood there when the workbook was written, and with what stands
here now, so that a workbook that is older than the workspace is merged field by field. What is
only emptied or missing waits for a person.
"""

from collections.abc import Iterable

from kkworkbench.exports.sheets import Sheet
from kkworkbench.exports.source import Source as Written
from kkworkbench.garbage import no_collection
from kkworkbench.sources.errors import UnreadableInputError
from kkworkbench.sources.source import Request, Source, checked
from kkworkbench.sources.workbook_compare import Comparison
from kkworkbench.sources.workbook_edits import Gathering
from kkworkbench.sources.workbook_matching import Key, Known
from kkworkbench.sources.workbook_reading import Book, is_ours, read_book
from kkworkbench.state.state import State
from kkworkbench.workspace.errors import Refused
from kkworkbench.workspace.plan import Plan

NAME = "workbook"


def plan(request: Request) -> Plan:
    """Read workbooks that were exported from this workspace and plan what was edited in them.

    Raises:
        UnreadableInputError: one cannot be read, is none of ours, is of another workspace or of
            a step that this one does not know.
    """
    with no_collection():
        return _planned(request)


def _planned(request: Request) -> Plan:
    gathering = Gathering(request.state)
    bases: dict[int, State] = {}
    for path in checked(request.paths, request.check):
        book = read_book(path)
        if request.workspace and book.workspace != request.workspace:
            raise UnreadableInputError("input.other_workspace", file=book.file)
        if book.step not in bases:
            bases[book.step] = _base(request, book)
        gathering.rejected.extend(book.rejected)
        Comparison(book, bases[book.step], gathering, _written, request.check).run()
    return Plan(
        NAME,
        ", ".join(path.name for path in request.paths),
        tuple(checked(gathering.changes(by_file=len(request.paths) > 1), request.check)),
        tuple(gathering.rejected),
    )


def _base(request: Request, book: Book) -> State:
    """Return the workspace as the workbook saw it; where nobody knows, as it stands."""
    if request.base is None:
        return request.state
    try:
        return request.base(book.step)
    except Refused as refused:
        raise UnreadableInputError("input.workbook_ahead", file=book.file) from refused


def _written(sheet: Sheet, source: Written) -> dict[Key, list[Known]]:
    """Return the rows of a sheet as they were written, by the hidden ids of record and part."""
    rows: dict[Key, list[Known]] = {}
    items: Iterable[object] = sheet.items(source)
    for item in items:
        values = sheet.row(source, item)
        key = str(values[0]), str(values[1]) if sheet.has_parts else ""
        rows.setdefault(key, []).append(Known(item, values))
    return rows


SOURCE = Source(NAME, (".xlsx", ".xlsm"), plan, takes_many=True, knows=is_ours)

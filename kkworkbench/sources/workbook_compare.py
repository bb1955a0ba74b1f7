"""Compare a workbook with what it was written from and with what stands here."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kkworkbench.exports.sheets import Sheet
from kkworkbench.exports.source import Source
from kkworkbench.messages import Messages
from kkworkbench.model.channels import Phone
from kkworkbench.model.contact import Contact
from kkworkbench.model.record import Record
from kkworkbench.sources.source import checked, go_on
from kkworkbench.sources.workbook_cells import UnreadCell, as_text, is_blank, is_same
from kkworkbench.sources.workbook_edits import Edit, Gathered, Gathering, Place
from kkworkbench.sources.workbook_matching import KEYS, Key, Known, Line, differing, matched
from kkworkbench.sources.workbook_new import NewRows
from kkworkbench.sources.workbook_reading import EDITABLE, Book, ReadSheet
from kkworkbench.sources.workbook_values import CellReader, Target
from kkworkbench.state.state import State

PHONES = ("contacts", "phones")
"""The cell in which all numbers of a contact stand, a line each."""
Written = Callable[[Sheet, Source], dict[Key, list[Known]]]


class Comparison:
    """One workbook against the workspace as it was when the workbook was written, and as it is.

    `written` gives the rows of a sheet as they were, by their hidden ids.
    """

    def __init__(
        self,
        book: Book,
        base: State,
        gathering: Gathering,
        written: Written,
        check: Callable[[], None] = go_on,
    ) -> None:
        self._book = book
        self._check = check
        self._gathering = gathering
        messages = Messages(book.language)
        self._base = Source(base, (), messages, book.scope)
        self._here = Source(gathering.state, (), messages)
        self._written = written
        self._new = NewRows(book, gathering)
        self._cells = CellReader(messages, gathering.state, gathering)

    def run(self) -> None:
        """Compare all sheets; that of contacts comes first, for the others name new ones."""
        for key in EDITABLE:
            for read in self._book.sheets:
                if read.sheet.key == key:
                    self._compare(read)

    def _compare(self, read: ReadSheet) -> None:
        rows = matched(
            read, self._written(read.sheet, self._base), lambda key: self._found(read.sheet, key)
        )
        for line, known in checked(rows.pairs, self._check):
            self._row(read, line, known)
        for line in rows.copies:
            self._reject_row(read, line, "reject.book_copied")
        for line in rows.unknown:
            self._reject_row(read, line, "reject.book_unknown_id")
        for line in rows.new:
            self._added(read, line)
        for known in rows.missing:
            self._missing(read, known)

    def _found(self, sheet: Sheet, key: Key) -> list[Known]:
        """Find a row that was not written into this workbook, but into another one."""
        item = _find(sheet, self._base.state, *key)
        return [] if item is None else [Known(item, sheet.row(self._base, item))]

    def _row(self, read: ReadSheet, line: Line, known: Known) -> None:
        sheet, place = read.sheet, self._place(read, line)
        item = _find(sheet, self._here.state, line.id, line.part)
        changed = differing(read, line, known)
        if item is None:
            if changed:
                self._reject_row(read, line, "reject.book_deleted_here")
            return
        record: Record = item.contact if sheet.has_parts else item
        gathered = self._gathering.see(place, record, record, is_whole=not sheet.has_parts)
        if not changed:
            return
        target = Target(place, gathered, sheet.key, line.part)
        here = Known(item, sheet.row(self._here, item))
        for column, at, nth in changed:
            if (line.number, at + 1) in read.unread:
                self._cells.reject(place, column, "", "reject.book_formula")
            elif (sheet.key, column) == PHONES:
                self._phones(place, gathered, line.cells[at], known.item)
            else:
                self._cells.take(target, column, line.cells[at], known, here, nth)

    def _phones(self, place: Place, gathered: Gathered, cell: object, was: Contact) -> None:
        """Take the numbers that stand on a contact's own row as those of its phones, in order."""
        lines = [cell] if not isinstance(cell, str) else list(as_text(cell).split("\n"))
        if (
            is_blank(cell)
            or len(lines) < len(was.phones)
            or any("\n" in as_text(phone.number) for phone in was.phones)
        ):
            self._cells.reject(place, "phones", cell, "reject.book_fewer_phones")
            return
        sheet = EDITABLE["phones"]
        nth = [column.key for column in sheet.columns].index("number")
        for phone, number in zip(was.phones, lines, strict=False):
            if is_same(number, phone.number):
                continue
            then = _known(sheet, self._base, was.id, phone.part_id)
            now = _known(sheet, self._here, was.id, phone.part_id)
            if then is None or now is None:
                self._cells.reject(place, "phones", number, "reject.book_deleted_here")
                continue
            target = Target(place, gathered, sheet.key, phone.part_id)
            self._cells.take(target, "number", number, then, now, nth)
        self._more_phones(place, gathered, lines[len(was.phones) :])

    def _more_phones(self, place: Place, gathered: Gathered, numbers: list[Any]) -> None:
        contact = gathered.start
        assert isinstance(contact, Contact)
        sheet = EDITABLE["phones"]
        nth = [column.key for column in sheet.columns].index("number")
        for number in numbers:
            part = self._new.fixed_id("phones", f"{contact.id}:{as_text(number)}")
            if is_blank(number) or any(part == phone.part_id for phone in contact.phones):
                continue
            skeleton = self._new.phone_of(contact, part)
            known = Known(skeleton.item, sheet.row(self._here, skeleton.item))
            target = Target(place, gathered, sheet.key, part, skeleton.ready, is_new=True)
            self._cells.take(target, "number", number, known, known, nth)

    def _added(self, read: ReadSheet, line: Line) -> None:
        sheet, place = read.sheet, self._place(read, line)
        row = {key: line.cells[at] for key, at in read.columns.items() if key not in KEYS}
        try:
            skeleton = self._new.skeleton(sheet, row, line.id)
        except UnreadCell as unread:
            self._reject_row(read, line, str(unread))
            return
        if skeleton is None:
            return
        is_whole = not sheet.has_parts
        gathered = self._gathering.see(place, skeleton.record, skeleton.before, is_whole=is_whole)
        known = Known(skeleton.item, sheet.row(self._here, skeleton.item))
        target = Target(place, gathered, sheet.key, skeleton.part, skeleton.ready, is_new=True)
        for column, at, nth in differing(read, line, known):
            if (line.number, at + 1) in read.unread:
                self._cells.reject(place, column, "", "reject.book_formula")
            elif column in skeleton.used or is_blank(line.cells[at]):
                continue
            elif (sheet.key, column) == PHONES:
                cell = line.cells[at]
                numbers = cell.split("\n") if isinstance(cell, str) else [cell]
                self._more_phones(place, gathered, list(numbers))
            else:
                self._cells.take(target, column, line.cells[at], known, known, nth)

    def _missing(self, read: ReadSheet, known: Known) -> None:
        """Tell of a row that is gone; a phone or channel waits for a person to take it away.

        A row of hours is no thing of its own, and nothing is told of it.
        """
        sheet, place = read.sheet, Place(self._book.file, read.name, 0)
        if not sheet.has_parts:
            record = _find(sheet, self._here.state, known.item.id, "")
            if record is not None:
                self._gathering.miss(place, record)
            return
        if sheet.key == "hours":
            return
        part = known.item.part.part_id
        item = _find(sheet, self._here.state, known.item.contact.id, part)
        if item is None or self._gathering.is_gone(item.contact):
            return
        names = ("number",) if isinstance(item.part, Phone) else ("url", "text")
        column = next((name for name in names if getattr(item.part, name)), names[0])
        parts, said = "phones" if len(names) == 1 else "written", getattr(item.part, column)

        def without(contact: Any) -> Any:
            kept = tuple(each for each in getattr(contact, parts) if each.part_id != part)
            return replace(contact, **{parts: kept})

        edit = Edit(f"{sheet.key}.{part}.{column}", None, said, said, "", without, is_removal=True)
        gathered = self._gathering.see(place, item.contact, item.contact, is_whole=False)
        self._gathering.edit(gathered, edit, place, self._cells.title(column))

    def _place(self, read: ReadSheet, line: Line) -> Place:
        return Place(self._book.file, read.name, line.number)

    def _reject_row(self, read: ReadSheet, line: Line, reason: str) -> None:
        said = (line.cells[at] for key, at in read.columns.items() if key not in KEYS)
        value = next((cell for cell in said if not is_blank(cell)), "")
        self._cells.reject(self._place(read, line), "", value, reason)


def _find(sheet: Sheet, state: State, id_: str, part: str) -> Any:
    assert sheet.find is not None
    return sheet.find(state, id_, part)


def _known(sheet: Sheet, source: Source, id_: str, part: str) -> Known | None:
    item = _find(sheet, source.state, id_, part)
    return None if item is None else Known(item, sheet.row(source, item))

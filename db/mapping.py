"""Between records and rows: JSON that is checked against the record's types on the way in."""

from typing import Any

import msgspec

from db.rows import COLUMNS
from kkworkbench.model.record import Record
from kkworkbench.model.records import KINDS
from kkworkbench.workspace.errors import UnreadableFileError, WorkbenchError

_ENCODER = msgspec.json.Encoder()
_DECODERS: dict[type[Record], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in KINDS
}


def encoded(record: Record) -> bytes:
    """Write a record as JSON.

    Raises:
        WorkbenchError: a text holds half a character, as a broken clipboard may give.
    """
    try:
        return _ENCODER.encode(record)
    except UnicodeEncodeError as error:
        raise WorkbenchError("file.broken_text", id=record.id) from error


def decoder(kind: type[Record]) -> msgspec.json.Decoder[Any]:
    """Return the decoder of a kind, for loops over many rows."""
    return _DECODERS[kind]


def decoded(kind: type[Record], data: bytes) -> Record:
    """Read a record from JSON.

    Raises:
        UnreadableFileError: the JSON does not fit the kind.
    """
    try:
        record: Record = _DECODERS[kind].decode(data)
    except (msgspec.DecodeError, ValueError) as error:
        raise UnreadableFileError("file.damaged_record", why=str(error)) from error
    return record


def row_of(record: Record, version: int, data: bytes | None = None) -> dict[str, object]:
    """Return a record's row; `data` is the record as JSON, where that was made before."""
    data = encoded(record) if data is None else data
    row: dict[str, object] = {"id": record.id, "version": version, "data": data}
    for name, read in COLUMNS.get(type(record), {}).items():
        row[name] = read(record)
    return row

"""What is dragged and copied: ids of pages or drill entries, as JSON."""

import json
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMimeData

PAGES: Final = "application/x-kkworkbench-pages"
DRILL_ENTRIES: Final = "application/x-kkworkbench-drill-entries"


def mime_of(kind: str, ids: Sequence[str], text: str = "") -> QMimeData:
    """Pack ids; `text` is what another program gets when it is dropped there."""
    data = QMimeData()
    data.setData(kind, json.dumps(list(ids)).encode())
    if text:
        data.setText(text)
    return data


def ids_in(data: QMimeData | None, kind: str) -> tuple[str, ...]:
    """Unpack ids of a kind; empty where the data holds none or is malformed."""
    if data is None or not data.hasFormat(kind):
        return ()
    try:
        ids = json.loads(bytes(data.data(kind).data()))
    except ValueError:
        return ()
    if not isinstance(ids, list):
        return ()
    return tuple(id_ for id_ in ids if isinstance(id_, str))

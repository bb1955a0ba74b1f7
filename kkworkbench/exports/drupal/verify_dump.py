"""Read a site's dump and a batch's verify.json, which may have been cut or mixed up on the way."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kkworkbench.exports.drupal.verify import DUMP_FORMAT, VERIFY_FORMAT
from kkworkbench.workspace.errors import WorkbenchError

PARTS = ("terms", "contacts", "pages", "menu", "footer", "redirects")


def read_dump(path: Path) -> dict[str, Any]:
    """Return a dump of a site.

    Raises:
        WorkbenchError: it is none, or cannot be read.
    """
    return _read(path, DUMP_FORMAT, lambda item: bool(item.get("uuid")))


def read_verify(batch: Path) -> dict[str, Any]:
    """Return what a batch says that a site should hold; `batch` is its folder or the file.

    Raises:
        WorkbenchError: it is none, or cannot be read.
    """
    file = batch / "verify.json" if batch.is_dir() else batch
    return _read(file, VERIFY_FORMAT, lambda item: {"id", "uuid", "title"} <= item.keys())


def _read(path: Path, format_: str, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    def refuse(why: str) -> WorkbenchError:
        return WorkbenchError("batches.unreadable", name=path.name, format=format_, why=why)

    try:
        found = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise refuse(error.strerror or "") from error
    except (ValueError, RecursionError) as error:
        raise refuse(str(error)) from error
    if not isinstance(found, dict) or found.get("format") != format_:
        named = found.get("format") if isinstance(found, dict) else type(found).__name__
        raise refuse(f"format: {named}")
    items = found.get("items")
    if not isinstance(items, dict):
        raise refuse("items")
    for part in items:
        if part not in PARTS or not isinstance(items[part], list):
            raise refuse(f"items/{part}")
        for number, item in enumerate(items[part]):
            if not isinstance(item, dict) or not fits(item):
                raise refuse(f"items/{part}/{number}")
            for revision in ("default", "latest"):
                if not isinstance(item.get(revision) or {}, dict):
                    raise refuse(f"items/{part}/{number}/{revision}")
    return found

"""The small shapes that items share: ids, hashes, links, hours and HTML."""

import hashlib
import re
from html import escape
from typing import Any, Literal
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, UUID

import msgspec

from kkworkbench.model.hours import Hours
from kkworkbench.text.phone import read_phone

Item = dict[str, Any]
COMMENT_LIMIT = 255
FIRST_WEIGHT = -50
NO_LINK = "route:<nolink>"
_PLAIN_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_VARIANTS = {digit: f"{int(digit, 16) & 3 | 8:x}" for digit in "0123456789abcdef"}
_DANISH = 8
_SCHEMES = {"https", "http", "tel"}
_DRUPAL = ("internal:/", "route:", "entity:node/")


def uuid_of(id_: str) -> str:
    """Return a record's UUID; an id that is none becomes one that is always the same."""
    if _PLAIN_UUID.fullmatch(id_):
        return id_
    try:
        return str(UUID(id_))
    except ValueError:
        return derived_uuid(id_)


def derived_uuid(*names: str) -> str:
    """Return the UUID of what has no id of its own."""
    # As uuid5 makes it; that takes ten times as long, and a batch has some for every record.
    name = "urn:kkworkbench:batch:" + ":".join(names)
    digest = hashlib.sha1(NAMESPACE_URL.bytes + name.encode(), usedforsecurity=False).digest()
    told = digest[:16].hex()
    variant = _VARIANTS[told[16]]
    return f"{told[:8]}-{told[8:12]}-5{told[13:16]}-{variant}{told[17:20]}-{told[20:]}"


def item_id(prefix: str, id_: str) -> str:
    """Return an item's id: the kind's prefix and the UUID."""
    return f"{prefix}:{uuid_of(id_)}"


def json_bytes(value: Any) -> bytes:
    """Return JSON as UTF-8 without a byte order mark, the same bytes for the same value."""
    # With indent, json.dumps is written in Python and takes three times as long.
    return msgspec.json.format(_plain_json(value), indent=1) + b"\n"


def content_hash(*values: Any) -> str:
    """Return a hash that differs when any of the values does."""
    return hashlib.sha256(_plain_json(values, "deterministic")).hexdigest()[:16]


def _plain_json(value: Any, order: Literal["deterministic"] | None = None) -> bytes:
    try:
        return msgspec.json.encode(value, order=order)
    except UnicodeEncodeError:  # half a letter of two, which msgspec refuses
        return msgspec.json.encode(_mended(value), order=order)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_mended(key): _mended(inner) for key, inner in value.items()}
    return [_mended(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def link_uri(url: str) -> str:
    """Return an address as Drupal's link field wants it; empty for one that a site may not show."""
    url = url.strip()
    if url.startswith(_DRUPAL):
        return url
    if url.startswith("//"):
        return f"https:{url}"
    if url.startswith("/"):
        return f"internal:{url}"
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    if scheme in _SCHEMES:
        return url
    return f"https://{url}" if not scheme and "." in url and "@" not in url else ""


def call_uri(number: str) -> str:
    """Return the link that calls a number, with the country's code; empty for none to dial."""
    reading = read_phone(number)
    if not reading.is_valid:
        return ""
    digits = "".join(sign for sign in reading.display if sign in "+0123456789")
    return f"tel:+45{digits}" if len(digits) == _DANISH and digits[0] != "+" else f"tel:{digits}"


def paragraphs(*texts: str) -> str:
    """Return plain texts as HTML paragraphs."""
    return "".join(f"<p>{escape(text.strip(), quote=False)}</p>" for text in texts if text.strip())


def office_hours(hours: Hours | None, by_appointment: str) -> list[Item]:
    """Return the slots of an office_hours field: day 0 is Sunday, times are integers HHMM.

    A lunch break is two slots of one day. Open day and night is 0 to 2400, as 0 to 0 is
    not read so. By appointment is -1 to -1 with words. The comment stands on the first slot.
    """
    if hours is None:
        return []
    if hours.always_open:
        slots = [_slot(day, 0, 2400) for day in (1, 2, 3, 4, 5, 6, 7)]
    else:
        slots = [_slot(s.day, _clock(s.start), _clock(s.end)) for s in sorted(hours.spans)]
        if hours.by_appointment:
            said = {span.day for span in hours.spans} | set(hours.closed_days)
            slots += [_slot(day, -1, -1, by_appointment) for day in range(1, 6) if day not in said]
    if slots and hours.comment:
        first = slots[0]["comment"]
        words = f"{first}. {hours.comment}" if first else hours.comment
        slots[0]["comment"] = words[:COMMENT_LIMIT]
    return slots


def dated_hours(hours: Hours | None) -> list[Item]:
    """Return what holds on single dates; a profile that has no field for it leaves it out."""
    if hours is None:
        return []
    return [
        {
            "date": each.date.isoformat(),
            "closed": each.closed,
            "spans": [[_clock(start), _clock(end)] for start, end in each.spans],
            "comment": each.note[:COMMENT_LIMIT],
        }
        for each in sorted(hours.exceptions, key=lambda each: each.date)
    ]


def loose_comment(hours: Hours | None, slots: list[Item]) -> str:
    """Return a comment that has no slot to stand on."""
    return hours.comment if hours is not None and not slots else ""


def _clock(minutes: int) -> int:
    return minutes // 60 * 100 + minutes % 60


def _slot(day: int, start: int, end: int, comment: str = "") -> Item:
    return {"day": day % 7, "starthours": start, "endhours": end,
            "comment": comment[:COMMENT_LIMIT]}  # fmt: skip

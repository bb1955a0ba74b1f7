"""Read the text of a PDF back by its own maps from glyphs to letters, as a reader selects it."""

from __future__ import annotations

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9a-fA-F]+)> ?Tj")


def pages_of(data: bytes) -> list[str]:
    """Return the letters of each page, without the blanks between them."""
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(data)}
    pages = [each for each in objects.values() if b"/Type /Page\n" in each]
    return [_text(page, objects) for page in pages]


def _text(page: bytes, objects: dict[int, bytes]) -> str:
    resources = objects[_reference(page, b"Resources")]
    fonts = {
        found[1]: _letters(objects[_reference(objects[int(found[2])], b"ToUnicode")])
        for found in re.finditer(rb"/(F\d+) (\d+) 0 R", resources)
    }
    letters, text = {}, []
    for font, glyphs in _SHOWN.findall(_stream(objects[_reference(page, b"Contents")])):
        if font:
            letters = fonts[font]
        codes = (int(glyphs[at : at + 4], 16) for at in range(0, len(glyphs), 4))
        text += [letters.get(code, "?") for code in codes]
    return "".join("".join(text).split())


def _letters(map_: bytes) -> dict[int, str]:
    found: dict[int, str] = {}
    for first, last, to in re.findall(rb"<(\w+)> ?<(\w+)> ?(\[[^\]]*\]|<\w+>)", _stream(map_)):
        values = re.findall(rb"<(\w+)>", to)
        for number, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
            value = values[number] if to.startswith(b"[") else values[0]
            code = bytes.fromhex(value.decode()).decode("utf-16-be")
            found[glyph] = code if to.startswith(b"[") else chr(ord(code) + number)
    return found


def _stream(object_: bytes) -> bytes:
    start = _STREAM.search(object_)
    assert start is not None
    data = object_[start.end() : object_.rindex(b"endstream")]
    return zlib.decompress(data) if b"FlateDecode" in object_[: start.start()] else data


def _reference(object_: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", object_)
    assert found is not None
    return int(found[1])

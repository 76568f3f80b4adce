"""A file written small: the structure tree of a paper is hundreds of small objects, half its size.

reportlab writes each of them as it is, with a line for each in the table at the end. Here they are
taken into one compressed object stream with a compressed table (ISO 32000-1, 7.5.7 and 7.5.8).
The same file gives the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from typing import Final

#: With object streams a file is one of this version.
_HEADER: Final = b"%PDF-1.5\n%\x93\x8c\x8b\x9e\n"
_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s+")
_ENTRY: Final = 20
_OBJECT: Final = re.compile(rb"(\d+) 0 obj\s*")
_KEPT: Final = re.compile(rb"/(?:Info|Root) \d+ 0 R|/ID\s*\[[^\]]*\]")
#: The number of pages is read from the file as it is (``sheets``): its object stays in the open.
_PAGES: Final = b"/Type /Pages"
#: Bytes of the fields of a line of the table: kind, place, index.
_FIELDS: Final = (1, 4, 2)
_OPEN: Final = 1
_PACKED: Final = 2


def packed(pdf: bytes) -> bytes:
    """A file of reportlab with its objects that are no streams in one compressed stream."""
    objects, trailer = _read(pdf)
    taken = {n: body for n, body in objects.items() if _small(body)}
    size = max(objects) + 3  # the two streams after all, and 0 before
    stream, table = size - 2, size - 1
    out, at = bytearray(_HEADER), dict[int, int]()
    for number, body in {**objects, stream: _stream(taken)}.items():
        if number not in taken:
            at[number] = len(out)
            out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    places = {number: index for index, number in enumerate(taken)}
    at[table] = len(out)
    lines = b"".join(_line(n, at, places, stream) for n in range(size))
    widths = b" ".join(b"%d" % width for width in _FIELDS)
    said = b"/Type /XRef /Size %d /W [%b] %b" % (size, widths, b" ".join(trailer))
    out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        _compressed(said, lines),
        at[table],
    )
    return bytes(out)


def _read(pdf: bytes) -> tuple[dict[int, bytes], list[bytes]]:
    """Every object by its number, and what the trailer keeps."""
    start = _START.search(pdf)
    table = _TABLE.match(pdf, int(start[1])) if start else None
    if start is None or table is None:
        raise ValueError("not a file of reportlab")
    entries = (table.end() + n * _ENTRY for n in range(1, int(table[1])))
    places = sorted(int(pdf[entry : entry + 10]) for entry in entries)
    objects = {}
    for place, after in zip(places, [*places[1:], int(start[1])], strict=True):
        found = _OBJECT.match(pdf, place, after)
        if found is None:
            raise ValueError("not a file of reportlab")
        objects[int(found[1])] = pdf[found.end() : pdf.rindex(b"endobj", place, after)].strip()
    return objects, _KEPT.findall(pdf, pdf.rindex(b"trailer"))


def _small(body: bytes) -> bool:
    return not body.endswith(b"endstream") and _PAGES not in body


def _stream(taken: Mapping[int, bytes]) -> bytes:
    """The objects one after the other, before them number and place of each."""
    index, bodies = [], bytearray()
    for number, body in taken.items():
        index.append(b"%d %d" % (number, len(bodies)))
        bodies += body + b"\n"
    head = b" ".join(index) + b"\n"
    said = b"/Type /ObjStm /N %d /First %d" % (len(taken), len(head))
    return _compressed(said, head + bodies)


def _compressed(said: bytes, content: bytes) -> bytes:
    small = zlib.compress(content, 9)
    head = b"<<%b /Filter /FlateDecode /Length %d>>" % (said, len(small))
    return b"%b\nstream\n%b\nendstream" % (head, small)


def _line(number: int, at: Mapping[int, int], places: Mapping[int, int], stream: int) -> bytes:
    """The line of an object: where it stands, or in which stream and as the how manieth."""
    kind, place, index = (
        (_PACKED, stream, places[number])
        if number in places
        else (_OPEN, at[number], 0)
        if number in at
        else (0, 0, 0xFFFF)
    )
    fields = zip((kind, place, index), _FIELDS, strict=True)
    return b"".join(value.to_bytes(width, "big") for value, width in fields)

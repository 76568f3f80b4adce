"""A workbook (XLSX) or a text table from outside, as the texts of its cells.

What a workbook unpacks to is measured before a reader of its own sees it, and only its values are
taken: no formula is worked out, no macro, link or picture is looked at.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from tally_app.catalog.incoming.bounded import whole
from tally_app.catalog.problems import CatalogueError, Problem
from tally_app.domain.values.text_table import TextTable

#: Bytes of a workbook as it lies there, and of all its parts unpacked; parts; cells of a sheet.
PACKED: Final = 16_000_000
UNPACKED: Final = 128_000_000
MOST_PARTS: Final = 512
MOST_CELLS: Final = 4_000_000

#: What a workbook begins with.
WORKBOOK: Final = b"PK\x03\x04"
#: An old workbook, or one under a password, is a file of this kind.
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_BLOCK: Final = 1 << 20
#: Parts a reader of values has to see; what is left out cannot be followed.
_NEEDED: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:workbook|sharedStrings|styles)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/worksheets/[^/]+\.xml",
    re.IGNORECASE,
)
_SHEET: Final = re.compile(r"xl/worksheets/", re.IGNORECASE)
_PLACE: Final = re.compile(rb"\sr\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_CELL: Final = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_SEPARATORS: Final = ("\t", ";", ",")
_ENCODINGS: Final = ("utf-8-sig", "cp1251")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_tables(path: Path) -> tuple[TextTable, ...]:
    """The sheets of a workbook, or the one table of a text file (CSV, TSV), told by what the file
    holds. CatalogueError says why it cannot be used, OSError why it cannot be read.
    """
    return tables_of(path.name, whole(path, PACKED))


def tables_of(name: str, data: bytes) -> tuple[TextTable, ...]:
    """The same of bytes; ``name`` is what people call the file."""
    if data.startswith(WORKBOOK):
        return tuple(_sheets(name, _measured(name, data)))
    if data.startswith(_COMPOUND):
        raise _unfit(name, "workbook_locked")
    return (replace(text_table(_text(name, data)), file=name),)


def text_table(text: str) -> TextTable:
    """A pasted or saved table; what parts its cells is the sign that stands in it most evenly."""
    separator = max(_SEPARATORS, key=lambda sign: _evenness(text, sign))
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter=separator)
    found: list[tuple[str, ...]] = []
    try:
        found.extend(tuple(cell.strip() for cell in row) for row in rows)
    except csv.Error:  # a cell of a hundred thousand signs: as it stands, line by line
        found = [tuple(x.strip() for x in line.split(separator)) for line in text.splitlines()]
    return TextTable("", tuple(found))


def _evenness(text: str, sign: str) -> int:
    """How often a sign parts cells in the first line that has any; a tab is no sign of a text."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return first.count(sign) * (len(text) if sign == "\t" else 1)


def _text(name: str, data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(_UTF_16) else _ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _unfit(name, "no_table")


def _measured(name: str, data: bytes) -> bytes:
    """The workbook with the parts that hold values alone, each unpacked once within the limits:
    what a file says of its own sizes is not believed.
    """
    kept = io.BytesIO()
    left = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(kept, "w") as plain:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > UNPACKED:
                raise _unfit(name, "workbook_large", limit=UNPACKED // 1_000_000)
            for part in parts:
                if not _NEEDED.fullmatch(part.filename):
                    continue
                content = _unpacked(packed, part, left)
                left -= len(content)
                if left < 0:
                    raise _unfit(name, "workbook_large", limit=UNPACKED // 1_000_000)
                if _SHEET.match(part.filename):
                    _check_extent(name, content)
                plain.writestr(zipfile.ZipInfo(part.filename), content)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise _unfit(name, "workbook_broken") from error
    except RuntimeError as error:  # a part under a password
        raise _unfit(name, "workbook_locked") from error
    return kept.getvalue()


def _unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> bytes:
    """A part, at most a byte more than what is ``left``."""
    blocks, size = [], 0
    with packed.open(part) as file:
        while size <= left and (block := file.read(_BLOCK)):
            blocks.append(block)
            size += len(block)
    return b"".join(blocks)


def _check_extent(name: str, sheet: bytes) -> None:
    """Two cells at two ends of a sheet make a table of a thousand million between them."""
    if sheet.startswith(_UTF_16) or b"\0" in sheet:
        raise _unfit(name, "workbook_broken")
    wide = high = 0
    for quoted, other in _PLACE.findall(sheet):
        place = _CELL.fullmatch(quoted or other)
        if place is None:
            raise _unfit(name, "workbook_broken")
        column = 0
        for letter in place.group(1):
            column = column * 26 + letter - ord("A") + 1
        wide, high = max(wide, column), max(high, int(place.group(2)))
    if wide * high > MOST_CELLS:
        raise _unfit(name, "workbook_wide", rows=high, columns=wide, limit=MOST_CELLS)


def _sheets(name: str, data: bytes) -> Iterator[TextTable]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            yield TextTable(sheet, _rows(book.get_sheet_by_name(sheet)), name)
    except PasswordError as error:
        raise _unfit(name, "workbook_locked") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _unfit(name, "workbook_broken") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader gave up in its own language
            raise
        raise _unfit(name, "workbook_broken") from error


def _rows(sheet: CalamineSheet) -> tuple[tuple[str, ...], ...]:
    rows = sheet.to_python(skip_empty_area=False)
    return tuple(tuple(map(_written, row)) for row in rows)


def _written(value: object) -> str:
    """A cell's value as a person would write it."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    return str(value)


def _unfit(name: str, code: str, **args: object) -> CatalogueError:
    return CatalogueError([Problem(name, "", code, {key: str(x) for key, x in args.items()})])

"""Reading a spreadsheet saved as text: how it is written is found out, never asked.

A sheet is read through once before its first row is handed out (is it text, is every row well
formed), so that an unusable file gives one sentence and no rows. Rows are streamed: a file of any
length needs no more memory than its longest row.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
import re
import stat
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import IO, Final

from tally_app.catalog.incoming.bounded import SHEET
from tally_app.catalog.incoming.workbook import PACKED, WORKBOOK, tables_of
from tally_app.domain.values.signs import all_named, unseen

#: What separates the cells, by the name its word has in the catalogue.
SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}

_BLOCK: Final = 1 << 20
#: A table that is printed somewhere is never larger.
_MOST_BYTES: Final = 4 << 20
#: Columns of a sheet of protocols: a form of sixty options has some hundreds.
_MOST_COLUMNS: Final = 4_096
#: Rows of a workbook in which its header is looked for.
_HEAD: Final = 10
_PAIR: Final = 2
#: Bytes from which an encoding is told, the first bytes of letters, and one in how many they are.
_START: Final = 4096
_ALPHABETS: Final = frozenset({0, 1, 4, 5})
_SHARE: Final = 1.25
_SAID_SEPARATOR: Final = re.compile(r"\ufeff?\"?sep=(.)\"?", re.IGNORECASE)
_LONGEST_LEAD: Final = 16
_WIDE_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": "Windows-1251",
}

#: Counts the columns of a header that are of use; the separator with the most is the right one.
Known = Callable[[Sequence[str]], int]


class TableError(Exception):
    """A sheet that cannot be used. ``code`` and ``arguments`` are worded by the catalogue."""

    def __init__(self, code: str, **arguments: object) -> None:
        super().__init__(f"{code}: {arguments}")
        self.code = code
        self.arguments = arguments


@dataclass(frozen=True)
class Sheet:
    """An open spreadsheet: its header, and how it was read. ``length``: rows under the header;
    ``lead``: lines above it, which say how it was written; ``workbook``: the name of the sheet it
    was taken from, "" for a text.
    """

    path: str
    encoding: str
    separator: str
    header: tuple[str, ...]
    file: IO[bytes]
    lead: int = 0
    workbook: str = ""
    length: int = 0

    @property
    def encoding_name(self) -> str:
        """The encoding as people know it."""
        return _NAMES[self.encoding]

    def rows(self) -> Iterator[list[str]]:
        """Every row under the header that is not blank, from the top each time."""
        with _text(self.file, self.encoding) as lines:
            for _ in range(self.lead):
                lines.readline()
            rows = filter(None, csv.reader(lines, delimiter=self.separator, strict=True))
            next(rows)
            yield from rows


@contextmanager
def open_sheet(path: str, known: Known) -> Iterator[Sheet]:
    """Open ``path`` and find out how it is written; TableError says why it cannot be used."""
    with _open(path) as file, tempfile.TemporaryFile() as taken:
        try:
            name = _from_workbook(path, file, taken, known)
            read: IO[bytes] = taken if name else file
            encoding = _encoding(read)
            lead, said = _said_separator(read, encoding)
            separator, header = _header(read, encoding, known, lead, said)
            sheet = Sheet(path, encoding, separator, header, read, lead, name)
            sheet = replace(sheet, length=_read_through(sheet))
        except TableError as error:
            error.arguments.setdefault("path", path)
            raise
        yield sheet


def _from_workbook(path: str, file: IO[bytes], taken: IO[bytes], known: Known) -> str:
    """Write the sheet of a workbook that has most of the columns to ``taken`` as text, and return
    its name; "" where the file is no workbook. CatalogueError where it cannot be used.
    """
    file.seek(0)
    if file.read(len(WORKBOOK)) != WORKBOOK:
        return ""
    file.seek(0)
    tables = tables_of(Path(path).name, file.read(PACKED + 1))
    filled = [table for table in tables if any(map(any, table.rows))]
    if not filled:
        raise TableError("empty")
    best = max(filled, key=lambda table: max((known(row) for row in table.rows[:_HEAD]), default=0))
    rows = [row for row in best.rows if any(row)]
    first = max(range(min(len(rows), _HEAD)), key=lambda at: known(rows[at]))
    width = max(map(len, rows))
    text = io.TextIOWrapper(taken, encoding="utf-8", newline="")
    writer = csv.writer(text)
    writer.writerows((*row, *[""] * (width - len(row))) for row in rows[first:])
    text.flush()
    text.detach()
    return best.name or "–"


def _said_separator(file: IO[bytes], encoding: str) -> tuple[int, str]:
    """How many lines say how the others are parted, and by what: spreadsheets write "sep=;"."""
    with _text(file, encoding) as lines:
        said = _SAID_SEPARATOR.fullmatch(lines.readline(_LONGEST_LEAD).rstrip("\r\n"))
    return (1, said[1]) if said else (0, "")


def whole_text(path: str, standard_input: IO[bytes]) -> str:
    """The text of a small file, "-" for what is piped in, of a workbook its largest sheet with tabs
    between the cells; TableError or CatalogueError says why it cannot be read.
    """
    if path == "-":
        return _decoded(io.BytesIO(standard_input.read(_MOST_BYTES + 1)), path)
    with _open(path) as file:
        if file.seek(0) or file.read(len(WORKBOOK)) != WORKBOOK:
            return _decoded(file, path)
        file.seek(0)
        tables = tables_of(Path(path).name, file.read(PACKED + 1))
    rows = max((table.rows for table in tables), key=_filled, default=())
    return "\n".join("\t".join(" ".join(cell.split()) for cell in row) for row in rows)


def _filled(rows: Sequence[Sequence[str]]) -> int:
    return sum(bool(cell) for row in rows for cell in row)


def _decoded(file: IO[bytes], path: str) -> str:
    try:
        encoding = _encoding(file)
    except TableError as error:
        error.arguments.setdefault("path", path)
        raise
    file.seek(0)
    data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise TableError("too_large", path=path, most=_MOST_BYTES >> 20)
    return data.decode(encoding)


@contextmanager
def _open(path: str) -> Iterator[IO[bytes]]:
    if Path(path).is_dir():
        raise TableError("directory", path=path)
    try:
        file = Path(path).open("rb")  # noqa: SIM115 - closed below
    except FileNotFoundError as error:
        raise TableError("missing", path=path) from error
    except (OSError, ValueError) as error:
        raise TableError("unreadable", path=path, reason=error) from error
    with file, tempfile.TemporaryFile() as copy:
        mode = os.fstat(file.fileno()).st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):  # a device has no end
            raise TableError("no_file", path=path)
        if not file.seekable():  # a pipe: it is read more than once
            copy.write(file.read(SHEET + 1))
        read: IO[bytes] = file if file.seekable() else copy
        if read.seek(0, os.SEEK_END) > SHEET:
            raise TableError("sheet_too_large", path=path, most=SHEET // 1_000_000)
        yield read


@contextmanager
def _text(file: IO[bytes], encoding: str) -> Iterator[io.TextIOWrapper]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield text
    finally:
        if not file.closed:  # a reader that left may have closed it before the rows ended
            text.detach()


def _encoding(file: IO[bytes]) -> str:
    file.seek(0)
    start = file.read(_START)
    if not start:
        raise TableError("empty")
    if start[:2] in _WIDE_MARKS:
        candidates = ["utf-16"]
    elif start.startswith(codecs.BOM_UTF8):
        candidates = ["utf-8-sig"]
    elif wide := _wide(start):
        candidates = [wide]
    else:
        candidates = ["utf-8", "cp1251"]
    found = next((name for name in candidates if _decodes(file, name)), None)
    if found is None:
        raise TableError("not_text")
    return found


def _wide(start: bytes) -> str:
    """UTF-16 that was written without its mark: every second byte says the alphabet."""
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        said = start[first::_PAIR]
        if len(said) > 1 and _SHARE * sum(byte in _ALPHABETS for byte in said) >= len(said):
            return name
    return ""


def _decodes(file: IO[bytes], encoding: str) -> bool:
    """True when the whole file is text in that encoding; TableError where it holds NUL."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in iter(partial(file.read, _BLOCK), b""):
            if "\0" in decoder.decode(block):
                raise TableError("nul")
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _header(
    file: IO[bytes], encoding: str, known: Known, lead: int, said: str
) -> tuple[str, tuple[str, ...]]:
    """The separator and the header; ``said``: the separator the file itself names."""
    found = []
    for separator in [said] if said in SEPARATORS else SEPARATORS:
        with _text(file, encoding) as lines:
            for _ in range(lead):
                lines.readline()
            try:
                rows = filter(None, csv.reader(lines, delimiter=separator, strict=True))
                names = tuple(name.strip() for name in next(rows, []))
            except csv.Error:
                continue
        if len(names) > _MOST_COLUMNS:
            raise TableError("too_wide", columns=len(names), most=_MOST_COLUMNS)
        found.append((known(names), len(names), separator, names))
    if not found:
        raise TableError("bad_header")
    if not any(any(names) for *_, names in found):
        raise TableError("no_header")
    _, _, separator, names = max(found, key=lambda one: one[:2])
    for column, name in enumerate(names, 1):
        if signs := unseen(name):
            raise TableError("unseen_header", column=column, found=all_named(signs))
    return separator, names


def _read_through(sheet: Sheet) -> int:
    """Find a row that cannot be understood before any row is answered; how many rows there are."""
    width, row = len(sheet.header), 0
    try:
        for row, cells in enumerate(sheet.rows(), 1):
            if len(cells) > width:
                raise TableError("long_row", row=row, cells=len(cells), columns=width)
    except csv.Error as error:
        raise TableError("bad_row", row=row + 1, reason=error) from error
    return row

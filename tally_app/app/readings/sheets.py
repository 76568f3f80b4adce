"""The four sheets a native reader is asked with, and the file that comes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from tally_app.catalog.checking.notes import placeholders
from tally_app.catalog.readings import OF_FORM, every_text, read_readings, sheets, written
from tally_app.domain.values.readings import (
    BETTER,
    VERDICTS,
    Reading,
    ReadingSheet,
    SheetRow,
    read,
)
from tally_app.domain.values.wording import Wording

#: The language that is read, and the one that stands beside it.
READ: Final = "kk"
BESIDE: Final = "ru"
#: Spreadsheets of the country part cells so, and know UTF-8 by its mark.
_PARTED: Final = ";"
_MARK: Final = "utf-8-sig"
#: The columns of a sheet: what stands there, what the reader says, what would be better.
COLUMNS: Final = ("number", "place", "key", BESIDE, READ, *VERDICTS)


class SheetError(Exception):
    """A sheet that cannot be taken: a code (``reading.<code>``) and its arguments."""

    def __init__(self, code: str, **args: object) -> None:
        self.code = code
        self.said = args
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a sheet: the readings of it, and keys whose text is another one by now."""

    readings: tuple[Reading, ...]
    changed: tuple[str, ...]


def readings_file(resources: Path) -> Path:
    """Where readings are kept: beside the texts, for whoever builds the program."""
    return resources / "readings" / f"{READ}.toml"


def unread_sheets(resources: Path, words: Wording) -> Iterator[ReadingSheet]:
    """Every text that nobody called right as it stands, on the sheet it belongs to."""
    texts, beside = every_text(resources, READ), every_text(resources, BESIDE)
    done = read(texts, read_readings(readings_file(resources)))
    left = {key: text for key, text in texts.items() if key not in done}
    for letter, names in sheets(resources).items():
        found = _matching(left, names)
        rows = tuple(
            SheetRow(number, _place(key, words), key, beside.get(key, ""), left.pop(key))
            for number, key in enumerate(found, 1)
        )
        yield ReadingSheet(
            letter=letter,
            title=words(f"reading.title.{letter}"),
            says=words("reading.says", count=len(rows)),
            columns=tuple(words(f"reading.column.{name}") for name in COLUMNS if name != "key"),
            rows=rows,
        )


def _matching(texts: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """The keys that are like one of the names, in the order of the names."""
    found = (key for name in names for key in texts if fnmatchcase(key, name))
    return [*dict.fromkeys(found)]


def _place(key: str, words: Wording) -> str:
    """On which page or paper a text stands, as far as its key tells."""
    kind = "paper" if f"{OF_FORM}paper." in key else key.partition(".")[0]
    if OF_FORM in key and kind != "paper":
        kind = f"form.{key.partition(OF_FORM)[2].partition('.')[0]}"
    name = f"reading.place.{kind}"
    return words(name if words.has(name) else "reading.place.other")


def as_table(sheet: ReadingSheet) -> bytes:
    """A sheet as CSV, to be filled in with a spreadsheet."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=_PARTED, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in sheet.rows:
        said = row.number, row.place, row.key, row.beside, row.text
        table.writerow((*said, *("" for _ in VERDICTS)))
    return out.getvalue().encode(_MARK)


def take(sheet: Path, by: str, day: str, resources: Path) -> Taken:
    """The readings of a sheet that came back; SheetError if it cannot be taken. Rows nobody marked
    are passed over; ``changed`` are rows whose text is another one by now: they were read as they
    stood, and stay unread.
    """
    texts = every_text(resources, READ)
    found = [one for row in _rows(sheet) if (one := _reading(row, by, day, texts)) is not None]
    if not found:
        raise SheetError("nothing", path=sheet)
    changed = tuple(one.key for one in found if texts[one.key] not in (one.text, one.right))
    return Taken(tuple(found), changed)


def kept(taken: Taken, resources: Path) -> str:
    """The file of readings with those of a sheet added, the last word on a key in place of any
    before it.
    """
    before = {one.key: one for one in read_readings(readings_file(resources))}
    return written((before | {one.key: one for one in taken.readings}).values())


def _rows(sheet: Path) -> list[dict[str, str]]:
    try:
        text = sheet.read_text(encoding=_MARK)
    except (OSError, UnicodeDecodeError) as error:
        raise SheetError("unreadable", path=sheet) from error
    rows = list(csv.DictReader(io.StringIO(text), delimiter=_PARTED))
    if not rows or set(COLUMNS) - rows[0].keys():
        raise SheetError("no_sheet", path=sheet)
    return rows


def _reading(row: Mapping[str, str], by: str, day: str, texts: Mapping[str, str]) -> Reading | None:
    """What was said of one text, None where nothing was."""
    key, number = row["key"], row["number"]
    said = [verdict for verdict in VERDICTS if (row[verdict] or "").strip()]
    if not said:
        return None
    if key not in texts:
        raise SheetError("unknown", number=number, place=key)
    if len(said) > 1:
        raise SheetError("several", number=number)
    verdict = said[0]
    better = row[BETTER].strip() if verdict == BETTER else ""
    if better and placeholders(better) != placeholders(row[READ]):
        raise SheetError("places", number=number, text=better)
    return Reading(key, row[READ], verdict, better, by, day)


def counted(resources: Path) -> tuple[int, int]:
    """How many texts are read as they stand, and how many there are."""
    texts = every_text(resources, READ)
    return len(read(texts, read_readings(readings_file(resources)))), len(texts)

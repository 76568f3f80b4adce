"""The figures of a published table, as printed: counts and percentages, exact, never a float.

A figure may be grouped by spaces of any width, commas, points or apostrophes, its decimals may
stand behind a comma or a point. "1,209" is 1209 in one table and 1.209 in another: such a figure
has two readings, and its column decides which (``published_columns``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u200a\u202f]+")
_DASHES: Final = frozenset("-‐‑‒–—―−")
_SIGN: Final = "%"
_WHOLE: Final = re.compile(r"\d+|\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+)")
_PARTED: Final = re.compile(r"(\d+|\d{1,3}(?:(?: \d{3})+|(?:'\d{3})+))([.,])(\d+)")
_MANY: Final = re.compile(r"\d{1,3}(?:(?:,\d{3}){2,}|(?:\.\d{3}){2,})")
_MANY_PARTED: Final = re.compile(r"(\d{1,3}(?:,\d{3})+)(\.)(\d+)|(\d{1,3}(?:\.\d{3})+)(,)(\d+)")
_GROUP: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_NOT_DIGIT: Final = re.compile(r"\D")
_BESIDE: Final = re.compile(r"(\d[\d\s.,'’]*?)\s*[(\[]([^()\[\]]*?)(\d[\d\s.,]*%)\s*[)\]]")
_ITEM: Final = re.compile(r"(.*[^\W\d_].*?)[\s:–—-]+(\d[\d\s.,'’]*)")
_ITEM_MARKS: Final = re.compile(r"\s*[·•]\s*")
#: A mark behind a figure that sends to a note: [1], [a], (a), a raised digit.
_FOOTNOTE: Final = re.compile(r"(?<=[\d%])\s?(?:\[\w{1,3}\]|\([a-zа-я]\)|[¹²³⁰-⁹]+|[*†‡]+)$")
#: By how much something changed: +8, −1.2, ▲ 3.
_CHANGE: Final = re.compile(r"[(]?[+−▲▼↑↓±-]\s?\d[\d.,]*\s?%?[)]?")
_LONGEST_CELL: Final = 400  # a list of names with their votes may stand in one
_LONGEST: Final = 20  # letters; what is longer is no figure of an election


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """A figure as printed: ``digits`` / 10 ** ``decimals``. ``percent``: a percent sign stood
    beside it. ``mark`` is its decimal mark ("" without decimals), ``text`` what was printed.
    ``none``: a dash, which says that there were none and is 0 in a sum.
    """

    text: str
    digits: int
    decimals: int = 0
    percent: bool = False
    mark: str = ""
    none: bool = False

    @property
    def whole(self) -> bool:
        """True for what can be a count."""
        return not self.decimals and not self.percent


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell: its text and what it can be read as. ``readings`` is empty for words and for an
    empty cell; two readings are the grouped one first, then the one with decimals. ``beside`` is
    a percentage that stands in the same cell: "731 (78.77 %)".
    """

    text: str
    readings: tuple[PrintedFigure, ...] = ()
    beside: PrintedFigure | None = None

    @property
    def empty(self) -> bool:
        """True where nothing was printed."""
        return not self.text

    @property
    def doubtful(self) -> bool:
        """True where the column must decide how the figure is read."""
        return len(self.readings) > 1


def plain(text: str) -> str:
    """The text with single ordinary spaces, without marks of emphasis and footnotes."""
    said = _SPACES.sub(" ", text).strip().strip("*").strip()
    return _FOOTNOTE.sub("", said)


def is_change(text: str) -> bool:
    """True for what says by how much another figure changed."""
    return _CHANGE.fullmatch(text) is not None


def read_cell(text: str) -> PrintedCell:
    """What a cell holds."""
    said = plain(text)
    if len(said) > _LONGEST_CELL:
        return PrintedCell(said)
    if len(said) == 1 and said in _DASHES:
        return PrintedCell(said, (PrintedFigure(said, 0, none=True),))
    if found := tuple(_readings(said)):
        return PrintedCell(said, found)
    if (two := _BESIDE.fullmatch(said)) is not None:
        counts = tuple(_readings(two[1].strip()))
        shares = tuple(_readings(two[3].strip()))
        if counts and shares:
            return PrintedCell(said, counts, shares[0])
    return PrintedCell(said, _sum_of_items(said))


def _readings(text: str) -> Iterator[PrintedFigure]:
    """Every way to read a figure, the grouped one first."""
    percent = text.endswith(_SIGN) or text.startswith(_SIGN)
    core = text.strip(_SIGN).strip().replace("’", "'")
    if not core.isascii() or len(core) > _LONGEST:
        return
    if _WHOLE.fullmatch(core) or _MANY.fullmatch(core):
        yield PrintedFigure(text, int(_NOT_DIGIT.sub("", core)), percent=percent)
        return
    if _GROUP.fullmatch(core) and not percent:
        yield PrintedFigure(text, int(_NOT_DIGIT.sub("", core)))
    parted = _PARTED.fullmatch(core) or _MANY_PARTED.fullmatch(core)
    if parted is not None:
        before, mark, after = (part for part in parted.groups() if part is not None)
        digits = int(_NOT_DIGIT.sub("", before) + after)
        yield PrintedFigure(text, digits, len(after), percent, mark)


def _sum_of_items(text: str) -> tuple[PrintedFigure, ...]:
    """The sum of a cell that lists names with their votes, "A 731 · B 153"; empty for words."""
    parts = _ITEM_MARKS.split(text)
    if len(parts) == 1:
        return ()
    total = 0
    for part in parts:
        item = _ITEM.fullmatch(part)
        found = next(_readings(item[2].strip()), None) if item else None
        if found is None or not found.whole:
            return ()
        total += found.digits
    return (PrintedFigure(text, total),)


def written(digits: int, like: PrintedFigure) -> str:
    """A value of the same decimals, written as ``like`` was: 378 like "3,77 %" is "3,78 %"."""
    sign = "\u2212" if digits < 0 else ""
    text = str(abs(digits)).zfill(like.decimals + 1)
    if like.decimals:
        text = f"{text[: -like.decimals]}{like.mark or '.'}{text[-like.decimals :]}"
    return f"{sign}{text}"

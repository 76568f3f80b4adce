"""A table from outside as the texts of its cells, and where a cell is as people find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_LETTERS: Final = 26


@dataclass(frozen=True, slots=True)
class TextTable:
    """One sheet: its name ("" for a text) and the text of every cell, rows and columns from the
    first of the sheet on; rows may differ in length. ``file`` is what people call its file.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    file: str = ""


def column_name(column: int) -> str:
    """The letters over a column, counted from 0: A, B … Z, AA."""
    found, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, _LETTERS)
        found = chr(ord("A") + letter) + found
    return found

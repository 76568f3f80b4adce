"""What native readers said of the texts, and the sheets they are asked with.

A text is read when somebody called it right as it stands now. Change it, and it is unread again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

#: What a reader says of a text.
GOOD: Final = "good"
WRONG: Final = "wrong"
BETTER: Final = "better"
VERDICTS: Final = (GOOD, WRONG, BETTER)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text as it stood on a sheet, and what its reader said. ``better``: the text in its place,
    "" where none was given; ``by`` the reader's name, ``day`` an ISO date.
    """

    key: str
    text: str
    verdict: str
    better: str
    by: str
    day: str

    @property
    def right(self) -> str:
        """The text the reader called right, "" where it was called wrong."""
        return {GOOD: self.text, BETTER: self.better}.get(self.verdict, "")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A text to be read: where it stands, its key, the Russian text, the Kazakh one."""

    number: int
    place: str
    key: str
    beside: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """One sheet for a reader: its letter, heading and request, the heads of its columns."""

    letter: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read(texts: Mapping[str, str], readings: Iterable[Reading]) -> frozenset[str]:
    """The keys whose text stands as a reader called it right; the last word on a key counts."""
    last = {reading.key: reading.right for reading in readings}
    return frozenset(key for key, right in last.items() if right and texts.get(key) == right)

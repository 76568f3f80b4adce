"""The list tape: every page entered by two people who do not see each other's figures.

Who began a page types its first entry; whoever comes then types it a second time. A page is
compared once both have typed it, never before; what differs is counted again and typed a third
time.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tally_app.domain.form.form import Form, Line
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.state import Entry, Night


class Hand(StrEnum):
    """Which entry of a page somebody types: none where both were typed by others."""

    FIRST = "first"
    AGAIN = "again"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """A line of the tape, and the one in which it is typed a second time."""

    first: Line
    again: Line


@lru_cache(maxsize=64)
def columns(form: Form, stages: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of a tape whose lines are typed in these stages, in the order of the form."""
    twins = [line for line in form.lines if line.again_of and line.stage in stages]
    return tuple(Column(form.by_id[line.again_of], line) for line in twins)


def again_of(form: Form, line_id: str) -> Line | None:
    """The line in which a line is typed a second time, None where nobody does."""
    return next((line for line in form.lines if line.again_of == line_id), None)


def twinned(form: Form, line_id: str) -> bool:
    """True for a line that two people type unseen: nobody takes back what another one typed."""
    return bool(form.by_id[line_id].again_of) or again_of(form, line_id) is not None


@dataclass(frozen=True, slots=True)
class PageOfTape:
    """What two people typed of a page, column by column; None where nothing was ever typed."""

    item: str
    columns: tuple[Column, ...]
    first: tuple[Entry | None, ...]
    again: tuple[Entry | None, ...]

    @property
    def begun(self) -> bool:
        """Somebody typed something of it."""
        return any(_there(entry) for entry in (*self.first, *self.again))

    @property
    def first_whole(self) -> bool:
        """The first entry has every figure that must be there."""
        return all(
            _value(entry) is not None or (column.first.free and not _there(entry))
            for column, entry in zip(self.columns, self.first, strict=True)
        ) and any(_there(entry) for entry in self.first)

    @property
    def again_whole(self) -> bool:
        """The second entry has every figure the first one has."""
        return all(
            _value(again) is not None or (_value(first) is None and not _there(again))
            for first, again in zip(self.first, self.again, strict=True)
        ) and any(_there(entry) for entry in self.again)

    @property
    def compared(self) -> bool:
        """Both have typed it."""
        return self.first_whole and self.again_whole

    @property
    def differs(self) -> tuple[Column, ...]:
        """The columns in which two whole entries differ; nothing of a page that is not whole."""
        if not self.compared:
            return ()
        return tuple(
            column
            for column, first, again in zip(self.columns, self.first, self.again, strict=True)
            if _value(first) != _value(again)
        )

    def hand(self, who: str) -> Hand:
        """Which entry a person types."""
        first, again = _hands(self.first), _hands(self.again)
        if who in again:
            return Hand.AGAIN
        if who in first or not any(_there(entry) for entry in self.first):
            return Hand.FIRST
        return Hand.NONE if self.again_whole else Hand.AGAIN


def page_of(night: Night, contest: str, of: tuple[Column, ...], item: str) -> PageOfTape:
    """A page of the tape as it stands."""
    first = tuple(night.entry(contest, Cell(column.first.id, item)) for column in of)
    again = tuple(night.entry(contest, Cell(column.again.id, item)) for column in of)
    return PageOfTape(item, of, first, again)


def _there(entry: Entry | None) -> bool:
    return entry is not None and bool(entry.text.strip())


def _value(entry: Entry | None) -> int | None:
    return entry.value if entry else None


def _hands(entries: tuple[Entry | None, ...]) -> frozenset[str]:
    return frozenset(who for entry in entries if entry for who in entry.hands)

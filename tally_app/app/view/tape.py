"""What the window shows of the list tape: a row a page, sums at its foot. Values in words."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Tone
from tally_app.app.view.fields import Field


@dataclass(frozen=True, slots=True)
class ThirdEntry:
    """Opened under a page whose two entries differ: what differs, that the figures are hidden, what
    to do, and a field in each column (by its place) that differs.
    """

    title: str
    hidden: str
    says: str
    fields: tuple[tuple[int, Field], ...]


@dataclass(frozen=True, slots=True)
class TapeRow:
    """A page: its number, a field or words in every column, and what is known of it.

    ``differs`` are the columns (by place) whose figures are hidden; ``mark``: "ok" where two people
    typed the same, "warning" where they differ, "error" where something is no figure. ``coming``:
    the page is not begun, what opens it.
    """

    key: str
    number: str
    name: str
    cells: tuple[Field | str, ...]
    differs: tuple[int, ...] = ()
    mark: Tone = ""
    coming: str = ""
    third: ThirdEntry | None = None


@dataclass(frozen=True, slots=True)
class Tape:
    """The pages under their heads; the first head is that of the page's number. ``words`` are the
    columns (by place) that hold words.
    """

    heads: tuple[str, ...]
    words: tuple[int, ...]
    rows: tuple[TapeRow, ...]
    differs: str


@dataclass(frozen=True, slots=True)
class TapeSums:
    """The sums under the columns of the tape, one row a person; pinned."""

    heads: tuple[str, ...]
    words: tuple[int, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

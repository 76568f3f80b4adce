"""What the page of a published table shows."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Note
from tally_app.app.view.desk import Card


@dataclass(frozen=True)
class PutInPlace(Intent):
    """Put a text in the field in place of the one that stands there."""

    text: str


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A row as it was read: name, role in words, figures by column ("" for an empty cell), and
    which of them a contradiction is about.
    """

    name: str
    role: str
    figures: tuple[str, ...]
    marked: frozenset[int] = frozenset()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The table as it was read: title, names of the columns, its rows."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class PublishedView:
    """The page: a field to paste in, what was found, and the table as it was read.

    ``text`` is what stands in the field when the page opens. ``state`` says in one note that
    nothing was pasted, that the text is no table, that all agrees, or how it was read.
    ``too_large`` is said in its place where more was pasted than the field takes.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    back: Button
    paste_name: str
    placeholder: str
    text: str
    state: Note
    too_large: Note
    cards: tuple[Card, ...] = ()
    remarks: tuple[str, ...] = ()
    read_table: ReadTable | None = None

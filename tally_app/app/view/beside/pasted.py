"""What a page shows that a text is pasted or typed into: what was found in it, and tables."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Note
from tally_app.app.view.desk import Card


@dataclass(frozen=True)
class PutInPlace(Intent):
    """Put a text in the field in place of the one that stands there."""

    text: str


class PrintRoom(Intent):
    """Print the trainer's sheet."""

    __slots__ = ()


class SaveRoom(Intent):
    """Save the trainer's sheet as PDF."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReadLine:
    """A row as it was read: name, role in words, figures by column ("" for an empty cell), and
    which of them something is said about.
    """

    name: str
    role: str
    figures: tuple[str, ...]
    marked: frozenset[int] = frozenset()
    bold: bool = False


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table: title, names of the columns, its rows."""

    title: str
    columns: tuple[str, ...]
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True, slots=True)
class PastedView:
    """The page: a field to paste in, what was found, and tables of what was read.

    ``field`` is its key, ``text`` what stands in it when the page opens. ``state`` says in one note
    what the text is. ``too_large`` is said in its place where more was pasted than the field takes.
    ``buttons`` stand in the foot.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    back: Button
    field: str
    paste_name: str
    placeholder: str
    text: str
    state: Note
    too_large: Note
    cards: tuple[Card, ...] = ()
    remarks: tuple[str, ...] = ()
    tables: tuple[ReadTable, ...] = ()
    buttons: tuple[Button, ...] = ()

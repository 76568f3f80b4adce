"""What can be typed in: fields, the rows they stand in, and dialogs made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tally_app.app.view.base import Intent, Tone

#: Kinds of fields in which nobody sees what is typed.
HIDDEN: Final = ("secret", "phrase")


@dataclass(frozen=True, slots=True)
class Message:
    """A short message in its own place beside a field: tone (icon and colour) and words."""

    tone: Tone
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field to type in. ``key`` is its name for ever; ``text`` the raw text last committed.

    ``kind``: "count" (large tabular digits, right aligned), "time" (hh:mm), "text" (a line of
    words, left aligned), "choice" (``choices`` of value and words; the value is committed),
    "secret" (digits that are not shown, and never filled in again) or "phrase" (words of which
    the same holds).
    ``unsaved``: the disk refused ``text``; it stays in the field and is committed again.
    ``by_hand`` is the reason in words why only keys count here (second entry): nothing is pasted,
    dropped or undone into the field ("" = everything goes).
    ``shown`` is how the text looks when not focused (digits grouped). ``locked`` is the reason in
    words why it cannot be typed ("" = open). ``name`` and ``description`` are for a screen reader.
    """

    key: str
    text: str
    kind: str = "count"
    shown: str = ""
    tone: Tone = ""
    locked: str = ""
    placeholder: str = ""
    name: str = ""
    description: str = ""
    small: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    unsaved: bool = False
    by_hand: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card: number, label, message, and either a field or a computed text.

    ``value`` (no field) is what the program worked out. ``sub`` rows are the smaller kind.
    ``words`` (summary rows) are the number words to the right of the figure. ``strong`` marks
    a total.
    """

    number: str
    label: str
    caption: str = ""
    field: Field | None = None
    value: str = ""
    words: str = ""
    message: Message | None = None
    sub: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A card with rows, the usual block of a page. ``title`` above it may be empty."""

    rows: tuple[Row, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class DialogForm:
    """A dialog the law or a loss makes necessary: what asked for it, what it is for, fields, one
    answer.

    Where the answer is ``dangerous`` the safe one (``cancel``) is the default and Enter alone never
    gives the other. ``errors`` are shown beside their field by key, those of key "" above.
    ``checks`` are (key, words, ticked); they come back as "yes" or "". ``mended`` are, by key, a
    text and what the button with the words ``mend`` puts into the field in its place.
    """

    intent: Intent
    title: str
    text: str
    fields: tuple[Row, ...]
    checks: tuple[tuple[str, str, bool], ...]
    accept: str
    cancel: str
    tone: Tone = ""
    errors: tuple[tuple[str, str], ...] = ()
    dangerous: bool = False
    mend: str = ""
    mended: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FileWords:
    """What a dialog that asks for a file says: its title, which files it shows, its parts."""

    title: str
    says: str
    look_in: str
    name: str
    type: str
    accept: str
    cancel: str

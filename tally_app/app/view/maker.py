"""What the pages of the maker show, and what their buttons ask for: an election in the making."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Note, Tone
from tally_app.app.view.fields import Rows


@dataclass(frozen=True)
class GoTo(Intent):
    """Show another page of the maker, by its name; for one ballot or precinct (from 1), 0 for the
    one that was shown last; the cursor in a row and a column, where one is named.
    """

    matter: str
    of: int = 0
    row: int = 0
    column: str = ""


@dataclass(frozen=True)
class GoOn(Intent):
    """Go on with an election in the making that is kept, by the name of its file; "" begins one."""

    name: str = ""


@dataclass(frozen=True)
class PutAway(Intent):
    """Put an election in the making that is kept away, by the name of its file."""

    name: str


@dataclass(frozen=True)
class AddBallot(Intent):
    """One more ballot of a kind, by the id of its form."""

    form: str


@dataclass(frozen=True)
class RemoveBallot(Intent):
    """Take a ballot out, by its position from 0."""

    position: int


@dataclass(frozen=True)
class MoveBallot(Intent):
    """Move a ballot up (-1) or down (1), by its position from 0."""

    position: int
    by: int


@dataclass(frozen=True)
class TypeCell(Intent):
    """A cell of the table of the page was typed, by row (from 0) and column."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class PasteCells(Intent):
    """A text was pasted at a cell of the table of the page."""

    row: int
    column: str
    text: str


@dataclass(frozen=True)
class ClearCells(Intent):
    """Empty some cells, by row and column."""

    cells: tuple[tuple[int, str], ...]


class NewRow(Intent):
    """A row below the others."""

    __slots__ = ()


class TakeRowOut(Intent):
    """Take out the row in which the cursor stands."""

    __slots__ = ()


@dataclass(frozen=True)
class MoveRow(Intent):
    """Move the row in which the cursor stands up (-1) or down (1)."""

    by: int


class ShowRemoval(Intent):
    """Show the columns in which an option is removed after printing, or hide them."""

    __slots__ = ()


@dataclass(frozen=True)
class FillColumn(Intent):
    """Give the empty cells of a column what stands in the row above them."""

    column: str


class PutInOrder(Intent):
    """Put the options in the order of the alphabet."""

    __slots__ = ()


class NextFault(Intent):
    """Go to the next cell with a fault."""

    __slots__ = ()


class PasteHere(Intent):
    """Paste what was copied at the cursor of the table: the page itself does it."""

    __slots__ = ()


@dataclass(frozen=True)
class SaveOptions(Intent):
    """Write the list of a ballot's options as a paper, by its position from 0."""

    position: int


class MakeKey(Intent):
    """Make a key under the passphrase that was typed twice."""

    __slots__ = ()


class SignPackages(Intent):
    """Open the key with the passphrase that was typed, and sign what is written."""

    __slots__ = ()


class StopHanding(Intent):
    """Stop writing packages."""

    __slots__ = ()


class BeginSaved(Intent):
    """Open the file that was written: a count is begun from it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class MakerStep:
    """A page of the maker in the list at the left; ``mark`` is its icon: now, done, open, error,
    warning.
    """

    intent: Intent
    name: str
    caption: str
    mark: str
    said: str
    current: bool


@dataclass(frozen=True, slots=True)
class GridColumn:
    """A column of a table. ``wide`` is its least width in design pixels, ``choices`` (value, words)
    what can be chosen, ``locked``: nobody types here.
    """

    key: str
    head: str
    wide: int
    digits: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    locked: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its raw text, how it looks while nobody types in it, what is wrong with it in one
    sentence, and what can be offered against it.
    """

    text: str
    shown: str = ""
    tone: Tone = ""
    said: str = ""
    offer: Button | None = None


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table to type in. ``key`` tells one table from another; ``last`` is what stands in the row
    below the others, where typing begins a new one ("" for none). ``high`` rows have room for a
    sentence below their text. ``at`` is where the cursor shall stand ("" for where it stands).
    """

    key: str
    name: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell, ...], ...]
    last: str
    next_fault: str
    row_word: str
    high: bool = False
    at: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """The ballot as a picture: its heads in both languages and its rows. ``below`` says what it is
    not.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    below: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of election, one line: a press ticks it or takes the tick away."""

    intent: Intent
    name: str
    caption: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds of elections there are."""

    title: str
    rows: tuple[Kind, ...]


#: What a page without a table is made of.
Block = Note | Rows | Kinds


@dataclass(frozen=True, slots=True)
class MakerView:
    """One page of the maker.

    ``about`` and ``about_quiet`` say in the header which election it is. ``tools`` stand above the
    page. ``aside`` are notes of the right panel under ``aside_title``, or a ``picture`` stands
    there. ``saved`` says when the draft was kept, ``closed`` what is closed and why.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    about: str
    about_quiet: str
    matter: str
    steps: tuple[MakerStep, ...]
    head: str
    says: str
    message: Note | None
    tools: tuple[Button, ...]
    blocks: tuple[Block, ...]
    grid: GridTable | None
    aside_title: str
    aside: tuple[Note, ...]
    picture: Picture | None
    saved: str
    closed: str
    buttons: tuple[Button, ...]

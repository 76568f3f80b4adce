"""A paper of the night that is not a protocol: everything it says, as values, with a check value.

The opening protocol, acts, the turnout sheet, minutes, registers, labels ... are made by the
application from the night and the form's ``[[paper]]`` tables, and printed by one renderer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Final

from tally_app.domain.night.event import canonical
from tally_app.domain.record.record import check_value
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.words import Words

DOCUMENT_FORMAT: Final = 1
#: The id of a night there is not: a paper is made before it.
NO_NIGHT: Final = "0" * 12


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph. A long one runs in two columns, Kazakh left and Russian right."""

    text: Words
    kind: str = "prose"


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing that is said: a label and what stands beside it.

    ``figure`` is a count and is printed in cells and in words; ``text`` is anything else (a time, a
    name, a seal number). Neither: a line to write on by hand, or cells for the digits and lines for
    the words of what is ``counted``. ``number`` is the form's, or "".
    """

    label: Words
    figure: int | None = None
    text: Words | None = None
    number: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """Rows of label and value under an optional heading."""

    rows: tuple[Detail, ...]
    title: Words = field(default_factory=dict)
    kind: str = "facts"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. A cell is a text in every language it is printed in; {} is an empty cell.

    ``numeric`` are the positions of columns with figures, set right. ``empty`` rows to write on by
    hand follow the filled ones. ``total`` is a last row in bold, or nothing. ``kind`` "form": cells
    of nothing are written in by hand.
    """

    heads: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]
    title: Words = field(default_factory=dict)
    numeric: tuple[int, ...] = ()
    empty: int = 0
    total: tuple[Words, ...] = ()
    kind: str = "grid"


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs. ``state``: signs, or why not (absent, refused, suspended); with its reason."""

    name: str
    office: Words
    state: str = "signs"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signers:
    """The signature table; ``seal`` leaves the place of the commission's seal."""

    rows: tuple[Signer, ...]
    title: Words = field(default_factory=dict)
    seal: bool = False
    kind: str = "signers"


@dataclass(frozen=True, slots=True)
class Label:
    """One label to cut out and glue on a package: what is in it, how many, under which seal."""

    title: Words
    rows: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """Packing labels, each in its own frame."""

    labels: tuple[Label, ...]
    kind: str = "labels"


Block = Prose | Details | Grid | Signers | Labels


def asks_hand(blocks: Iterable[Block]) -> bool:
    """True where a row or a table waits for the hand: what is written there is not said yet."""
    return any(_waits(block) for block in blocks)


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Rows that follow rows and have no heading of their own stand in one table with them."""
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if isinstance(block, Details) and isinstance(last, Details) and not any(block.title):
            made[-1] = replace(last, rows=(*last.rows, *block.rows))
        else:
            made.append(block)
    return tuple(made)


def _waits(block: Block) -> bool:
    match block:
        case Details(rows=rows):
            return any(row.figure is None and row.text is None and not row.counted for row in rows)
        case Grid():
            return block.kind == "form" or block.empty > 0
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Document:
    """Everything one paper says.

    ``paper`` is its id in the form ("opening", "act_box" ...). ``contest`` is the ballot it is
    about, {} for a paper of the day. ``blank``: a form to fill in by hand, names and numbers
    prefilled, no figures. ``landscape`` turns the sheet for wide registers. ``journal_head`` is
    the hash of the last event when it was made; ``wording`` True only where the form says that
    the paper's wording is the approved one.
    """

    format: int
    paper: str
    night: str
    mode: str
    form: str
    law_edition: str
    wording: bool
    election: Words
    contest: Words
    day: str
    precinct: str
    region: Words
    district: Words
    address: Words
    title: Words
    subtitle: Words
    blocks: tuple[Block, ...]
    journal_head: str
    made: str
    number: str = ""
    blank: bool = False
    landscape: bool = False

    @property
    def by_hand(self) -> bool:
        """True where something on it is written by hand beside the signatures."""
        return self.blank or asks_hand(self.blocks)

    def canonical(self) -> bytes:
        """The one byte form of this document, the text its check value covers."""
        return canonical(asdict(self))

    def check_value(self) -> str:
        """8 groups of 4 decimal digits, as for a record."""
        return check_value(self.canonical())


def same(text: str) -> Mapping[str, str]:
    """A name, a number or a time: the same in every language."""
    return dict.fromkeys(STATE_LANGUAGES, text)

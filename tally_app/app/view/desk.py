"""What the window shows: frozen values already in words. The window paints, it decides nothing.

Every text here is final: a change of language is a new view. A field is known by the
text of its address, a button carries what it asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tally_app.app.view.base import Button, Note, Tone
from tally_app.app.view.fields import Field, Message, Row, Rows
from tally_app.app.view.public import PublicView
from tally_app.app.view.second import Comparison, ReadBack
from tally_app.app.view.tape import Tape, TapeSums


@dataclass(frozen=True, slots=True)
class Procedure:
    """A legal procedure opened right under a table row, full width on violet (C-04).

    ``places`` are the things that must be there, side by side: caption, value ("" = still open),
    detail. ``sentence`` says what happened in numbers and what the law allows after that.
    """

    title: str
    code: str
    sentence: str
    places: tuple[tuple[str, str, str], ...]
    buttons: tuple[Button, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: label, caption, one cell per column (field, text or nothing)."""

    label: str
    cells: tuple[Field | str, ...]
    caption: str = ""
    strong: bool = False
    procedure: Procedure | None = None
    buttons: tuple[Button, ...] = ()
    message: Message | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header per column, rows, buttons below (add a box), a total as last row.

    ``tail`` are the words of a button that a row may have: its room is kept, so that nothing moves.
    """

    heading: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    buttons: tuple[Button, ...] = ()
    total: TableRow | None = None
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Aloud:
    """What is read aloud: rows with their figure large, and the figure in words."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """What is read out by telephone: ``title`` with the hour ``at``, the sentence as it is said,
    the same in the ``other`` language, quieter, and large the ``digits`` that are named with it.
    """

    title: str
    at: str
    sentence: str
    other: str
    caption: str
    digits: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperPreview:
    """Pages of a PDF exactly as printed. ``digest`` changes when the bytes do."""

    pdf: bytes
    digest: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A lawful deed: its name, what is said below it, its ``state`` (done, now, ahead), the state
    in words for a screen reader, its icon while it is not done.
    """

    name: str
    says: str
    state: str
    state_words: str
    icon: str


@dataclass(frozen=True, slots=True)
class Stages:
    """Deeds side by side in their order."""

    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A small bar chart: per bar its label, its value in words, per mille of the whole, tone.

    A bar without value words is still to come. Tone "now" marks the bar spoken of: the others are
    lighter then.
    """

    caption: str
    bars: tuple[tuple[str, str, int, Tone], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counting by ear: one key per ballot as it is announced.

    ``keys`` are (key, pile, how many so far). ``progress`` says how many of the bundle are done.
    While the block has the focus a key of ``keys`` is the intent "ear" with that key. ``locked``
    says why nothing can be counted now ("" = open). The focus is asked for by the key "ear".
    """

    caption: str
    keys: tuple[tuple[str, str, str], ...]
    progress: str
    buttons: tuple[Button, ...] = ()
    locked: str = ""


@dataclass(frozen=True, slots=True)
class BlankLine:
    """A line of the supplied blank: number, name, figure and words, the last two in the languages
    of the blank. ``state``: done, now, ahead, error (the blank has another figure); ``said`` stands
    at its end where ``button`` does not. ``parts`` are what it adds up: number, name, figure.
    """

    number: str
    label: tuple[str, ...]
    figure: str
    words: tuple[str, ...]
    state: str
    said: str
    button: Button | None = None
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BlankLines:
    """Lines to be written by hand, or to be compared with what was, one after the other."""

    title: str
    lines: tuple[BlankLine, ...]


Block: TypeAlias = (
    Rows
    | Table
    | Note
    | Stages
    | BlankLines
    | PaperPreview
    | Tally
    | Comparison
    | ReadBack
    | Tape
    | Aloud
    | Call
)


@dataclass(frozen=True, slots=True)
class SumBar:
    """The pinned bar: what is there, what it should be, the signed difference.

    ``tone``: "" (not all entered: ``difference`` then says how many lines are missing),
    "error"/"legal"/"warning" or "ok". ``share`` per mille of the target that is there.
    """

    formula: str
    total: str
    target_label: str
    target: str
    caption: str
    difference: str
    tone: Tone
    share: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the night: pinned title, scrolling blocks, pinned sum bar.

    ``wide`` pages (preview) use the whole width between steps and panel.
    """

    id: str
    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    sum_bar: SumBar | TapeSums | None = None
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A finding or an answered one in the panel.

    ``word`` is the severity in words; ``formula`` is the relation in line numbers, ``numbers`` with
    its figures; ``receipt`` rows are (number, label, figure), the last one under a rule is the
    difference; ``hint`` says what to count again (tone "again") or what was found
    after counting (tone "ok"), ``cause`` below it which slip would explain it. ``answer`` lines
    stand below a rule. ``observer`` is a label and what the finding means for an observer, last and
    quiet. ``key`` names it.
    ``count`` is a large figure at the right of the heading: the card is then one calm field.
    ``steps`` are numbered by the window. Tone "locked" has a lock, "plain" no sign.
    """

    key: str
    tone: Tone
    word: str
    code: str
    sentence: str
    formula: str = ""
    receipt: tuple[tuple[str, str, str], ...] = ()
    difference: tuple[str, str] = ("", "")
    hint: Message | None = None
    answer: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    numbers: str = ""
    observer: tuple[str, str] = ("", "")
    count: str = ""
    steps: tuple[str, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """The right panel: title, a chip per severity (tone, text), a chart where the page has one,
    cards, then quiet words.
    """

    title: str
    chips: tuple[tuple[Tone, str], ...]
    cards: tuple[Card, ...]
    quiet: tuple[str, ...] = ()
    list_title: str = ""
    list_rows: tuple[tuple[str, str], ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class StepItem:
    """One step in the list. ``state``: done, skipped (an optional one that was passed over), now,
    open (ahead), locked, or the worst finding on it: warning, error, legal.

    ``caption`` stands under its name: that it is optional, or which paper is due.
    """

    id: str
    name: str
    state: str
    state_words: str
    current: bool
    caption: str = ""


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps under one heading: ``progress`` is how many of them are done, of how many. ``state`` is
    its worst step's; a group without a name stands open for ever.
    """

    id: str
    name: str
    progress: str
    state: str
    state_words: str
    steps: tuple[StepItem, ...]


@dataclass(frozen=True, slots=True)
class ContestTab:
    """One ballot of the night in the contest bar; ``state`` as of a step, worst finding first."""

    id: str
    name: str
    state: str
    state_words: str
    current: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The header's two-line blocks. ``training`` shows the filled word and the hatch band;
    ``ballot`` is the contest as it is called where there is no room for its whole name.

    ``clock_tone`` is "" while there is time, "note" late in the count, "warning" near its end.
    """

    precinct: str
    district: str
    contest: str
    day: str
    mode: str
    training: bool
    band: str
    band_quiet: str
    who: str
    who_office: str
    clock_caption: str
    clock_used: str
    clock: str
    persons: tuple[tuple[str, str], ...] = ()
    clock_tone: Tone = ""
    ballot: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What tells a night from those that are open beside it: its ``sign`` (0 the first, then 1 …),
    its number, where it is; a button for each of the others.
    """

    sign: int
    number: str
    says: str
    others: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """Saved time at the left with the last copy below it, what is closed and why, Back and Next.

    ``field`` stands before the buttons with its ``label``, and a disc once what stands in it is
    ``right`` (finish: the precinct number).
    """

    saved: str
    closed: str
    buttons: tuple[Button, ...]
    copies: Button | None = None
    label: str = ""
    field: Field | None = None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """Over the figures while nobody is at the keys; a button for everybody who may come back."""

    title: str
    text: str
    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole window while a night is open. ``menu`` is what is no matter of the night;
    ``faults`` are those of the program for which a part says that it cannot be shown; ``public`` is
    for a second screen, None where nobody asked for it. ``beside`` is None while it is the only
    open night. ``cover`` stands over all of it while nobody is at the keys.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    header: Header
    steps: tuple[StepGroup, ...]
    page: Page
    panel: Panel
    footer: Footer
    undo: str
    redo: str
    menu: tuple[Button, ...] = ()
    contests: tuple[ContestTab, ...] = ()
    faults: tuple[str, ...] = ()
    beside: Beside | None = None
    public: PublicView | None = None
    cover: Cover | None = None

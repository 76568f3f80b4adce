"""Where a table's columns stand: numbers right aligned on one edge, words share what is left.

A table that is too wide for its place puts the cells below the label; one that is too wide even
for that gives every cell its own place with the column's head above it. Nothing scrolls sideways.
"""

from dataclasses import dataclass

from tally_app.app.view.desk import Table, TableRow
from tally_app.app.view.fields import Field
from tally_app.ui.kit import text, theme

LEFT, EDGE, GAP, DIGIT = 48, 12, 16, 12
WORDS = 14  # size of a worked out cell that is words
SLIM = 200  # a label narrower than this keeps no room for a message: it stands below the row
_FIXED = {"count": 112, "time": 104}
_SMALL = {"count": 92, "time": 84, "text": 110}
_SHORT = 14  # letters: a column of such words does not share what is left
_FREE = ("text", "words")  # these share what is left
_LEAST = 130  # the least width of a column that shares
_ALONE = 160  # the same where cells stand in lines
_TAIL = 420  # a label with less than this beside the buttons leaves them a line of their own
_CHOICE = (120, 260)  # least and most width of a choice, unless it has a line of its own


@dataclass(frozen=True, slots=True)
class ColumnPlace:
    """One column: place and width in pixels, whether it holds numbers (right aligned), its line.

    ``box`` is the width of its fields: a head may need more than they do.
    """

    x: int
    width: int
    number: bool
    box: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class ColumnPlaces:
    """The columns of a table in one width. ``stacked``: cells stand below the label.

    ``heads``: the table has no head row, so each line of cells has this room above it for heads.
    ``tail``: the room the buttons take beside such a label, 0 when they stand below the cells.
    """

    left: int
    label: int
    columns: tuple[ColumnPlace, ...]
    stacked: bool
    heads: tuple[int, ...] = ()
    tail: int = 0

    @property
    def slim(self) -> bool:
        """Whether the label has no room for a message beside it."""
        return not self.stacked and self.label < theme.worn().px(SLIM)


def measure(table: Table, width: int, tail: int) -> ColumnPlaces:
    """Lay the columns out in a width, keeping ``tail`` pixels at the right for buttons."""
    look = theme.worn()
    rows = table.rows + ((table.total,) if table.total else ())
    label = _label(table, rows)
    gap, edge = look.px(GAP), look.px(EDGE)
    right = width - edge - (tail + gap if tail else 0)
    left = look.px(LEFT if label else EDGE)
    if not rows:  # heads without a row say nothing: the button below begins the table
        return ColumnPlaces(left, max(1, right - left), (), stacked=False)
    kinds = [_kind(rows, index) for index in range(len(table.columns))]
    outside = gap * max(0, len(kinds) - (0 if label else 1))
    for worded in (True, False):  # an empty box says so in words where there is room for them
        widths = [
            max(
                _least(table, rows, index, kind),
                _words_of_empty(rows, index) if worded else 0,
            )
            for index, kind in enumerate(kinds)
        ]
        free = right - left - outside - sum(widths)
        if free >= label:
            break
    boxes = list(widths)
    if free >= label:
        rest = free - _share(widths, boxes, kinds, free - label)
        rest -= _widen(table.columns, widths, min(rest - label, rest - look.px(SLIM)))
        made = _from_right(widths, boxes, kinds, right)
        return ColumnPlaces(left, max(1, rest), made, stacked=False)
    room = right - edge - gap * max(0, len(widths) - 1)
    if sum(widths) <= room:
        rest = room - sum(widths)
        rest -= _widen(table.columns, widths, rest)
        _share(widths, boxes, kinds, rest)
        return ColumnPlaces(
            edge, right - edge, _from_right(widths, boxes, kinds, right), stacked=True
        )
    return _in_lines(table, rows, kinds, (width, tail))


def _in_lines(
    table: Table, rows: tuple[TableRow, ...], kinds: list[str], have: tuple[int, int]
) -> ColumnPlaces:
    """Give every cell its place below the label, in as many lines as are needed.

    ``have`` is the width there is and the width of the buttons.
    """
    look = theme.worn()
    left, gap = look.px(EDGE), look.px(GAP)
    width, tail = have
    room = width - 2 * left
    lines: list[list[int]] = [[]]
    widths = [
        min(room, max(_least(table, rows, index, kind, alone=True), _words_of_empty(rows, index)))
        for index, kind in enumerate(kinds)
    ]
    used = 0
    for index, wide in enumerate(widths):
        if lines[-1] and used + gap + wide > room:
            lines.append([])
        used = wide + (used + gap if lines[-1] else 0)
        lines[-1].append(index)
    columns: list[ColumnPlace] = []
    heads: list[int] = []
    for line, indices in enumerate(lines):
        wides = [widths[index] for index in indices]
        boxes = list(wides)
        names = tuple(table.columns[index] for index in indices)
        rest = room - sum(wides) - gap * (len(wides) - 1)
        if len(lines) > 1 and set(kinds) == {"count"}:  # figures stand under one another
            most = len(lines[0])
            wides = [(room - gap * (most - 1)) // most] * len(indices)
        else:
            rest -= _widen(names, wides, rest)
        _share(wides, boxes, [kinds[index] for index in indices], rest)
        x, tall = left, 0
        for name, wide, box in zip(names, wides, boxes, strict=True):
            columns.append(ColumnPlace(x, wide, number=False, box=box, line=line))
            tall = max(tall, text.height(name, 13, wide))
            x += wide + gap
        heads.append(tall + look.px(2))
    beside = tail + gap if tail and room - tail >= look.px(_TAIL) else 0
    return ColumnPlaces(
        left, room - beside, tuple(columns), stacked=True, heads=tuple(heads), tail=beside
    )


def _label(table: Table, rows: tuple[TableRow, ...]) -> int:
    """Return the least width of the column of labels, 0 when there is none."""
    look = theme.worn()
    if not table.heading and not any(row.label or row.caption for row in rows):
        return 0
    wide = max((text.advance(row.label, 16, bold=row.strong) for row in rows), default=0)
    below = max((text.advance(row.caption, 13) for row in rows), default=0)
    words = max((text.advance(word, 13) for word in table.heading.split()), default=0)
    return max(min(max(wide, below, words) + look.px(12), look.px(170)), words + look.px(4))


def _share(widths: list[int], boxes: list[int], kinds: list[str], free: int) -> int:
    """Give what is left to the columns of words, as equal as can be; return what was given."""
    given = 0
    open_ = [index for index, kind in enumerate(kinds) if kind in _FREE]
    while open_ and free > given:
        least = min(widths[index] for index in open_)
        low = [index for index in open_ if widths[index] == least]
        above = min((widths[at] for at in open_ if widths[at] > least), default=least + free)
        step = min(above - least, (free - given) // len(low))
        if not step:
            break
        for index in low:
            widths[index] += step
        given += step * len(low)
    for index in open_:
        boxes[index] = widths[index]
    return given


def _widen(names: tuple[str, ...], widths: list[int], free: int) -> int:
    """Give heads of several lines what they lack, the fields stay; return what was given."""
    given = 0
    for index, name in enumerate(names):
        lack = text.advance(name, 13) + theme.worn().px(DIGIT) - widths[index]
        more = max(0, min(lack, free - given))
        widths[index] += more
        given += more
    return given


def _from_right(
    widths: list[int], boxes: list[int], kinds: list[str], right: int
) -> tuple[ColumnPlace, ...]:
    made: list[ColumnPlace] = []
    for wide, box, kind in zip(reversed(widths), reversed(boxes), reversed(kinds), strict=True):
        made.append(ColumnPlace(right - wide, wide, kind in ("count", "number"), box))
        right -= wide + theme.worn().px(GAP)
    return tuple(reversed(made))


def _kind(rows: tuple[TableRow, ...], index: int) -> str:
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    for cell in cells:
        if isinstance(cell, Field):
            return cell.kind
    filled = [cell for cell in cells if isinstance(cell, str) and cell]
    if not filled or all(cell[0].isdigit() or cell[0] in "–−+" for cell in filled):
        return "number"
    return "plain" if max(map(len, filled)) < _SHORT else "words"


def _least(
    table: Table,
    rows: tuple[TableRow, ...],
    index: int,
    kind: str,
    *,
    alone: bool = False,
) -> int:
    """Return the least width of a column: its box, its words, the longest word of its head."""
    look = theme.worn()
    cells = [(row, row.cells[index]) for row in rows if index < len(row.cells)]
    fields = [cell for _row, cell in cells if isinstance(cell, Field)]
    small = bool(fields) and all(field.small for field in fields)
    wide = look.px((_SMALL if small else _FIXED).get(kind, _LEAST if kind in _FREE else 0))
    if kind == "text" and alone:
        wide = look.px(_ALONE)
    if kind == "choice":
        wide = max((_choice(field, alone=alone) for field in fields), default=0)
    for row, cell in cells:
        if isinstance(cell, str) and cell and kind != "words":
            bold = row.strong and cell_size(cell, row) > WORDS
            wide = max(wide, text.advance(cell, cell_size(cell, row), bold=bold) + look.px(DIGIT))
        elif isinstance(cell, str):
            longest = max((text.advance(word, WORDS) for word in cell.split()), default=0)
            wide = max(wide, longest + look.px(4))
    heads = [text.advance(word, 13) for word in table.columns[index].split()]
    return max(wide, max(heads, default=0) + look.px(DIGIT))


def _words_of_empty(rows: tuple[TableRow, ...], index: int) -> int:
    """Return the width of a box for figures that shows what an empty one says."""
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    words = {cell.placeholder for cell in cells if isinstance(cell, Field)}
    return max((text.advance(one, 12) for one in words if one), default=0) + theme.worn().px(30)


def _choice(field: Field, *, alone: bool) -> int:
    """Return the width of a choice: its longest words, the arrow, the edges."""
    look = theme.worn()
    size = 15 if field.small else 16
    words = [text.advance(words, size) for _value, words in field.choices]
    words.append(text.advance(field.placeholder, 14))
    least, most = (look.px(edge) for edge in _CHOICE)
    wanted = max(least, max(words) + look.px(16 + 12 + 8 + 8 + 4))
    return wanted if alone else min(most, wanted)


def cell_size(cell: str, row: TableRow) -> float:
    """Return the size of a worked out cell: figures are larger than words."""
    digits = cell[:1].isdigit() or cell[:1] in "–−+"
    if not digits:
        return WORDS
    return 22 if row.strong else 17

"""Where a table's columns stand: numbers right aligned on one edge, words share what is left."""

from dataclasses import dataclass

from tally_app.app import view
from tally_app.ui import text, theme

LEFT, EDGE, GAP, DIGIT = 48, 12, 16, 12
WORDS = 14  # size of a worked out cell that is words
_FIXED = {"count": 112, "time": 96}
_SHORT = 14  # letters: a column of such words does not share what is left


@dataclass(frozen=True, slots=True)
class Column:
    """One column: place and width in pixels, and whether it holds numbers (right aligned)."""

    x: int
    width: int
    number: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table in one width. ``stacked``: cells stand below the label."""

    left: int
    label: int
    columns: tuple[Column, ...]
    stacked: bool


def measure(table: view.Table, width: int, tail: int) -> Columns:
    """Lay the columns out in a width, keeping ``tail`` pixels at the right for buttons."""
    look = theme.look()
    rows = table.rows + ((table.total,) if table.total else ())
    labels = bool(table.heading) or any(row.label or row.caption for row in rows)
    left = look.px(LEFT if labels else EDGE)
    right = width - look.px(EDGE) - (tail + look.px(GAP) if tail else 0)
    kinds = [_kind(rows, index) for index in range(len(table.columns))]
    widths = [_fixed(table, rows, index, kind) for index, kind in enumerate(kinds)]
    gaps = look.px(GAP) * max(0, len(widths) - (0 if labels else 1))
    free = right - left - gaps - sum(widths)
    flexible = [index for index, kind in enumerate(kinds) if kind == "words"]
    label_min = look.px(130 if flexible else 170) if labels else 0
    stacked = free < label_min + len(flexible) * look.px(120)
    if stacked:
        left = look.px(EDGE)
        label, room = right - left, right - left - look.px(GAP) * max(0, len(widths) - 1)
        free = room - sum(widths)
    else:
        label = free
    if flexible:
        share = max(look.px(60), (free - (0 if stacked else label_min)) // len(flexible))
        for index in flexible:
            widths[index] = share
        label = label if stacked else free - share * len(flexible)
    total = sum(widths)
    room = right - left - look.px(GAP) * max(0, len(widths) - 1)
    if stacked and total > room:
        widths = [max(1, wide * room // total) for wide in widths]
    return Columns(left, max(1, label), _from_right(widths, kinds, right), stacked)


def _from_right(widths: list[int], kinds: list[str], right: int) -> tuple[Column, ...]:
    made: list[Column] = []
    for wide, kind in zip(reversed(widths), reversed(kinds), strict=True):
        made.append(Column(right - wide, wide, kind in ("count", "number")))
        right -= wide + theme.look().px(GAP)
    return tuple(reversed(made))


def _kind(rows: tuple[view.TableRow, ...], index: int) -> str:
    cells = [row.cells[index] for row in rows if index < len(row.cells)]
    for cell in cells:
        if isinstance(cell, view.Field):
            return "words" if cell.kind in ("text", "choice") else cell.kind
    filled = [cell for cell in cells if isinstance(cell, str) and cell]
    if not filled or all(cell[0].isdigit() or cell[0] in "–−+" for cell in filled):
        return "number"
    return "plain" if max(map(len, filled)) < _SHORT else "words"


def _fixed(table: view.Table, rows: tuple[view.TableRow, ...], index: int, kind: str) -> int:
    """Return the width of a column that does not share: its box, words, longest header word."""
    if kind == "words":
        return 0
    look = theme.look()
    wide = look.px(_FIXED.get(kind, 0))
    for row in rows:
        cell = row.cells[index] if index < len(row.cells) else ""
        if isinstance(cell, str) and cell:
            wide = max(
                wide, text.advance(cell, cell_size(cell, row), bold=row.strong) + look.px(DIGIT)
            )
    heads = [text.advance(word, 13) for word in table.columns[index].split()]
    return max(wide, max(heads, default=0) + look.px(DIGIT))


def cell_size(cell: str, row: view.TableRow) -> float:
    """Return the size of a worked out cell: figures are larger than words."""
    digits = cell[:1].isdigit() or cell[:1] in "–−+"
    if not digits:
        return WORDS
    return 22 if row.strong else 17

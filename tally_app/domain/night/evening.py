"""What the law has done with a finished protocol, in its order (43(8)), and how far that is; what
is still to be written on the supplied blank (43(3-1)).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Entry, Finish, Night

PRINT: Final = "print"
WRITE: Final = "write"
SIGN: Final = "sign"
POST: Final = "post"
COPIES: Final = "copies"
HAND_OVER: Final = "hand_over"

#: Every deed there is: a protocol is printed, or written on the supplied blank.
DEEDS: Final = (PRINT, WRITE, SIGN, POST, COPIES, HAND_OVER)


@dataclass(frozen=True, slots=True)
class Deed:
    """One of ``DEEDS``: whether it is done, at what ``minutes`` where that was written down, and
    of how many (``of``) so ``many``.
    """

    name: str
    done: bool
    minutes: int | None = None
    many: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A row of the register of copies for one ballot: when it was given, whether it is received."""

    item: str
    number: str
    to: str
    minutes: int | None
    received: bool


def deeds(night: Night, contest: str) -> tuple[Deed, ...]:
    """The deeds of a finished protocol; none is done before it is finished."""
    finish = night.contests[contest].finish
    signed = finish.signed if finish else None
    signing = finish.signing if finish else None
    whole = len(night.persons)
    posted, received = (_minutes(night, contest, role) for role in ("posted", "receipt_time"))
    rows = copy_rows(night, contest)
    given = sum(row.minutes is not None for row in rows)
    handed = signed is not None and received is not None
    return (
        _made(night, finish),
        Deed(SIGN, signed is not None, signed, len(signing.signers) if signing else 0, whole),
        Deed(POST, signed is not None and posted is not None, posted),
        Deed(COPIES, signed is not None and 0 < len(rows) == given, None, given, len(rows)),
        Deed(HAND_OVER, handed, received),
    )


def now_due(found: tuple[Deed, ...]) -> str:
    """The name of the first deed that is not done, "" once all are."""
    return next((deed.name for deed in found if not deed.done), "")


def copy_rows(night: Night, contest: str) -> tuple[CopyRow, ...]:
    """The rows of the register of copies that are of this ballot."""
    form = night.form(contest)
    number = form.role("copy_number")
    if number is None:
        return ()

    def entry(role: str, item: str) -> Entry | None:
        line = form.role(role)
        return night.entry(contest, Cell(line.id, item)) if line else None

    def text(role: str, item: str) -> str:
        found = entry(role, item)
        return found.text.strip() if found else ""

    rows = []
    for item in items_of(night, contest, number):
        if text("copy_contest", item) in ("", contest):
            time, receipt = entry("copy_time", item), text("copy_receipt", item)
            minutes = time.value if time else None
            said = text("copy_number", item), text("copy_to", item)
            rows.append(CopyRow(item, *said, minutes, bool(receipt)))
    return tuple(rows)


def blank_cells(
    night: Night, contest: str, reckoning: Reckoning, *, part_one: bool = False
) -> tuple[Cell, ...]:
    """The figures of the blank in its order; with ``part_one`` those announced before the boxes."""
    found: list[Cell] = []
    for line in night.form(contest).lines:
        here = line.place == "body" and line.kind == "count" and line.id not in reckoning.layout.off
        if here and (line.part_one or not part_one):
            found.extend(Cell(line.id, item) for item in items_of(night, contest, line))
    return tuple(cell for cell in found if reckoning.value(cell) is not None)


def is_written(night: Night, contest: str, reckoning: Reckoning, cell: Cell) -> bool:
    """Whether the figure of a line stands on the blank as the program has it."""
    written = night.contests[contest].written.get(cell)
    return written is not None and written[0] == reckoning.value(cell)


def left_to_write(
    night: Night, contest: str, reckoning: Reckoning, *, part_one: bool = False
) -> tuple[Cell, ...]:
    """The lines that are not on the blank yet, in its order."""
    cells = blank_cells(night, contest, reckoning, part_one=part_one)
    return tuple(cell for cell in cells if not is_written(night, contest, reckoning, cell))


def other_on_blank(night: Night, contest: str, reckoning: Reckoning) -> tuple[Cell, ...]:
    """The lines of which the blank has another figure than the program: it must be spoiled."""
    written = night.contests[contest].written
    return tuple(cell for cell, (value, _) in written.items() if reckoning.value(cell) != value)


def _made(night: Night, finish: Finish | None) -> Deed:
    if night.by_hand:
        return Deed(WRITE, finish is not None and finish.blank_agrees)
    return Deed(PRINT, finish is not None and finish.printed)


def _minutes(night: Night, contest: str, role: str) -> int | None:
    line = night.form(contest).role(role)
    found = night.entry(contest, Cell(line.id)) if line else None
    return found.value if found else None

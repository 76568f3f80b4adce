"""A preview of what one precinct's figures say: percentages with their base, and how a rule reads.

Whole numbers only: percentages are hundredths of a percent, rounded half up. The result is decided
above the precinct; nothing here is printed on a protocol.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from tally_app.domain.form.form import ResultRule
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.relations.binding import Binder, NotApplicableError, NotCheckedError, Scope
from tally_app.domain.relations.language import parse
from tally_app.domain.relations.rulebook import vocabulary

_Outcome = tuple[str, tuple[Cell, ...]]

#: Hundredths of a percent in the whole.
WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Share:
    """One line with its percentage. ``wins``: its item can win (an option that still stands).
    ``of_cast``: its percentage of all ballots cast, None where that is the same base.
    """

    cell: Cell
    votes: int
    hundredths: int
    wins: bool
    of_cast: int | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What the figures of one precinct would mean by the rule; decided above the precinct.

    ``base`` is the word for what the percentages are of, ``of`` its figure. ``outcome``: elected,
    second_round, tie, passed, none_passed, accepted, refused, too_few (the vote itself does not
    count), nobody (no votes), unknown (no rule known). ``leading`` are the cells it speaks of.
    ``cast``: all ballots cast where the base is another, else None.
    """

    rule: str
    base: str
    of: int
    shares: tuple[Share, ...]
    outcome: str
    leading: tuple[Cell, ...] = ()
    cast: int | None = None


def hundredths(votes: int, of: int) -> int:
    """Percentage in hundredths, half up: 1 of 3 is 3333; 0 of nothing is 0."""
    return (2 * WHOLE * votes + of) // (2 * of) if of > 0 else 0


def preview(reckoning: Reckoning, removed: Collection[str] = ()) -> Preview | None:
    """The preview of a contest; None without a rule or while a figure it needs is missing.

    ``removed`` are options removed after the ballots were printed: counted, never winning.
    """
    rule = reckoning.bound.book.form.result
    if rule is None:
        return None
    of = _value(reckoning, rule.of)
    cells = [cell for line in rule.lines for cell in reckoning.layout.cells if cell.line == line]
    votes = [reckoning.value(cell) for cell in cells]
    counted = _value(reckoning, rule.valid_if) if rule.valid_if else 1
    if of is None or counted is None or None in votes:
        return None
    cast = _value(reckoning, rule.cast) if rule.cast not in ("", rule.of) else None
    shares = tuple(
        Share(
            cell,
            n or 0,
            hundredths(n or 0, of),
            _wins(cell, rule, removed),
            None if cast is None else hundredths(n or 0, cast),
        )
        for cell, n in zip(cells, votes, strict=True)
    )
    outcome, leading = _outcome(rule, of, shares, reckoning, counted=bool(counted))
    return Preview(rule.rule, rule.base, of, shares, outcome, leading, cast)


def _wins(cell: Cell, rule: ResultRule, removed: Collection[str]) -> bool:
    return cell.line == rule.wins and cell.item not in removed


def _value(reckoning: Reckoning, text: str) -> int | None:
    """A figure worked out from the contest's lines, None while one is missing."""
    book, layout = reckoning.bound.book, reckoning.layout
    binder = Binder(layout, book.formulas)
    try:
        run = binder.value(parse(text, vocabulary(book.form)), Scope())
    except (NotApplicableError, NotCheckedError):
        return None
    if any(reckoning.figures[slot] is None for slot in binder.needs):
        return None
    return run(reckoning.figures)  # type: ignore[arg-type]  # none it needs is missing


def _outcome(
    rule: ResultRule, of: int, shares: Sequence[Share], reckoning: Reckoning, *, counted: bool
) -> _Outcome:
    standing = sorted((x for x in shares if x.wins), key=lambda x: -x.votes)
    if of <= 0:
        return "nobody", ()
    if not counted:
        return "too_few", ()
    return _RULES[rule.rule](standing, of, reckoning)


def _majority(standing: Sequence[Share], of: int, _: Reckoning) -> _Outcome:
    """More than half of the base, else the two with most votes stand again."""
    if standing and 2 * standing[0].votes > of:
        return "elected", (standing[0].cell,)
    return "second_round", tuple(x.cell for x in standing[:2])


def _plurality(standing: Sequence[Share], _of: int, reckoning: Reckoning) -> _Outcome:
    """Most votes, for as many seats as there are; a tie over the last seat is said."""
    seats = reckoning.layout.constants["seats"]
    elected = [x for x in standing[:seats] if x.votes]
    if not elected:
        return "nobody", ()
    if len(standing) > seats and standing[seats].votes == elected[-1].votes:
        tied = [x for x in standing if x.votes == elected[-1].votes]
        return "tie", tuple(x.cell for x in tied)
    return "elected", tuple(x.cell for x in elected)


def _threshold(standing: Sequence[Share], of: int, reckoning: Reckoning) -> _Outcome:
    """Lists with at least the threshold of the base, in percent."""
    least = reckoning.layout.constants["threshold"] * of
    passed = tuple(x.cell for x in standing if 100 * x.votes >= least)
    return ("passed", passed) if passed else ("none_passed", ())


def _yes(standing: Sequence[Share], of: int, _: Reckoning) -> _Outcome:
    """The question is accepted by more than half of the base."""
    cells = tuple(x.cell for x in standing)
    return ("accepted" if sum(2 * x.votes for x in standing) > of else "refused"), cells


def _unknown(_standing: Sequence[Share], _of: int, _: Reckoning) -> _Outcome:
    return "unknown", ()


_RULES: Final[dict[str, Callable[[Sequence[Share], int, Reckoning], _Outcome]]] = {
    "majority": _majority,
    "plurality": _plurality,
    "threshold": _threshold,
    "yes": _yes,
    "unknown": _unknown,
}

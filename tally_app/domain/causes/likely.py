"""What probably happened when relations fail: mistakes that would explain all of them at once.

Nothing is changed here; a cause names lines to look at again, in the order of a small model that
was fitted on real keyings (``resources/causes``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from tally_app.domain.causes.cause import COUNT_AGAIN, MOST, Cause, CauseModel
from tally_app.domain.causes.hints import LOOKED_THROUGH, hints
from tally_app.domain.causes.slips import Slip, possible_slips
from tally_app.domain.causes.traits import Traits
from tally_app.domain.causes.unbalanced import Unbalanced
from tally_app.domain.causes.usual import Usual
from tally_app.domain.form.layout import Cell
from tally_app.domain.relations.rulebook import Bound

#: So many of the best are asked everything they would break.
_LOOKED_AT: Final = 12


def typed_order(bound: Bound) -> tuple[int, ...]:
    """Slots of the counts somebody types, in the form's order, options in ballot order."""
    form = bound.book.form
    return tuple(
        slot
        for slot, cell in enumerate(bound.layout.cells)
        if form.line(cell.line).kind == "count" and not form.line(cell.line).derived
    )


def likely_causes(
    bound: Bound,
    figures: Sequence[int | None],
    order: Iterable[int],
    model: CauseModel,
    most: int | None = MOST,
    usual: Usual | None = None,
) -> list[Cause]:
    """What would explain why errors, legal events and warnings fail, most likely first.

    ``order``: the slots that may be wrong, in the order they are typed. ``most``: how many, None
    for all that were found; the first of every set of lines come before the further explanations
    of the same lines. ``usual``: what other precincts report, where that may be asked. [] where
    nothing fails.
    """
    unbalanced = Unbalanced(bound, figures, order)
    if unbalanced.quiet:
        return []
    found = ranked(*weighed(unbalanced, model, usual))
    return [_cause(unbalanced, supposed, share) for supposed, share in islice(found, most)]


def told_causes(
    bound: Bound,
    figures: Sequence[int | None],
    order: Iterable[int],
    model: CauseModel,
    usual: Usual | None = None,
) -> tuple[Cause, ...]:
    """What people are told of it: ``hints`` of the likely causes."""
    unbalanced = Unbalanced(bound, figures, order)
    if unbalanced.quiet:
        return ()
    found = islice(ranked(*weighed(unbalanced, model, usual)), LOOKED_THROUGH)
    causes = [_cause(unbalanced, supposed, share) for supposed, share in found]
    return hints(causes, _alike(unbalanced))


def _alike(unbalanced: Unbalanced) -> list[frozenset[Cell]]:
    """Lines with the same sign in everything that fails."""
    by_sign: dict[tuple[int, ...], set[Cell]] = {}
    for slot in unbalanced.order:
        by_sign.setdefault(unbalanced.signature[slot], set()).add(
            unbalanced.bound.layout.cells[slot]
        )
    return [frozenset(cells) for cells in by_sign.values() if len(cells) > 1]


def weighed(
    unbalanced: Unbalanced, model: CauseModel, usual: Usual | None = None
) -> tuple[list[Slip], list[float]]:
    """Every supposition, the best first, and its share of the whole, 0 to 1.

    Only the best are asked everything they would break. Few objects are made on the way: there
    can be thousands of suppositions while somebody waits.
    """
    weights, traits = model.weights, Traits(unbalanced, usual)
    lines: dict[int, float] = {}

    def odds_of(x: Slip) -> float:
        odds = sum([weights.get(name, 0.0) * size for name, size in traits.of_mistake(x)])
        if len(x.slots) != 1:
            return odds
        slot = x.slots[0]
        if slot not in lines:
            told = traits.of_line(slot)
            lines[slot] = sum([weights.get(name, 0.0) * size for name, size in told])
        return odds + lines[slot]

    found = [*possible_slips(unbalanced)]
    odds = [odds_of(x) for x in found]
    for place in sorted(range(len(found)), key=odds.__getitem__, reverse=True)[:_LOOKED_AT]:
        x = found[place]
        rest = unbalanced.left(x.changes(unbalanced.known), asking=True)
        if rest != x.rest:
            found[place] = x._replace(rest=rest)
            odds[place] = odds_of(found[place])
    order = sorted(range(len(found)), key=odds.__getitem__, reverse=True)
    highest = odds[order[0]] if order else 0.0
    shares = [math.exp(odds[place] - highest) for place in order]
    total = sum(shares)
    return [found[place] for place in order], [share / total for share in shares]


def ranked(found: Sequence[Slip], shares: Sequence[float]) -> Iterator[tuple[Slip, float]]:
    """The most likely explanation of every set of lines, by what all explanations of the same
    lines weigh together; then all others. Both come with the most likely first.
    """
    best: dict[tuple[int, ...], int] = {}
    together: dict[tuple[int, ...], float] = {}
    rest: list[int] = []
    for place, x in enumerate(found):
        if x.slots in best:
            rest.append(place)
        best.setdefault(x.slots, place)
        together[x.slots] = together.get(x.slots, 0.0) + shares[place]
    for slots in sorted(best, key=together.__getitem__, reverse=True):
        yield found[best[slots]], together[slots]
    for place in rest:
        yield found[place], shares[place]


def _cause(unbalanced: Unbalanced, x: Slip, score: float) -> Cause:
    cells, known = unbalanced.bound.layout.cells, unbalanced.known
    if x.kind == COUNT_AGAIN:
        compared = unbalanced.compared
        named, stands = [cells[slot] for slot in compared], [known[slot] for slot in compared]
        return Cause(x.kind, tuple(named), tuple(stands), (None,) * len(named), score)
    slots, true = x.slots, list[int | None](x.true)
    if x.unsure is not None:
        true[slots.index(x.unsure)] = None
    typed = [known[slot] for slot in slots]
    if len(slots) > 1:
        kept = [at for at, figure in enumerate(true) if figure != typed[at]]
        slots = tuple([slots[at] for at in kept])
        true, typed = [true[at] for at in kept], [typed[at] for at in kept]
    return Cause(x.kind, tuple([cells[slot] for slot in slots]), tuple(typed), tuple(true), score)

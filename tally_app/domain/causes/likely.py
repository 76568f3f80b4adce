"""What probably happened when relations fail: mistakes that would explain all of them at once.

Nothing is changed here; a cause names lines to look at again, in the order of a small model that
was fitted on real keyings (``resources/causes``).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from tally_app.domain.causes.cause import MOST, Cause, CauseModel
from tally_app.domain.causes.slips import Slip, possible_slips
from tally_app.domain.causes.traits import Traits
from tally_app.domain.causes.unbalanced import Unbalanced
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
) -> list[Cause]:
    """What would explain why errors, legal events and warnings fail, most likely first.

    ``order``: the slots that may be wrong, in the order they are typed. ``most``: how many, None
    for all that were found; the first of every set of lines come before the further explanations
    of the same lines. [] where nothing fails.
    """
    unbalanced = Unbalanced(bound, figures, order)
    if unbalanced.quiet:
        return []
    found = ranked(*weighed(unbalanced, model))
    return [_cause(unbalanced, supposed, share) for supposed, share in islice(found, most)]


def weighed(unbalanced: Unbalanced, model: CauseModel) -> tuple[list[Slip], list[float]]:
    """Every supposition, the best first, and its share of the whole, 0 to 1.

    Only the best are asked everything they would break. Few objects are made on the way: there
    can be thousands of suppositions while somebody waits.
    """
    weights, traits = model.weights, Traits(unbalanced)
    lines: dict[int, float] = {}

    def odds_of(x: Slip) -> float:
        odds = sum([weights.get(name, 0.0) * size for name, size in traits.of_mistake(x)])
        if len(x.slots) > 1:
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
    slots, true = x.slots, list[int | None](x.true)
    if x.unsure is not None:
        true[slots.index(x.unsure)] = None
    typed = [known[slot] for slot in slots]
    if len(slots) > 1:
        kept = [at for at, figure in enumerate(true) if figure != typed[at]]
        slots = tuple([slots[at] for at in kept])
        true, typed = [true[at] for at in kept], [typed[at] for at in kept]
    return Cause(x.kind, tuple([cells[slot] for slot in slots]), tuple(typed), tuple(true), score)

"""Every mistake of a known kind that would explain why relations fail: suppositions, unranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tally_app.domain.causes.cause import COUNT_AGAIN
from tally_app.domain.causes.mistyped import edits_within
from tally_app.domain.causes.unbalanced import NOTHING, Rest, Unbalanced
from tally_app.domain.relations.linear import Equation
from tally_app.domain.values.counts import MAX_COUNT

#: Kinds of causes, as ../shared names them; "other" says that another figure belongs there, the
#: last that nothing was mistyped: the pile itself, or the signatures, are to be counted again.
KINDS: Final = (
    "digit_wrong",
    "digits_swapped",
    "digit_missing",
    "digit_extra",
    "zero_for_value",
    "lines_swapped",
    "block_shifted",
    "value_in_neighbour",
    "bundle_missed",
    "bundle_twice",
    "sum_of_wrong_line",
    "other",
    "count_again",
)

#: A supposition that leaves more than this share of what is missing explains nothing.
_SHARE: Final = 20
#: Lines a shifted block has at least, beside the one whose figure is lost.
_BLOCK: Final = 3


class Slip(NamedTuple):
    """``true`` would be the figures of ``slots``. ``unsure``: a slot that could hold others, too.
    ``rest``: what it leaves unexplained.
    """

    kind: str
    slots: tuple[int, ...]
    true: tuple[int, ...]
    rest: Rest
    traits: tuple[str, ...] = ()
    unsure: int | None = None

    def changes(self, known: Mapping[int, int]) -> dict[int, int]:
        """By how much its figures differ from those typed."""
        return {slot: true - known[slot] for slot, true in zip(self.slots, self.true, strict=True)}


def possible_slips(unbalanced: Unbalanced) -> Iterator[Slip]:
    """Everything that would explain what fails, or nearly all of it."""
    for place, slot in enumerate(unbalanced.order):
        if any(unbalanced.signature[slot]) or slot in unbalanced.doubted:
            yield from _one_line(unbalanced, slot)
            yield from _copied(unbalanced, slot)
        yield from _neighbour(unbalanced, place)
    yield from _lines_swapped(unbalanced)
    yield from _shifted(unbalanced)
    if unbalanced.ballots_off:
        yield Slip(COUNT_AGAIN, (), (), NOTHING)


def _rest(unbalanced: Unbalanced, changes: dict[int, int]) -> Rest | None:
    """What the supposition leaves, None where it explains too little."""
    return _enough(unbalanced, unbalanced.left(changes, asking=False))


def _enough(unbalanced: Unbalanced, rest: Rest) -> Rest | None:
    """The rest, None where it is too much."""
    failing = len(unbalanced.failing) + len(unbalanced.unheld)
    left = rest.left_hard + rest.left_soft
    worse = rest.broken_hard or rest.broken_soft or rest.off > unbalanced.total_off
    mended = left < failing and not worse
    if not mended and rest.off * _SHARE > unbalanced.total_off:
        return None
    return rest


def _one_line(unbalanced: Unbalanced, slot: int) -> Iterator[Slip]:
    typed = unbalanced.known[slot]
    touched = None
    for edit in edits_within(typed, _worth_asking(unbalanced, slot)):
        if unbalanced.unheld:
            rest = _rest(unbalanced, {slot: edit.value - typed})
        else:
            touched = touched or unbalanced.touched(slot)
            rest = _enough(unbalanced, unbalanced.rest_of(touched, edit.value - typed))
        if rest is not None:
            yield Slip(edit.kind, (slot,), (edit.value,), rest, edit.traits)
    span = unbalanced.span_alone(slot)
    if span is None:
        return
    value = _nearest(span, typed)
    if value == typed:
        return
    rest = _rest(unbalanced, {slot: value - typed})
    if rest is None:
        return
    unsure = slot if span[0] < span[1] else None
    kind = "other" if typed else "zero_for_value"
    yield Slip(kind, (slot,), (value,), rest, (), unsure)


def _worth_asking(unbalanced: Unbalanced, slot: int) -> list[tuple[int, int]]:
    """Figures of a slot outside which ``_rest`` finds that too little is explained."""
    if slot in unbalanced.doubted:
        return [(0, MAX_COUNT)]
    slack, typed = unbalanced.total_off // _SHARE, unbalanced.known[slot]
    if len(unbalanced.failing) == 1 and (whole := unbalanced.span_alone(slot)) is not None:
        return [(whole[0] - slack, whole[1] + slack)]
    spans = []
    for at, coefficient in zip(unbalanced.failing, unbalanced.signature[slot], strict=True):
        if coefficient:
            row = unbalanced.rules.rows[at]
            low, high = row.steps(unbalanced.gaps[at], coefficient, slack)
            spans.append((typed + low, typed + high))
    return spans


def _nearest(span: tuple[int, int], typed: int) -> int:
    return min(max(span[0], typed), span[1])


def _copied(unbalanced: Unbalanced, slot: int) -> Iterator[Slip]:
    """A line that holds another one's figure, and a total that was summed with a wrong line."""
    typed = unbalanced.known[slot]
    span = unbalanced.span_alone(slot)
    if span is None or typed == 0:
        return
    value = _nearest(span, typed)
    change = value - typed
    if not change:
        return
    others = [unbalanced.known[x] for x in unbalanced.order if x != slot]
    copied = typed in others
    summed = slot in unbalanced.roles.totals and abs(change) in _steps(others)
    if not copied and not summed:
        return
    rest = _rest(unbalanced, {slot: change})
    if rest is not None:
        traits = ("edit.copied",) if copied else ("edit.summed",)
        unsure = slot if span[0] < span[1] else None
        yield Slip("sum_of_wrong_line", (slot,), (value,), rest, traits, unsure)


def _steps(others: Sequence[int]) -> set[int]:
    """By how much a sum is off when a line is left out, added, or taken for its neighbour."""
    taken = {abs(a - b) for a, b in pairwise(others)}
    return {*others, *taken} - {0}


def _lines_swapped(unbalanced: Unbalanced) -> Iterator[Slip]:
    order, known = unbalanced.order, unbalanced.known
    for first, second in _pairs_that_mend(unbalanced):
        one, other = order[first], order[second]
        rest = _rest(unbalanced, {one: known[other] - known[one], other: known[one] - known[other]})
        if rest is not None:
            traits = ("edit.beside",) if second == first + 1 else ()
            yield Slip("lines_swapped", (one, other), (known[other], known[one]), rest, traits)


def _pairs_that_mend(unbalanced: Unbalanced) -> list[tuple[int, int]]:
    """Places of two unlike figures with which some failing row holds once they changed places, or
    of which one is doubted. One loop without calls: there are thousands of pairs.
    """
    order = unbalanced.order
    figures = [unbalanced.known[slot] for slot in order]
    found = set()
    for row, at in enumerate(unbalanced.failing):
        equation, gap = unbalanced.rules.rows[at], unbalanced.gaps[at]
        low, high = equation.low - gap, equation.high - gap
        signs = [unbalanced.signature[slot][row] for slot in order]
        for first, (figure, sign) in enumerate(zip(figures, signs, strict=True)):
            for second in range(first + 1, len(figures)):
                turn = sign - signs[second]
                if turn and low <= turn * (figures[second] - figure) <= high:
                    found.add((first, second))
    for place, slot in enumerate(order):
        if slot in unbalanced.doubted:
            found.update((min(place, x), max(place, x)) for x in range(len(order)) if x != place)
    return sorted(pair for pair in found if figures[pair[0]] != figures[pair[1]])


def _neighbour(unbalanced: Unbalanced, place: int) -> Iterator[Slip]:
    """A figure that stands one line off; its own line holds nothing of its own."""
    order, known = unbalanced.order, unbalanced.known
    here = order[place]
    if not known[here]:
        return
    for at in (place - 1, place + 1):
        if not 0 <= at < len(order):
            continue
        beyond = 2 * at - place
        next_one = known[order[beyond]] if 0 <= beyond < len(order) else None
        own = order[at]
        if known[own] not in (0, known[here], next_one):
            continue
        change = known[here] - known[own]
        changes = {own: change} if change else {}
        span = unbalanced.span(here, changes)
        if span is None:
            continue
        value = _nearest(span, known[here] if changes else 0)
        if value == known[here]:
            continue
        rest = _rest(unbalanced, {**changes, here: value - known[here]})
        if rest is not None:
            slots = (*changes, here)
            true = (*(known[here] for _ in changes), value)
            unsure = here if span[0] < span[1] else None
            yield Slip("value_in_neighbour", slots, true, rest, (), unsure)


def _shifted(unbalanced: Unbalanced) -> Iterator[Slip]:
    """Three or more lines that hold the figure of the line above or below."""
    if unbalanced.failing:
        yield from _blocks(unbalanced, unbalanced.order, lambda block: block)
        yield from _blocks(unbalanced, unbalanced.order[::-1], lambda block: block[::-1])


def _blocks(
    unbalanced: Unbalanced,
    order: Sequence[int],
    turned: Callable[[tuple[int, ...]], tuple[int, ...]],
) -> Iterator[Slip]:
    """Blocks that moved on by one line from a line that was left free: it holds 0 or what stands
    beside it, and the figure of the block's last line is lost. Only failing rows are looked at.
    """
    values = [unbalanced.known[slot] for slot in order]
    signatures = [unbalanced.signature[slot] for slot in order]
    steps = [0, *(here - before for before, here in pairwise(values))]
    rows = [(unbalanced.rules.rows[at], unbalanced.gaps[at]) for at in unbalanced.failing]
    last_place = len(values) - 1
    for first, free in enumerate(values[:-_BLOCK]):
        if free and (not first or free != values[first - 1]):
            continue
        again = values[first + 1] == free  # a longer block is told from the next line on
        end = first + _BLOCK if again else last_place
        for last, gaps in _moved_back(rows, signatures, steps, first, min(end, last_place)):
            found = _lost(rows, gaps, signatures[last], values[last])
            if found is None:
                continue
            span, rest = found
            slots = turned(tuple(order[first : last + 1]))
            true = turned((*values[first + 1 : last + 1], _nearest(span, values[last])))
            unsure = order[last] if span[0] < span[1] else None
            yield Slip("block_shifted", slots, true, rest, (), unsure)


def _moved_back(
    rows: Sequence[tuple[Equation, int]],
    signatures: Sequence[tuple[int, ...]],
    steps: Sequence[int],
    first: int,
    end: int,
) -> Iterator[tuple[int, list[int]]]:
    """Every last line of a block, and the gaps of the rows once the lines before it moved back."""
    if len(rows) == 1:
        gap = rows[0][1]
        for last in range(first + 1, end + 1):
            gap += signatures[last - 1][0] * steps[last]
            if last - first >= _BLOCK:
                yield last, [gap]
        return
    gaps = [gap for _, gap in rows]
    for last in range(first + 1, end + 1):
        step = steps[last]
        gaps = [gap + c * step for gap, c in zip(gaps, signatures[last - 1], strict=True)]
        if last - first >= _BLOCK:
            yield last, gaps


def _lost(
    rows: Sequence[tuple[Equation, int]],
    gaps: Sequence[int],
    coefficients: Sequence[int],
    typed: int,
) -> tuple[tuple[int, int], Rest] | None:
    """The figures of a block's last line with which the failing rows hold that the block touches,
    and what the others leave. ``gaps``: of the rows once the other lines moved back.
    """
    span, touched, off = (0, MAX_COUNT), 0, [0, 0, 0]
    for (row, before), gap, coefficient in zip(rows, gaps, coefficients, strict=True):
        if coefficient:
            low, high = row.steps(gap, coefficient)
            span = max(span[0], typed + low), min(span[1], typed + high)
        elif left := row.off(gap):
            if gap != before:
                return None
            off[not row.hard] += 1
            off[2] += left
            continue
        touched += 1
    if not touched or span[0] > span[1]:
        return None
    return span, Rest(off[0], off[1], 0, 0, off[2]) if off[2] else NOTHING

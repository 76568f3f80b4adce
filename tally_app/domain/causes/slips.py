"""Every mistake of a known kind that would explain why relations fail: suppositions, unranked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from tally_app.domain.causes.mistyped import edits
from tally_app.domain.causes.unbalanced import NOTHING, Rest, Suspects
from tally_app.domain.relations.linear import Equation
from tally_app.domain.values.counts import MAX_COUNT

#: Kinds of causes, as ../shared names them; the last one says that another figure belongs there.
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
)

#: A supposition that leaves more than this share of what is missing explains nothing.
_SHARE: Final = 5
#: Lines a shifted block has at least, beside the one whose figure is lost.
_BLOCK: Final = 3


class Supposition(NamedTuple):
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


def suppositions(suspects: Suspects) -> Iterator[Supposition]:
    """Everything that would explain what fails, or nearly all of it."""
    for place, slot in enumerate(suspects.order):
        if any(suspects.signature[slot]) or slot in suspects.doubted:
            yield from _one_line(suspects, slot)
            yield from _copied(suspects, slot)
        yield from _neighbour(suspects, place)
    yield from _lines_swapped(suspects)
    yield from _shifted(suspects)


def _rest(suspects: Suspects, changes: dict[int, int]) -> Rest | None:
    """What the supposition leaves, None where it explains too little."""
    rest = suspects.left(changes, asking=False)
    failing = len(suspects.failing) + len(suspects.unheld)
    left = rest.left_hard + rest.left_soft
    worse = rest.broken_hard or rest.broken_soft or rest.off > suspects.total_off
    mended = left < failing and not worse
    if not mended and rest.off * _SHARE > suspects.total_off:
        return None
    return rest


def _one_line(suspects: Suspects, slot: int) -> Iterator[Supposition]:
    typed = suspects.known[slot]
    spans = _worth_asking(suspects, slot)
    for edit in edits(typed):
        if not any(low <= edit.value <= high for low, high in spans):
            continue
        rest = _rest(suspects, {slot: edit.value - typed})
        if rest is not None:
            yield Supposition(edit.kind, (slot,), (edit.value,), rest, edit.traits)
    span = suspects.span(slot, {})
    if span is None:
        return
    value = _nearest(span, typed)
    if value == typed:
        return
    rest = _rest(suspects, {slot: value - typed})
    if rest is None:
        return
    unsure = slot if span[0] < span[1] else None
    kind = "other" if typed else "zero_for_value"
    yield Supposition(kind, (slot,), (value,), rest, (), unsure)


def _worth_asking(suspects: Suspects, slot: int) -> list[tuple[int, int]]:
    """Figures of a slot outside which ``_rest`` finds that too little is explained."""
    if slot in suspects.doubted:
        return [(0, MAX_COUNT)]
    slack, typed = suspects.total_off // _SHARE, suspects.known[slot]
    spans = []
    for at, coefficient in zip(suspects.failing, suspects.signature[slot], strict=True):
        if coefficient:
            row = suspects.rules.rows[at]
            low, high = row.steps(suspects.gaps[at], coefficient, slack)
            spans.append((typed + low, typed + high))
    return spans


def _nearest(span: tuple[int, int], typed: int) -> int:
    return min(max(span[0], typed), span[1])


def _copied(suspects: Suspects, slot: int) -> Iterator[Supposition]:
    """A line that holds another one's figure, and a total that was summed with a wrong line."""
    typed = suspects.known[slot]
    span = suspects.span(slot, {})
    if span is None or typed == 0:
        return
    value = _nearest(span, typed)
    change = value - typed
    if not change:
        return
    others = [suspects.known[x] for x in suspects.order if x != slot]
    copied = typed in others
    summed = slot in suspects.roles.totals and abs(change) in _steps(others)
    if not copied and not summed:
        return
    rest = _rest(suspects, {slot: change})
    if rest is not None:
        traits = ("edit.copied",) if copied else ("edit.summed",)
        unsure = slot if span[0] < span[1] else None
        yield Supposition("sum_of_wrong_line", (slot,), (value,), rest, traits, unsure)


def _steps(others: Sequence[int]) -> set[int]:
    """By how much a sum is off when a line is left out, added, or taken for its neighbour."""
    taken = {abs(a - b) for a, b in pairwise(others)}
    return {*others, *taken} - {0}


def _lines_swapped(suspects: Suspects) -> Iterator[Supposition]:
    order, known, doubted = suspects.order, suspects.known, suspects.doubted
    for at, one in enumerate(order):
        for step, other in enumerate(order[at + 1 :], 1):
            change = known[other] - known[one]
            asked = one in doubted or other in doubted
            if not change or not (asked or _mends(suspects, one, other, change)):
                continue
            rest = _rest(suspects, {one: change, other: -change})
            if rest is not None:
                traits = ("edit.beside",) if step == 1 else ()
                true = known[other], known[one]
                yield Supposition("lines_swapped", (one, other), true, rest, traits)


def _mends(suspects: Suspects, one: int, other: int, change: int) -> bool:
    """Quick: whether some failing row holds once two figures changed places."""
    first, second = suspects.signature[one], suspects.signature[other]
    if first == second:
        return False
    for at, a, b in zip(suspects.failing, first, second, strict=True):
        gap = suspects.gaps[at] + (a - b) * change
        if a != b and not suspects.rules.rows[at].off(gap):
            return True
    return False


def _neighbour(suspects: Suspects, place: int) -> Iterator[Supposition]:
    """A figure that stands one line off; its own line holds nothing of its own."""
    order, known = suspects.order, suspects.known
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
        span = suspects.span(here, changes)
        if span is None:
            continue
        value = _nearest(span, known[here] if changes else 0)
        if value == known[here]:
            continue
        rest = _rest(suspects, {**changes, here: value - known[here]})
        if rest is not None:
            slots = (*changes, here)
            true = (*(known[here] for _ in changes), value)
            unsure = here if span[0] < span[1] else None
            yield Supposition("value_in_neighbour", slots, true, rest, (), unsure)


def _shifted(suspects: Suspects) -> Iterator[Supposition]:
    """Three or more lines that hold the figure of the line above or below."""
    if suspects.failing:
        yield from _blocks(suspects, suspects.order, lambda block: block)
        yield from _blocks(suspects, suspects.order[::-1], lambda block: block[::-1])


def _blocks(
    suspects: Suspects,
    order: Sequence[int],
    turned: Callable[[tuple[int, ...]], tuple[int, ...]],
) -> Iterator[Supposition]:
    """Blocks that moved on by one line from a line that was left free: it holds 0 or what stands
    beside it, and the figure of the block's last line is lost. Only failing rows are looked at.
    """
    values = [suspects.known[slot] for slot in order]
    signatures = [suspects.signature[slot] for slot in order]
    rows = [(suspects.rules.rows[at], suspects.gaps[at]) for at in suspects.failing]
    for first, free in enumerate(values[:-_BLOCK]):
        if free not in (0, values[first - 1] if first else 0):
            continue
        again = values[first + 1] == free  # a longer block is told from the next line on
        gaps = [gap for _, gap in rows]
        for last in range(first + 1, len(values)):
            step = values[last] - values[last - 1]
            gaps = [gap + c * step for gap, c in zip(gaps, signatures[last - 1], strict=True)]
            if last - first < _BLOCK or (again and last - first > _BLOCK):
                continue
            found = _lost(rows, gaps, signatures[last], values[last])
            if found is None:
                continue
            span, rest = found
            slots = turned(tuple(order[first : last + 1]))
            true = turned((*values[first + 1 : last + 1], _nearest(span, values[last])))
            unsure = order[last] if span[0] < span[1] else None
            yield Supposition("block_shifted", slots, true, rest, (), unsure)


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

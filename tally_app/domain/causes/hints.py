"""Which suppositions people are told: lines nothing tells apart as one, no line twice, and how sure
all of it is together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from tally_app.domain.causes.cause import COUNT_AGAIN, MOST, Cause
from tally_app.domain.form.layout import Cell

#: The share of all that was supposed from which on what is named is right in more than 85 of 100
#: cases, and from which on a figure may be said in words (``resources/causes/README.md``).
NAMED: Final = 0.85
SURE: Final = 0.9

#: Lines of one hint at most; one whose share is less than a half of the first's is no tie.
_TIED: Final = 3
_LESS: Final = 2.0
#: Suppositions that are looked through for ties.
LOOKED_THROUGH: Final = 12


class Grade(StrEnum):
    """How sure the hints are together. Below LIKELY nothing is named but the lines, in order."""

    SURE = "sure"
    LIKELY = "likely"
    SEVERAL = "several"


def hints(causes: Iterable[Cause], likes: Sequence[frozenset[Cell]]) -> tuple[Cause, ...]:
    """At most three hints, the likeliest first. ``likes``: lines that arithmetic cannot tell apart:
    they stand in the relations that fail with the same sign.
    """
    left = [*causes]
    found: list[Cause] = []
    said: set[Cell] = set()
    while left and len(found) < MOST:
        first = left.pop(0)
        if said.issuperset(first.cells) and first.cells:
            continue
        tied = _tied(first, left, likes)
        for one in tied:
            left.remove(one)
        whole = _together([first, *tied])
        said.update(whole.cells)
        found.append(whole)
    return tuple(found)


def grade(causes: Sequence[Cause]) -> Grade:
    """How sure hints are: the first of them alone, or all together."""
    first = causes[0] if causes else None
    alone = first is not None and not first.one_of and first.kind != COUNT_AGAIN
    if first is not None and alone and first.score >= SURE:
        return Grade.SURE
    return Grade.LIKELY if sum(one.score for one in causes) >= NAMED else Grade.SEVERAL


def _tied(first: Cause, others: Sequence[Cause], likes: Sequence[frozenset[Cell]]) -> list[Cause]:
    """Suppositions of the same slip in lines that nothing else tells from the first's."""
    like = next((of for of in likes if len(first.cells) == 1 and first.cells[0] in of), None)
    if like is None:
        return []
    found: list[Cause] = []
    for one in others:
        same = one.kind == first.kind and len(one.cells) == 1 and one.cells[0] in like
        known = {first.cells[0], *(x.cells[0] for x in found)}
        if same and one.score * _LESS >= first.score and one.cells[0] not in known:
            found.append(one)
    return found[: _TIED - 1]


def _together(tied: Sequence[Cause]) -> Cause:
    """One hint for all of them, in the order of their shares."""
    if len(tied) == 1:
        return tied[0]
    return replace(
        tied[0],
        cells=tuple(cell for one in tied for cell in one.cells),
        before=tuple(figure for one in tied for figure in one.before),
        after=tuple(figure for one in tied for figure in one.after),
        score=sum(one.score for one in tied),
        one_of=True,
    )

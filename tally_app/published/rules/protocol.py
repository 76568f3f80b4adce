"""Lines of a protocol that hang together: ballots received, issued, cancelled, in the boxes.

What may be true is no contradiction: ballots can be lost, and fewer lie in the boxes than were
issued. A line nobody knows may hold what seems to be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final

#: A line and its count: where it stands in the table is known to whoever asks.
Held = Sequence[tuple[int, int]]

_MOST: Final = 5  # lines of one role that are tried together


@dataclass(frozen=True)
class Lines:
    """The lines of one protocol by role. ``added``: votes for all options, None where one of them
    is not printed or the table may hold other figures among them.
    """

    by_role: Mapping[str, Held]
    added: int | None = None

    def held(self, role: str) -> Held:
        """The lines of a role."""
        return self.by_role.get(role, ())

    def first(self, role: str) -> int | None:
        """The count of the first line of a role."""
        return next((count for _, count in self.held(role)), None)

    def cast(self) -> list[int]:
        """What may be the ballots that were counted, the likeliest first."""
        invalid, valid, total = self.first("invalid"), self.first("valid"), self.first("total")
        found = [
            valid + invalid if valid is not None and invalid is not None else None,
            total,
            self.added + (invalid or 0) if self.added is not None else None,
        ]
        return [*dict.fromkeys(one for one in found if one is not None)]


@dataclass(frozen=True, slots=True)
class Clash:
    """Lines that cannot all be right. ``kind``: received, boxes, boxes_counted, line_over,
    cast_over. ``places``: the line that is named, then the others.
    """

    kind: str
    places: tuple[int, ...]
    printed: int
    expected: int


@dataclass
class Clashes:
    """What was found in one protocol, which lines were compared, and in how many comparisons."""

    found: list[Clash] = field(default_factory=list)
    compared: set[int] = field(default_factory=set)
    checks: int = 0

    def add(self, held: Held) -> None:
        """Count a comparison of these lines."""
        self.checks += 1
        self.compared.update(place for place, _ in held)


def clashes(lines: Lines) -> Clashes:
    """Everything that does not agree between the lines of a protocol."""
    said = Clashes()
    said.found.extend(_received(lines, said))
    said.found.extend(_boxes(lines, said))
    said.found.extend(_over(lines, said))
    return said


def _sums(held: Held) -> set[int]:
    """What some of these lines come to: one may be a part of another."""
    counts = [count for _, count in held][:_MOST]
    sizes = range(1, len(counts) + 1)
    return {sum(some) for size in sizes for some in combinations(counts, size)}


def _unknown(lines: Lines, gap: int) -> bool:
    """True where a line nobody knows holds what is missing."""
    return abs(gap) in {count for _, count in lines.held("line")}


def _received(lines: Lines, said: Clashes) -> Iterator[Clash]:
    """Ballots received are those issued and those cancelled."""
    received, cancelled = lines.held("received"), lines.held("cancelled")
    issued = (*lines.held("issued"), *lines.held("issued_outside"))
    if len(received) != 1 or not (lines.held("issued") and cancelled):
        return
    said.add((*received, *issued, *cancelled))
    (place, printed), = received  # fmt: skip
    both = {one + other for one in _sums(issued) for other in _sums(cancelled)}
    if printed in both:
        return
    expected = min(both, key=lambda one: abs(one - printed))
    if not _unknown(lines, printed - expected):
        others = tuple(at for at, _ in (*issued, *cancelled))
        yield Clash("received", (place, *others), printed, expected)


def _boxes(lines: Lines, said: Clashes) -> Iterator[Clash]:
    """Ballots in the boxes are those that were counted."""
    portable, stationary = lines.held("portable"), lines.held("stationary")
    apart = (*portable, *stationary) if portable and stationary else ()
    whole, added = lines.held("boxes"), sum(count for _, count in apart)
    if apart and len(whole) == 1:
        said.add((*apart, *whole))
        if added != whole[0][1] and not _unknown(lines, added - whole[0][1]):
            yield Clash("boxes", (whole[0][0], *(at for at, _ in apart)), whole[0][1], added)
    held = whole[:1] if whole else apart
    cast = lines.cast()
    if not held or not cast:
        return
    said.add(held)
    printed = sum(count for _, count in held)
    if printed not in cast and not _unknown(lines, printed - cast[0]):
        yield Clash("boxes_counted", tuple(at for at, _ in reversed(held)), printed, cast[0])


def _over(lines: Lines, said: Clashes) -> Iterator[Clash]:
    """No more ballots are counted than were issued, nor issued than received."""
    inside = lines.held("issued")
    issued = (*inside, *lines.held("issued_outside")) if inside else ()
    most = [(issued[0][0], sum(count for _, count in issued))] if issued else []
    cast = lines.cast()
    for place, limit in (*most, *lines.held("voted")[:1]):
        if cast and limit:
            said.add(((place, limit),))
            if min(cast) > limit:
                yield Clash("cast_over", (place,), min(cast), limit)
    received = lines.held("received")
    for place, count in lines.held("issued") if len(received) == 1 else ():
        said.add(((place, count), *received))
        if count > received[0][1]:
            yield Clash("line_over", (place, received[0][0]), count, received[0][1])

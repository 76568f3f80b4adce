"""Two keyings of one protocol that agree on a wrong figure: fitted; how many a third look finds.

    uv run python -m tests.model.agreeing

Rates by trait: what two people mistyped alike, and what one mistyped (it tells how hands confuse
digits), over how often verified protocols let the trait pass unnoticed. Traits seen seldom lean on
their kind. Five folds over districts, each measured with rates that never saw it.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import combinations
from statistics import pstdev

from tally_app.domain.causes.agreeing import LINES_FOR_ONE, shared_slips, trait_of
from tally_app.domain.causes.mistyped import BUNDLE_KINDS, edits
from tally_app.domain.causes.unbalanced import Unbalanced
from tests.model.keyings import FOLDS, Precinct, bound, failing, order, precincts

Figures = tuple[int, ...]

#: What one slip of a single keying counts beside one both made; how much a trait leans on its kind;
#: a kind that was possible less often than that is thought rare.
_SINGLE, _LEAN, _FEWEST = 0.2, 1.0, 2_000
#: More wrong lines than that are no slips of one line each.
_SLIPS = 3
#: The curve: shares of lines asked about.
_SHARES = (0.01, 0.02, 0.03, 0.04, 0.05, 0.07, 0.10, 0.15)
_DRAWS = 400


@dataclass
class Looks:
    """What third looks find: of ``pairs`` of keyings ``agreed`` on a wrong figure, ``before`` of
    them unseen by any relation, ``after`` of them after third looks too; ``asked`` of ``lines`` in
    verified protocols, for nothing.
    """

    pairs: int = 0
    agreed: int = 0
    before: int = 0
    after: int = 0
    lines: int = 0
    asked: int = 0

    def __add__(self, other: Looks) -> Looks:
        return Looks(*(getattr(self, x.name) + getattr(other, x.name) for x in fields(Looks)))

    def said(self) -> str:
        """In percent."""
        asked = 100 * self.asked / max(self.lines, 1)
        return (
            f"{self.agreed} of {self.pairs} pairs agree on a wrong figure, {self.before} unseen "
            f"({self.share(self.before):.2f} %); {self.before - self.after} found, {self.after} "
            f"left ({self.share(self.after):.2f} %); asked for nothing {self.asked} of "
            f"{self.lines} lines ({asked:.1f} %)"
        )

    def share(self, of: int) -> float:
        """Of all pairs, in percent."""
        return 100 * of / max(self.pairs, 1)


@dataclass(frozen=True)
class Agreed:
    """Two keyings that agree on wrong figures: ``settled`` is what stands once what differs is the
    verified figure, ``wrong`` where both typed the same wrong one.
    """

    settled: Figures
    wrong: tuple[int, ...]
    unseen: bool


@cache
def agreed(precinct: Precinct) -> tuple[int, list[Agreed]]:
    """How many pairs of keyings by different people there are, and those that agree so."""
    true, found, every = precinct.verified, [], 0
    for (one, first), (other, second) in combinations(precinct.keyings, 2):
        if one == other:
            continue
        every += 1
        wrong = tuple(at for at, x in enumerate(true) if first[at] == second[at] != x)
        if wrong:
            settled = tuple(first[at] if at in wrong else x for at, x in enumerate(true))
            found.append(Agreed(settled, wrong, not failing(settled) - failing(true)))
    return every, found


def _traits(typed: Sequence[int], true: Figures, wrong: Sequence[int]) -> Iterator[str]:
    """What was made of the true figures."""
    if len(wrong) == 2 and [typed[at] for at in wrong] == [true[at] for at in wrong[::-1]]:
        yield f"both.lines_swapped{'_zero' if 0 in (true[at] for at in wrong) else ''}"
        return
    for at in wrong[:_SLIPS]:
        slips = (x for x in edits(typed[at]) if x.value == true[at] and x.kind not in BUNDLE_KINDS)
        if not typed[at]:
            yield "both.zero_for_value"
        elif (slip := next(slips, None)) is not None:
            yield trait_of(slip)


def _made(precinct: Precinct) -> Counter[str]:
    """What was mistyped in a protocol: by two people alike and unnoticed, each once; by one."""
    found, true = Counter[str](), precinct.verified
    twice = {(x.settled, x.wrong) for x in agreed(precinct)[1] if x.unseen}
    for trait in {(at, t) for s, wrong in twice for at in wrong for t in _traits(s, true, (at,))}:
        found[trait[1]] += 1
    for settled, wrong in twice:
        if len(wrong) == 2:
            found.update(t for t in _traits(settled, true, wrong) if "swapped" in t)
    for _, typed in precinct.keyings:
        wrong = [at for at, x in enumerate(true) if typed[at] != x]
        if len(wrong) <= _SLIPS:
            for trait in _traits(typed, true, wrong):
                found[trait] += _SINGLE
    return found


@cache
def _possible(figures: Figures) -> Sequence[tuple[tuple[int, ...], str]]:
    return [*map(tuple, shared_slips(Unbalanced(bound(), figures, order())))]


def _kind(trait: str) -> str:
    """The kind of slip, without the digit or the end it was made at."""
    if trait.startswith("both_pair"):
        return "digit_wrong"
    return trait.removesuffix("_leading").removesuffix("_double")


def rates(some: Iterable[Precinct]) -> dict[str, float]:
    """How often both slip alike in each way that would pass unnoticed."""
    made, possible = Counter[str](), Counter[str]()
    for precinct in some:
        made.update(_made(precinct))
        possible.update(trait for _, trait in _possible(precinct.verified))
    kinds, could = Counter[str](), Counter[str]()
    for trait in made.keys() | possible.keys():
        kinds[_kind(trait)] += made[trait]
        could[_kind(trait)] += possible[trait]
    found = {}
    for trait in made.keys() | possible.keys():
        kind = _kind(trait)
        rate = (kinds[kind] + _LEAN / 2) / (could[kind] + _FEWEST)
        found[trait] = (made[trait] + _LEAN) / (possible[trait] + _LEAN / rate)
    return found


def _ranked(figures: Figures, rate: Mapping[str, float]) -> list[tuple[float, int]]:
    """Lines by how likely both slipped there, the likeliest first, as many as may be asked."""
    chance = Counter[int]()
    for slots, trait in _possible(figures):
        for slot in slots:
            chance[slot] += rate.get(trait, 0.0)
    most = round(len(figures) / LINES_FOR_ONE)
    return [(x, slot) for slot, x in chance.most_common(most)]


def threshold(some: Iterable[Precinct], rate: Mapping[str, float], share: float) -> float:
    """From which chance on so large a share of the lines of verified protocols is asked about."""
    some = [*some]
    every = sorted((x for of in some for x, _ in _ranked(of.verified, rate)), reverse=True)
    at = int(share * sum(len(of.verified) for of in some))
    return every[at] if at < len(every) else 0.0


def looked(precinct: Precinct, rate: Mapping[str, float], least: float) -> Looks:
    """What third looks find in the pairs of one protocol, and what they cost in its sound state."""
    every, both = agreed(precinct)
    left = 0
    for one in (x for x in both if x.unseen):
        asked = {slot for x, slot in _ranked(one.settled, rate) if x > least}
        left += not asked & {*one.wrong}
    unseen = sum(one.unseen for one in both)
    asked = sum(x > least for x, _ in _ranked(precinct.verified, rate))
    return Looks(every, len(both), unseen, left, len(precinct.verified), asked)


def measured(share: float) -> list[Looks]:
    """By protocol, each with rates and threshold of the other folds."""
    found = []
    for fold in range(FOLDS):
        rate, least = _of_others(fold, share)
        found += [looked(x, rate, least) for x in precincts() if x.fold == fold]
    return found


@cache
def _rates_without(fold: int) -> dict[str, float]:
    return rates(x for x in precincts() if x.fold != fold)


def _of_others(fold: int, share: float) -> tuple[dict[str, float], float]:
    rate = _rates_without(fold)
    return rate, threshold((x for x in precincts() if x.fold != fold), rate, share)


def spread(found: Sequence[Looks]) -> float:
    """Standard error of the share left, protocols drawn again."""
    chance = random.Random(2013)
    drawn = (sum(chance.choices(found, k=len(found)), Looks()) for _ in range(_DRAWS))
    return pstdev(x.share(x.after) for x in drawn)


def weights() -> dict[str, float]:
    """By trait, in log-odds: what the shipped file holds, fitted on all protocols."""
    rate = rates(precincts())
    least = threshold(precincts(), rate, 1 / LINES_FOR_ONE)
    middle = math.sqrt(least * max(rate.values()))
    return {
        "both.line": math.log(middle / least),
        **{trait: math.log(one / middle) for trait, one in sorted(rate.items())},
    }


def main() -> None:
    """The curve."""
    for share in _SHARES:
        found = measured(share)
        print(f"{share:.0%}: {sum(found, Looks()).said()} ± {spread(found):.2f}", flush=True)


if __name__ == "__main__":
    main()

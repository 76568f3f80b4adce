"""Deadlines and limits that are others than the law's: which of them a commission may set, by whose
act, how they are typed, and what is asked of the others. Nothing is put back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tally_app.domain.maker.draft import DraftElection, DraftFault, Forms, Spot
from tally_app.domain.values.counts import Count, parse_count
from tally_app.domain.values.minutes import clock
from tally_app.domain.values.times import Moment, parse_time


@dataclass(frozen=True, slots=True)
class LegalConstant:
    """A constant of the forms that the law sets. ``kind``: time (minutes of the day) or count;
    ``least`` and ``most`` are how far a commission may go, None where the law leaves it no choice.
    """

    kind: str
    least: int | None = None
    most: int | None = None


#: 38(1): the territorial commission may set other hours, never before 6:00 nor after 22:00.
CONSTANTS: Final[Mapping[str, LegalConstant]] = {
    "closes": LegalConstant("time", 6 * 60, 22 * 60),
    "applications_until": LegalConstant("time"),
    "count_limit": LegalConstant("count"),
    "list_limit": LegalConstant("count"),
    "threshold": LegalConstant("count"),
}


#: What a commission decides: that the protocol is printed by computer, and each constant; in the
#: order of the rows of a fault, where the act of the constants stands after the first.
PRINTED: Final = "printed"
ACT_ROW: Final = 2


def row_of(matter: str) -> int:
    """The row of what is decided, for a fault; one for all constants that no commission changes."""
    if matter == PRINTED:
        return 1
    known = [*CONSTANTS]
    return ACT_ROW + 1 + (known.index(matter) if matter in known else len(known))


def kind_of(name: str) -> str:
    """What a constant is: time or count."""
    return CONSTANTS[name].kind if name in CONSTANTS else "count"


def read_constant(kind: str, text: str) -> int | None:
    """The value of a constant as it was typed: an hour as minutes of the day; None for what is
    neither a number nor an hour.
    """
    read = parse_time(text, 0) if kind == "time" else parse_count(text)
    if isinstance(read, Moment):
        return read.minutes
    return read.value if isinstance(read, Count) else None


def typed_constant(kind: str, value: int) -> str:
    """The value of a constant as people type it."""
    return clock(value) if kind == "time" else str(value)


def law_says(forms: Forms) -> Mapping[str, int]:
    """What the forms of the election have of them."""
    known = {name: value for form in forms.values() for name, value in form.constants.items()}
    return {name: known[name] for name in CONSTANTS if name in known}


def others(draft: DraftElection, forms: Forms) -> Mapping[str, int]:
    """Those that the election has otherwise than the law."""
    law = law_says(forms)
    return {name: value for name, value in draft.constants.items() if law.get(name, value) != value}


def decided(draft: DraftElection, forms: Forms) -> Iterator[DraftFault]:
    """Others than the law's rest on an act; what the law leaves to no commission is asked about."""
    found = others(draft, forms)
    for name, value in found.items():
        constant, spot = CONSTANTS[name], Spot("decisions", row_of(name), name)
        if constant.least is None or constant.most is None:
            yield DraftFault(spot, "fixed_by_law", "warning")
        elif not constant.least <= value <= constant.most:
            yield DraftFault(spot, "beyond_law", "warning")
    if found and draft.decided is None:
        yield DraftFault(Spot("decisions", ACT_ROW, "decided_by"), "undecided", "warning")

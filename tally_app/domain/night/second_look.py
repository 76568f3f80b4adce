"""The second pair of eyes: every counted line is typed again or read back before Finish (N-03).

Arithmetic cannot see two exchanged candidates; another person can. What was looked at holds for
the very entry it was looked at: a later change opens that line again, and no other.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import Final

from tally_app.domain.form.form import Form, Line, Severity, Step
from tally_app.domain.form.layout import Cell, Layout
from tally_app.domain.form.pages import SECOND, step_with
from tally_app.domain.night.answers import answer_to
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.event import SETUP
from tally_app.domain.night.locks import finished, locked_by, step_closed
from tally_app.domain.night.reckoning import PRESENT, Reckoning
from tally_app.domain.night.state import ContestNight, Entry, Looked, Night, Person, Second

#: The two ways a form or the chair can choose.
ENTRY: Final = "entry"
READ_BACK: Final = "read_back"
WAYS: Final = (ENTRY, READ_BACK)

#: How a line was looked at that differed and was typed by a third person: its figure is one of the
#: two, or neither, which nobody has seen a second time yet.
THIRD: Final = "third"
NEITHER: Final = "neither"

#: The applications a box's ballots may be annulled by (43(3-1)): a line of the day that counts.
_LIMIT: Final = "box_limit"


class Seen(StrEnum):
    """What a second person has seen of a line's entry. TYPED: a second entry is there, and nobody
    has been shown yet whether it agrees. DOUBTED: a third person types it, for two entries differ,
    or agree where both may have made the same slip.
    """

    MISSING = "missing"
    OPEN = "open"
    TYPED = "typed"
    AGREES = "agrees"
    DOUBTED = "doubted"
    SETTLED = "settled"


def second_step(form: Form) -> Step | None:
    """The step of the second look, None where the form asks for none."""
    return step_with(form, SECOND)


def way_of(night: Night, contest: str) -> str:
    """``ENTRY`` or ``READ_BACK``: the form's choice, else the chair's; while nobody chose, the
    stronger one: who hears a figure read expects it, who types it from the paper does not.
    """
    step = second_step(night.form(contest))
    return (step.way if step else "") or night.contests[contest].way or ENTRY


@lru_cache(maxsize=64)
def _counted(form: Form) -> frozenset[str]:
    """Ids of the lines that a second person must have seen."""
    return frozenset(line.id for line in form.lines if counted(line))


def counted(line: Line) -> bool:
    """True for a line that somebody counts and the protocol or its annex prints."""
    if line.kind != "count" or line.derived or line.free or line.place == "none":
        return False
    return not line.is_day or line.role == _LIMIT


def eyes_on(night: Night, contest: str, cell: Cell) -> Seen:
    """What a second person has seen of the entry that stands in a cell."""
    entry = night.entry(contest, cell)
    if entry is None or entry.value is None:
        return Seen.MISSING
    looked = looked_at(night, contest, cell)
    if looked is not None and looked.entry == entry.seq and looked.way != NEITHER:
        return Seen.SETTLED
    second = second_of(night, contest, cell)
    if second is None or second.of != entry.seq or second.entry.value is None:
        return Seen.OPEN
    if not second.compared:
        return Seen.TYPED
    agrees = second.entry.value == entry.value and not second.third
    return Seen.AGREES if agrees else Seen.DOUBTED


def second_of(night: Night, contest: str, cell: Cell) -> Second | None:
    """The last second entry of a cell; one of a line of the day counts for every ballot."""
    if not night.form(contest).by_id[cell.line].is_day:
        return night.contests[contest].second.get(cell)
    found = [second for name in night.contests if (second := night.contests[name].second.get(cell))]
    return max(found, key=lambda second: second.entry.seq, default=None)


def looked_at(night: Night, contest: str, cell: Cell) -> Looked | None:
    """The last look at a cell; a line of the day may have been looked at for another ballot."""
    if not night.form(contest).by_id[cell.line].is_day:
        return night.contests[contest].looked.get(cell)
    found = [look for name in night.contests if (look := night.contests[name].looked.get(cell))]
    return max(found, key=lambda look: look.entry, default=None)


@dataclass(frozen=True)
class Overview:
    """The counted lines of a contest in the order of the form, and what was seen of each.

    ``locked`` are those that were announced before the boxes: they are compared with Part I and
    never typed again. A line that could not be established has an act in place of a figure.
    """

    typed: dict[Cell, Seen]
    locked: dict[Cell, Seen]

    def among(self, *eyes: Seen) -> tuple[Cell, ...]:
        """The lines to type or read of which one of ``eyes`` is true."""
        return tuple(cell for cell, seen in self.typed.items() if seen in eyes)

    @property
    def to_compare(self) -> tuple[Cell, ...]:
        """Locked lines nobody has compared with Part I since they were announced."""
        done = (Seen.SETTLED, Seen.MISSING)
        return tuple(cell for cell, seen in self.locked.items() if seen not in done)

    @property
    def missing(self) -> tuple[Cell, ...]:
        """Lines nobody has typed a first time."""
        return self.among(Seen.MISSING)

    @property
    def left(self) -> tuple[Cell, ...]:
        """Every line with a figure that keeps Finish closed (N-03)."""
        return (*self.to_compare, *self.among(Seen.OPEN, Seen.TYPED, Seen.DOUBTED))


def overview(
    night: Night, contest: str, layout: Layout, before: tuple[Night, Overview] | None = None
) -> Overview:
    """What a second person has seen of a contest's counted lines; ``before`` is an earlier night
    with the same layout, and what was seen then.

    A locked line that is doubted is not settled by Part I: a third person types it.
    """
    typed: dict[Cell, Seen] = {}
    locked: dict[Cell, Seen] = {}
    cells = _cells(night, contest, layout)
    if before is not None and _only_figures(before[0], night):
        then, seen = before
        if _same_figures(then, night, contest):
            return seen
        for cell, _ in cells:
            stood = then.entry(contest, cell), night.entry(contest, cell)
            if stood[0] is not stood[1] and seen.typed.get(cell) is not eyes_on(
                night, contest, cell
            ):
                break
        else:
            return seen
    closed = {stage: locked_by(night, contest, stage) for stage in {x.stage for _, x in cells}}
    for cell, line in cells:
        eyes = eyes_on(night, contest, cell)
        shut = eyes is not Seen.DOUBTED and closed[line.stage] is not None
        (locked if shut else typed)[cell] = eyes
    return Overview(typed, locked)


#: All a contest's side of a night holds beside its figures.
_beside_figures = attrgetter(*[x.name for x in fields(ContestNight) if x.name != "entries"])


def _only_figures(then: Night, now: Night) -> bool:
    """Whether nothing but figures is another: then only lines typed since can be seen otherwise."""
    if then.contests.keys() != now.contests.keys():
        return False
    return all(
        then.contests[name] is state
        or _beside_figures(then.contests[name]) == _beside_figures(state)
        for name, state in now.contests.items()
    )


def _same_figures(then: Night, now: Night, contest: str) -> bool:
    """Whether nothing at all was typed in a contest or for the day."""
    return (
        then.day_entries is now.day_entries
        and then.contests[contest].entries is now.contests[contest].entries
    )


def _cells(night: Night, contest: str, layout: Layout) -> list[tuple[Cell, Line]]:
    acts = night.contests[contest].unestablished
    key = "counted", id(acts)
    kept = layout.remembered.get(key)
    if kept is None:
        form = night.form(contest)
        lines = _counted(form)
        cells = [
            (cell, form.by_id[cell.line])
            for cell in layout.cells
            if cell.line in lines and cell not in acts
        ]
        kept = layout.remembered[key] = acts, cells  # it holds the acts, so their id stays theirs
    found: list[tuple[Cell, Line]] = kept[1]
    return found


def begun(night: Night, contest: str, reckoning: Reckoning | None) -> Refusal | None:
    """Why the second look cannot begin: what is missing or wrong is mended first."""
    refused = look_closed(night, contest)
    if refused or reckoning is None:
        return refused
    step = second_step(night.form(contest))
    where = step.id if step else ""
    missing = overview(night, contest, reckoning.layout).missing
    if missing:
        return Refusal("first_entry", step=where, lines=missing)
    for result in reckoning.failing(Severity.ERROR):
        if answer_to(night, contest, reckoning, result) is None:
            return Refusal("errors_first", step=where, relation=result.relation.code)
    return None


def look_closed(night: Night, contest: str) -> Refusal | None:
    """Why nobody may look a second time now: the form asks for none, or it is not its turn."""
    step = second_step(night.form(contest))
    if step is None:
        return Refusal("unknown")
    return finished(night, contest) or step_closed(night, step)


def unclaimed(night: Night, contest: str, cell: Cell) -> bool:
    """True for a line typed before a person was chosen: it has no known hand, so nobody can be
    another one, and two members read it back. A form that asks for a second entry has to trust.
    """
    step = second_step(night.form(contest))
    return step is not None and not step.way and SETUP in hands_of(night, contest, [cell])


def hands_of(night: Night, contest: str, cells: list[Cell]) -> frozenset[str]:
    """Everybody whose own figure one of the cells may hold: who ever typed in it. A third figure
    that is neither of two is that of who typed it alone: the others are another pair of eyes.
    """
    return frozenset(who for cell in cells for who in _hands(night, contest, cell))


def _hands(night: Night, contest: str, cell: Cell) -> frozenset[str]:
    entry = night.entry(contest, cell)
    if entry is None:
        return frozenset()
    return frozenset({entry.who}) if _neither(night, contest, cell, entry) else entry.hands


def _neither(night: Night, contest: str, cell: Cell, entry: Entry) -> bool:
    """Whether an entry is a third figure that was neither of two."""
    looked = looked_at(night, contest, cell)
    return looked is not None and looked.entry == entry.seq and looked.way == NEITHER


def typed_either(night: Night, contest: str, cell: Cell) -> frozenset[str]:
    """Everybody who typed one of the two entries of a cell."""
    second = second_of(night, contest, cell)
    return hands_of(night, contest, [cell]) | (second.entry.hands if second else frozenset())


def agree(night: Night, contest: str, cell: Cell) -> bool:
    """Whether two entries of a cell are the same, and no third person has typed it."""
    entry, second = night.entry(contest, cell), second_of(night, contest, cell)
    if entry is None or second is None or _neither(night, contest, cell, entry):
        return False
    return second.of == entry.seq and second.entry.value == entry.value


def asked_once_more(night: Night, contest: str, cell: Cell) -> bool:
    """Whether two entries of a cell agree and a third person is asked all the same."""
    second = second_of(night, contest, cell)
    return second is not None and second.third and agree(night, contest, cell)


def free_for(night: Night, contest: str, cell: Cell) -> tuple[Person, ...]:
    """Who is there and typed neither entry of a cell: one of them settles what differs. Nobody
    where all have typed one; then the pair counts again and types together.
    """
    typed = typed_either(night, contest, cell)
    here = (person for person in night.persons if person.state in PRESENT)
    return tuple(person for person in here if person.id not in typed)

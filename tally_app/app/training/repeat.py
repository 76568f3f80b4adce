"""What a room practised on, and which exercise it should do next: one with what it missed."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.training.codes import form_mark
from tally_app.app.training.exercises import prepare
from tally_app.app.training.room import Again, Room
from tally_app.catalog.forms import load_form
from tally_app.catalog.library import Library
from tally_app.catalog.nights import NightScript, load_night
from tally_app.catalog.rules import load_rules
from tally_app.domain.form.form import Form
from tally_app.domain.night.state import Rules
from tally_app.domain.values.words import Words


@dataclass(frozen=True, slots=True)
class Practised:
    """An evening whose exercises plant what the codes of a room say."""

    script: NightScript
    rules: Rules

    def planted(self, number: int) -> frozenset[str]:
        """The kinds of fault in an exercise."""
        faults = prepare(self.script, self.rules, number).faults
        return frozenset(fault.kind for fault in faults)

    @property
    def round(self) -> int:
        """How many exercises hold every kind of fault."""
        return prepare(self.script, self.rules, 1).of


def form_named(mark: int, library: Library) -> Words:
    """The name of the form that codes name; the mark itself where no form of ours has it."""
    form = _form(mark, library)
    return form.name if form is not None else {"": f"{mark:04x}"}


def evening_of(room: Room, library: Library) -> Practised | None:
    """The first shipped evening on the room's form with just these exercises, None for another."""
    form = _form(room.form, library)
    if form is None:
        return None
    done = {code.number: frozenset(code.planted) for code in room.codes.values()}
    for source in library.nights_first_on(form.id):
        script = load_night(source, library)
        found = Practised(script, load_rules(library.election(script.election), library))
        if all(found.planted(number) == kinds for number, kinds in done.items()):
            return found
    return None


def again(room: Room, evening: Practised | None) -> Again:
    """The exercise to take next: the first of the coming round with most of what was missed; where
    the evening is not known, the last one that was done and had the most missed kind in it.
    """
    done = [code.number for code in room.codes.values()]
    missed = {kind: count for kind, _planted, count in room.by_kind()}
    if evening is None:
        worst = next(iter(missed), "")
        had = [code.number for code in room.codes.values() if worst in code.planted]
        return Again(max(had or done), known=False)
    coming = range(max(done) + 1, max(done) + 1 + evening.round)
    return Again(
        max(coming, key=lambda number: sum(missed.get(x, 0) for x in evening.planted(number))),
        known=True,
    )


def _form(mark: int, library: Library) -> Form | None:
    named = next((name for name in library.ids("form") if form_mark(name) == mark), None)
    return load_form(library.form(named), library) if named is not None else None

"""What a stored event names and its night does not know: nobody of this program wrote it so.

An old file, a damaged or an edited one still opens. What can be shown as it stands is kept; what
has no place in the night (a line, a step, a box that is not there) is passed over, and the journal
keeps it. Either way it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import fields
from functools import cache
from typing import Any, Final, NamedTuple, get_args, get_type_hints

from tally_app.domain.form.form import Form
from tally_app.domain.form.layout import Cell
from tally_app.domain.form.numbers import NOBODY
from tally_app.domain.night.command import Fact, Naming
from tally_app.domain.night.event import SETUP, Event
from tally_app.domain.night.naming import items_of
from tally_app.domain.night.second_look import WAYS
from tally_app.domain.night.state import (
    CAPACITIES,
    LOST_WAYS,
    MODES,
    PRINTS,
    TRUSTS,
    Night,
    Strange,
)
from tally_app.domain.night.stated import GIVEN, OCCASIONS
from tally_app.domain.relations.language import TEXT_STATES
from tally_app.domain.values.counts import PROBLEMS


class _Naming(NamedTuple):
    """A field that names something: its own name, its key in the payload, and what it names."""

    field: str
    key: str
    what: str


def strange(night: Night, event: Event, fact: Fact) -> tuple[Strange, ...]:
    """All that a fact names and the night, as it stands before it, does not know."""
    return tuple(
        Strange(event.seq, event.kind, key, value, passed_over=what in _PLACES)
        for key, value, what in _unknown(night, event, fact)
    )


def _unknown(night: Night, event: Event, fact: Fact) -> Iterator[tuple[str, str, str]]:
    if event.contest and event.contest not in night.contests:
        yield "contest", event.contest, "contest"
        return
    contest = event.contest or night.first
    form = night.form(contest)
    if event.who not in _people(night, form):
        yield "who", event.who, "person"
    for naming in _namings(type(fact)):
        for name in _names(getattr(fact, naming.field)):
            if naming.what == "item":
                known = _is_cell(night, contest, getattr(fact, "line", ""), name)
            elif naming.what in ("cell", "pile"):
                cell = Cell.read(name)
                known = cell.line in form.by_id and _is_cell(night, contest, *cell)
            else:
                known = name in _KNOWN[naming.what](night, form)
            if not known:
                yield naming.key, name, naming.what


def _names(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - what a payload keeps
    """The texts of a field; none where the payload lacks its key."""
    match value:
        case str():
            return (value,)
        case tuple() | Mapping():
            return tuple(value)
        case _:
            return ()


def _is_cell(night: Night, contest: str, line: str, item: str) -> bool:
    """Whether there is such a cell; a line that is not there is named by itself."""
    shape = night.form(contest).by_id.get(line)
    return shape is None or item in items_of(night, contest, shape)


@cache
def _namings(kind: type[Fact]) -> tuple[_Naming, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _Naming(each.name, each.name.rstrip("_"), named.what)
        for each in fields(kind)
        for named in _named(hints[each.name])
    )


def _named(hint: Any) -> Iterator[Naming]:  # noqa: ANN401 - a type, whichever it is
    yield from (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Naming))
    for part in get_args(hint):
        yield from _named(part)


def _people(night: Night, _form: Form) -> Collection[str]:
    """Who left the list may still sit at the keys."""
    return {SETUP, NOBODY, "", *(person.id for person in night.persons), *night.unlisted}


def _guests(night: Night, _form: Form) -> Collection[str]:
    return {guest.id for guest in night.guests}


def _collections(_night: Night, form: Form) -> Collection[str]:
    return {"box", *(collection.id for collection in form.collections)}


#: What may stand where something is named.
_KNOWN: Final[Mapping[str, Callable[[Night, Form], Collection[str]]]] = {
    "line": lambda _, form: form.by_id,
    "step": lambda _, form: form.step_ids,
    "occasion": lambda _, form: form.step_ids,
    "box": lambda night, _: night.boxes,
    "collection": _collections,
    "ground": lambda _, form: {ground.id for ground in form.grounds},
    "reason": lambda _, form: {"", *(reason.id for reason in form.reasons)},
    "way": lambda _, __: WAYS,
    "answer": lambda _, __: ("reason", "act", "finish_act"),
    "person": _people,
    "guest": _guests,
    "office": lambda _, __: TEXT_STATES["role"],
    "state": lambda _, __: TEXT_STATES["state"],
    "capacity": lambda _, __: CAPACITIES,
    "problem": lambda _, __: ("", "time", "choice", *PROBLEMS),
    "paper": lambda _, __: PRINTS,
    "seen": lambda _, __: ("at_work", "at_opening"),
    "mode": lambda _, __: MODES,
    "trust": lambda _, __: TRUSTS,
    "lost": lambda _, __: LOST_WAYS,
    "asked": lambda _, __: OCCASIONS,
    "given": lambda _, __: GIVEN,
}

#: What is named here is where a fact belongs: without it the fact has no place in the night.
_PLACES: Final = frozenset(
    {"contest", "line", "item", "cell", "step", "collection", "ground", "way", "answer", "reason"}
)

"""Who was there at an hour of the night: from when to when; a paper speaks of its own hour."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.state import Night, Person, Spell
from tally_app.domain.values.times import minutes_between

#: States that begin when they are noted, where no hour is said: who was away all day was so before.
_FROM_NOW: Final = ("present", "left", "refused")


def as_then(person: Person, moment: int | None, day: str) -> Person:
    """A member as they were at a moment (minutes of ``day``), as last noted where it is None. Who
    was away only later has no reason yet.
    """
    if moment is None or not person.spells:
        return person
    now = None
    for number, spell in enumerate(person.spells):
        # A state that is said again with another hour was meant so from the first.
        following = person.spells[number + 1 : number + 2]
        if any(one.state == spell.state for one in following):
            continue
        begun = _begun(spell, day, first=now is None)
        if begun is None or begun <= moment:
            now = spell
    if now is None:
        return replace(person, state="present", reason="", minutes=None)
    return replace(person, state=now.state, reason=now.reason, minutes=now.minutes)


def _begun(spell: Spell, day: str, *, first: bool) -> int | None:
    """Since when, in minutes of ``day``; None for always."""
    if spell.minutes is not None:
        return spell.minutes
    if first and spell.state not in _FROM_NOW:
        return None
    try:
        return minutes_between(day, spell.noted)
    except (TypeError, ValueError):  # an edited file may hold a time that is none
        return None


def there(night: Night, moment: int | None) -> list[Person]:
    """The members who were there at a moment."""
    then = (as_then(person, moment, night.rules.election.day) for person in night.persons)
    return [person for person in then if person.state in PRESENT]

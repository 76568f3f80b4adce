"""No official protocol is finished before voting has ended (43(1), 43(4)).

A night finished in the morning would be a result before the vote. The time is handed in;
practice may be at any hour of any day.
"""

from __future__ import annotations

from tally_app.domain.form.layout import Cell
from tally_app.domain.night.command import Refusal
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.relations.language import names_in
from tally_app.domain.relations.rulebook import Status
from tally_app.domain.values.times import by_precinct, minutes_between

#: Name of the typed line in ``domain.form.ROLES``, of the constant of the election.
_ROLE, _CLOSES = "voting_end", "closes"


def before_voting_end(
    night: Night, contest: str, clock: str, reckoning: Reckoning
) -> Refusal | None:
    """Why an official protocol cannot be finished at a time (``clock``: local time with its offset,
    ISO), None once voting has ended. No time, "", is too early.
    """
    if night.training:
        return None
    opens = voting_ends(reckoning)
    if opens is None:
        return None
    line = night.form(contest).role(_ROLE)
    now = minute_of(night, clock)
    if now is not None and now >= opens:
        return None
    return Refusal("before_voting_end", line.law if line else "43(1)", times=(opens, now or 0))


def voting_ends(reckoning: Reckoning) -> int | None:
    """The minute voting ends, from the midnight that begins the (last) election day.

    The hour of the election file; the typed one where it is earlier and every relation the form
    has about it holds (a special precinct where everybody has voted, 38(3)), or where the file
    names no hour. None where neither is known.
    """
    book = reckoning.bound.book
    closes, line = reckoning.constant(_CLOSES), book.form.role(_ROLE)
    typed = reckoning.value(Cell(line.id)) if line is not None else None
    if line is None or closes is None or typed is None:
        return typed if closes is None else closes
    about = [
        result.status
        for result in reckoning.results
        if line.id in names_in(book.checks[result.relation.key])
    ]
    lawful = bool(about) and all(status is Status.HOLDS for status in about)
    return min(typed, closes) if lawful else closes


def minute_of(night: Night, clock: str) -> int | None:
    """Minutes from the election day's midnight to a local time (ISO), by the precinct's own clock:
    a laptop may stand in another time zone. None where there is no time.
    """
    if not clock:
        return None
    here = by_precinct(clock, night.precinct.utc_offset)
    return minutes_between(night.rules.election.day, here)

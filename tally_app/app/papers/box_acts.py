"""What the act of a portable box says beside its counts (43(3-1)): the vote on it, and the notice
to the higher commission.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from tally_app.domain.night.state import Night
from tally_app.domain.record.document import Detail, Details, same
from tally_app.domain.values.times import clock
from tally_app.domain.values.words import Words


class Says(Protocol):
    """A text of the papers in the printed languages."""

    def __call__(self, key: str, **places: object) -> Words: ...


def votes(vote: tuple[int, int, str, int], say: Says) -> Iterator[Detail]:
    """Votes for and against in a row of their own, with the decision's number and time: what the
    figures above say does not follow from them.
    """
    votes_for, against, number, minutes = vote
    label = say("procedure.vote", number=number, time=clock(minutes))
    yield Detail(label, text=say("procedure.votes", votes=votes_for, against=against))


def notice(night: Night, found: tuple[str, int, str] | None, say: Says) -> Details:
    """Its time, who told it, to whom; open lines on a form to fill in by hand."""
    said: tuple[Words | None, ...] = (None, None, None)
    if found is not None:
        who, minutes, to = found
        person = night.person(who)
        said = same(clock(minutes)), same(person.name if person else ""), same(to)
    rows = zip(("time", "by", "to"), said, strict=True)
    details = (Detail(say(f"notice.{key}"), text=text) for key, text in rows)
    return Details(tuple(details), say("notice.title"))

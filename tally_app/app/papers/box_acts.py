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
    """Votes for and against, under the decision's number and time."""
    votes_for, against, number, minutes = vote
    said = {"number": number, "time": clock(minutes)}
    yield Detail(say("procedure.for", **said), figure=votes_for, counted=True)
    yield Detail(say("procedure.against", **said), figure=against, counted=True)


def notice(night: Night, found: tuple[str, int, str] | None, say: Says) -> Details:
    """Its time, who told it, to whom; open lines to write by hand where none is recorded."""
    said: tuple[Words | None, ...] = (None, None, None)
    if found is not None:
        who, minutes, to = found
        person = night.person(who)
        said = same(clock(minutes)), same(person.name if person else ""), same(to)
    rows = zip(("time", "by", "to"), said, strict=True)
    title = say("notice.title" if found else "notice.by_hand")
    return Details(tuple(Detail(say(f"notice.{key}"), text=text) for key, text in rows), title)

"""What the events of a finished protocol change: print, check of the blank, withdrawal, signing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.domain.night.event import Event
from tally_app.domain.night.state import ContestNight, Finish

Payload = Mapping[str, Any]


def done(contest: ContestNight) -> Finish:
    """The finished protocol of a contest; ValueError while there is none."""
    if contest.finish is None:
        raise ValueError("not finished")
    return contest.finish


def _finished(contest: ContestNight, event: Event) -> ContestNight:
    said: Payload = event.payload
    finish = Finish(said["record"], said["check_value"], event.at, who=event.who)
    return replace(contest, finish=finish)


def _print_confirmed(contest: ContestNight, _event: Event) -> ContestNight:
    return replace(contest, finish=replace(done(contest), printed=True))


def _blank_checked(contest: ContestNight, event: Event) -> ContestNight:
    agrees = event.payload["agrees"] is True
    return replace(contest, finish=replace(done(contest), blank_agrees=agrees))


def _withdrawn(contest: ContestNight, _event: Event) -> ContestNight:
    return replace(contest, finish=None, withdrawn=(*contest.withdrawn, done(contest)))


def _signed(contest: ContestNight, event: Event) -> ContestNight:
    payload: Payload = event.payload
    return replace(contest, finish=replace(done(contest), signed=payload["minutes"]))


#: Kinds of events about a protocol that is being finished or is finished.
CHANGES: Final[Mapping[str, Callable[[ContestNight, Event], ContestNight]]] = {
    "finished": _finished,
    "print_confirmed": _print_confirmed,
    "blank_checked": _blank_checked,
    "print_withdrawn": _withdrawn,
    "signed": _signed,
}

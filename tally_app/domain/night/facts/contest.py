"""What the facts about one contest's side of the night share."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, replace

from tally_app.domain.night.command import Fact
from tally_app.domain.night.event import Event
from tally_app.domain.night.state import ContestNight, Finish, Night


@dataclass(frozen=True, slots=True)
class ContestFact(Fact):
    """Changes one contest; said of the day, every contest: a step of the day is confirmed, opened
    or unlocked once for all of them.
    """

    @abstractmethod
    def change(self, contest: ContestNight, event: Event) -> ContestNight:
        """A contest's side of the night once it has happened."""

    def apply(self, night: Night, event: Event) -> Night:
        """The night with every contest it is said of changed."""
        named = [event.contest] if event.contest else [*night.contests]
        changed = {name: self.change(night.contests[name], event) for name in named}
        return replace(night, contests={**night.contests, **changed})


def with_contest(night: Night, name: str, changed: ContestNight) -> Night:
    """The night with another state of one contest."""
    return replace(night, contests={**night.contests, name: changed})


def done(contest: ContestNight) -> Finish:
    """The finished protocol of a contest; ValueError while there is none."""
    if contest.finish is None:
        raise ValueError("not finished")
    return contest.finish


def asked_anew(night: Night) -> Night:
    """The night once what its passphrase was given for was done: it is asked for again."""
    if night.passphrase is None or not night.passphrase.opened:
        return night
    return replace(night, passphrase=replace(night.passphrase, opened=False))

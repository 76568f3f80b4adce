"""A night begins: which precinct, official or training, by which stored files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from tally_app.domain.night.command import UNSAID, Fact, Naming, Refusal, Unsaid
from tally_app.domain.night.event import Event
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import MODES, TRAINING, ContestNight, Night, Person, Rules


@dataclass(frozen=True, slots=True)
class NightOpened(Fact):
    """The first event of every night: its random id (``night``), ``mode`` and ``precinct`` for
    ever; the election and form ``files`` (name, base64) with their SHA-256; and in a training
    night the ``exercise``, if it is one.
    """

    kind: ClassVar[str] = "night_opened"
    night: str
    mode: Annotated[str, Naming("mode")]
    precinct: str
    files: tuple[Mapping[str, str], ...] | Unsaid = UNSAID
    election_sha256: str | Unsaid = UNSAID
    form_sha256: Mapping[str, str] | Unsaid = UNSAID
    exercise: Mapping[str, Any] | Unsaid = UNSAID

    def allowed(self, _night: Night, _contest: str, _: Reckoning | None) -> Refusal | None:
        """A night begins once."""
        return Refusal("unknown")

    def apply(self, _night: Night, _event: Event) -> Night:
        """Nothing comes before it; ValueError in the middle of a night."""
        raise ValueError("the night was opened before")

    def begin(self, event: Event, rules: Rules) -> Night:
        """The night right after its first event; KeyError where the election has no such precinct,
        KeyError, TypeError or ValueError where the exercise is none.
        """
        precincts = {precinct.number: precinct for precinct in rules.election.precincts}
        precinct = precincts[self.precinct]
        contests = rules.election.contests_of(precinct)
        if len(contests) < len(rules.election.contests):
            forms = {contest.id: rules.forms[contest.id] for contest in contests}
            election = replace(rules.election, contests=contests)
            rules = replace(rules, election=election, forms=forms)
        exercise = None
        if self.mode == TRAINING and not isinstance(self.exercise, Unsaid):
            exercise = Exercise.read(self.exercise)
        return Night(
            rules=rules,
            id=self.night,
            mode=self.mode if self.mode in MODES else TRAINING,  # official only where it is said
            precinct=precinct,
            persons=tuple(Person(m.id, m.name, m.office) for m in precinct.members),
            contests={contest.id: ContestNight() for contest in contests},
            day_entries={},
            seq=event.seq,
            head=event.hash,
            last=event.at,
            exercise=exercise,
        )

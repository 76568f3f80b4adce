"""The night right after its first event."""

from __future__ import annotations

from tally_app.domain.night.event import EVENT_VERSION, Event
from tally_app.domain.night.exercise import Exercise
from tally_app.domain.night.state import TRAINING, ContestNight, Night, Person, Rules


class FoldError(Exception):
    """An event this program cannot read. ``code``: newer, unknown, first, payload."""

    def __init__(self, code: str, seq: int) -> None:
        super().__init__(f"{code} at event {seq}")
        self.code = code
        self.seq = seq


def begin(first: Event, rules: Rules) -> Night:
    """The night right after its first event; FoldError where that is none this program reads."""
    if first.kind != "night_opened":
        raise FoldError("first", first.seq)
    if first.version > EVENT_VERSION:
        raise FoldError("newer", first.seq)
    payload = first.payload
    precincts = {precinct.number: precinct for precinct in rules.election.precincts}
    try:
        precinct = precincts[str(payload["precinct"])]
        night_id, mode = str(payload["night"]), str(payload["mode"])
        practised = mode == TRAINING and "exercise" in payload
        exercise = Exercise.read(payload["exercise"]) if practised else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FoldError("payload", first.seq) from error
    return Night(
        rules=rules,
        id=night_id,
        mode=mode,
        precinct=precinct,
        persons=tuple(Person(m.id, m.name, m.office) for m in precinct.members),
        contests={contest.id: ContestNight() for contest in rules.election.contests},
        day_entries={},
        seq=first.seq,
        head=first.hash,
        last=first.at,
        exercise=exercise,
    )

"""What an election file says, for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from tally_app.domain.maker.draft import DraftElection
from tally_app.domain.values.dates import in_full
from tally_app.domain.values.wording import Wording


def shown(draft: DraftElection, words: Wording) -> Iterator[str]:
    """Name and day, what it is, the options as on the ballots, the precincts."""
    day = draft.day
    with suppress(ValueError):
        day = in_full(date.fromisoformat(day), words.language)
    yield words("maker.show.title", name=words.pick(draft.name), day=day)
    if draft.training:
        yield words("maker.show.training")
    if draft.own:
        yield words("maker.show.own")
    if draft.printed is None:
        yield words("maker.show.by_hand")
    else:
        yield words("maker.show.printed", decision=words.pick(draft.printed.words))
    for number, contest in enumerate(draft.contests, 1):
        yield words("maker.show.ballot", number=number, name=words.pick(contest.name))
        for at, option in enumerate(contest.options, 1):
            yield words("maker.show.option", number=at, name=words.pick(option.name))
    numbers = {contest.id: str(at) for at, contest in enumerate(draft.contests, 1)}
    for precinct in draft.precincts:
        ballots = precinct.ballots or tuple(numbers)
        yield words(
            "maker.show.precinct",
            number=precinct.number,
            address=words.pick(precinct.address),
            voters=precinct.voters or words("maker.show.unsaid"),
            members=len(precinct.members),
            ballots=", ".join(numbers.get(ballot, ballot) for ballot in ballots),
        )

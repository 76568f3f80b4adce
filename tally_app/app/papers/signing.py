"""Who signs a paper of the commission, in the state they were in at the moment it speaks of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from tally_app.app.papers.recorded import as_then
from tally_app.domain.night.reckoning import PRESENT
from tally_app.domain.night.state import Night
from tally_app.domain.record.document import Signer
from tally_app.domain.record.making import SIGNING, for_chair
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

_OFFICES: Final = ("chair", "secretary")


def signers(
    night: Night, who: str, moment: int | None, each: Callable[[Callable[[Wording], str]], Words]
) -> Iterator[Signer]:
    """``who``: all, chair_secretary (and who stands in for the chair), present."""
    then = replace(night, persons=tuple(as_then(p, moment) for p in night.persons))
    acting = for_chair(then)
    for person in then.persons:
        chosen = who != "chair_secretary" or person.office in _OFFICES or person.id == acting
        if not chosen or (who == "present" and person.state not in PRESENT):
            continue
        state = SIGNING.get(person.state, person.state)
        yield Signer(person.name, _office(each, person.office), state)


def _office(each: Callable[[Callable[[Wording], str]], Words], office: str) -> Words:
    return each(lambda wording: wording.coded("office", office))

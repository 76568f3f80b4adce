"""The sheet for the sealed envelope: the code that opens what a forgotten passphrase would close.

It is drawn when it is printed and kept nowhere: neither with the night nor as a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.domain.handover.fingerprint import groups
from tally_app.domain.night.state import Night
from tally_app.domain.values.dates import in_full, on_day
from tally_app.domain.values.handout import Handout, HandoutTable, HandoutText, same
from tally_app.domain.values.languages import STATE_LANGUAGES
from tally_app.domain.values.wording import Wording
from tally_app.domain.values.words import Words

#: Who puts it away writes here, by hand: when it was sealed, when it was opened.
_BY_HAND: Final = ("sealed", "opened")


def envelope(night: Night, code: str, wordings: Mapping[str, Wording]) -> Handout:
    """The sheet with a code, in the state languages."""
    told = {x: wordings[x] for x in STATE_LANGUAGES}

    def each(key: str, **names: object) -> Words:
        return {x: words(f"passphrase.paper.{key}", **names) for x, words in told.items()}

    day = on_day(night.rules.election.day, 0)
    precinct = {
        x: words("passphrase.paper.precinct", number=night.precinct.number, day=in_full(day, x))
        for x, words in told.items()
    }
    parts = groups(code)
    digits = HandoutTable(
        tuple((same(str(at)), 100 / len(parts)) for at in range(1, len(parts) + 1)),
        (tuple(map(same, parts)),),
        large=frozenset(range(len(parts))),
    )
    columns = (("what", 30), ("hour", 20), ("names", 50))
    by_hand = HandoutTable(
        tuple((each(f"column_{name}"), share) for name, share in columns),
        tuple((each(name), same(" \n \n "), same(" \n \n ")) for name in _BY_HAND),
    )
    return Handout(
        each("title"),
        precinct,
        (HandoutText(each("what")), digits, HandoutText(each("how")), by_hand),
        each("foot"),
        STATE_LANGUAGES,
    )

"""The passphrase a commission may have: when it is asked for, and how long after a wrong one.

It keeps the figures from a hand that is not the commission's, never the commission from its
figures: two members go on without it. The night holds what it was stretched to, never itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tally_app.domain.night.command import Refusal
from tally_app.domain.night.state import Night

#: Digits of a passphrase: words are typed differently on three layouts, digits are not.
LEAST, MOST = 8, 10
#: Digits of the code in the sealed envelope: never as many as a passphrase has.
CODE_DIGITS: Final = 16
#: What it is asked for before: a protocol is finished, a recount opened, another one set.
OCCASIONS: Final = ("finish", "recount", "set")
#: How what was asked for was given.
WAYS: Final = ("passphrase", "envelope")
#: Seconds to wait after the first wrong one, and at most.
_FIRST, _LONGEST = 1, 60
#: From so many on in a row the wait is the longest.
_DOUBLED: Final = 6


def not_given(night: Night) -> Refusal | None:
    """Why what a passphrase stands before waits for it, None where none was set or it was given."""
    kept = night.passphrase
    return Refusal("passphrase") if kept is not None and not kept.opened else None


def asked_anew(night: Night) -> Night:
    """The night once what it was given for was done: the next time it is asked for again."""
    if night.passphrase is None or not night.passphrase.opened:
        return night
    return replace(night, passphrase=replace(night.passphrase, opened=False))


def wait_after(wrong: int) -> int:
    """Seconds until it may be typed again after so many ``wrong`` ones in a row: 1, 2, 4 … 60."""
    if wrong <= 0:
        return 0
    return min(_LONGEST, _FIRST << min(wrong - 1, _DOUBLED))

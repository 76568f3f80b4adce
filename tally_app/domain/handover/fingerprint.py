"""By which digits people know a key: six groups of four, printed in a letter."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

GROUPS: Final = 6
_GROUP: Final = 4
#: How many groups are typed from the letter.
ASKED: Final = 2


def fingerprint(key: bytes) -> str:
    """The 24 decimal digits of the 32 raw bytes of a public key: SHA-256 modulo 10^24."""
    return str(int.from_bytes(sha256(key).digest()) % 10 ** (GROUPS * _GROUP)).zfill(
        GROUPS * _GROUP
    )


def groups(digits: str) -> tuple[str, ...]:
    """The digits in their groups of four."""
    return tuple(digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP))


def agrees(digits: str, typed: Sequence[tuple[int, str]]) -> bool:
    """Whether the groups typed from the letter, each with its place (from 1), are those of the key:
    ``ASKED`` different ones at least.
    """
    known = groups(digits)
    places = {place for place, _ in typed}
    return len(places) >= ASKED and all(
        0 < place <= GROUPS and known[place - 1] == text.strip() for place, text in typed
    )

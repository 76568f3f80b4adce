"""The passphrase of a night: made, compared, and kept waiting after a wrong one."""

from __future__ import annotations

import hmac
import math
from dataclasses import dataclass

from tally_app.app.night.clock import Seconds
from tally_app.catalog.handover.stretching import SCHEME, new_digits, new_salt, stretched
from tally_app.domain.night.facts.program import PassphraseSet
from tally_app.domain.night.stated import CODE_DIGITS, LEAST, MOST, Passphrase


@dataclass(frozen=True, slots=True)
class NotGiven:
    """Why it did not open. ``code``: wrong, wait, no_passphrase (it cannot be one); ``seconds``
    until it may be typed again.
    """

    code: str
    seconds: int = 0


class Guard:
    """What the open night knows beside its events: since when it waits (by seconds that no clock
    moves, from its opening on), and the ``code`` that is not on paper yet ("" for none).
    """

    def __init__(self, seconds: Seconds) -> None:
        self._seconds = seconds
        self._since = seconds()
        self.code = ""

    def failed(self) -> None:
        """A wrong one was typed just now."""
        self._since = self._seconds()

    def left(self, kept: Passphrase) -> int:
        """Seconds still to wait after the wrong ones in a row."""
        return max(0, math.ceil(self._since + kept.wait - self._seconds()))


def made(digits: str, by: str) -> tuple[PassphraseSet, str]:
    """The fact that ``by`` set a passphrase, and the code for the envelope."""
    code, salts = new_digits(CODE_DIGITS), (new_salt(), new_salt())
    digests = (stretched(digits, salts[0]).hex(), stretched(code, salts[1]).hex())
    fact = PassphraseSet(by, SCHEME, salts[0].hex(), digests[0], salts[1].hex(), digests[1])
    return fact, code


def can_be_one(digits: str) -> bool:
    """Whether it has as many digits as a passphrase has, and nothing else."""
    return _digits(digits) and LEAST <= len(digits) <= MOST


def way_of(kept: Passphrase, typed: str) -> str | None:
    """How what was typed opens: passphrase, envelope, "" where it is wrong, None where it is
    neither at all. Gaps between the groups of the code may be typed or not.
    """
    digits = "".join(typed.split())
    if can_be_one(digits):
        return "passphrase" if _same(digits, kept.salt, kept.digest, kept.scheme) else ""
    if _digits(digits) and len(digits) == CODE_DIGITS:
        return "envelope" if _same(digits, kept.code_salt, kept.code_digest, kept.scheme) else ""
    return None


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _same(typed: str, salt: str, digest: str, scheme: str) -> bool:
    """Whether it stretches to what is kept; one kept by another scheme is nobody's to compare, and
    two members go on without it.
    """
    try:
        return scheme == SCHEME and hmac.compare_digest(
            stretched(typed, bytes.fromhex(salt)), bytes.fromhex(digest)
        )
    except ValueError:  # an edited file: what stands there is no salt
        return False

"""What people said of papers and of the course of the night: values of the state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

#: Digits of a passphrase: words are typed differently on three layouts, digits are not.
LEAST, MOST = 8, 10
#: Digits of the code in its sealed envelope: never as many as a passphrase has.
CODE_DIGITS: Final = 16
#: What it is asked for before: a protocol is finished, a recount opened, another one set.
OCCASIONS: Final = ("finish", "recount", "set")
#: How what was asked for was given.
GIVEN: Final = ("passphrase", "envelope")
#: Seconds to wait at most, and after so many wrong ones in a row more the wait is that long.
_LONGEST, _DOUBLED = 60, 6


@dataclass(frozen=True, slots=True)
class Signing:
    """What was said of the signed paper: who signed, who did not and why, whether the seal stands
    on it, and who says so.
    """

    signers: tuple[str, ...]
    unsigned: Mapping[str, str]
    seal: bool
    stated_by: str


@dataclass(frozen=True, slots=True)
class SpoiledBlank:
    """A blank that was crossed out: when, why, before whom."""

    minutes: int
    reason: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pause:
    """An interruption of the count: when, why, how everything was sealed, who guards it; when it
    went on, whether the seals were ``whole`` and what was ``found``.
    """

    minutes: int
    reason: str
    sealed: str
    guard: str
    resumed: int | None = None
    whole: bool = True
    found: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The record is closed: when, by whom."""

    at: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amended:
    """What a later version of the election file changed in the open precinct. ``kind``: removed
    (the option ``item`` of a ``contest``), replaced (a member of the day's list, by the decision
    ``text``). ``names`` are who was replaced and by whom; ``by`` the two who took it.
    """

    kind: str
    item: str
    by: tuple[str, ...]
    contest: str = ""
    names: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Passphrase:
    """What is kept of a passphrase and of the code in its envelope: what each was stretched to and
    with which salt (hexadecimal), by which ``scheme``. ``wrong`` ones were typed in a row since;
    ``opened``: it was given, or two members went on without it, for what comes next.

    It keeps the figures from a hand that is not the commission's, never the commission from its
    figures.
    """

    scheme: str
    salt: str
    digest: str
    code_salt: str
    code_digest: str
    wrong: int = 0
    opened: bool = False

    @property
    def wait(self) -> int:
        """Seconds from the last wrong one until it may be typed again: 1, 2, 4 … 60."""
        return min(_LONGEST, 1 << min(self.wrong - 1, _DOUBLED)) if self.wrong > 0 else 0

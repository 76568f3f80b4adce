"""What can be asked for about the passphrase of a commission that has one."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Intent


class SetPassphrase(Intent):
    """The chair sets a passphrase, or another one in place of the first."""

    __slots__ = ()


@dataclass(frozen=True)
class AskPassphrase(Intent):
    """The passphrase is asked for, before an ``occasion``; ``then`` goes on once it was given."""

    occasion: str
    then: Intent


@dataclass(frozen=True)
class ForgoPassphrase(Intent):
    """Two members go on without it, before an ``occasion``."""

    occasion: str


class CodeIsAway(Intent):
    """The code is on paper and in the envelope: it is not shown any more."""

    __slots__ = ()

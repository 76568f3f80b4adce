"""What may be done with a finished protocol: print, withdraw unsigned, sign, recount lawfully."""

from __future__ import annotations

from typing import Final

from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night

#: People who see that a withdrawn print was destroyed.
_WITNESSES: Final = 2


def after_finish(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """Only a finished protocol can be printed."""
    state = night.contests[command.contest]
    return Refusal("not_finished") if state.finish is None else None


def unsigned(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """After signing nothing changes but by a lawful recount (P-06, 43(8))."""
    refused = after_finish(night, command, reckoning)
    finish = night.contests[command.contest].finish
    if refused or finish is None:
        return refused
    return Refusal("signed", "43(8)") if finish.signed is not None else None


def blank_checked(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """The hand-written blank is read by another member than the one who finished the protocol:
    nobody sees their own slip.
    """
    refused = unsigned(night, command, reckoning)
    finish = night.contests[command.contest].finish
    if refused or finish is None:
        return refused
    reader = str(command.payload["by"])
    another = night.person(reader) is not None and reader != finish.who
    return None if another else Refusal("same_person", "43(8)")


def withdrawn(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """An unsigned print is withdrawn with a reason, before two people."""
    payload = command.payload
    refused = unsigned(night, command, reckoning)
    if refused:
        return refused
    if not str(payload["reason"]).strip():
        return Refusal("reason")
    names = {str(name).strip() for name in payload["names"]} - {""}
    return None if len(names) == _WITNESSES else Refusal("two_names")


def signed(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    """Signed once a person has confirmed that the print is whole, and where the result is written
    on a supplied blank, once another member has read it back: no correction is allowed after that.
    """
    refused = unsigned(night, command, reckoning)
    finish = night.contests[command.contest].finish
    if refused or finish is None:
        return refused
    if night.by_hand and not finish.blank_agrees:
        return Refusal("blank_unread", "43(8)")
    return None if finish.printed else Refusal("not_printed")


def recount(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    """Only after signing, on a ground of the form, and once where the law says so (43(7-1))."""
    state = night.contests[command.contest]
    if state.finish is None or state.finish.signed is None:
        return Refusal("not_signed", "43(7-1)")
    ground = night.form(command.contest).ground(command.payload["ground"])
    if ground.once and any(recount.ground == ground.id for recount in state.recounts):
        return Refusal("once", ground.law)
    return None

"""``allowed``: what the law or the order of the night forbids is refused before the event exists.

The window asks the same function, so that a closed field or button always knows why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from tally_app.domain.night.command import Command, Refusal
from tally_app.domain.night.facts.table import FACTS
from tally_app.domain.night.finish import obstacles
from tally_app.domain.night.locks import (
    finished,
)
from tally_app.domain.night.permits_papers import (
    after_finish,
    blank_checked,
    recount,
    signed,
    unsigned,
    withdrawn,
)
from tally_app.domain.night.permits_second import (
    entries_compared,
    part_one_compared,
    read_back,
    settled_on_paper,
    typed_again,
    way_chosen,
)
from tally_app.domain.night.reckoning import Reckoning
from tally_app.domain.night.state import Night
from tally_app.domain.night.voting_end import before_voting_end


def allowed(night: Night, command: Command, reckoning: Reckoning | None = None) -> Refusal | None:
    """None when the command may become an event, else why not.

    ``reckoning`` is needed for commands that answer or settle findings.
    """
    if command.kind in FACTS:
        fact = FACTS[command.kind].read(command.payload)
        return fact.allowed(night, command.contest, reckoning)
    check = _CHECKS.get(command.kind)
    if check is None:
        return Refusal("unknown")
    return check(night, command, reckoning)


def _filed(night: Night, command: Command, _: Reckoning | None) -> Refusal | None:
    known = not command.contest or command.contest in night.contests
    return None if known and str(command.payload["name"]).strip() else Refusal("unknown")


def _finished(night: Night, command: Command, reckoning: Reckoning | None) -> Refusal | None:
    closed = finished(night, command.contest)
    if closed:
        return closed
    if reckoning is not None:
        clock = str(command.payload.get("clock", ""))
        early = before_voting_end(night, command.contest, clock, reckoning)
        if obstacles(night, command.contest, reckoning):
            return Refusal("obstacles")
        if early is not None:
            return early
    typed = str(command.payload.get("precinct", night.precinct.number)).strip()
    return None if typed == night.precinct.number else Refusal("precinct")


_CHECKS: Final[Mapping[str, Callable[[Night, Command, Reckoning | None], Refusal | None]]] = {
    "document_filed": _filed,
    "finished": _finished,
    "printed": after_finish,
    "print_confirmed": unsigned,
    "blank_checked": blank_checked,
    "print_withdrawn": withdrawn,
    "second_way_chosen": way_chosen,
    "second_typed": typed_again,
    "second_settled": settled_on_paper,
    "entries_compared": entries_compared,
    "read_confirmed": read_back,
    "read_refused": read_back,
    "part_one_compared": part_one_compared,
    "signed": signed,
    "recount_opened": recount,
}

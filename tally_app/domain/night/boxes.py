"""Where the procedure of 43(3-1) stands: counted twice, voted on, annulled."""

from __future__ import annotations

from tally_app.domain.night.state import BoxProcedure, Night


def settled(night: Night, contest: str, box: str) -> bool:
    """True once the ballots of a box were annulled, or the commission voted and decided not to."""
    state = night.contests[contest].boxes.get(box, BoxProcedure())
    refused = state.decision is not None and not majority(night, state.decision[0])
    return state.annulled or refused


def majority(night: Night, votes: int) -> bool:
    """More than half of all members (20(5))."""
    return 2 * votes > len(night.persons)

"""Every fact there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.domain.night.command import Fact
from tally_app.domain.night.facts.acts import Answered, CountedAgain, NotEstablished
from tally_app.domain.night.facts.boxes import BoxAnnulled, BoxCountedAgain, BoxDecided
from tally_app.domain.night.facts.commission import MemberListed, MemberStateNoted, MemberUnlisted
from tally_app.domain.night.facts.ear import EarCounted, EarRemoved
from tally_app.domain.night.facts.figures import LineSwitched, Typed, TypedDay
from tally_app.domain.night.facts.rows import BoxAdded, BoxRemoved, ItemAdded, ItemRemoved
from tally_app.domain.night.facts.steps import StepConfirmed, StepOpened, StepUnlocked

#: Every kind of fact this program knows, by the name the journal keeps.
FACTS: Final[Mapping[str, type[Fact]]] = {
    fact.kind: fact
    for fact in (
        Typed,
        TypedDay,
        LineSwitched,
        MemberListed,
        MemberUnlisted,
        MemberStateNoted,
        BoxAdded,
        BoxRemoved,
        ItemAdded,
        ItemRemoved,
        StepConfirmed,
        StepUnlocked,
        StepOpened,
        Answered,
        CountedAgain,
        NotEstablished,
        BoxCountedAgain,
        BoxDecided,
        BoxAnnulled,
        EarCounted,
        EarRemoved,
    )
}

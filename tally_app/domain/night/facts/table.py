"""Every fact there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tally_app.domain.night.command import Fact
from tally_app.domain.night.facts.boxes import BoxAnnulled, BoxCountedAgain, BoxDecided
from tally_app.domain.night.facts.figures import LineSwitched, Typed, TypedDay

#: Every kind of fact this program knows, by the name the journal keeps.
FACTS: Final[Mapping[str, type[Fact]]] = {
    fact.kind: fact
    for fact in (
        Typed,
        TypedDay,
        LineSwitched,
        BoxCountedAgain,
        BoxDecided,
        BoxAnnulled,
    )
}

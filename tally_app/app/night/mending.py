"""A broken precinct file: what can be read of it is saved into a new night."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tally_app.app.night.clock import Clock
from tally_app.app.night.files import open_night
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import FileRepaired
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.values.wording import Wording
from tally_app.store import Salvaged, salvage

#: What the journal says of a night that was saved from a broken file.
_SALVAGED: Final = "salvaged"


def saved_from(path: Path, new: Path, clock: Clock) -> Salvaged:
    """Save what can be read of a broken file into ``new``; that it was saved is an event there.

    StoreError if nothing can be.
    """
    saved = salvage(path, new)
    try:
        session = open_night(new, clock)
    except (CatalogueError, FoldError):
        return saved  # sound events of a night this program cannot read: they are safe
    session.execute(Command(FileRepaired((_SALVAGED,))))
    session.close()
    return saved


def told(saved: Salvaged, new: Path, words: Wording) -> list[str]:
    """What was saved and what is missing."""
    last = saved.events[-1]
    rows = [
        words("salvage.saved", path=str(new), events=len(saved.events), time=last.at[11:16]),
        words("salvage.documents", documents=len(saved.documents)),
    ]
    rows += [
        words("salvage.stranded", seq=event.seq, time=event.at[11:16], kind=event.kind)
        for event in saved.stranded
    ]
    rows += [words("salvage.lost", digest=digest) for digest in saved.lost]
    if saved.whole:
        rows.append(words("salvage.whole"))
    return rows

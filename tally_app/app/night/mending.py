"""A broken precinct file: what can be read of it is saved into a new night."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tally_app.app.night.clock import Clock
from tally_app.app.night.files import open_night
from tally_app.app.night.verdict import judge
from tally_app.catalog.problems import CatalogueError
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import FileRepaired
from tally_app.domain.night.facts.table import FoldError
from tally_app.domain.values.minutes import clock_of
from tally_app.domain.values.wording import Wording
from tally_app.store import Salvaged, salvage

#: What the journal says of a night that was saved from a broken file.
_SALVAGED: Final = "salvaged"
#: Signs of a payload that are told; longer are only records and whole files.
_LONG: Final = 2_000


def saved_from(path: Path, new: Path, clock: Clock) -> Salvaged:
    """Save what can be read of a broken file into ``new``; that it was saved is an event there.

    StoreError if nothing can be.
    """
    saved = salvage(path, new)
    if not saved.events:
        return saved
    try:
        session = open_night(new, clock)
    except (CatalogueError, FoldError):
        return saved  # sound events of a night this program cannot read: they are safe
    session.execute(Command(FileRepaired((_SALVAGED,))))
    session.close()
    return saved


def told(saved: Salvaged, new: Path, words: Wording) -> list[str]:
    """What was saved and what is missing; of what hangs on nothing also what it says, for somebody
    has to type it again. What was altered in the broken file is altered in the new one: so is told
    what does not agree in it.
    """
    wrong = judge(new).wrong(words) if saved.events else []
    rows = _of_file(saved, new, words) + wrong
    rows += [
        words(
            "salvage.stranded",
            seq=event.seq,
            time=clock_of(event.at),
            kind=event.kind,
            says=_says(event.payload),
        )
        for event in saved.stranded
    ]
    rows += [words("salvage.lost", digest=digest) for digest in saved.lost]
    if saved.whole and not wrong:
        rows.append(words("salvage.whole"))
    return rows


def _of_file(saved: Salvaged, new: Path, words: Wording) -> list[str]:
    """The new file, or why there is none."""
    if not saved.events:
        return [words("salvage.no_beginning", events=len(saved.stranded))]
    last = saved.events[-1]
    return [
        words("salvage.saved", path=str(new), events=len(saved.events), time=clock_of(last.at)),
        words("salvage.documents", documents=len(saved.documents)),
    ]


def _says(payload: Mapping[str, Any]) -> str:
    """What an event says, as it is stored: the field and what was typed, else what is not long."""
    if "line" in payload and "text" in payload:
        field = "/".join(str(payload[key]) for key in ("line", "item") if payload.get(key))
        return f"{field} = {payload['text'] or '–'}"
    said = json.dumps(payload, ensure_ascii=False, sort_keys=True)
    return said if len(said) <= _LONG else f"{said[:_LONG]}…"

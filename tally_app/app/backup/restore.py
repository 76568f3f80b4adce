"""Going on from a copy: a new file is made of it, and what happened is an event of the night.

The same act on another computer is the night's move. No file is written over: what was here stays
as it is, and the copy too.
"""

from __future__ import annotations

import platform
from datetime import datetime
from pathlib import Path

from tally_app.app.backup.found import Found
from tally_app.app.night.clock import Clock
from tally_app.app.night.files import free_path, open_night, rules_of
from tally_app.app.night.session import Session
from tally_app.domain.night.command import Command
from tally_app.domain.night.facts.program import NightMoved, NightRestored
from tally_app.domain.night.facts.table import fold
from tally_app.store import Witnesses, bring, make_folder, read_file


def restore(
    found: Found, folder: Path, clock: Clock, witnesses: Witnesses, *, known: bool
) -> Session:
    """Make a new night file in a folder from a copy, and open it. ``known``: this computer had the
    night before. StoreError, CatalogueError or FoldError if the copy is not whole; then nothing is
    made.
    """
    events = read_file(found.path).events
    night = fold(events, rules_of(events))
    make_folder(folder)
    name = f"{night.rules.election.day}-{night.precinct.number}"
    path = free_path(folder, name, training=night.training)
    made = datetime.fromtimestamp(found.path.stat().st_mtime, tz=clock().tzinfo)
    bring(found.path, path)
    session = open_night(path, clock, witnesses)
    last = events[-1]
    said = NightRestored(found.path.name, last.seq, last.hash, made.isoformat(timespec="seconds"))
    session.execute(Command(said))
    if not known:
        session.execute(Command(NightMoved(found.said.computer, platform.node())))
    return session

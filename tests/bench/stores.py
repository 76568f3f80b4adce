"""The journal beside raw SQLite, and what opening, folding and reckoning take."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tally_app import paths
from tally_app.app.night.files import open_night
from tally_app.app.night.replay import play, stage
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tally_app.domain.night.event import Event, next_event
from tally_app.domain.night.facts.table import fold
from tally_app.store import Copier, Journal
from tests.bench import house
from tests.bench.figures import Figure, Value, by_turns

#: Temporary files lie beside the checkout: what a commission writes to is a disk, no memory.
DISK = Path(__file__).parent.parent.parent
_LONG = 3000
#: Papers of a night of five ballots, and how large one is.
_PAPERS, _PAPER = 10, 120_000


def journal(pairs: int) -> list[Figure]:
    """One typed figure as an event beside one commit of the same bytes, in the same mode."""
    with TemporaryDirectory(dir=DISK, prefix=".bench-") as name:
        session = house.full_night(Path(name) / "night.tally", options=5)
        kept = session.journal
        raw = sqlite3.connect(Path(name) / "raw.db", isolation_level=None)
        raw.execute("PRAGMA journal_mode = PERSIST")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("CREATE TABLE event (seq INTEGER PRIMARY KEY, said TEXT NOT NULL)")
        last = kept.events()[-1]

        def ours() -> float:
            nonlocal last
            last = _typed(last)
            start = time.perf_counter()
            kept.append(last)
            return (time.perf_counter() - start) * 1e6

        def base() -> float:
            body = f"{last.body()}{last.hash}"
            start = time.perf_counter()
            raw.execute("BEGIN IMMEDIATE")
            raw.execute("INSERT INTO event (said) VALUES (?)", (body,))
            raw.execute("COMMIT")
            return (time.perf_counter() - start) * 1e6

        figures = by_turns(pairs * 10, ours, base)
        raw.close()
        session.close()
        return [Figure("journal append, one file, FULL", *figures, limit=3, unit="µs")]


def copies(pairs: int) -> list[Figure | Value]:
    """A copy of a night of five ballots with papers, and a figure stored while copies are made."""
    with TemporaryDirectory(dir=DISK, prefix=".bench-") as name:
        library = Library.of_resources(paths.resources(), every_kind=True)
        session, script, wall = stage("five-2023-night", Path(name) / "night.tally", library)
        for done, refused in play(session, script, wall):
            assert refused is None, done
        kept = session.journal
        assert isinstance(kept, Journal)
        for number in range(_PAPERS):
            paper = random.Random(number).randbytes(_PAPER)
            kept.keep_document(hashlib.sha256(paper).hexdigest(), f"{number}.pdf", paper)
        copier, folder = Copier(lambda: kept, ".tally"), Path(name) / "copies"
        over, on = threading.Event(), threading.Event()

        def append() -> float:
            said = {"person": "setup", "before": "setup"}
            last = kept.events()[-1]
            event = next_event(last, at=last.at, who="m3", kind="person_changed", payload=said)
            start = time.perf_counter()
            kept.append(event)
            return (time.perf_counter() - start) * 1e3

        def copy() -> None:
            append()
            copier.make(folder)

        def copying() -> None:
            while not over.is_set():
                if on.wait(0.01):
                    copier.make(folder)

        taken = _timed(copy, pairs, 1e3)
        thread = threading.Thread(target=copying)
        thread.start()

        def beside() -> float:
            on.set()
            time.sleep(0.01)
            return append()

        def alone() -> float:
            on.clear()
            time.sleep(0.2)
            return append()

        figures = by_turns(pairs, beside, alone)
        over.set()
        thread.join()
        session.close()
        return [
            Value("copy of a night of five ballots, read back", taken, "ms"),
            Figure("journal append while copies are made", *figures, limit=None, unit="ms"),
        ]


def told(pairs: int) -> list[Value]:
    """Numbers without a limit."""
    with TemporaryDirectory(dir=DISK, prefix=".bench-") as name:
        path = Path(name) / "night.tally"
        house.finished_night(path).close()

        def open_it() -> None:
            open_night(path, house.clock()).close()

        sixty = house.full_night(Path(name) / "sixty.tally", options=60)
        events = [*sixty.journal.events()]
        while len(events) < _LONG:
            events.append(_typed(events[-1]))
        digits = random.Random(60)
        cell = Cell("option.votes", "o30")

        def reckon() -> None:
            sixty.reckoning(house.CONTEST, {cell: str(digits.randrange(900))})

        def night() -> None:
            fold(events, sixty.night.rules)

        rows = [
            Value("opening a finished night", _timed(open_it, pairs, 1e3), "ms"),
            Value(f"fold of {_LONG} events", _timed(night, pairs, 1e3), "ms"),
            Value("reckoning of one key, 60 options", _timed(reckon, pairs * 20, 1e6), "µs"),
        ]
        sixty.close()
        return rows


def _typed(last: Event) -> Event:
    """One more figure for an option, as the session would write it."""
    value = last.seq % 900
    payload = {"line": "option.votes", "item": "o3", "text": str(value), "value": value,
               "problem": ""}  # fmt: skip
    return next_event(
        last, at="2026-09-06T23:00:00.000+05:00", who="m3", kind="typed", payload=payload,
        contest=house.CONTEST,
    )  # fmt: skip


def _timed(deed: Callable[[], None], times: int, scale: float) -> list[float]:
    taken = []
    for turn in range(times + 1):
        start = time.perf_counter()
        deed()
        if turn:
            taken.append((time.perf_counter() - start) * scale)
    return taken

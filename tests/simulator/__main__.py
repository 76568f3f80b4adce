"""``uv run python -m tests.simulator --nights N [--seed S] [--resume]``: whole nights by chance.

Without ``--seed`` the seeds are those of the day. ``--seed S`` alone lives one night and tells what
it was. With ``--resume`` nights that an interrupted run has lived are not lived again.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from pathlib import Path

from tests.simulator.night import FoundError, simulate

#: Nights handed to a process at once.
_HANDFUL = 8


def of_today(many: int) -> range:
    """Seeds nobody has tried before: those of the day's date."""
    first = int(datetime.now().astimezone().strftime("%Y%m%d")) * 100_000
    return range(first, first + many)


def lived(seeds: list[int]) -> list[dict]:
    """What each night was: its digest, or the sentence of the fault it found."""
    found = []
    for seed in seeds:
        try:
            told = simulate(seed)
            found.append({"seed": seed, "digest": told.digest, "events": told.events,
                          "seen": [*told.seen, told.election]})  # fmt: skip
        except FoundError as fault:
            found.append({"seed": seed, "fault": str(fault)})
    return found


def _kept(kept: Path) -> Iterator[dict]:
    """What an interrupted run has written down; a line it was killed in is lived again."""
    text = kept.read_text() if kept.exists() else ""
    whole, _, torn = text.rpartition("\n")
    if torn:
        kept.write_text(f"{whole}\n" if whole else "")
    for line in whole.splitlines():
        yield json.loads(line)


def run(seeds: range, kept: Path, processes: int) -> int:
    """Live the nights that are not in ``kept`` yet; the number of faults among all of them."""
    done = {one["seed"]: one for one in _kept(kept) if one["seed"] in seeds}
    left = [seed for seed in seeds if seed not in done]
    begun = time.monotonic()
    handfuls = [left[i : i + _HANDFUL] for i in range(0, len(left), _HANDFUL)]
    with kept.open("a") as file, ProcessPoolExecutor(processes) as pool:
        for nights in pool.map(lived, handfuls):
            for night in nights:
                done[night["seed"]] = night
                file.write(json.dumps(night) + "\n")
                if "fault" in night:
                    print(night["fault"], flush=True)
            file.flush()
    seen = Counter(what for night in done.values() for what in night.get("seen", ()))
    faults = sum("fault" in night for night in done.values())
    events = sum(night.get("events", 0) for night in done.values())
    for what, many in seen.most_common():
        print(f"{many:7} {what}")
    pace = len(left) / max(time.monotonic() - begun, 0.001)
    print(f"{len(done)} nights, {events} events, {faults} faults; {pace:.2f} nights per second")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--nights", type=int, default=1)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    if asked.seed is not None and asked.nights == 1:
        try:
            print(simulate(asked.seed))
        except FoundError:
            traceback.print_exc()
            return 1
        return 0
    seeds = of_today(asked.nights)
    if asked.seed is not None:
        seeds = range(asked.seed, asked.seed + asked.nights)
    kept = Path(tempfile.gettempdir()) / f"tally-simulator-{seeds.start}.jsonl"
    if not asked.resume:
        kept.unlink(missing_ok=True)
    return min(run(seeds, kept, asked.processes), 1)


if __name__ == "__main__":
    sys.exit(main())

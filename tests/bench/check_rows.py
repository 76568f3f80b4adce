"""How long ``check`` takes beside a loop written by hand for one form.

    uv run python -m tests.bench.check_rows [repeats]

Both read 10,000 protocols of ../shared/data/ru2018_president.csv in which every relation holds, and
write the same JSON lines, byte for byte, in one process by turns. ``check`` includes finding and
reading the form and the sheet's encoding; the loop knows both. The program's own words are loaded
before, as at its start. Rows in which a relation fails get their likely causes, which no loop has.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from tally_app import paths
from tally_app.catalog.library import Library
from tally_app.catalog.problems import Problems
from tally_app.catalog.texts import read_texts
from tally_app.cli import check
from tally_app.cli.context import Context
from tally_app.domain.values.wording import Wording
from tests.bench.figures import Value

ROOT = Path(__file__).parent.parent.parent
SHEET = ROOT.parent / "shared" / "data" / "ru2018_president.csv"
FORM = ROOT / "tests" / "data" / "ru2018.toml"

ROWS = 10_000
FIGURES = [
    "registered", "ballots_received", "issued_early", "issued_inside", "issued_outside",
    "cancelled", "in_mobile_boxes", "in_stationary_boxes", "invalid", "valid", "lost",
    "unaccounted",
]  # fmt: skip


@cache
def _words() -> Mapping[str, Wording]:
    return read_texts(paths.resources() / "texts", Problems())


def _nothing() -> NoReturn:
    raise AssertionError("check asks for no clock and no printer")


def sound_rows(path: Path) -> None:
    """Write the sheet's sound rows again and again, until there are ``ROWS``: each a precinct of
    its own, with more voters on its list than the time before.
    """
    with SHEET.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    places = [header.index(name) for name in FIGURES[2:5] + FIGURES[6:8]]
    sound: dict[tuple[str, str], list[str]] = {}
    tik, uik, voters = (header.index(name) for name in ("tik", "uik", "registered"))
    for row in rows:
        early, inside, outside, mobile, stationary = [int(row[place]) for place in places]
        if mobile + stationary == early + inside + outside:
            sound.setdefault((row[tik], row[uik]), row)

    def again() -> Iterator[list[str]]:
        for time_ in count():
            for row in sound.values():
                other = [*row]
                other[uik] = f"{row[uik]}-{time_}"
                other[voters] = str(int(row[voters]) + time_)
                yield other

    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *islice(again(), ROWS)])


def failing_rows(sheet: Path, chance: random.Random) -> None:
    """Mistype one figure in every third row."""
    with sheet.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    places = range(header.index(FIGURES[0]), len(header))
    for row in rows[::3]:
        place = chance.choice(places)
        typed = int(row[place])
        row[place] = str(chance.choice([typed * 10 + 3, typed + 9, typed // 10, 0 if typed else 7]))
    with sheet.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def failing(repeats: int) -> list[Value]:
    """Processor time of a row that fails, over that of a sound one, and what 100,000 rows take of
    which a third fails.
    """
    _words()
    rows, whole = [], []
    with TemporaryDirectory() as folder:
        sound, spoilt = Path(folder) / "sound.csv", Path(folder) / "spoilt.csv"
        sound_rows(sound)
        for turn in range(repeats):
            spoilt.write_bytes(sound.read_bytes())
            failing_rows(spoilt, random.Random(turn))
            taken = []
            for sheet in (sound, spoilt):
                start = time.process_time()
                ours(sheet, io.StringIO())
                taken.append(time.process_time() - start)
            rows.append((taken[1] - taken[0]) / (ROWS / 3) * 1000)
            whole.append(taken[1] * 100_000 / ROWS)
    return [
        Value("check: a failing row, with its causes", rows, "ms", 1),
        Value("… 100,000 rows, a third failing", whole, "s", 60),
    ]


def ours(sheet: Path, out: io.StringIO) -> None:
    """The command itself, from its arguments to the last line."""
    words = _words()
    library = Library.of_resources(paths.resources())
    context = Context(library, words, _nothing, _nothing, out, io.StringIO(), paths.resources())
    arguments = argparse.Namespace(
        form=str(FORM),
        sheet=str(sheet),
        second=None,
        expect=None,
        alone=False,
        id=["tik", "uik"],
        json=True,
        lang="en",
    )
    check.run(arguments, context)


def by_hand(sheet: Path, out: io.StringIO) -> None:
    """The same for this one form: read, convert, evaluate, write."""
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        places = [header.index(name) for name in FIGURES]
        first = header.index("unaccounted") + 1
        tik, uik = header.index("tik"), header.index("uik")
        for number, row in enumerate(rows, 1):
            (registered, received, early, inside, outside, cancelled, mobile, stationary, invalid,
             valid, lost, unaccounted) = [int(row[place]) for place in places]  # fmt: skip
            votes = [int(text) for text in row[first:]]
            if received != early + inside + outside + cancelled + lost - unaccounted:
                raise AssertionError("no such row in this file")
            if mobile + stationary != invalid + valid:
                raise AssertionError("no such row in this file")
            if valid != sum(votes):
                raise AssertionError("no such row in this file")
            if early + inside + outside > registered:
                raise AssertionError("no such row in this file")
            if mobile + stationary != early + inside + outside:
                raise AssertionError("only sound rows were written")
            line = {
                "row": number,
                "id": f"{row[tik]} / {row[uik]}",
                "status": "ok",
                "findings": [],
            }
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def measure(repeats: int) -> tuple[list[float], list[float]]:
    """Processor seconds of ``check`` and of the loop, in pairs: by turns in one process."""
    _words()
    taken: tuple[list[float], list[float]] = [], []
    with TemporaryDirectory() as folder:
        sheet = Path(folder) / "sound.csv"
        sound_rows(sheet)
        for _ in range(repeats):
            written = []
            for run, seconds in zip((ours, by_hand), taken, strict=True):
                out = io.StringIO()
                start = time.process_time()
                run(sheet, out)
                seconds.append(time.process_time() - start)
                written.append(out.getvalue())
            assert written[0] == written[1], "the two loops do not write the same"
    return taken


def main() -> None:
    """Print both times, their ratio and how far it spreads."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    mine, hand = measure(repeats)
    ratios = sorted(a / b for a, b in zip(mine, hand, strict=True))
    print(f"check {statistics.median(mine):.3f} s, by hand {statistics.median(hand):.3f} s")
    print(f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()

"""Every performance figure, beside its baseline and its limit.

    uv run python -m tests.bench [--quick] [--only NAME] [--against DIR] [--folder DIR]

Baselines run by turns with ours in the same run, so a busy or a slow machine bends both. It is a
measurement and no test: the exit code is always 0.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import calc, causes, check_rows, enter, key_press, makers, papers, starting, stores
from tests.bench.figures import HEAD, PAIRS, QUICK, Figure, Value, table


def check(pairs: int) -> list[Figure | Value]:
    """10,000 rows of a spreadsheet beside a loop written by hand for that one form."""
    if not check_rows.SHEET.is_file():
        print(f"check: not measured, there is no {check_rows.SHEET}")
        return []
    figures = check_rows.measure(max(3, pairs // 2))
    return [
        Figure("check of 10,000 rows", *figures, limit=3, unit="s"),
        *check_rows.failing(max(3, pairs // 5)),
    ]


MEASURES: dict[str, Callable[[int], Sequence[Figure | Value]]] = {
    "start": starting.cold_start,
    "key": lambda pairs: key_press.key_press(pairs * 20),
    "enter": enter.enter,
    "causes": lambda pairs: causes.causes(pairs * 20),
    "journal": stores.journal,
    "copies": stores.copies,
    "pdf": papers.protocol_pdf,
    "day": lambda pairs: papers.day_papers(max(3, pairs // 5)),
    "check": check,
    "package": makers.packages,
    "memory": starting.memory,
    "told": stores.told,
    "calc": calc.calc,
}


def main() -> None:
    """Measure what was asked for and print the table."""
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer pairs")
    parser.add_argument("--only", choices=MEASURES, action="append", help="only this figure")
    parser.add_argument("--against", type=Path, help="another checkout, for the Enter key")
    parser.add_argument("--folder", type=Path, help="a built folder, for its first paint")
    asked = parser.parse_args()
    pairs = QUICK if asked.quick else PAIRS
    rows = [HEAD]
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    measures = dict(MEASURES)
    if asked.against:
        measures["enter"] = lambda pairs: enter.beside(pairs, asked.against.resolve())
    if asked.folder:
        measures["folder"] = lambda pairs: starting.from_folder(pairs, asked.folder.resolve())
        asked.only = ["folder"]
    for name in asked.only or measures:
        rows += [figure.row() for figure in measures[name](pairs)]
    print(table(rows))
    print(f"{pairs} pairs; {os.cpu_count()} processors, load at the start {load:.1f}")


if __name__ == "__main__":
    main()

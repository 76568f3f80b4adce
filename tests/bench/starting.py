"""Figures of fresh processes: first paint, and memory with a night on the desk."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from tests.bench import house
from tests.bench.figures import Figure, Value, by_turns

HERE = Path(__file__).parent
SCREEN = HERE.parent / "screen.json"
#: Seconds from the first paint to the look at the memory: the night is open and painted by then.
SETTLED = 1.5
#: They would have every start compile the program anew, or run it in another way.
_NOT_INHERITED = {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEVMODE"}


def child(
    what: str, folder: Path, wait: float = 0.0, *arguments: str, built: Path | None = None
) -> list[float]:
    """Seconds to the first paint, MiB resident, MiB at the peak; of the program in a ``built``
    folder where one is given, of this checkout otherwise.
    """
    environ = {
        **{name: value for name, value in os.environ.items() if name not in _NOT_INHERITED},
        # As after an installation: every module compiled once, by the pair that warms up.
        "PYTHONPYCACHEPREFIX": str(Path(gettempdir()) / "tally-bench-bytecode"),
        "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
        "TALLY_DATA_DIR": str(folder),
        "T0": repr(time.time()),
    }
    python = [sys.executable]
    if built:
        environ["FOLDER"] = str(built)
        python = [
            "python3.11",
            "-I",
            "-S",
            "-X",
            f"pycache_prefix={environ['PYTHONPYCACHEPREFIX']}",
        ]  # as its launcher, nothing of the machine's packages
    command = [*python, str(HERE / "child.py"), what, str(wait), *arguments]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if not done.stdout:
        raise RuntimeError(f"{what} died: {done.stderr}")
    return [float(word) for word in done.stdout.split()]


def cold_start(pairs: int) -> list[Figure]:
    """First paint of the start page, in an empty folder and after eight nights."""
    with TemporaryDirectory() as name:
        empty, used = Path(name) / "empty", Path(name) / "used"
        house.eight_nights(used)

        def paint(what: str, folder: Path) -> float:
            return child(what, folder)[0] * 1000

        return [
            Figure(
                f"cold start to first paint, {said}",
                *by_turns(pairs, lambda f=folder: paint("ours", f), lambda: paint("bare", empty)),
                limit=1.5,
            )
            for said, folder in (("no nights yet", empty), ("8 recent nights", used))
        ]


def from_folder(pairs: int, built: Path) -> list[Figure]:
    """First paint of a built folder beside a bare window with the same Qt."""
    with TemporaryDirectory() as name:
        empty = Path(name)
        paints = (
            lambda what=what: child(what, empty, built=built)[0] * 1000 for what in ("ours", "bare")
        )
        return [Figure("first paint from the folder", *by_turns(pairs, *paints), limit=1.5)]


def memory(pairs: int) -> list[Figure | Value]:
    """Resident memory on the count page, and with the paper's preview open."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        count, paper = folder / "count.tally", folder / "paper.tally"
        house.left_at(house.full_night(count, options=5), *("count", "line:option.votes/o3"))
        house.left_at(house.finished_night(paper), "protocol", "")
        rows: list[Figure | Value] = []
        for said, file, limit in (("count page", count, 1.5), ("preview open", paper, 2.2)):
            peaks: list[float] = []

            def mine(file: Path = file, peaks: list[float] = peaks) -> float:
                _, resident, peak = child("ours", folder, SETTLED, str(file))
                peaks.append(peak)
                return resident

            bare = lambda: child("bare", folder, SETTLED)[1]  # noqa: E731
            figures = by_turns(max(1, pairs // 3), mine, bare)
            rows.append(Figure(f"resident memory, {said}", *figures, limit=limit, unit="MiB"))
            rows.append(Value(f"peak memory, {said}", peaks[1:], "MiB"))
        return rows

"""An Enter until the next field is painted and the figure is on the disk.

Beside the same keys in another checkout of the program (``--against DIR``), process by process in
turns: the window is opened from outside through ``main.window``, which no version renames. Without
another checkout only our own time is told: 2,000 entries of a night of five ballots that is half
counted. Processor time stands beside the time on the wall, for the wall counts the disk, which is
named, and whoever else uses the machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from tally_app import paths
from tally_app.app.night.replay import play, stage
from tally_app.app.view.address import LineField, PageName
from tally_app.catalog.library import Library
from tally_app.domain.form.layout import Cell
from tests.bench import house
from tests.bench.figures import PAIRS, Figure, Value, by_turns, share
from tests.bench.stores import DISK
from tests.golden import nights

ROOT = Path(__file__).parent.parent.parent
SCREEN = ROOT / "tests" / "screen.json"
#: A night killed in the middle of the count; every later version opens it.
NIGHT = nights.NIGHTS / "c8ff2d3" / "left-over-wal"
ENTERS = 40
#: Entries of the night of five ballots, and how long the slowest but one in a hundred may take.
ENTRIES = 2000
_SLOWEST, _MOST = 0.99, 16


def enter(pairs: int) -> list[Value]:
    """Milliseconds of one Enter over many entries of a night of five ballots: fewer of them, a
    tenth, where the measurement is a quick one.
    """
    walls, processor = zip(*run(ROOT, five, ENTRIES * min(1, pairs / PAIRS)), strict=True)
    where = f"{len(walls)} entries, {disk_of(DISK)}"
    return [
        Value(f"Enter, next field painted, on disk ({where})", walls, "ms"),
        Value("… its 99th percentile", [share(walls, _SLOWEST)], "ms", _MOST),
        Value("… processor time", processor, "ms"),
        Value("… one sync of that disk", syncs(), "ms"),
    ]


def syncs() -> list[float]:
    """Milliseconds of a sync of one changed page: a commit waits for four of them."""
    taken = []
    with (
        TemporaryDirectory(dir=DISK, prefix=".bench-") as name,
        (Path(name) / "page").open("wb") as at,
    ):
        for _ in range(40):
            at.seek(0)
            at.write(os.urandom(4096))
            at.flush()
            start = time.perf_counter()
            os.fsync(at.fileno())
            taken.append((time.perf_counter() - start) * 1000)
    return taken


def disk_of(path: Path) -> str:
    """The file system a path lies on, as the system calls it: a figure of a disk in memory is
    none of a disk.
    """
    try:
        mounts = [line.split()[:3] for line in Path("/proc/mounts").read_text().splitlines()]
    except OSError:
        return "a disk that is not named"
    over = [m for m in mounts if path.resolve().is_relative_to(m[1])]
    device, _, kind = max(over, key=lambda mount: len(mount[1]))
    return f"{kind} on {device}"


def beside(pairs: int, checkout: Path) -> list[Figure]:
    """The same beside another checkout of the program: the median of every process."""
    mine, theirs = by_turns(pairs, lambda: medians(run(ROOT)), lambda: medians(run(checkout)))
    walls, processor = zip(*mine, strict=True)
    their_walls, their_processor = zip(*theirs, strict=True)
    return [
        Figure("Enter / the other checkout's", walls, their_walls, limit=None),
        Figure("… processor time", processor, their_processor, limit=None),
    ]


def medians(taken: list[tuple[float, float]]) -> list[float]:
    """The middle of every column."""
    return [sorted(column)[len(column) // 2] for column in zip(*taken, strict=True)]


def killed(folder: Path) -> Path:
    """A night that every version opens."""
    return nights.take(NIGHT, folder)


def five(folder: Path) -> Path:
    """A night of five ballots, in the middle of the first one's count."""
    path = folder / nights.NAME
    library = Library.of_resources(paths.resources(), every_kind=True)
    session, script, wall = stage("five-2023-night", path, library)
    for action, refused in play(session, script, wall):
        assert refused is None, action
        if action.cell.line == "option.votes":
            break
    form = session.night.form(action.contest)
    step = next(x for x in form.steps if form.line("option.votes").stage in x.stages)
    option = session.night.rules.contest(action.contest).options[-2].id
    field = LineField(Cell("option.votes", option)).text()
    house.left_at(session, PageName(step.id, action.contest).text(), field)
    return path


def run(
    checkout: Path, night: Callable[[Path], Path] = killed, enters: float = ENTERS
) -> list[tuple[float, float]]:
    """One process of a checkout: wall and processor milliseconds of every Enter."""
    with TemporaryDirectory(dir=DISK, prefix=".bench-") as name:
        path = night(Path(name))
        environ = {
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={SCREEN}",
            "TALLY_DATA_DIR": str(Path(name) / "data"),
            "PYTHONPATH": str(checkout),
        }
        command = [sys.executable, "-c", CHILD, str(path), str(round(enters))]
        done = subprocess.run(
            command,
            cwd=checkout,
            env=environ,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        if done.returncode:
            raise RuntimeError(f"{checkout}: {done.stderr}")
        words = [float(word) for word in done.stdout.split()]
        return list(zip(words[::2], words[1::2], strict=True))


CHILD = """
import sys, time
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

def here():
    return QApplication.focusWidget()

def drive(*_):
    QTest.qWait(1200)
    try:  # Next of today's program waits on the way until the announcement's paper is made
        from tally_app.app.view.intents import ShowStep
        window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, "shell"))
        window.shell.intent(ShowStep("count"))
        QTest.qWait(50)
        while here().objectName() == "line:taken_out":
            QTest.keyClick(here(), Qt.Key.Key_Down)
    except ImportError:
        pass
    for _ in range(40):
        if here().objectName().startswith("line:option.votes/"):
            break
        QTest.keyClick(here(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(50)
        while here().objectName() == "line:taken_out":
            QTest.keyClick(here(), Qt.Key.Key_Down)
    field = here().objectName()
    for turn in range(int(sys.argv[2]) + 4):
        QTest.keyClick(here(), str(1 + turn % 9))
        QTest.qWait(20)
        wall, processor = time.perf_counter(), time.process_time()
        QTest.keyClick(here(), Qt.Key.Key_Return)
        QApplication.processEvents()
        wall, processor = time.perf_counter() - wall, time.process_time() - processor
        assert here().objectName() != field
        if turn >= 4:
            print(wall * 1000, processor * 1000)
        QTest.keyClick(here(), Qt.Key.Key_Up)
        QTest.qWait(20)
        assert here().objectName() == field
    return 0

QApplication.exec = drive
from tally_app import main
main.window(Path(sys.argv[1]))
"""

"""From launch to a window that is painted, and memory, beside LibreOffice Calc: ``--only calc``.

Both under an X server of their own, by turns, each with a profile that was used before. The screen
is looked at from outside; memory is what is resident, children included.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import ImageGrab

from tests.bench.figures import Figure, by_turns

_NEEDED: Final = ("Xvfb", "soffice")
#: Colours on the screen from which on a window is painted; an empty one has a dozen.
_PAINTED: Final = 500
#: Seconds from the window to the look at the memory, and until a start is given up.
_SETTLED, _GIVEN_UP = 2.0, 60.0


def calc(pairs: int) -> list[Figure]:
    """Launch to a visible window, and the memory then."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        print(f"calc: not measured, there is no {', '.join(missing)}")
        return []
    with TemporaryDirectory() as name, _screen() as display:
        folder = Path(name)
        environ = {**os.environ, "DISPLAY": display, "TALLY_DATA_DIR": str(folder / "data")}
        environ |= {"QT_QPA_PLATFORM": "xcb", "HOME": name}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        ours = [sys.executable, "-m", "tally_app"]
        theirs = ["soffice", "--calc", "--norestore", "--nologo"]
        theirs.append(f"-env:UserInstallation={(folder / 'profile').as_uri()}")
        # Its first start makes the profile and begins anew.
        subprocess.run([*theirs, "--headless", "--terminate_after_init"], env=environ, check=False)
        mine, other = by_turns(
            pairs, lambda: _started(ours, environ), lambda: _started(theirs, environ)
        )
    (my_time, my_memory), (time_, memory) = zip(*mine, strict=True), zip(*other, strict=True)
    return [
        Figure("launch to a visible window / LibreOffice Calc", my_time, time_, 0.25, "s"),
        Figure("… memory 2 s later", my_memory, memory, 0.25, "MiB"),
    ]


@contextmanager
def _screen() -> Iterator[str]:
    """An X server of our own; its display."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-noreset", "-displayfd", str(writing), "-screen", "0", "1366x768x24"]
    with subprocess.Popen(
        command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        os.close(writing)
        try:
            yield f":{os.fdopen(reading).readline().strip()}"
        finally:
            server.terminate()


def _started(command: list[str], environ: dict[str, str]) -> tuple[float, float]:
    """Seconds until its window is there, MiB of all its processes a little later."""
    begun = time.monotonic()
    with subprocess.Popen(
        command,
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        try:
            while not _painted(environ["DISPLAY"]):
                time.sleep(0.02)
                if time.monotonic() - begun > _GIVEN_UP or program.poll() is not None:
                    said = program.stderr.read() if program.poll() is not None else b""
                    raise RuntimeError(f"{command[0]}: no window. {said.decode()}")
            seen = time.monotonic() - begun
            time.sleep(_SETTLED)
            return seen, sum(map(_memory, _session(program.pid)))
        finally:
            for process in _session(program.pid):
                os.kill(process, signal.SIGKILL)
            while _painted(environ["DISPLAY"]):
                time.sleep(0.02)


def _painted(display: str) -> bool:
    """Whether a window can be seen with what is in it."""
    colours = ImageGrab.grab(xdisplay=display).reduce(4).getcolors(_PAINTED)
    return colours is None  # more than were asked for


def _session(leader: int) -> list[int]:
    """Every process of a session."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getsid(int(entry.name)) == leader:
                found.append(int(entry.name))
        except ProcessLookupError:
            continue
    return found


def _memory(process: int) -> float:
    """Resident MiB of one process."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    except (ProcessLookupError, FileNotFoundError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

"""One window program per data folder: a second start hands its file to the one that runs, by a
request file beside the held file that says who runs. No socket, no network.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tally_app import holding
from tally_app.app.view.start import Handed
from tally_app.domain.values.languages import CODES

if sys.platform == "win32":
    import ctypes

_FOLDER: Final = "running"
_HELD: Final = "window.in-use"
_REQUEST: Final = ".request"
#: Bytes of a request: the longest path of a system in escapes has half of it.
_MOST: Final = 50_000
#: Seconds a running window has to take a request: it may itself be starting, on a slow computer.
#: One that hangs never keeps a start from its window.
PATIENCE: Final = 20.0
_PAUSE: Final = 0.02


class Door:
    """The right to be asked by later starts; ``folder`` is None where there is none to be had."""

    def __init__(self, folder: Path | None = None, descriptor: int = -1) -> None:
        self.folder = folder
        self._descriptor = descriptor
        self._mark = f"{os.getpid()} {time.time_ns()}"
        self._lasting: set[Path] = set()
        if folder is not None:
            said = {"place": _place(), "pid": os.getpid(), "mark": self._mark}
            holding.write(descriptor, json.dumps(said))

    def asked(self) -> Iterator[Handed]:
        """What other starts hand over, each once. Requests to a program before this one go."""
        for path in sorted(self.folder.glob("*" + _REQUEST)) if self.folder else ():
            handed = self._read(path)
            try:
                path.unlink(missing_ok=True)
            except OSError:  # a folder by that name, a disk that takes no writing
                if path in self._lasting:
                    continue
                self._lasting.add(path)
            if handed is not None:
                yield handed

    def _read(self, path: Path) -> Handed | None:
        """A request; None for one to somebody else, one that is not sound for garbage."""
        try:
            found = path.lstat()
            if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST:
                return Handed(sound=False)
            said = json.loads(path.read_bytes())
            mark, file, language = said["to"], said["file"], said["language"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return Handed(sound=False)
        if mark != self._mark:
            return None
        sound = isinstance(file, str) and "\0" not in file and language in ("", *CODES)
        return Handed(file, language) if sound else Handed(sound=False)

    def close(self) -> None:
        """The last window was closed."""
        if self.folder is not None:
            holding.give_back(self.folder / _HELD, self._descriptor)
            self.folder = None


def knock(data_dir: Path, handed: Handed, patience: float = PATIENCE) -> Door | None:
    """Hand a file to the window that runs over this data folder: None. Where none runs, or none
    answers within ``patience`` seconds, the start is to open a window, with this door.
    """
    folder = data_dir / _FOLDER
    request = folder / f"{os.getpid()}{_REQUEST}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _knock(folder, handed, request, time.monotonic() + patience)
    except OSError:  # a disk that takes no writing or knows no locks
        return Door()
    finally:
        with suppress(OSError):
            request.unlink()


def _knock(folder: Path, handed: Handed, request: Path, until: float) -> Door | None:
    left = ""
    while time.monotonic() < until:
        descriptor = holding.hold(folder / _HELD)
        if descriptor is not None:
            return Door(folder, descriptor)
        place, pid, mark = _runs(folder)
        if mark and place != _place():  # nobody here would see its window
            return Door()
        if mark and mark != left:
            said = {"to": mark, "file": handed.file, "language": handed.language}
            draft = request.with_suffix(".new")
            draft.write_text(json.dumps(said), encoding="ascii")
            _let_come_to_front(pid)
            draft.replace(request)
            left = mark
        elif left and not request.exists():
            return None
        time.sleep(_PAUSE)
    return Door()


def _runs(folder: Path) -> tuple[str, int, str]:
    """Where the running window stands, its process and its mark; empty while it has not said so."""
    try:
        said = json.loads((folder / _HELD).read_bytes())
        return str(said["place"]), int(said["pid"]), str(said["mark"])
    except (OSError, ValueError, TypeError, KeyError):
        return "", 0, ""


def _place() -> str:
    """The computer, the user and the screen of this process."""
    host = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    user = str(os.getuid()) if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "SESSIONNAME")
    return " ".join((host, user, *(os.environ.get(name, "") for name in screens)))


def _let_come_to_front(pid: int) -> None:
    """Windows lets a program come to the front only where the one that is there says so."""
    if sys.platform == "win32":
        ctypes.windll.user32.AllowSetForegroundWindow(pid)

"""The whole folder of a target: program, parts, launcher, licences, and the list of all files."""

from __future__ import annotations

import hashlib
import importlib.metadata
import subprocess
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final

from building import launcher
from building.choosing import choice, is_left_out, qt_files
from building.gathering import QT_PACKAGES, Gathered, GatheringError, asked
from building.page import PAGE, page
from building.pins import ROOT
from building.rules import unmet, unusable_names
from building.wheels import Wheel
from tally_app import __version__
from tally_app.app.parts.listing import written
from tally_app.paths import LIST

OURS: Final = "tally-app"
#: Programs of a folder for Linux.
LINUX_PROGRAM: Final = "tally-app"
_HERE: Final = Path(__file__).parent
#: What lies beside the parts for people to read first.
_SHEETS: Final = ROOT / "resources" / "folder"
#: Licences that Qt's packages name and do not carry.
_LICENCES: Final = Path("/usr/share/common-licenses")
_OF_QT: Final = ("LGPL-3", "GPL-3", "GPL-2")
#: Newer than the folder's Qt, which has no Kazakh words.
_KAZAKH: Final = "qtbase_kk.qm"


def when() -> int:
    """The date of everything that is written: of the last change to the program, in seconds."""
    said = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return int(said.stdout)


def assembled(target: str, wheels: list[Wheel], python: Callable[[Gathered], None]) -> Gathered:
    """Everything a target's folder holds; GatheringError where it would not start or cannot be
    kept. ``python`` adds the target's own Python, if it has one.
    """
    gathered = Gathered()
    _add_program(gathered)
    python(gathered)
    for wheel in wheels:
        if wheel.name not in QT_PACKAGES:
            _add_wheel(gathered, wheel)
    _add_qt(gathered, target, [wheel for wheel in wheels if wheel.name in QT_PACKAGES])
    _add_launcher(gathered, target)
    gathered.part(OURS, __version__, "", "")
    gathered.add(PAGE, page(__version__, gathered.parts()))
    problems = unusable_names(gathered.files) + unmet(gathered.needed(), gathered.of_part, target)
    if problems:
        raise GatheringError("\n".join(problems))
    gathered.files[LIST] = written(__version__, gathered.parts())
    return gathered


def _add_program(gathered: Gathered) -> None:
    """Our own sources as they are kept, readable, and what a person reads first."""
    gathered.part(OURS, __version__, "Apache-2.0 AND OFL-1.1", "its sources")
    said = subprocess.run(
        ["git", "ls-files", "-z", "tally_app", "reports", "resources", "LICENSE"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for path in filter(None, said.stdout.split("\0")):
        if (ROOT / path).is_file():
            gathered.add(f"program/{path}", (ROOT / path).read_bytes())
    for sheet in sorted(_SHEETS.glob("*.txt")):
        # Every editor of Windows reads these.
        text = sheet.read_text(encoding="utf-8").replace("\n", "\r\n")
        gathered.add(sheet.name, b"\xef\xbb\xbf" + text.encode())


def _add_wheel(gathered: Gathered, wheel: Wheel) -> None:
    gathered.part(wheel.name, wheel.version, wheel.licence, wheel.path.name, wheel.sha256)
    for path, data in wheel.files():
        if not is_left_out(wheel.name, path):
            gathered.add(f"parts/{path}", data)


def _add_qt(gathered: Gathered, target: str, wheels: list[Wheel]) -> None:
    """What is loaded of Qt, its Kazakh words, and the licences it is under."""
    there = {path: data for wheel in wheels for path, data in wheel.files()}
    taken = qt_files(target, there, lambda path: asked(there[path]))
    for wheel in wheels:
        gathered.part(wheel.name, wheel.version, wheel.licence, wheel.path.name, wheel.sha256)
        for path, _ in wheel.files():
            if path in taken and not _is_note(path):
                gathered.add(f"parts/{path}", there[path])
    folder = next(str(Path(path).parent) for path in taken if path.endswith("qtbase_ru.qm"))
    kept = importlib.metadata.distribution(QT_PACKAGES[0])
    words = next(one for one in kept.files or () if one.name == _KAZAKH)
    gathered.part(f"{QT_PACKAGES[0]}, {_KAZAKH}", kept.version, wheels[0].licence, str(words))
    gathered.add(f"parts/{folder}/{_KAZAKH}", Path(str(words.locate())).read_bytes())
    gathered.part("licences of Qt", "3", "GPL-3", str(_LICENCES))
    for name in _OF_QT:
        gathered.add(f"licences/{name}.txt", (_LICENCES / name).read_bytes())


def _is_note(path: str) -> bool:
    """True for what an installer noted."""
    said = choice()["nowhere"]["files"]
    return any(fnmatchcase(path, pattern) for pattern in said)


def _add_launcher(gathered: Gathered, target: str) -> None:
    """What a person starts."""
    lines = [f"{hashlib.sha256(gathered.files[path]).hexdigest()}  {path}" for path in
             sorted(gathered.files)]  # fmt: skip
    build = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
    start = (_HERE / "start.py").read_text(encoding="utf-8").replace("@BUILD@", build).encode()
    if target == "linux":
        gathered.part(OURS, __version__, "", "")
        gathered.add(LINUX_PROGRAM, (_HERE / "tally-app.sh").read_bytes())
        gathered.add("start.py", start)
        return
    pip = importlib.metadata.distribution("pip")
    gathered.part("launcher", pip.version, "PSF-2.0", f"pip {pip.version}, its distlib")
    for name in launcher.PROGRAMS:
        gathered.add(name, launcher.program(name, start, __version__, when()))

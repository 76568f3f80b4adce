"""Python for Windows: the official embeddable ZIP, whose sum a person read on the official page."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path
from typing import Final

from building.gathering import Gathered, GatheringError
from building.wheels import TARGETS

_PATHS: Final = re.compile(r"python(\d)(\d+)\._pth")
#: Paths of its modules, seen from its own folder; without ``import site`` nothing of the machine.
_MODULES: Final = "python{0}{1}.zip\n.\n"


def add_python(gathered: Gathered, archive: Path, sha256: str) -> None:
    """Put Python under ``python/``; GatheringError where its sum or its version is another."""
    data = archive.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != sha256.lower():
        raise GatheringError(f"{archive}: its SHA-256 is {found}, not {sha256.lower()}")
    with zipfile.ZipFile(archive) as opened:
        files = {name: opened.read(name) for name in opened.namelist() if not name.endswith("/")}
    named = [match for name in files if (match := _PATHS.fullmatch(name))]
    version = ".".join(named[0].groups()) if named else "?"
    if version != TARGETS["windows"].python:
        wanted = TARGETS["windows"].python
        raise GatheringError(f"{archive}: holds Python {version}; the folder needs {wanted}")
    files[named[0].group()] = _MODULES.format(*named[0].groups()).encode()
    gathered.part("python", version, "PSF-2.0", archive.name, found)
    for name, content in files.items():
        gathered.add(f"python/{name}", content)

"""The package for Debian 12: the folder under /usr/lib, and where a desktop looks for a program."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from building.assembling import LINUX_PROGRAM
from building.choosing import choice
from building.gathering import Gathered
from building.pins import ROOT
from building.writing import laid_out

_LIB: Final = "usr/lib/tally-app/"
_FILES: Final = Path(__file__).parent / "debian"
_SHARE: Final = {
    "tally-app.desktop": "usr/share/applications/tally-app.desktop",
    "tally-app.xml": "usr/share/mime/packages/tally-app.xml",
}
_ICON: Final = "usr/share/icons/hicolor/256x256/apps/tally-app.png"


def made(gathered: Gathered, version: str, out: Path, when: int) -> Path:
    """Build the package; the same folder gives the same bytes."""
    files = {_LIB + path: data for path, data in gathered.files.items()}
    files |= {place: (_FILES / name).read_bytes() for name, place in _SHARE.items()}
    files[_ICON] = (ROOT / "resources" / "icon" / "tally-app.png").read_bytes()
    size = sum(map(len, files.values())) // 1024 + 1
    files["DEBIAN/control"] = control(gathered, version, size).encode()
    target = out / f"tally-app_{version}_amd64.deb"
    with TemporaryDirectory(dir=out) as name:
        tree = Path(name) / "tree"
        laid_out(files, tree, when, programs=[_LIB + LINUX_PROGRAM])
        (tree / "usr" / "bin").mkdir()
        (tree / "usr" / "bin" / "tally-app").symlink_to("../lib/tally-app/tally-app")
        environ = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}
        tool = shutil.which("dpkg-deb") or "dpkg-deb"
        subprocess.run(
            [tool, "--root-owner-group", "-Zxz", "--build", str(tree), str(target)],
            check=True, env=environ, capture_output=True,
        )  # fmt: skip
    return target


def control(gathered: Gathered, version: str, size: int) -> str:
    """What Debian is told. The libraries are those that the files ask for; ``size`` is in KiB."""
    package = choice()["debian"]
    asked = {name for names in gathered.needed().values() for name in names}
    libraries = sorted({package[name] for name in asked if name in package})
    depends = ["python3 (>= 3.11)", "python3 (<< 3.12)", *libraries]
    template = (_FILES / "control").read_text(encoding="utf-8")
    return template.format(version=version, size=size, depends=", ".join(depends))

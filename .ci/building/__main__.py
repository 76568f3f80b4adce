"""``.ci/folder windows --python EMBED.zip --sha256 HEX --out DIR``, ``.ci/folder linux --out DIR``:
a folder that starts on a laptop with nothing installed, and what packs it.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from building import deb, setup
from building.assembling import LINUX_PROGRAM, assembled, when
from building.gathering import Gathered, GatheringError
from building.pins import pins
from building.sizes import Built, told
from building.wheels import TARGETS, fetched
from building.windows_python import add_python
from building.writing import laid_out, zipped
from tally_app import __version__
from tally_app.app.parts.folder import files_of, folder_hash

#: Bytes a folder for Windows may have, unpacked and packed.
UNPACKED, PACKED = 110_000_000, 45_000_000


def main() -> int:
    """Build what was asked for and say how large it is; 1 where it would not do."""
    parser = argparse.ArgumentParser(prog=".ci/folder", description=__doc__)
    commands = parser.add_subparsers(required=True)
    windows = commands.add_parser("windows", help="folder, ZIP and set-up for Windows 10 and 11")
    windows.add_argument("--python", type=Path, required=True, help="official embeddable ZIP")
    windows.add_argument("--sha256", required=True, help="its sum, as its official page says it")
    windows.set_defaults(build=_windows)
    linux = commands.add_parser("linux", help="folder, ZIP and package for Debian 12")
    linux.set_defaults(build=_linux)
    for one in (windows, linux):
        one.add_argument("--out", type=Path, required=True, help="where it is built")
    asked = parser.parse_args()
    try:
        asked.build(asked)
    except GatheringError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _windows(asked: argparse.Namespace) -> None:
    wheels = fetched(pins(), TARGETS["windows"], asked.out / "wheels-windows")
    gathered = assembled("windows", wheels, lambda to: add_python(to, asked.python, asked.sha256))
    root, packed = _written("windows", gathered, asked.out)
    unpacked = sum(map(len, gathered.files.values()))
    if unpacked > UNPACKED or packed.stat().st_size > PACKED:
        raise GatheringError(f"too large: {unpacked} bytes, packed {packed.stat().st_size}")
    made = setup.made(root, __version__, asked.out, when())
    _say(root, [packed, made], asked.out)


def _linux(asked: argparse.Namespace) -> None:
    wheels = fetched(pins(), TARGETS["linux"], asked.out / "wheels-linux")
    gathered = assembled("linux", wheels, lambda _: None)
    root, packed = _written("linux", gathered, asked.out)
    made = deb.made(gathered, __version__, asked.out, when())
    _say(root, [packed, made], asked.out)


def _written(target: str, gathered: Gathered, out: Path) -> tuple[Path, Path]:
    """The folder, and the ZIP of it."""
    name = f"tally-app-{__version__}-{target}"
    root, packed = out / name, out / f"{name}.zip"
    programs = (LINUX_PROGRAM,)
    laid_out(gathered.files, root, when(), programs=programs)
    packed.write_bytes(zipped(gathered.files, when(), under=f"{name}/", programs=programs))
    return root, packed


def _say(root: Path, packed: list[Path], out: Path) -> None:
    """The hash to publish, and the row of the table of sizes."""
    files = files_of(root)
    size = sum((root / path).stat().st_size for path in files)
    built = Built(root.name, size, len(files), folder_hash(files), tuple(packed))
    (out / f"{root.name}.txt").write_text(told(built), encoding="utf-8")
    sys.stdout.write(told(built))


if __name__ == "__main__":
    sys.exit(main())

"""The packages of a folder as the index gives them: chosen by pin, downloaded by hash."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Final

from building.pins import ROOT, name_of, uv

_LICENCE: Final = "License :: "


@dataclass(frozen=True, slots=True)
class Target:
    """A system and its Python, as uv and pip name them."""

    name: str
    python: str
    uv: str
    platforms: tuple[str, ...]


TARGETS: Final[Mapping[str, Target]] = {
    "windows": Target("windows", "3.12", "x86_64-pc-windows-msvc", ("win_amd64",)),
    "linux": Target(
        "linux",
        "3.11",
        "x86_64-manylinux_2_28",
        ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    ),
}


@dataclass(frozen=True, slots=True)
class Wheel:
    """A downloaded wheel: what it says of itself, and the SHA-256 of its bytes."""

    name: str
    version: str
    licence: str
    path: Path
    sha256: str

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file in it, its path and its bytes."""
        with zipfile.ZipFile(self.path) as wheel:
            for name in sorted(wheel.namelist()):
                if not name.endswith("/"):
                    yield name, wheel.read(name)


def fetched(pins: Iterable[str], target: Target, into: Path) -> list[Wheel]:
    """Download the pinned wheels of a target. Their hashes are asked of the index first and written
    to ``hashes.txt`` beside them; where that file stands already, its hashes hold.
    """
    into.mkdir(parents=True, exist_ok=True)
    hashes = into / "hashes.txt"
    if not hashes.exists():
        _ask_for_hashes(pins, target, hashes)
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--require-hashes"]
    command += ["--only-binary=:all:", "--python-version", target.python, "-d", str(into)]
    for platform in target.platforms:
        command += ["--platform", platform]
    subprocess.run([*command, "-r", str(hashes)], check=True, cwd=into)
    wanted = {name_of(line.split()[0]) for line in hashes.read_text().splitlines() if "==" in line}
    found = [opened(path) for path in sorted(into.glob("*.whl"))]
    return [wheel for wheel in found if wheel.name in wanted]


def _ask_for_hashes(pins: Iterable[str], target: Target, hashes: Path) -> None:
    command: Sequence[str] = (
        *(uv(), "pip", "compile", "-q", "--no-config", "--no-deps", "--generate-hashes"),
        *("--no-header", "--no-annotate", "--no-emit-index-url"),
        *("--python-platform", target.uv, "--python-version", target.python),
        *("-o", str(hashes), "-"),
    )
    said = "\n".join(pins)
    subprocess.run(command, input=said, text=True, check=True, cwd=ROOT, capture_output=True)


def opened(path: Path) -> Wheel:
    """A wheel that lies there; KeyError where its name or version is not said."""
    with zipfile.ZipFile(path) as wheel:
        metadata = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
        said = HeaderParser().parsestr(wheel.read(metadata).decode("utf-8"))
    name, version = said["Name"], said["Version"]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Wheel(name_of(name), version, _licence(said), path, digest)


def _licence(said: Message) -> str:
    """The licence as the package says it: an expression, a first line, or a classifier."""
    expression = said.get("License-Expression", "") or said.get("License", "")
    if line := expression.strip().splitlines():
        return line[0]
    items = said.items()
    named = [value for key, value in items if key == "Classifier" and value.startswith(_LICENCE)]
    return named[0].rpartition(" :: ")[2] if named else "?"

"""Which packages, in which versions, the folder carries: the project's pins, but for its Qt.

The folder's own Qt is pinned in pyproject.toml, ``[tool.tally-app.folder]``: from 6.10 on it
needs a library that Windows 10 before 1903 does not have.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def folder_settings() -> dict[str, list[str]]:
    """What pyproject.toml says of the folder: ``qt`` (pins) and ``without`` (packages)."""
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, list[str]] = read["tool"]["tally-app"]["folder"]
    return found


def name_of(pin: str) -> str:
    """The name of a pinned package as the index compares names."""
    return re.sub(r"[-_.]+", "-", pin.partition("==")[0]).lower()


def own_pins(project: Iterable[str], settings: dict[str, list[str]]) -> list[str]:
    """The project's pins with the folder's own Qt, without what the folder leaves out."""
    mine = {name_of(pin): pin for pin in settings["qt"]}
    gone = set(settings["without"])
    pins = [line.strip() for line in project if "==" in line]
    return [mine.get(name_of(pin), pin) for pin in pins if name_of(pin) not in gone]


def pins(*, tests: bool = False) -> list[str]:
    """The pins of the folder; with ``tests`` also what the tests need, and all packages."""
    command = [uv(), "export", "-q", "--no-emit-project", "--no-hashes", "--no-annotate"]
    command += ["--no-header"] if tests else ["--no-header", "--no-dev"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    settings = folder_settings()
    return own_pins(said.splitlines(), {**settings, "without": []} if tests else settings)


def uv() -> str:
    """The uv beside this checkout, else the one of the machine."""
    own = ROOT / ".tools" / "bin" / "uv"
    return str(own if own.exists() else "uv")


def main() -> None:
    """Print the pins, for an environment with the folder's Qt."""
    parser = argparse.ArgumentParser(prog="building.pins", description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    sys.stdout.write("\n".join(pins(tests=parser.parse_args().tests)) + "\n")


if __name__ == "__main__":
    main()

"""The set-up for one user of Windows, made on Linux by NSIS."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from building.gathering import GatheringError

_SCRIPT: Final = Path(__file__).with_name("setup.nsi")


def made(folder: Path, version: str, out: Path, when: int) -> Path:
    """Pack a folder into a set-up; GatheringError where makensis is missing or fails."""
    tool = shutil.which("makensis")
    if tool is None:
        raise GatheringError("no makensis here: apt-get install -y --no-install-recommends nsis")
    target = (out / f"tally-app-{version}-setup.exe").resolve()
    named = [f"-DVERSION={version}", f"-DFOLDER={folder.resolve()}", f"-DOUT={target}"]
    environ = {**os.environ, "SOURCE_DATE_EPOCH": str(when), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [tool, "-V2", "-WX", *named, str(_SCRIPT)],
        capture_output=True, text=True, check=False, env=environ,
    )  # fmt: skip
    if done.returncode:
        raise GatheringError(f"makensis: {done.stdout}{done.stderr}")
    return target

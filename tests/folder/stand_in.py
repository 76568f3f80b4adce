"""What stands in for the official Python of Windows, which no test has: names of its files, pip's
stubs where programs and libraries would be. Nothing says that the real one works.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from building.launcher import stub
from building.writing import zipped

PROGRAMS = ("python.exe", "pythonw.exe")
LIBRARIES = ("python3.dll", "python312.dll", "vcruntime140.dll", "vcruntime140_1.dll")


def embeddable(programs: dict[str, bytes] | None = None, paths: str = "python312._pth") -> bytes:
    """A ZIP with the layout of the embeddable Python 3.12."""
    files = {paths: b"python312.zip\n.\n", "python312.zip": zipped({}, 0), "LICENSE.txt": b"PSF\n"}
    files |= {name: stub("t64.exe") for name in (*PROGRAMS, *LIBRARIES)}
    return zipped(files | (programs or {}), 0)


if __name__ == "__main__":  # uv run python -m tests.folder.stand_in FILE.zip: says its sum
    data = embeddable()
    Path(sys.argv[1]).write_bytes(data)
    print(hashlib.sha256(data).hexdigest())

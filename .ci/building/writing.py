"""Bytes that depend on nothing but what is written: no hour of the build, no order of a disk."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

#: No ZIP knows an earlier date.
_FIRST: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR: Final = 0o100644 << 16
_PROGRAM: Final = 0o100755 << 16


def zipped(
    files: Mapping[str, bytes], when: int, *, under: str = "", programs: Collection[str] = ()
) -> bytes:
    """The files as a ZIP below a folder, all of one date (seconds since 1970); ``programs`` are
    marked as such.
    """
    date = max(_FIRST, datetime.fromtimestamp(when, UTC).timetuple()[:6])
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(under + path, date)
            entry.create_system = 3  # as on Linux, wherever it is built
            entry.external_attr = _PROGRAM if path in programs else _REGULAR
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[path])
    return out.getvalue()


def laid_out(
    files: Mapping[str, bytes], root: Path, when: int, *, programs: Collection[str] = ()
) -> None:
    """Write the files below a new folder, all of one date; what stood there is gone."""
    if root.exists():
        shutil.rmtree(root)
    for path in sorted(files):
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(files[path])
        place.chmod(0o755 if path in programs else 0o644)
        os.utime(place, (when, when))
    for folder in [root, *(path for path in root.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
        os.utime(folder, (when, when))

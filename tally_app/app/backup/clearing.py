"""Copies of practice that is over are taken away after a while; those of official nights never."""

from __future__ import annotations

import contextlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from tally_app.app.backup import about
from tally_app.app.night.file_names import ENDINGS, TRAINING
from tally_app.store import StoreError, ends, is_training, newest_first

#: So long after its last event a finished training night keeps its copies on this computer.
_KEPT: Final = timedelta(days=14)


def clear(own: Path, now: datetime, open_night: str) -> None:
    """Take away the copies of finished training nights whose last event is long ago, from the
    program's ``own`` folder and no other place; never those of ``open_night`` (its id). What cannot
    be read, or cannot be taken away, stays.
    """
    with contextlib.suppress(OSError):
        for folder in [one for one in own.iterdir() if one.is_dir() and not one.is_symlink()]:
            if _is_over(folder, now, open_night):
                shutil.rmtree(folder, ignore_errors=True)


def _is_over(folder: Path, now: datetime, open_night: str) -> bool:
    """Whether all in the folder is practice that is over: every copy says so itself."""
    said = about.read(folder)
    if said is None or not (said.training and said.finished) or said.night == open_night:
        return False
    files = [path for path in folder.iterdir() if path.name != about.NAME]
    copies = newest_first(folder, *ENDINGS)
    if not copies or {*files} != {*copies} or any(path.suffix != TRAINING for path in copies):
        return False
    try:
        newest = ends(copies[0])
        gone = now - datetime.fromisoformat(newest.at) > _KEPT
        return gone and said.head == newest.head and all(is_training(path) for path in copies)
    except (StoreError, ValueError, TypeError):  # a time that is none, or without its offset
        return False

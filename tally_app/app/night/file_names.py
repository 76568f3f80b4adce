"""Endings of precinct files: a training night's is its own, so that a folder shows which is which.

What a file is, its header and its first event say (``store.kinds``), never its name.
"""

from __future__ import annotations

from typing import Final

OFFICIAL: Final = ".tally"
TRAINING: Final = ".tally-training"
ENDINGS: Final = (OFFICIAL, TRAINING)


def ending_of(*, training: bool) -> str:
    """The ending of a night's file."""
    return TRAINING if training else OFFICIAL

"""Endings of precinct files: a training night's is its own, so that a folder shows which is which.

What a file is, its header and its first event say (``store.kinds``), never its name.
"""

from __future__ import annotations

from typing import Final

from tally_app.domain.values.file_names import fitted

OFFICIAL: Final = ".tally"
TRAINING: Final = ".tally-training"
ENDINGS: Final = (OFFICIAL, TRAINING)


def ending_of(*, training: bool) -> str:
    """The ending of a night's file."""
    return TRAINING if training else OFFICIAL


def copy_name(number: str, *, training: bool) -> str:
    """How a copy of a precinct's night is called: a name that every system takes."""
    return f"{fitted(number)}{ending_of(training=training)}"

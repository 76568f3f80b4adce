"""Every text the program can show or print: those of the catalogue and those of the forms, raw,
with where each stands. Samples name people and places, and are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tally_app import paths
from tally_app.catalog.readings import every_text


@cache
def texts(language: str) -> dict[str, str]:
    """Every text of a language by its key."""
    return every_text(paths.resources(), language)


def every(language: str) -> Iterator[tuple[str, str]]:
    """Key and text of each."""
    yield from texts(language).items()

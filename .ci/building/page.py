"""The list of parts as a page that a person can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.drawing.fonts import register
from reports.papers.parts import parts
from tally_app import paths
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.parts import Component
from tally_app.main import Wordings

#: Where the page lies, seen from the root of a folder.
PAGE: Final = "parts.pdf"
_WORDS: Final = ("title", "licence", "origin", "files")


def page(version: str, shown: Sequence[Component]) -> bytes:
    """The page, in every language at once: one is enough for whoever has a copy."""
    resources = paths.resources()
    register(resources / "fonts")
    wordings = Wordings(resources / "texts")
    words = {
        key: " · ".join(wordings[language](f"about.{key}") for language in CODES) for key in _WORDS
    }
    return parts(version, shown, words)

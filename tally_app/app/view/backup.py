"""What the page of copies shows, and what its buttons ask for."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Note


@dataclass(frozen=True, slots=True)
class CopiesView:
    """The copies there are, each a note with its buttons, the newest first; below them what can be
    done without one.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    back: Button
    cards: tuple[Note, ...]
    others: tuple[Note, ...]

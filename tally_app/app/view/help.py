"""What the help beside the page shows, and what its buttons ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tally_app.app.view.base import Button, Reads
from tally_app.app.view.fields import Field

#: The name of the field that searches the help.
SEARCH: Final = "help.search"


class ShowContents(Reads):
    """Show everything the help has."""

    __slots__ = ()


class BackToField(Reads):
    """Show again what belongs to the field and the step."""

    __slots__ = ()


@dataclass(frozen=True)
class ShowTopic(Reads):
    """Show the answer to a question ("what if …"), by its id."""

    topic: str


@dataclass(frozen=True, slots=True)
class HelpCard:
    """One card: ``lines`` are (kind, words) from top to bottom, then ``rows`` lead further.

    Kinds: "caption" (small, quiet), "title", "label" (small, quiet, before what it names), "body",
    "box" (on a ground of its own), "step" (numbered by the window).
    """

    key: str
    lines: tuple[tuple[str, str], ...]
    rows: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class HelpView:
    """The help. With another ``about`` it shows something else and begins at its top."""

    language: str
    title: str
    about: str
    search: Field
    contents: Button
    close: Button
    cards: tuple[HelpCard, ...]

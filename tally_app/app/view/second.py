"""What the window shows of the second pair of eyes: two entries side by side, a figure read aloud.

Frozen values already in words, like everything in ``app.view``.
"""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button
from tally_app.app.view.fields import Field


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure as it was typed. ``marks`` are the places of the signs that differ, from 0."""

    text: str
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line that differs: an empty field for the third figure while both others are hidden.

    ``settled`` is the third figure once it was typed; then there is no field.
    """

    number: str
    label: str
    caption: str
    first: ShownFigure
    second: ShownFigure
    field: Field | None = None
    settled: str = ""


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Lines that differ for one reason. ``icon``: "exchange", "shift" or "digits"."""

    icon: str
    title: str
    detail: str
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two entries side by side, grouped by what differs. Heads are (title, who) of a column."""

    line: str
    first: tuple[str, str]
    second: tuple[str, str]
    paper: tuple[str, str]
    groups: tuple[ComparedGroup, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ReadBack:
    """One figure, very large, to be read aloud by one member and confirmed by another.

    ``marks`` has one entry per figure: True once it is confirmed. ``before`` is the figure
    confirmed last, ``after`` the name of the next one; both are small at the foot. ``head`` is
    said at the top of the second screen: where, and what. ``words`` is the figure in words.
    ``buttons`` are "agrees" (filled) and "does not agree".
    """

    head: tuple[str, str]
    number: str
    name: str
    what: str
    figure: str
    words: str
    marks: tuple[bool, ...]
    at: str
    before: str = ""
    after: str = ""
    buttons: tuple[Button, ...] = ()

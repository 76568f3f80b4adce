"""What the start page shows: loaded before the first paint, so apart from the night's ``view``."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Tone


@dataclass(frozen=True)
class OpenNight(Intent):
    """Open the precinct file of a past night, or of the one that was interrupted."""

    path: str


@dataclass(frozen=True)
class SalvageNight(Intent):
    """Save what can still be read of a broken precinct file into a new one."""

    path: str


@dataclass(frozen=True)
class RestoreCopy(Intent):
    """Go on from a copy, in a new file."""

    path: str


class ChooseSample(Intent):
    """Ask which sample or exercise to begin."""

    __slots__ = ()


@dataclass(frozen=True)
class OpenSide(Intent):
    """Open the page of a side by its name, for a file if one is named."""

    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class RecentItem:
    """A past night on the start page. ``tone`` "training" shows the filled word."""

    path: str
    title: str
    caption: str
    mark: str
    tone: Tone
    date: str


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: continue (if a count was interrupted), three ways to begin, past counts."""

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    resume_line: str
    resume_title: str
    resume_caption: str
    resume: Button | None
    begin_title: str
    begin: tuple[tuple[str, str, Button], ...]
    recent_title: str
    recent: tuple[RecentItem, ...]
    recent_empty: str
    version: str
    footer: str
    buttons: tuple[Button, ...]

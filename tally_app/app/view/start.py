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


@dataclass(frozen=True)
class Handed:
    """What another start of the program hands to the window that runs: a file ("" = none) and the
    language it was started in ("" = none named). Not ``sound``: what was handed over says nothing.
    """

    file: str = ""
    language: str = ""
    sound: bool = True


class ChooseSample(Intent):
    """Ask which sample or exercise to begin."""

    __slots__ = ()


class TakeTour(Intent):
    """Begin the five-minute tour."""

    __slots__ = ()


@dataclass(frozen=True)
class OpenBeside(Intent):
    """Open another window beside this one, with a file if one is named."""

    path: str = ""


@dataclass(frozen=True)
class GoToWindow(Intent):
    """Bring the window of another open night to the front, by its sign."""

    sign: int


@dataclass(frozen=True)
class OpenSide(Intent):
    """Open the page of a side by its name, for a file if one is named."""

    name: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class RecentItem:
    """A past night on the start page: in which state it is (``mark``), the name of its file;
    ``training`` is the filled word of a training night, "" of an official one.
    """

    path: str
    title: str
    caption: str
    mark: str
    tone: Tone
    file: str
    training: str = ""


@dataclass(frozen=True, slots=True)
class Going:
    """What most people want next, across the page: the interrupted count, or the tour."""

    icon: str
    line: str
    title: str
    caption: str
    below: str
    button: Button


@dataclass(frozen=True, slots=True)
class Start:
    """The start page: what the program does, what was interrupted, ways to begin, past counts.

    ``welcome`` says in numbered sentences (icon, head, sentence) what the program does, on a
    computer that has no past counts; there the ways to begin stand below it, side by side.
    """

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    says: str
    welcome: tuple[tuple[str, str, str], ...]
    going: Going | None
    begin_title: str
    begin: tuple[tuple[str, str, Button], ...]
    recent_title: str
    recent: tuple[RecentItem, ...]
    recent_empty: str
    version: str
    footer: str
    buttons: tuple[Button, ...]

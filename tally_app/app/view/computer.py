"""The page of this computer: settings, readiness, what the program is. What its buttons ask for."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Button, Intent, Note, Tone


@dataclass(frozen=True, slots=True)
class Devices:
    """What hangs on this computer, as the system tells it: names of printers and of screens with
    their size, the first one the one that is used first.
    """

    printers: tuple[str, ...] = ()
    screens: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class ShowSection(Intent):
    """Another part of the page, by its id."""

    section: str


@dataclass(frozen=True)
class ChooseLanguage(Intent):
    """The window speaks another language from now on."""

    language: str


@dataclass(frozen=True)
class CoverAfter(Intent):
    """Cover the figures after so many minutes without a key; 0: never."""

    minutes: int


@dataclass(frozen=True)
class AnswerCheck(Intent):
    """A person answers what the program cannot measure; "" takes the answer back."""

    check: str
    answer: str


class CheckAgain(Intent):
    """Measure everything anew."""

    __slots__ = ()


class PrintReadiness(Intent):
    """Print the sheet of the checks."""

    __slots__ = ()


class SaveReadiness(Intent):
    """Save the sheet of the checks as PDF where nights lie."""

    __slots__ = ()


class PrintUncounted(Intent):
    """Print the sheet that nothing is counted yet."""

    __slots__ = ()


class SaveUncounted(Intent):
    """Save that sheet as PDF where nights lie."""

    __slots__ = ()


@dataclass(frozen=True)
class OpenFolder(Intent):
    """Show a folder in the system's own window of files."""

    path: str


@dataclass(frozen=True, slots=True)
class ComputerRow:
    """One row: ``state`` ("", ok, warning, note) has a sign before it, ``label`` says what it is,
    ``says`` what it does now or what was measured; ``buttons`` change or answer it.
    """

    key: str
    label: str
    says: str
    buttons: tuple[Button, ...] = ()
    state: Tone = ""


@dataclass(frozen=True, slots=True)
class ComputerGroup:
    """Rows in one card, under a heading ("" = none)."""

    title: str
    rows: tuple[ComputerRow, ...]


@dataclass(frozen=True, slots=True)
class ComputerView:
    """``sections`` lead to the parts of the page, the one shown is chosen; ``beside`` is quiet."""

    language: str
    languages: tuple[tuple[str, str, str], ...]
    title: str
    subtitle: str
    section: str
    sections: tuple[Button, ...]
    heading: str
    says: str
    groups: tuple[ComputerGroup, ...]
    beside: tuple[Note, ...]
    back: Button
    buttons: tuple[Button, ...] = ()

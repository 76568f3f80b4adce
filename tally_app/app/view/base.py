"""What every page has: a tone, a button, a note. Loaded before the first paint: small for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # it knows lines of a form: loaded with the first night
    from tally_app.app.view.address import PaperName

#: Severity and state words used as icon and colour names everywhere:
#: "error", "warning", "legal", "note", "ok", "" (nothing to say).
Tone = str


class Intent:
    """What the user asks for. Every intent is a frozen class of its own, which the button carries
    and the window hands back unread; this one asks for nothing. One without fields is a plain class
    without attributes, which costs the start nothing.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class GoToStart(Intent):
    """Close the night, or the side page, and show the start page."""

    __slots__ = ()


class Reads(Intent):
    """Asks to read something beside the page: what is being typed stays as it is, unstored."""

    __slots__ = ()


class ShowHelp(Reads):
    """Open the help beside the page, or close it."""

    __slots__ = ()


class ShowCopies(Intent):
    """Say where the copies of the night are, or show all copies there are."""

    __slots__ = ()


@dataclass(frozen=True)
class AskFile(Intent):
    """Ask for a file. ``kind``: open (a precinct file), begin (an election file), paper (one too,
    to begin from paper), copy (of a night), save_copy (of the open night), file_picture (a
    photograph of the signed paper), copies_folder (a folder or stick for the copies).
    """

    kind: str


@dataclass(frozen=True)
class PrintPaper(Intent):
    """Print a paper, and keep its bytes with the night."""

    paper: PaperName


@dataclass(frozen=True)
class StopPaper(Intent):
    """Do not wait for a paper that is being made, nor print it then."""

    paper: PaperName


@dataclass(frozen=True)
class SavePaper(Intent):
    """Write a paper to a file that is asked for, and keep its bytes with the night."""

    paper: PaperName


@dataclass(frozen=True)
class SitDown(Intent):
    """Whoever came back to the keys says who they are."""

    person: str


@dataclass(frozen=True)
class WearTheme(Intent):
    """Another theme: system, light, dark or contrast."""

    name: str


@dataclass(frozen=True)
class Zoom(Intent):
    """Everything so large, in per cent."""

    percent: int


@dataclass(frozen=True)
class Placed:
    """Where a window stands on the desktop: left, top, width and height in pixels; ``maximised``:
    where it stands when it does not fill its screen.
    """

    where: tuple[int, ...]
    maximised: bool


@dataclass(frozen=True, slots=True)
class Button:
    """A button. ``intent`` goes back to the presenter when it is pressed.

    ``style``: "filled" (one per page), "outlined", "small", "chosen": the one of several small ones
    that is shown, or "plain": words without a box. ``closed`` is the reason in words why it cannot
    be pressed now ("" = open); it is shown with a lock and told in the tooltip.
    ``shortcut`` is a Qt key sequence; ``shortcut_text`` what is written in small type.
    ``icon``: "", "next", "back", "again", "page", "jump", "lock", "add", "print", "save",
    "tick".
    """

    intent: Intent
    text: str
    style: str = "outlined"
    closed: str = ""
    shortcut: str = ""
    shortcut_text: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet paragraph, or one with a tone (icon, tint), with buttons below it."""

    text: str
    tone: Tone = ""
    title: str = ""
    buttons: tuple[Button, ...] = ()

    def with_more(self, more: Note) -> Note:
        """Both as one: every sentence, every button, the graver tone."""
        graver: tuple[Tone, ...] = ("error", "warning")
        tone = next((tone for tone in graver if tone in (self.tone, more.tone)), more.tone)
        text = "\n".join((self.text, more.text))
        return Note(text, tone, self.title or more.title, (*self.buttons, *more.buttons))

"""What the start page shows: loaded before the first paint, so apart from the night's ``view``."""

from __future__ import annotations

from dataclasses import dataclass

#: Severity and state words used as icon and colour names everywhere:
#: "error", "warning", "legal", "note", "ok", "" (nothing to say).
Tone = str


@dataclass(frozen=True, slots=True)
class Button:
    """A button. ``intent`` and ``argument`` go back to the presenter when pressed.

    ``look``: "filled" (one per page), "outlined", "small", "chosen": the one of several small ones
    that is shown, or "plain": words without a box. ``closed`` is the reason in words why it cannot
    be pressed now ("" = open); it is shown with a lock and told in the tooltip.
    ``shortcut`` is a Qt key sequence; ``shortcut_text`` what is written in small type.
    ``icon``: "", "next", "back", "again", "page", "jump", "lock", "add", "print", "save",
    "tick".
    """

    intent: str
    text: str
    argument: str = ""
    look: str = "outlined"
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
    notice: Note | None = None

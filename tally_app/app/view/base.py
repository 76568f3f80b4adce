"""What every page has: a tone, a button, a note. Loaded before the first paint: small for ever."""

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

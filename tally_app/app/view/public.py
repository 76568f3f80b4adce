"""What everybody in the room may see on a second screen."""

from __future__ import annotations

from dataclasses import dataclass

from tally_app.app.view.base import Intent


@dataclass(frozen=True)
class ShowPublic(Intent):
    """Show it on a second screen while a night is open, or do not."""

    on: bool


@dataclass(frozen=True, slots=True)
class PublicView:
    """``head`` is where and which ballot; ``step`` what the commission does now; ``clock`` how long
    the count lasts. ``lines`` are (number, name, figure) of what was announced, nothing else;
    ``bars`` are, line by line, how long its bar is in per mille of the longest one, 0 for none.
    ``note`` says why there are no lines.
    """

    head: tuple[str, str]
    step: str
    clock: tuple[str, str]
    lines: tuple[tuple[str, str, str], ...]
    note: str = ""
    bars: tuple[int, ...] = ()

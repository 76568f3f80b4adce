"""What the buttons of a finished protocol's evening do: writing by hand, signatures, copies."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from tally_app.app.desk.commands import on
from tally_app.app.desk.evening.blank import compare_words, write_line
from tally_app.app.desk.evening.by_pen import (
    copied_anew,
    line_written,
    open_pen,
    pen_first,
    words_compared,
)
from tally_app.app.desk.evening.copies import note_received
from tally_app.app.desk.evening.signing import signed_fact
from tally_app.app.desk.presenter import DeskPresenter
from tally_app.app.view.base import Intent
from tally_app.app.view.evening import (
    CompareBlankWords,
    CopiesReceived,
    CopyByPen,
    PenAnew,
    PenLine,
    PenWords,
    WriteBlankLine,
)
from tally_app.app.view.intents import SignProtocol


def _copy_by_pen(desk: DeskPresenter, asked: CopyByPen) -> None:
    """Show the lines of a paper on its page, or the paper again."""
    desk.place = open_pen(desk.scene(), asked)
    if desk.place.pen is not None:
        desk.stand_on(pen_first(desk.scene(), asked.paper))


def _pen_line(desk: DeskPresenter, asked: PenLine) -> None:
    """A line is copied; the next one is due."""
    desk.place, refused = line_written(desk.scene(), asked)
    desk.tell(refused)
    desk.stand_on(pen_first(desk.scene(), asked.paper))


def _pen_words(desk: DeskPresenter, asked: PenWords) -> None:
    """The words of a line on the sheet are right; the next one is due."""
    desk.place, refused = words_compared(desk.scene(), asked)
    desk.tell(refused)
    desk.stand_on(pen_first(desk.scene(), asked.paper))


def _pen_anew(desk: DeskPresenter, asked: PenAnew) -> None:
    """Another sheet is taken."""
    desk.place = copied_anew(desk.scene(), asked)
    desk.stand_on(pen_first(desk.scene(), asked.paper))


def _sign(desk: DeskPresenter, _asked: SignProtocol) -> None:
    """The paper is signed: what was said of every member, of the seal and the hour is recorded."""
    command, refused, key = signed_fact(desk.scene())
    if command is not None:
        refused = desk.session.execute(command)
    desk.tell(refused)
    if refused is None:
        desk.place = replace(desk.place, signing={})
    elif key:
        desk.stand_on(key)


def _write_blank(desk: DeskPresenter, asked: WriteBlankLine) -> None:
    """A line stands on the blank; the next one is due."""
    desk.tell(write_line(desk.scene(), asked))
    desk.stand_on(desk.page.first_field(desk.scene()))


def _compare_words(desk: DeskPresenter, asked: CompareBlankWords) -> None:
    """The words of a line on the blank are right; the next one is due."""
    desk.place, refused = compare_words(desk.scene(), asked)
    desk.tell(refused)
    desk.stand_on(desk.page.first_field(desk.scene()))


def _received(desk: DeskPresenter, asked: CopiesReceived) -> None:
    """Whoever got copies has signed for them in the register."""
    desk.tell(note_received(desk.scene(), asked))


EVENING: Final[Mapping[type[Intent], Callable[[DeskPresenter, Any], None]]] = dict(
    (
        on(SignProtocol, _sign),
        on(WriteBlankLine, _write_blank),
        on(CompareBlankWords, _compare_words),
        on(CopiesReceived, _received),
        on(CopyByPen, _copy_by_pen),
        on(PenLine, _pen_line),
        on(PenWords, _pen_words),
        on(PenAnew, _pen_anew),
    )
)

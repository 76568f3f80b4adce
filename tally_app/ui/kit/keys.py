"""Every key of the window in one table. Keys of the page's own buttons come with the view."""

from collections.abc import Callable, Mapping
from typing import Final, Protocol

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tally_app.app.view.base import AskFile, Intent, ShowHelp
from tally_app.app.view.going import AskPlace, GoToPaperStep
from tally_app.app.view.intents import Redo, Undo
from tally_app.app.view.keys import PAPER_KEYS
from tally_app.app.view.start import ChooseSample
from tally_app.ui.kit.digit_row import alt_digit, digit_of


class Ballots(Protocol):
    """A night of several ballots: the one at a place from 0, the next or the previous one."""

    def contest_at(self, at: int) -> None: ...
    def contest_by(self, by: int) -> None: ...


class KeyTarget(Protocol):
    """What the window itself does when a key is pressed."""

    def zoom_by(self, step: int) -> None: ...
    def put_away(self) -> None: ...
    def turn_panel(self) -> None: ...
    def search_help(self) -> None: ...
    def turn_ballot(self, turn: Callable[[Ballots], None]) -> None: ...


OwnKey = Callable[[KeyTarget], None]


def _zoom(step: int) -> OwnKey:
    return lambda window: window.zoom_by(step)


def _contest_at(at: int) -> OwnKey:
    return lambda window: window.turn_ballot(lambda ballots: ballots.contest_at(at))


def _contest_by(by: int) -> OwnKey:
    return lambda window: window.turn_ballot(lambda ballots: ballots.contest_by(by))


#: What a key asks for, or what the window itself does.
TABLE: Final[Mapping[str, Intent | OwnKey]] = {
    "Ctrl+Z": Undo(),
    "Ctrl+Y": Redo(),
    "Ctrl+Shift+Z": Redo(),
    "Ctrl+O": AskFile("open"),
    "Ctrl+T": ChooseSample(),
    "Ctrl+G": AskPlace(),
    "/": AskPlace(),
    **{key: GoToPaperStep(at) for at, key in enumerate(PAPER_KEYS)},
    "F1": ShowHelp(),
    "Ctrl+F": lambda window: window.search_help(),
    "F6": lambda window: window.turn_panel(),
    "Ctrl++": _zoom(1),
    "Ctrl+=": _zoom(1),
    "Ctrl+-": _zoom(-1),
    "Ctrl+0": _zoom(0),
    "Esc": lambda window: window.put_away(),
    "Ctrl+PgDown": _contest_by(1),
    "Ctrl+PgUp": _contest_by(-1),
    **{f"Alt+{digit}": _contest_at(digit - 1) for digit in range(1, 10)},
}


def name_of(event: QKeyEvent) -> str:
    """Return the name of what was pressed, the keypad like the other keys."""
    if digit := digit_of(event):
        return digit
    if digit := alt_digit(event):
        return f"Alt+{digit}"
    key = Qt.Key(event.key()) if event.key() != Qt.Key.Key_Enter else Qt.Key.Key_Return
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(QKeyCombination(held, key)).toString(
        QKeySequence.SequenceFormat.PortableText
    )


def normal(shortcut: str) -> str:
    """Return a shortcut of a view as ``name_of`` would name it."""
    name = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.PortableText)
    parts = name.split("+")
    if parts[-1] == "Enter":
        parts[-1] = "Return"
    return "+".join(parts)

"""Every key of the window in one table. Keys of the page's own buttons come with the view."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tally_app.app.view.base import AskFile, Intent, ShowHelp
from tally_app.app.view.intents import Redo, Undo
from tally_app.app.view.start import ChooseSample
from tally_app.ui.kit.digit_row import alt_digit, digit_of


@dataclass(frozen=True)
class ZoomKey:
    """Larger (1), smaller (-1), or as usual (0)."""

    step: int


@dataclass(frozen=True)
class CloseKey:
    """What was told and the panel over the page are put away."""


@dataclass(frozen=True)
class PanelKey:
    """The folded panel opens, or closes."""


@dataclass(frozen=True)
class ContestKey:
    """Another ballot of the night: the one at a place, counted from 0, or so many further."""

    at: int | None = None
    by: int = 0


#: What a key asks for, or what the window itself does when it is pressed.
TABLE: Final[Mapping[str, Intent | ZoomKey | CloseKey | PanelKey | ContestKey]] = {
    "Ctrl+Z": Undo(),
    "Ctrl+Y": Redo(),
    "Ctrl+Shift+Z": Redo(),
    "Ctrl+O": AskFile("open"),
    "Ctrl+N": AskFile("begin"),
    "Ctrl+T": ChooseSample(),
    "F1": ShowHelp(),
    "F6": PanelKey(),
    "Ctrl++": ZoomKey(1),
    "Ctrl+=": ZoomKey(1),
    "Ctrl+-": ZoomKey(-1),
    "Ctrl+0": ZoomKey(0),
    "Esc": CloseKey(),
    "Ctrl+PgDown": ContestKey(by=1),
    "Ctrl+PgUp": ContestKey(by=-1),
    **{f"Alt+{digit}": ContestKey(at=digit - 1) for digit in range(1, 10)},
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

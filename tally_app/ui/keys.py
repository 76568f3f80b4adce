"""Every key of the window in one table. Keys of the page's own buttons come with the view."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tally_app.ui.digit_row import digit_of

#: key -> intent. Names with "ui." are done by the window itself.
TABLE: dict[str, str] = {
    "Ctrl+Return": "ui.next",
    "Ctrl+Z": "undo",
    "Ctrl+Y": "redo",
    "Ctrl+Shift+Z": "redo",
    "Ctrl+O": "open",
    "Ctrl+N": "begin",
    "Ctrl+T": "samples",
    "F1": "help",
    "F6": "ui.panel",
    "Ctrl++": "ui.larger",
    "Ctrl+=": "ui.larger",
    "Ctrl+-": "ui.smaller",
    "Ctrl+0": "ui.usual",
    "Esc": "ui.close",
}


def name_of(event: QKeyEvent) -> str:
    """Return the name of what was pressed, the keypad like the other keys."""
    if digit := digit_of(event):
        return digit
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

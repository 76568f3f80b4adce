"""Every key of the window in one table. Keys of the page's own buttons come with the view."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from tally_app.ui.kit.digit_row import alt_digit, digit_of

#: key -> intent. Names with "ui." are done by the window itself, as those with "contest." are:
#: the next or previous ballot of the night, or the one of this number.
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
    "Ctrl+PgDown": "contest.next",
    "Ctrl+PgUp": "contest.back",
    **{f"Alt+{digit}": f"contest.{digit}" for digit in "123456789"},
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

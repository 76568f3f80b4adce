"""Digits of the top row whatever the keyboard layout.

On the Kazakh layout the keys 1-0 of the top row type letters (ә і ң ғ ү ұ қ ө һ and signs), and a
laptop without a keypad would need a change of layout for every figure. In a field for figures the
key is taken by its place: nothing that was typed as text or pasted is ever changed.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

#: Scan code of the key "1"; the keys 2 to 9 and 0 follow it (evdev numbers are 8 higher on X11).
_FIRST = {"linux": 10, "win32": 2}
_ROW = "1234567890"
#: The rows of a keyboard by how far their first key is from the key "1".
_ROWS = {0: _ROW, 14: "qwertyuiop", 28: "asdfghjkl", 42: "zxcvbnm"}


def digit_of(event: QKeyEvent) -> str:
    """The digit printed on a key of the top row that types something else now, else ""."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    typed = event.text()
    if held or not typed or (typed.isascii() and typed.isdigit()):
        return ""
    return _at(event)


def alt_digit(event: QKeyEvent) -> str:
    """The digit of the top row that is pressed with Alt and nothing else, whatever the layout."""
    if event.modifiers() != Qt.KeyboardModifier.AltModifier:
        return ""
    digit = chr(event.key()) if event.key() in range(ord("0"), ord("9") + 1) else ""
    return digit or _at(event)


def key_at(event: QKeyEvent) -> str:
    """The Latin letter or digit printed on a key that is pressed alone, whatever the layout."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    first = _FIRST.get(sys.platform)
    if held or first is None:
        return ""
    for start, row in _ROWS.items():
        place = event.nativeScanCode() - first - start
        if 0 <= place < len(row):
            return row[place]
    return ""


def _at(event: QKeyEvent) -> str:
    """The digit printed on the key that was pressed, else ""."""
    first = _FIRST.get(sys.platform)
    place = event.nativeScanCode() - first if first is not None else -1
    return _ROW[place] if 0 <= place < len(_ROW) else ""

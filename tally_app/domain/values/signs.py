"""Signs of a text: the form it is kept in, and which of them nobody can see. One rule for whatever
comes in, typed, pasted or loaded.

Two texts that look alike must be alike: what cannot be seen on screen or paper is refused with its
name, never dropped in silence. What can be seen is always a text somebody may mean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from typing import Final

#: Controls, format signs (direction, joiners, soft hyphen), halves of a sign, breaks of a line or a
#: paragraph that are no controls.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Unseen signs of other categories (``Default_Ignorable_Code_Point`` of Unicode, two blanks that
#: count as symbols) and the code points that are no signs, as first and last.
_BLANK: Final = (
    *((0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x2065, 0x2065)),
    *((0x2800, 0x2800), (0x3164, 0x3164), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFFA0, 0xFFA0)),
    *((0xFFF0, 0xFFF8), (0x1D159, 0x1D159), (0xE0000, 0xE0FFF)),
)
#: What is none of the signs texts are written with here, which everybody sees and which compose
#: with nothing: only these are looked at one by one. A form has a hundred thousand of the others.
_RARE: Final = re.compile(
    "[^ -~\u00a0-\u00ac\u00ae-\u024f\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u2116]"
)
_PLANE: Final = 0xFFFF
_NO_SIGNS: Final = 0xFFFE
#: Combining signs that hang on a letter of any script. What composes with its letter is composed.
_ANYWHERE: Final = (
    *((0x0300, 0x036F), (0x0483, 0x0489), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF)),
    (0xFE20, 0xFE2F),
)
#: As many signs are named one by one.
FEW: Final = 3
#: Breaks and tabs part words: where they are taken out, a space stays.
_PARTING: Final = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def composed(text: str) -> str:
    """The text as it is kept: NFC, and half a sign, as a paste may bring, as U+FFFD."""
    if text.isascii():
        return text
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", whole)


def unseen(text: str) -> tuple[str, ...]:
    """The signs of a text that nobody can see, each once: controls, marks of direction, signs
    without width, combining signs that stand alone.
    """
    if _RARE.search(text) is None:
        return ()
    kept = unicodedata.normalize("NFC", text)
    rare = _RARE.finditer(kept)
    return tuple(dict.fromkeys(x.group() for x in rare if _is_unseen(kept, x.start())))


def seen(text: str) -> str:
    """The text without them; a space where a line break or a tab parted two words."""
    kept = unicodedata.normalize("NFC", text)
    while unseen(kept):
        signs = enumerate(kept)
        left = ((" " if x in _PARTING else "") if _is_unseen(kept, at) else x for at, x in signs)
        kept = unicodedata.normalize("NFC", "".join(left))
    return kept


def spelt(text: str, drawn: Container[int]) -> str:
    """The text as a paper prints it: composed, the code in brackets in place of what nobody sees
    and of what is not ``drawn`` (the code points a font has): [U+260E].
    """
    kept = unicodedata.normalize("NFC", text)
    if kept.isprintable() and all(ord(sign) in drawn for sign in kept) and not unseen(kept):
        return kept
    return "".join(
        f"[{code(sign)}]" if _is_unseen(kept, at) or ord(sign) not in drawn else sign
        for at, sign in enumerate(kept)
    )


def code(sign: str) -> str:
    """U+200B."""
    return f"U+{ord(sign):04X}"


def named(sign: str) -> str:
    """U+200B ZERO WIDTH SPACE: the code, and the name Unicode gives it, where it has one."""
    return f"{code(sign)} {_CONTROLS.get(sign) or unicodedata.name(sign, '')}".rstrip()


def all_named(signs: tuple[str, ...], most: int = FEW) -> str:
    """The names of some signs in a row, the first few of many."""
    said = ", ".join(named(sign) for sign in signs[:most])
    return said if len(signs) <= most else f"{said} …"


#: Unicode names no control; these are what pastes bring.
_CONTROLS: Final = {
    "\0": "NULL",
    "\a": "BELL",
    "\b": "BACKSPACE",
    "\t": "TABULATION",
    "\n": "LINE FEED",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}


def _is_unseen(text: str, at: int) -> bool:
    """Whether nobody sees the sign there."""
    sign = text[at]
    if sign.isascii():
        return not sign.isprintable()
    number, category = ord(sign), unicodedata.category(sign)
    if category in _HIDDEN or _within(number, _BLANK) or number & _PLANE >= _NO_SIGNS:
        return True
    return category[0] == "M" and (_within(number, _ANYWHERE) or not _has_letter(text, at))


def _has_letter(text: str, at: int) -> bool:
    """Whether a combining sign hangs on a letter, others of its kind between them or not."""
    before = next((x for x in reversed(text[:at]) if unicodedata.category(x)[0] != "M"), "")
    return bool(before) and unicodedata.category(before)[0] in "LN"


def _within(number: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= number <= last for first, last in ranges)

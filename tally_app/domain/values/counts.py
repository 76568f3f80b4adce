"""Reading what was typed: a count is text until this module has read it (blank is not zero)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

#: The largest count a line can hold (relation N-01).
MAX_COUNT: Final = 999_999

#: Spaces that people, spreadsheets and this program itself use to group digits.
GROUPING_SPACES: Final = "\u0020\u00a0\u2007\u2009\u202f"

_MAX_DIGITS: Final = 6
_GROUP: Final = 3
_SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_SIGNS: Final = "+-−–—±"
_MARKS: Final = ".,;:'’·/%"
_LINE_ENDS: Final = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number, 0 to 999 999."""

    value: int


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing was typed. Never a zero."""


@dataclass(frozen=True, slots=True)
class BadText:
    """Text that is no count. ``problem`` names why; its words are ``bad.<problem>``.

    Problems: lines, sign, mark, superscript, digits (another script's), letters, grouping, too_big.
    """

    text: str
    problem: str


def parse_count(text: str) -> Count | Empty | BadText:
    """Read one count as typed or pasted; never raises and never guesses.

    Grouping spaces are dropped at the ends and between groups of three; everything else that is not
    a digit 0-9 makes the text bad (relation N-01).
    """
    if text.isascii() and text.isdigit() and len(text) <= _MAX_DIGITS:
        return Count(int(text))
    bare = text.strip(GROUPING_SPACES)
    if not bare:
        return Empty()
    problem = _problem(bare)
    if problem:
        return BadText(text, problem)
    return Count(int("".join(_groups(bare)).lstrip("0") or "0"))


def _groups(bare: str) -> list[str]:
    for space in GROUPING_SPACES[1:]:
        bare = bare.replace(space, " ")
    return bare.split(" ")


#: Every code of why a text is no count.
PROBLEMS: Final = (
    *("lines", "sign", "mark", "superscript"),
    *("digits", "letters", "grouping", "too_big"),
)


def _problem(bare: str) -> str:
    for found, name in (
        (_LINE_ENDS, "lines"),
        (_SIGNS, "sign"),
        (_MARKS, "mark"),
        (_SUPERSCRIPTS, "superscript"),
    ):
        if not set(bare).isdisjoint(found):
            return name
    strange = set(bare) - set("0123456789" + GROUPING_SPACES)
    if strange:
        return "digits" if all(char.isdecimal() for char in strange) else "letters"
    first, *rest = _groups(bare)
    if rest and (len(first) > _GROUP or any(len(group) != _GROUP for group in rest)):
        return "grouping"
    return "too_big" if len("".join([first, *rest]).lstrip("0")) > _MAX_DIGITS else ""

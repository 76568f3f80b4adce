"""Lists as newspapers print them: a name, then its votes and its percentage, in either order and
with words beside them: "— A. Name — 61,26% (1 227 votes);".
"""

from __future__ import annotations

import re
from typing import Final

from tally_app.published.rules.reading.roles import RoleWords

_BULLET: Final = re.compile(r"^\s*(?:[-–—•*·▪●]|\d{1,2}[.)])\s*(?=\S)")
_END: Final = re.compile(r"[\s.,;:]+$")
#: A figure, with its sign: digits are grouped by single spaces of any width, commas or points.
_FIGURE: Final = re.compile(
    r"\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?!\d)(?:[.,]\d+)?(?:\s?%)?"
    r"|\d[\d.,'’]*\d(?:\s?%)?|\d(?:\s?%)?"
)
#: A figure and the word behind it.
_WORDED: Final = re.compile(r"(\d)[ \u00a0]([^\W\d_]+)")
_BETWEEN: Final = re.compile(r"[\s()\[\],;:–—-]*")
_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_OPENS: Final = " \u00a0\u2007\u2009\u202f(–—-:"
_AROUND: Final = " \u00a0:–—-(,"
_LONGEST: Final = 300
_MOST: Final = 2  # figures behind a name


def press_line(line: str, words: RoleWords) -> tuple[str, str, str] | None:
    """Name, votes and percentage of a line ("" for what it has not); None for any other line."""
    said = _END.sub("", _BULLET.sub("", line, count=1))
    said = _WORDED.sub(lambda found: _signed(found, words), said)
    if len(said) > _LONGEST or ";" in said or "|" in said or "\t" in said:
        return None
    figures = [*_FIGURE.finditer(said)]
    for first in range(max(0, len(figures) - _MOST), len(figures)):
        name = said[: figures[first].start()]
        behind = [found[0] for found in figures[first:]]
        rest = _FIGURE.sub(" ", said[figures[first].start() :])
        if _is_name(name) and _only_units(rest, words):
            return _ordered(_bare(name, words), behind)
    return None


def _bare(name: str, words: RoleWords) -> str:
    """The name without the words of a sentence around it: "for A. Name voted"."""
    said = name.strip(_AROUND).split()
    while len(said) > 1 and words.is_unit(said[-1]):
        said.pop()
    while len(said) > 1 and words.is_unit(said[0]):
        said.pop(0)
    return " ".join(said)


def _is_name(name: str) -> bool:
    """True for words that end where a figure may begin; behind a comma begins a cell."""
    return any(char.isalpha() for char in name) and name[-1] in _OPENS


def _signed(found: re.Match[str], words: RoleWords) -> str:
    """A percentage with its sign in place of the word for it."""
    return f"{found[1]}%" if words.is_percent(found[2]) else found[0]


def _only_units(rest: str, words: RoleWords) -> bool:
    beside = [word.rstrip(".") for word in _WORD.findall(rest)]
    return all(map(words.is_unit, beside)) and not _BETWEEN.sub("", _WORD.sub("", rest)).strip(".%")


def _ordered(name: str, behind: list[str]) -> tuple[str, str, str] | None:
    shares = [one for one in behind if one.endswith("%")]
    counts = [one for one in behind if not one.endswith("%")]
    if len(shares) > 1 or len(counts) > 1:
        return None
    return name, (counts or [""])[0], (shares or [""])[0]

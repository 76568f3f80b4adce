"""Words: one catalogue per language, and the one place where arguments meet sentences.

The domain speaks in codes and arguments; window, command line and paper all render them here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the start page needs words and no form
    from tally_app.domain.values.words import Words

#: Groups digits in figures; breaks no line and survives copying.
NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Wording:
    """The catalogue of one language: dotted keys ("paper.title") to text with {named} places."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **arguments: object) -> str:
        """The text of ``key`` with its named places filled; KeyError for an unknown key."""
        text = self.texts[key]
        return text.format(**arguments) if arguments else text

    def coded(self, family: str, code: str) -> str:
        """The words of a stored code, or the code as it stands where nobody knows it."""
        return self.texts.get(f"{family}.{code}", code)

    def has(self, key: str) -> bool:
        """True when the catalogue holds ``key``."""
        return key in self.texts

    def pick(self, words: Words) -> str:
        """The form's own words in this language; another language rather than nothing."""
        return words.get(self.language) or next(iter(words.values()), "")


def grouped(value: int) -> str:
    """A figure with its digits in groups of three (1 283), minus as a real minus sign."""
    text = f"{abs(value):,}".replace(",", NARROW_SPACE)
    return f"\u2212{text}" if value < 0 else text


def signed(value: int) -> str:
    """A difference with its sign always shown; 0 has none."""
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def fault_words(fault: Exception) -> str:
    """A fault of the program for whoever mends it: its kind and what it says."""
    return f"{type(fault).__name__}: {fault}"

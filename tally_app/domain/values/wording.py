"""Words: one catalogue per language, and the one place where arguments meet sentences.

The domain speaks in codes and arguments; window, command line and paper all render them here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tally_app.domain.values.languages import BY_CODE

if TYPE_CHECKING:  # the start page needs words and no form
    from tally_app.domain.values.words import Words

#: Groups digits in figures; breaks no line and survives copying.
NARROW_SPACE = "\u202f"

#: Before the key of a usual word in the catalogue: "term.voter.gen.pl".
TERM: Final = "term."

#: A place for a term: its name, case and number.
PLACE: Final = re.compile(r"(?<!\{)\{([A-Za-z_]+)\.([a-z_]+)\.([a-z_]+)\}(?!\})")

#: Between a figure and the sign or the unit behind it.
_UNIT: Final = re.compile(r"(?<=[\d}]) (?=(?:%|МБ|MB|ГБ|GB|мин|min)(?!\w))")

#: The category of CLDR that every language has; also of what is no whole number ("–").
OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Plural:
    """A text that differs by the figure in one of its places, ``by``: one text for each category of
    CLDR that its language has ("one", "few", "many", "other").
    """

    by: str
    texts: Mapping[str, str]

    def of(self, language: str, count: object) -> str:
        """The text beside that figure, an int or one that is written out ("1 283")."""
        written = str(count).replace(NARROW_SPACE, "").lstrip("+\u2212-")
        whole = written.isascii() and written.isdecimal()
        return self.texts[BY_CODE[language].plural(int(written)) if whole else OTHER]


#: What a key of the catalogue holds.
Text = str | Plural


@dataclass(frozen=True, slots=True)
class Wording:
    """The catalogue of one language: dotted keys ("paper.title") to text with {named} places.

    ``terms`` are the words a form has in place of usual ones, by their place ("voter.gen.pl").
    """

    language: str
    texts: Mapping[str, Text]
    terms: Mapping[str, str] = field(default_factory=dict)
    _speaking: dict[int, Wording] = field(default_factory=dict, compare=False, repr=False)

    def __call__(self, key: str, **arguments: object) -> str:
        """The text of ``key`` with its named places filled; KeyError for an unknown key, and for a
        plural without the figure it goes by.
        """
        text = self.texts[key]
        if isinstance(text, Plural):
            text = text.of(self.language, arguments[text.by])
        text = self._with_terms(text)
        return text.format(**arguments) if arguments else text

    def coded(self, family: str, code: str) -> str:
        """The words of a stored code, or the code as it stands where nobody knows it."""
        key = f"{family}.{code}"
        return self(key) if self.has(key) else code

    def has(self, key: str) -> bool:
        """True when the catalogue holds ``key``."""
        return key in self.texts

    def pick(self, words: Words) -> str:
        """The form's own words in this language; another language rather than nothing."""
        return self._with_terms(words.get(self.language) or next(iter(words.values()), ""))

    def speaking(self, terms: Mapping[str, Mapping[str, str]]) -> Wording:
        """The same catalogue with the terms of a form, by language; the same one every time."""
        own = terms.get(self.language)
        if not own:
            return self
        # It holds the terms, so their id stays theirs.
        return self._speaking.setdefault(id(own), Wording(self.language, self.texts, own))

    def _with_terms(self, text: str) -> str:
        """A place without a term stays as it is."""
        return PLACE.sub(self._term, text) if "{" in text and "." in text else text

    def _term(self, place: re.Match[str]) -> str:
        """The form's word, else the usual one; with a capital letter where the place has one."""
        name, case, number = place.groups()
        key = f"{name.lower()}.{case}.{number}"
        word = self.terms.get(key) or self.texts.get(f"{TERM}{key}", place[0])
        said = str(word)
        return said[:1].upper() + said[1:] if name[0].isupper() else said


def as_said(words: Words, wordings: Mapping[str, Wording]) -> Words:
    """A text with its terms, in the languages it has: one that is missing stays so, and is seen."""
    said = {x: wordings[x].pick({x: text}) for x, text in words.items() if x in wordings and text}
    return {**words, **said}


def with_units(text: str) -> str:
    """A text in which no line ends between a figure and its sign or unit (54 %, 8 МБ)."""
    return _UNIT.sub(NARROW_SPACE, text)


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

"""Kazakh letters: the order of the ballot, and Latin letters that only look Cyrillic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

#: Alphabet of the state language, in which options stand on the ballot (37(1)).
ALPHABET: Final = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

_RANK: Final = {letter: rank for rank, letter in enumerate(ALPHABET, 1)}
_WORD: Final = re.compile(r"[^\W\d_]+")
#: Letters of the blocks of Cyrillic, and what is no letter.
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f\W\d_]*")


def ballot_key(name: str) -> tuple[tuple[int, ...], ...]:
    """Sorting key of a name in ballot order: word by word; marks and foreign letters count last."""
    words = unicodedata.normalize("NFC", name).lower().split()
    return tuple(tuple(_rank(char) for char in word if char.isalpha()) for word in words)


def _rank(char: str) -> int:
    return _RANK.get(char, len(_RANK) + ord(char))


def mixed_words(text: str) -> Iterator[str]:
    """Words that hold both Cyrillic and Latin letters (glossary 7.6: i for і, ə for ә)."""
    if not _mixed(text):
        return
    yield from filter(_mixed, _WORD.findall(text))


def _mixed(text: str) -> bool:
    if text.isascii() or _CYRILLIC.fullmatch(text):
        return False  # nearly every text
    return {_script(char) for char in set(text)} >= {"LATIN", "CYRILLIC"}


@lru_cache(maxsize=512)
def _script(char: str) -> str:
    """LATIN, CYRILLIC ...: asked of every letter of every text of a form, and there are few."""
    return unicodedata.name(char, "").split(" ", 1)[0]


def latin_letters(word: str) -> str:
    """The Latin letters of a word, each once, with their positions told by their order."""
    found = (char for char in word if _script(char) == "LATIN")
    return " ".join(dict.fromkeys(found))

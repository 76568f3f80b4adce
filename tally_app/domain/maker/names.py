"""Texts of a ballot and of precincts: what is missing, alike, unseen, or out of its order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from tally_app.domain.maker.draft import DraftFault, DraftOption, DraftRemoved, Spot
from tally_app.domain.values.dates import is_iso
from tally_app.domain.values.languages import CYRILLIC
from tally_app.domain.values.letters import ballot_key, latin_letters, mixed_words
from tally_app.domain.values.signs import all_named, unseen
from tally_app.domain.values.words import Words

#: Signs of a name in an election file.
LONGEST: Final = 250

#: Small letters that look like those of another alphabet, or like one when they are capitals.
_ALIKE: Final = str.maketrans("aceiopxyhkmtbëïə0", "асеіорхункмтвёїәо")


def texts(spot: Spot, words: Words, languages: Sequence[str]) -> Iterator[DraftFault]:
    """Faults of a text that must stand in every language of the file."""
    for language in languages:
        at = _in(spot, language)
        text = words.get(language, "")
        if not text.strip():
            yield DraftFault(at, "missing", args={"language": language})
        else:
            yield from signs(at, text, cyrillic=language in CYRILLIC)
    yield from others(spot, words, languages)


def others(spot: Spot, words: Words, told: Sequence[str]) -> Iterator[DraftFault]:
    """Faults of what stands in further languages."""
    for language, text in words.items():
        if language not in told and text.strip():
            yield from signs(_in(spot, language), text, cyrillic=language in CYRILLIC)


def signs(spot: Spot, text: str, *, cyrillic: bool) -> Iterator[DraftFault]:
    """Signs nobody sees, letters of two alphabets in one word, a text without end."""
    hidden = unseen(text)
    if hidden:
        yield DraftFault(spot, "unseen", args={"signs": all_named(hidden)})
    if len(text) > LONGEST:
        yield DraftFault(spot, "too_long", args={"limit": str(LONGEST), "size": str(len(text))})
    for word in mixed_words(text) if cyrillic else ():
        yield DraftFault(spot, "mixed", args={"word": word, "letters": latin_letters(word)})


def options(
    of: int, found: Sequence[DraftOption], languages: Sequence[str], order: str
) -> Iterator[DraftFault]:
    """Faults of the options of one ballot, ``of`` which it is, in its ``order``."""
    for row, option in enumerate(found, 1):
        spot = Spot("options", row, "name", of)
        yield from texts(spot, option.name, languages)
        if any(text.strip() for text in option.by.values()):
            yield from texts(replace(spot, column="by"), option.by, languages)
        if option.removed is not None:
            yield from _removed(spot, option.removed, languages)
    for language in languages:
        names = [option.name.get(language, "") for option in found]
        yield from _alike(Spot("options", 0, f"name.{language}", of), names)
    if order == "alphabet":
        yield from _out_of_order(of, found)


def _removed(spot: Spot, removed: DraftRemoved, languages: Sequence[str]) -> Iterator[DraftFault]:
    """A removal rests on a decision and its day."""
    at = replace(spot, column="removed_day")
    if not removed.day:
        yield DraftFault(at, "missing")
    elif not is_iso(removed.day):
        yield DraftFault(at, "no_day", args={"found": removed.day})
    yield from texts(replace(spot, column="removed"), removed.decision, languages)


def in_order(found: Sequence[DraftOption]) -> tuple[DraftOption, ...]:
    """The options by the alphabet of the state language (37(1)): offered, never done by itself."""
    return tuple(sorted(found, key=lambda option: ballot_key(option.name.get("kk", ""))))


def _out_of_order(of: int, found: Sequence[DraftOption]) -> Iterator[DraftFault]:
    names = [option.name.get("kk", "") for option in found]
    for row, (before, name) in enumerate(pairwise(names), 2):
        if before.strip() and name.strip() and ballot_key(before) > ballot_key(name):
            args = {"name": name, "before": before}
            yield DraftFault(Spot("options", row, "name.kk", of), "order", args=args)


def _alike(spot: Spot, names: Sequence[str]) -> Iterator[DraftFault]:
    """Two people may be called the same: it is looked at, never refused. Two names that only look
    the same are written with letters of two alphabets.
    """
    first: dict[str, int] = {}
    for row, name in enumerate(names, 1):
        shape = looks(name)
        if not shape:
            continue
        other = first.setdefault(shape, row)
        if other == row:
            continue
        same = _plain(names[other - 1]) == _plain(name)
        code = "namesake" if same else "lookalike"
        for at, said in ((other, row), (row, other)):
            args = {"row": str(said), "name": name}
            yield DraftFault(replace(spot, row=at), code, "warning", args)


@lru_cache(maxsize=50_000)
def looks(text: str) -> str:
    """What a name looks like, whichever alphabet its letters are of."""
    return _plain(text).translate(_ALIKE)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _in(spot: Spot, language: str) -> Spot:
    return Spot(spot.matter, spot.row, f"{spot.column}.{language}", spot.of)

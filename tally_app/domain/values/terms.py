"""Terms that a form may replace: a text has a place for each, ``{voter.gen.pl}``.

Who votes is a voter in one ballot and a citizen in another. The usual words stand with the other
texts (``resources/texts/<language>/terms.toml``), those of a form under its ``[terms]``;
``Wording`` puts them in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from tally_app.domain.values.wording import PLACE

#: What a place may name. ``{Voter.nom.pl}`` begins with a capital letter.
TERMS: Final = (
    *("voter", "voter_list", "commission", "precinct", "ballot", "box", "election_day"),
    *("contest", "this_contest", "other_contest", "parallel_contest", "contest_concerned"),
    *("which_contest", "option"),
)

#: The cases of a language, by the code of its words.
CASES: Final[Mapping[str, tuple[str, ...]]] = {
    "kk": ("nom", "gen", "dat", "acc", "loc", "abl", "ins"),
    "ru": ("nom", "gen", "dat", "acc", "ins", "pre"),
    "en": ("nom",),
}
#: One and several. A word that has no singular says the same in both.
NUMBERS: Final = ("sg", "pl")


def forms_of(language: str) -> Iterator[str]:
    """Every form a term has in a language: "nom.sg", "nom.pl", "gen.sg" and so on."""
    return (f"{case}.{number}" for case in CASES[language] for number in NUMBERS)


def every_place(language: str) -> list[str]:
    """What can stand in a place for a term in a language, without its braces."""
    return [f"{term}.{form}" for term in TERMS for form in forms_of(language)]


def unknown_places(text: str, language: str) -> list[str]:
    """The places of a text that name no term, or a form its language has not."""
    found = [match[0][1:-1] for match in PLACE.finditer(text)]
    known = every_place(language) if found and language in CASES else ()
    return [place for place in found if place[:1].lower() + place[1:] not in known]

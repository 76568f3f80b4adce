"""How the columns of a commission's tables are called, in every language the program speaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, product
from typing import Final

from tally_app.domain.maker.cells import COLUMNS, IN_WORDS, Heads, plain
from tally_app.domain.maker.decided import CONSTANTS, PRINTED
from tally_app.domain.maker.draft import DECIDERS, Forms
from tally_app.domain.maker.precincts import OFFICES
from tally_app.domain.values.languages import CODES
from tally_app.domain.values.wording import Wording

#: What parts one word for a column from the next.
_OR: Final = ";"
#: What stands before the article of a constant.
_ARTICLE: Final = " ("


def heads(wordings: Mapping[str, Wording], forms: Forms) -> Heads:
    """Every head by which a column is known; offices, types of precincts and what is
    decided, by whom, by their names.
    """
    columns: dict[str, str] = {}
    for language in CODES:
        spoken = [x for words in wordings.values() for x in _in_language(words, language)]
        for name in dict.fromkeys(chain.from_iterable(IN_WORDS.values())):
            # A table may be headed in two languages: "Область, қазақша".
            named = [x for words in wordings.values() for x in _called(words, name)]
            for column, called in product(named, spoken):
                columns.setdefault(plain(f"{column}{called}"), f"{name}.{language}")
        for called in spoken:  # a table of options may be headed by languages alone
            columns.setdefault(plain(called), f"name.{language}")
    for words in wordings.values():
        for name in dict.fromkeys(chain.from_iterable(COLUMNS.values())):
            for column in _called(words, name):
                columns.setdefault(plain(column), name)
    offices = {
        plain(called): office
        for words in wordings.values()
        for office in OFFICES
        for called in _called(words, f"office_{office}", words(f"office.{office}"))
    }
    types = {
        plain(name): kind.id
        for form in forms.values()
        for kind in form.precinct_types
        for name in (kind.id, *(words.pick(kind.name) for words in wordings.values()))
    }
    names = [PRINTED, *(name for form in forms.values() for name in form.constants)]
    matters = {
        plain(called): name
        for name in dict.fromkeys(names)
        for words in wordings.values()
        for said in (matter(words, name),)
        for called in (name, said, said.partition(_ARTICLE)[0])
    }
    deciders = {
        plain(called): by
        for by in DECIDERS
        for words in wordings.values()
        for called in (by, *_called(words, f"by_whom_{by}", words(f"maker.decided.{by}")))
    }
    return Heads(
        columns, offices | {office: office for office in OFFICES}, types, matters, deciders
    )


def matter(words: Wording, name: str) -> str:
    """How a row of decisions is called: the protocol, or a constant, with its article."""
    if name == PRINTED:
        return words("maker.decision.printed")
    return words(f"maker.constant.{name}") if name in CONSTANTS else name


def head(words: Wording, column: str) -> str:
    """How a column is headed: "name.kk" is a name in Kazakh."""
    name, _, language = column.partition(".")
    said = words(f"maker.column.{name}")
    return f"{said}, {words(f'maker.language.{language}')}" if language else said


def _called(words: Wording, name: str, first: str = "") -> Iterator[str]:
    yield first or words(f"maker.column.{name}")
    if words.has(f"maker.also.{name}"):
        yield from words(f"maker.also.{name}").split(_OR)


def _in_language(words: Wording, language: str) -> Iterator[str]:
    yield words(f"maker.language.{language}")
    yield from words(f"maker.also.language_{language}").split(_OR)
    yield language
